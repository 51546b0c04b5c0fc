import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { bodyOf, type Call } from '#kernel'
import type { Upload } from '#platform/endpoint'
import { Refusal } from '#platform/refusal'
import { KINDS, type Kind } from './content/kinds.ts'
import { scan } from './content/scan.ts'
import { sniff } from './content/sniff.ts'
import { lookInto } from './content/window.ts'
import { endingOf, tidyName } from './file-name.ts'
import { discard, keep, takeIn, type Arrived } from './store.ts'

export interface Received { fileId: string; sm3: string; size: number; mediaType: string }

const MEGABYTE = 1_048_576
const MEGABYTES_MAX = 20
/** Enough for the papers of any matter; keeps one account from filling the disk. */
const MEGABYTES_A_DAY_MAX = 1000

/**
 * Takes a file in: streamed to disk, measured, looked into, kept under its digest, and noted as the actor's own. The same
 * content given again by the same person is the same file. `call.tx` should be no transaction: uploads take long.
 * Refuses with too-large, unsupported-media, invalid, too-many or unavailable; then nothing is left behind.
 */
export async function receiveFile(call: Call, upload: Pick<Upload, 'fileName' | 'declaredType' | 'stream'>): Promise<Received> {
  await refuseTooMuch(call)
  const arrived = await takeIn(upload.stream, BYTES_MAX)
  try {
    const { mediaType } = await inspect(arrived, upload)
    await keep(arrived)
    const fileId = await noteFile(call, { ...arrived, mediaType, name: tidyName(upload.fileName) })
    return { fileId, sm3: arrived.sm3, size: arrived.size, mediaType }
  } finally {
    await discard(arrived.path)
  }
}

/** CHUNFENG_UPLOAD_MB: how large one file may be, 20 unless told. */
export function bytesMax(environment: Readonly<Record<string, string | undefined>>): number {
  const megabytes = Number(environment['CHUNFENG_UPLOAD_MB'] || MEGABYTES_MAX)
  if (!(megabytes > 0 && megabytes <= 60)) throw new Error('CHUNFENG_UPLOAD_MB must be between 1 and 60')
  return megabytes * MEGABYTE
}

/** Read once: a wrong setting stops the program at start, not an upload at noon. */
const BYTES_MAX = bytesMax(process.env)

async function inspect({ path, size }: Arrived, { fileName, declaredType }: Pick<Upload, 'fileName' | 'declaredType'>): Promise<Kind> {
  if (size === 0) throw new Refusal('invalid', '没有选择文件，或文件是空的，请重新选择', [{ path: 'file', message: '请选择文件' }])
  const kind = KINDS[await lookInto(path, sniff)]
  refuseLie(kind, fileName, declaredType)
  await scan(path)
  return kind
}

/** What programs say when they do not know; the last is what a request without a word means. */
const NEUTRAL = new Set(['', 'application/octet-stream', 'binary/octet-stream', 'text/plain'])

/** A file that is not what it is called would surprise whoever opens it. */
function refuseLie({ mediaType, label, endings, aliases }: Kind, fileName: string, declaredType: string): void {
  const ending = endingOf(fileName)
  const declared = declaredType.toLowerCase().split(';')[0]?.trim() ?? ''
  const honestName = ending === '' || endings.includes(ending)
  const honestType = NEUTRAL.has(declared) || declared === mediaType || aliases.includes(declared)
  if (honestName && honestType) return
  const claim = honestName ? `声明的类型是 ${declared}` : `文件名以 .${ending} 结尾`
  const sentence = `${claim}，内容却是${label}。请按实际类型重新命名或导出后再上传`
  throw new Refusal('unsupported-media', sentence, [{ path: 'file', message: sentence }])
}

async function refuseTooMuch({ tx, actor, now }: Call): Promise<void> {
  const { rows } = await sql<{ bytes: number }>`
    select coalesce(sum(size), 0)::bigint as bytes from materials.file
    where account_id = ${actor.id} and created_at > ${now}::timestamptz - interval '1 day'`.execute(tx)
  if ((rows[0]?.bytes ?? 0) > MEGABYTES_A_DAY_MAX * MEGABYTE) throw new Refusal('too-many', '今天上传的文件太多了，请明天再传，或到政务服务窗口办理')
}

interface Noted { sm3: string; size: number; mediaType: string; name: string }

/** The update changes nothing; it makes the row that was there already answer with its id. */
async function noteFile({ tx, actor, now }: Call, { sm3, size, mediaType, name }: Noted): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    insert into materials.file (id, sm3, size, media_type, original_name, account_id, party_id, created_at)
    values (${randomUUID()}, ${sm3}, ${size}, ${mediaType}, ${name}, ${actor.id}, ${bodyOf(actor)}, ${now})
    on conflict (account_id, coalesce(party_id, ''), sm3) do update set sm3 = excluded.sm3
    returning id`.execute(tx)
  const [row] = rows
  if (row === undefined) throw new Error('an insert answers with its row')
  return row.id
}
