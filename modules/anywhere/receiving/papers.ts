import { Refusal } from '#platform/refusal'
import { canonicalJson, sm3Hex } from '#platform/sm'
import type { Call, Case } from '#kernel'
import { filesById, ownFiles } from '#base/materials'
import type { MorePapers, Paper, Sending } from './forms.ts'
import type { Static } from 'typebox'

/** The set of papers that is on its way now. */
export function papersOf({ traits }: Pick<Case, 'traits'>): Paper[] {
  const papers: unknown = traits['papers']
  // Safe: written by the step that took them in, whose form was checked against its schema.
  return Array.isArray(papers) ? papers as Paper[] : []
}

/** One digest for the whole list: whoever signs for it signs for exactly this. */
export function listDigest(papers: readonly Paper[]): string {
  return sm3Hex(
    canonicalJson(papers.map(({ materialId, name, originals, copies, sm3 }) => ({ materialId, name, originals, copies, ...(sm3 !== undefined && { sm3 }) }))),
  )
}

/** A scan is the clerk's own upload, and the list says its true SM3. */
export async function keepPapers(call: Call, _found: Case, data: Record<string, unknown>): Promise<void> {
  // Safe: the kernel has checked the data against MorePapers or Receiving, which both hold the list.
  const { papers } = data as Static<typeof MorePapers>
  const wanted = papers.flatMap(({ fileId }) => fileId ?? [])
  if (wanted.length === 0) return
  const [own, files] = [new Set(await ownFiles(call, wanted)), await filesById(call.tx, wanted)]
  const fields = papers.flatMap(({ fileId, sm3, name }, index) => {
    if (fileId === undefined || (own.has(fileId) && files.get(fileId)?.sm3 === sm3)) return []
    return [{ path: `papers.${index}.fileId`, message: `“${name}”的扫描件找不到，或者与清单上的摘要不符，请重新扫描上传` }]
  })
  if (fields.length > 0) throw new Refusal('invalid', '清单与扫描件对不上，请按提示改正', fields)
}

/** What travels by post has a number to ask for it. */
export async function needParcel(_call: unknown, _found: unknown, data: Record<string, unknown>): Promise<void> {
  // Safe: the kernel has checked the data against Sending or Resending, which both hold these.
  const { way, parcel } = data as Static<typeof Sending>
  if (way === 'parcel' && parcel === undefined) throw new Refusal('invalid', '寄递的请填邮件编号，路上出了事要凭它查', [{ path: 'parcel', message: '请填邮件编号' }])
}

/** A network carries scans only. */
export async function needCarriable(call: unknown, found: Case, data: Record<string, unknown>): Promise<void> {
  await needParcel(call, found, data)
  if (data['way'] === 'network' && found.traits['direction'] === 'outward')
    throw new Refusal('invalid', '转交外区现在只能寄递，请填邮件编号', [{ path: 'way', message: '请选寄递' }])
  const unscanned = papersOf(found).filter(({ fileId, originals }) => fileId === undefined || originals > 0)
  if (data['way'] !== 'network' || unscanned.length === 0) return
  const message = `这些材料有纸质原件或者没有扫描，不能只用网络传送：${unscanned.map(({ name }) => name).join('、')}`
  throw new Refusal('invalid', message, [{ path: 'way', message: '请改用寄递，或者先扫描、原件当场退还' }])
}
