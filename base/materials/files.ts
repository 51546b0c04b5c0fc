import { bodyOf, type Call } from '#kernel'
import type { Tx } from '#platform/database'
import type { MaterialTables } from './tables.ts'

/** What is known of a file beside its content. */
export interface FileFacts { fileId: string; name: string; size: number; mediaType: string; sm3: string; createdAt: Date }

const FILES_MAX = 500
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
const FACTS = ['id as fileId', 'original_name as name', 'size', 'media_type as mediaType', 'sm3', 'created_at as createdAt'] as const

/** The files with these ids; what does not exist is left out. Asks nobody's permission: the caller has. */
export async function filesById(tx: Tx, fileIds: readonly string[]): Promise<Map<string, FileFacts>> {
  const ids = fileIds.filter((id) => UUID.test(id)).slice(0, FILES_MAX)
  if (ids.length === 0) return new Map()
  const files = tx.withTables<MaterialTables>().selectFrom('materials.file')
  const rows = await files.select(FACTS).where('id', 'in', ids).limit(FILES_MAX).execute()
  return new Map(rows.map((row) => [row.fileId, row]))
}

/** Which of these files are the actor's own, or of the body she acts for. */
export async function ownFiles(call: Call, fileIds: readonly string[]): Promise<string[]> {
  const ids = fileIds.filter((id) => UUID.test(id)).slice(0, FILES_MAX)
  if (ids.length === 0) return []
  const rows = await filesOf(call).select('id').where('id', 'in', ids).limit(FILES_MAX).execute()
  return rows.map(({ id }) => id)
}

export interface FilePage { total: number; files: FileFacts[] }

/** What the actor has given before and may use again, newest first. */
export async function filesGivenBy(call: Call, page: number, size: number): Promise<FilePage> {
  const [counted, files] = await Promise.all([
    filesOf(call).select(({ fn }) => fn.countAll<number>().as('total')).executeTakeFirstOrThrow(),
    filesOf(call).select(FACTS).orderBy('created_at', 'desc').orderBy('id').limit(size).offset((page - 1) * size).execute(),
  ])
  return { total: counted.total, files }
}

function filesOf({ tx, actor }: Call) {
  const files = tx.withTables<MaterialTables>().selectFrom('materials.file')
  const { id, party } = actor
  if (party !== null) return files.where((file) => file.or([file('account_id', '=', id), file('party_id', '=', party)]))
  // What she has uploaded for a firm is there while she acts for it, and gone when it has taken the agency back.
  return files.where('account_id', '=', id).where('party_id', 'is not distinct from', bodyOf(actor))
}
