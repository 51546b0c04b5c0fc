import type { Tx } from '#platform/database'
import type { CatalogTables, ChangeTable } from './tables.ts'

/** Who does it, and when. */
export interface Author { id: string; name: string; at: Date }

/** One entry of the history of an item. */
export interface Change { code: string; what: ChangeTable['what']; version: number | null; words: readonly string[] }
export interface NotedChange extends Change { at: Date; by: string }

const CHUNK_ROWS = 500
const CHANGES_MAX = 200
const WORDS_MAX = 100

/** Writes down who changed what. What is written down stays. */
export async function noteChanges(tx: Tx, { id, name, at }: Author, changes: readonly Change[]): Promise<void> {
  for (let from = 0; from < changes.length; from += CHUNK_ROWS) {
    await tx.withTables<CatalogTables>().insertInto('catalog.change').values(changes.slice(from, from + CHUNK_ROWS).map(({ code, what, version, words }) => ({
      code, what, version, at, actor_id: id, actor_name: name, words: words.slice(0, WORDS_MAX),
    }))).execute()
  }
}

/** The history of an item, the latest first. */
export async function changesOf(tx: Tx, code: string): Promise<NotedChange[]> {
  return tx.withTables<CatalogTables>().selectFrom('catalog.change').select(['code', 'what', 'version', 'at', 'actor_name as by', 'words'])
    .where('code', '=', code).orderBy('id', 'desc').limit(CHANGES_MAX).execute()
}
