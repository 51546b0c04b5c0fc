import { sql } from 'kysely'
import type { Tx } from '#platform/database'
import { Refusal } from '#platform/refusal'
import type { Call } from '#kernel'
import type { Item } from '../item.ts'
import type { CatalogTables } from '../tables.ts'

/** An item as the list of the desk shows it: its newest version, and whether somebody works on the next. */
export interface DeskItem {
  code: string
  name: string
  organisationName: string
  version: number | null
  status: string
  effectiveFrom: string | null
  draftEdition: number | null
  draftBy: string | null
  changedAt: Date
}

export interface DeskQuery { q?: string | undefined; drafts?: 'yes' | undefined; page?: number | undefined }

const PAGE_SIZE = 50
const VERSIONS_MAX = 200

/** One page of the catalogue by code; the words must stand in the name or begin the code. */
export async function deskItems(call: Pick<Call, 'tx' | 'kernel'>, { q = '', drafts, page = 1 }: DeskQuery): Promise<{
  total: number; items: DeskItem[]; size: number
}> {
  const words = q.trim().replace(/[\\%_]/g, '\\$&')
  const newest = sql`
    with newest as (select distinct on (code) code, version, status, name,
      organisation, organisation_name, effective_from, changed_at from catalog.item order by code, version desc),
    listed as (
      select coalesce(newest.code, draft.code) as code, coalesce(newest.name, draft.document ->> 'name') as name,
        coalesce(newest.organisation, draft.document ->> 'organisation') as organisation, newest.organisation_name, newest.version,
        coalesce(newest.status, 'draft') as status, newest.effective_from, draft.edition, draft.changed_by_name, greatest(newest.changed_at, draft.changed_at) as changed_at
      from newest full join catalog.draft as draft on draft.code = newest.code
    )`
  const fits = sql`where (name ilike ${`%${words}%`} or code like ${`${words.toUpperCase()}%`}) and (${drafts ?? null}::text is null or edition is not null)`
  const { rows } =
    await sql<ListedRow>`${newest} select *, count(*) over ()::int as total from listed ${fits} order by code limit ${PAGE_SIZE} offset ${(page - 1) * PAGE_SIZE}`.execute(
      call.tx,
    )
  return { total: rows[0]?.total ?? 0, size: PAGE_SIZE, items: rows.map((row) => deskItem(call, row)) }
}

interface ListedRow {
  code: string
  name: string
  organisation: string
  organisation_name: string | null
  version: number | null
  status: string
  effective_from: string | null
  edition: number | null
  changed_by_name: string | null
  changed_at: Date
  total: number
}

function deskItem({ kernel }: Pick<Call, 'kernel'>, row: ListedRow): DeskItem {
  return {
    code: row.code, name: row.name, organisationName: row.organisation_name ?? kernel.nameOf(row.organisation), version: row.version, status: row.status,
    effectiveFrom: row.effective_from, draftEdition: row.edition, draftBy: row.changed_by_name, changedAt: row.changed_at,
  }
}

export interface VersionRow {
  version: number
  status: string
  effectiveFrom: string
  supersededOn: string | null
  effectiveTo: string | null
  createdAt: Date
  isInForce: boolean
  openCases: number
}

/** Every version of an item, the newest first, and how many cases still run under it. */
export async function versionsOf({ tx, today }: Pick<Call, 'tx' | 'today'>, code: string): Promise<VersionRow[]> {
  const { rows } = await sql<VersionRow>`
    select version, status, effective_from as "effectiveFrom", superseded_on as "supersededOn", effective_to as "effectiveTo", created_at as "createdAt",
      status = 'published' and effective_from <= ${today}::date and (effective_to is null or effective_to >= ${today}::date)
        and (superseded_on is null or superseded_on > ${today}::date) as "isInForce",
      (select count(*)::int from kernel.case where item_code = item.code and item_version = item.version and closed_at is null) as "openCases"
    from catalog.item where code = ${code} order by version desc limit ${VERSIONS_MAX}`.execute(tx)
  return rows
}

export async function versionOf(tx: Tx, code: string, version: number): Promise<Item> {
  const row = await tx.withTables<CatalogTables>().selectFrom('catalog.item').select('document').where('code', '=', code)
    .where('version', '=', version).executeTakeFirst()
  if (!row) throw new Refusal('not-found', `事项“${code}”没有第 ${version} 版，请刷新后再看`)
  return row.document
}
