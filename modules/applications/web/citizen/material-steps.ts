import type { Upload } from '#platform/endpoint'
import { Refusal } from '#platform/refusal'
import { isDay } from '#platform/day'
import type { Call } from '#kernel'
import { receiveFile } from '#base/materials'
import type { Material } from '#base/catalog'
import { changeDraft } from '../../drafts.ts'
import type { GivenMaterial } from '#base/materials'
import { refuseForeignFiles } from '../../given.ts'
import { isPromise, type DraftView } from './draft-view.ts'

const FILES_A_MATERIAL_MAX = 20
const TOO_MANY = `一份材料最多 ${FILES_A_MATERIAL_MAX} 个文件，请合并后再传`

/** A material of a draft. */
export interface At { view: DraftView; material: Material }

/** The material of the checklist the address names. */
export function materialOf({ checklist }: DraftView, materialId: string): Material {
  const material = checklist.materials.find(({ id }) => id === materialId)
  if (!material) throw new Refusal('not-found', '按您的情形不用交这份材料，请返回材料清单')
  return material
}

/** Takes in the chosen files one after the other; those that came through stay, also when a later one is refused. */
export async function takeFiles(call: Call, { view, material }: At, uploads: AsyncIterable<Upload>): Promise<void> {
  let count = 0
  for await (const upload of uploads) {
    if (upload.fileName === '') continue
    const { fileId } = await receiveFile(call, upload)
    await give(call, view, { materialId: material.id, fileId })
    count += 1
  }
  if (count === 0) throw new Refusal('invalid', '请先选文件，再按“上传”', [{ path: 'file', message: '请先选文件，再按“上传”' }])
}

/** Hands in a file the applicant has given before. */
export async function chooseFile(call: Call, { view, material }: At, fileId: string | undefined): Promise<void> {
  if (fileId === undefined) throw new Refusal('invalid', '请选一个文件', [{ path: 'fileId', message: '请选一个文件' }])
  const given = { materialId: material.id, fileId }
  await refuseForeignFiles(call, [given])
  await give(call, view, given)
}

/** 容缺: promises the material by a day instead of a file. */
export async function promise(call: Call, { view, material }: At, promisedBy: string): Promise<void> {
  const refuse = (message: string): never => { throw new Refusal('invalid', message, [{ path: 'promisedBy', message }]) }
  if (material.need !== 'deferrable') refuse('这份材料不能以后补，请上传')
  if (!isDay(promisedBy)) refuse(`请填写日期，例如 ${call.today}`)
  if (promisedBy <= call.today) refuse('请填写今天以后的日期')
  await give(call, view, { materialId: material.id, promisedBy })
}

/** Takes one file, or the promise, out of the draft. */
export async function takeBack(call: Call, { view, material }: At, which: string): Promise<void> {
  const nameOf = (given: GivenMaterial) => (isPromise(given) ? 'promise' : given.fileId)
  await changeDraft(call, view.draft.id, ({ materials }) => ({
    materials: materials.filter((given) => given.materialId !== material.id || nameOf(given) !== which),
  }))
}

/** A file takes the place of a promise, a promise that of files; the same file twice is one. */
async function give(call: Call, view: DraftView, given: GivenMaterial): Promise<void> {
  await changeDraft(call, view.draft.id, ({ materials }) => {
    const own = materials.filter(({ materialId }) => materialId === given.materialId)
    if (own.length >= FILES_A_MATERIAL_MAX) throw new Refusal('too-large', TOO_MANY, [{ path: 'file', message: TOO_MANY }])
    const kept = own.filter((other) => !isPromise(given) && !isPromise(other) && other.fileId !== given.fileId)
    return { materials: [...materials.filter(({ materialId }) => materialId !== given.materialId), ...kept, given] }
  })
}
