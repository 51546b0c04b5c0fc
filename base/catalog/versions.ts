import { sql, type Insertable } from 'kysely'
import type { Tx } from '#platform/database'
import { canonicalJson, sm3Hex } from '#platform/sm'
import type { Item } from './item.ts'
import type { SourceRow } from './import/source-row.ts'
import type { CatalogTables, ItemTable } from './tables.ts'

/** An item to be put into force, and the row it was imported from, if it was. */
export interface Edition { item: Item; source: SourceRow | null }

/** What became of an edition: its number, and whether the catalogue is different for it. */
export interface Stored { code: string; version: number; outcome: 'new' | 'changed' | 'unchanged' }

/** How far the work is: `done` of `total` items. */
export type Progress = (done: number, total: number) => void

const CHUNK_ROWS = 500

/**
 * Stores editions as the newest versions of their items, all within the transaction given. An edition that says what the
 * newest version says already is left alone, so the same import twice has one effect; other writers wait.
 */
export async function storeEditions(tx: Tx, editions: readonly Edition[], onProgress?: Progress): Promise<Stored[]> {
  await sql`lock table catalog.item in share row exclusive mode`.execute(tx)
  const outcomes = await planEditions(tx, editions)
  const planned = editions.flatMap((edition, at): Planned[] => outcomes[at] ? [{ edition, stored: outcomes[at] }] : [])
  const fresh = planned.filter(({ stored }) => stored.outcome !== 'unchanged')
  await supersede(tx, fresh.filter(({ stored }) => stored.outcome === 'changed').map(({ edition }) => edition.item))
  for (let at = 0; at < fresh.length; at += CHUNK_ROWS) {
    await insert(tx, fresh.slice(at, at + CHUNK_ROWS))
    onProgress?.(Math.min(at + CHUNK_ROWS, fresh.length), fresh.length)
  }
  return outcomes
}

/** What `storeEditions` would do, edition by edition; writes nothing. */
export async function planEditions(tx: Tx, editions: readonly Edition[]): Promise<Stored[]> {
  const newest = await newestVersions(tx, editions.map(({ item }) => item.code))
  return editions.map((edition) => outcomeOf(edition, newest.get(edition.item.code)))
}

interface Newest { code: string; version: number; status: string; content_hash: string; effective_to: string | null }
interface Planned { edition: Edition; stored: Stored }

async function newestVersions(tx: Tx, codes: readonly string[]): Promise<ReadonlyMap<string, Newest>> {
  const rows = await tx.withTables<CatalogTables>().selectFrom('catalog.item')
    .distinctOn('code').select(['code', 'version', 'status', 'content_hash', 'effective_to'])
    .where('code', '=', sql<string>`any(${codes})`)
    .orderBy('code').orderBy('version', 'desc').execute()
  return new Map(rows.map((row) => [row.code, row]))
}

function outcomeOf(edition: Edition, newest: Newest | undefined): Stored {
  const { code } = edition.item
  if (!newest) return { code, version: 1, outcome: 'new' }
  // One that is to be retired says the same and yet is not the same: it ends on a day the content does not know.
  const holds = newest.status === 'published' && newest.effective_to === (edition.item.effectiveTo ?? null)
  const same = holds && newest.content_hash === contentHashOf(edition)
  if (same) return { code, version: newest.version, outcome: 'unchanged' }
  return { code, version: newest.version + 1, outcome: 'changed' }
}

/** The number of the version is not content, nor a day on which it begins that only the import has given it. */
function contentHashOf({ item, source }: Edition): string {
  const { version: _, effectiveFrom, ...content } = item
  const begins = item.unstated?.includes('effectiveFrom') ? null : effectiveFrom
  return sm3Hex(canonicalJson({ content, begins, source }))
}

/** The earlier versions end where the new one begins; one that was to begin later still never holds. */
async function supersede(tx: Tx, items: readonly Item[]): Promise<void> {
  if (items.length === 0) return
  const codes = items.map(({ code }) => code)
  const days = items.map(({ effectiveFrom }) => effectiveFrom)
  await sql`
    update catalog.item as earlier set superseded_on = least(earlier.superseded_on, later.begins), changed_at = now()
    from unnest(${codes}::text[], ${days}::date[]) as later (code, begins)
    where earlier.code = later.code and earlier.status = 'published'`.execute(tx)
}

async function insert(tx: Tx, planned: readonly Planned[]): Promise<void> {
  await tx.withTables<CatalogTables>().insertInto('catalog.item').values(planned.map(rowOf)).execute()
}

function rowOf({ edition, stored: { version } }: Planned): Insertable<ItemTable> {
  const { item, source } = edition
  return {
    code: item.code, version, status: 'published',
    effective_from: item.effectiveFrom, effective_to: item.effectiveTo ?? null, superseded_on: null,
    name: item.name, organisation: item.organisation, organisation_name: item.organisationName ?? null,
    audience: item.audience, type: item.type,
    statutory_working_days: item.statutoryWorkingDays, promised_working_days: item.promisedWorkingDays, visits: item.visits,
    document: JSON.stringify({ ...item, version }), source: source && JSON.stringify(source), content_hash: contentHashOf(edition),
  }
}
