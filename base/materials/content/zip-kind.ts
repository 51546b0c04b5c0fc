import { Refusal } from '#platform/refusal'
import { TAKEN, type KindName } from './kinds.ts'
import type { Window } from './window.ts'
import { unpackAsClaimed } from './unpack.ts'
import { readZip, type ZipEntry } from './zip.ts'

const UNPACKED_BYTES_MAX = 200 * 1024 * 1024
/** Deflate cannot do better than 1:1032; texts of office files reach 1:50. */
const RATIO_MAX = 200
/** Small files may be packed as tightly as they like. */
const RATIO_MATTERS_BYTES = 10 * 1024 * 1024
const STORED = 0
const DEFLATED = 8

/** Which office or OFD file a zip file is. Refuses bombs, locked or damaged ones, macros, and every other archive. */
export async function zipKind(window: Window): Promise<KindName> {
  const entries = await readZip(window)
  if (entries === undefined || !entries.every(isSound)) throw refused('文件的内部结构不正常或已损坏，请重新导出后再上传')
  if (isBomb(entries)) throw refused('文件展开后大得不正常，不能收，请重新导出后再上传')
  if (entries.some(({ flags }) => (flags & 1) !== 0)) throw refused('文件加了密码，无法查看和存档，请去掉密码后再上传')
  const names = new Set(entries.map(({ name }) => name))
  if (entries.some(({ name }) => /vbaProject\.bin$/i.test(name))) throw refused('文件里带有宏程序，为了安全不能收，请另存为不含宏的文件或 PDF')
  const kind = MARKS.find(([marks]) => marks.every((mark) => names.has(mark)))?.[1]
  if (kind === undefined) throw refused(`压缩包和其他类型不能收，请解开后逐个上传。${TAKEN}`)
  const deflated = entries.filter(({ method }) => method === DEFLATED)
  if (!(await unpackAsClaimed(window, deflated))) throw refused('文件展开后与它自己的目录不符，不能收，请重新导出后再上传')
  return kind
}

const MARKS: readonly (readonly [readonly string[], KindName])[] = [
  [['[Content_Types].xml', 'word/document.xml'], 'docx'],
  [['[Content_Types].xml', 'xl/workbook.xml'], 'xlsx'],
  [['OFD.xml'], 'ofd'],
]

/** Only what office programs write: two ways of packing, sizes that can be true, names that stay inside. */
function isSound({ name, method, bytes, packedBytes }: ZipEntry): boolean {
  if (name.startsWith('/') || name.includes('\\') || name.split('/').includes('..')) return false
  if (method === STORED) return bytes === packedBytes
  return method === DEFLATED
}

function isBomb(entries: readonly ZipEntry[]): boolean {
  const unpacked = entries.reduce((sum, { bytes }) => sum + bytes, 0)
  const packed = entries.reduce((sum, { packedBytes }) => sum + packedBytes, 0)
  return unpacked > UNPACKED_BYTES_MAX || (unpacked > RATIO_MATTERS_BYTES && unpacked > packed * RATIO_MAX)
}

function refused(sentence: string): Refusal {
  return new Refusal('unsupported-media', sentence, [{ path: 'file', message: sentence }])
}
