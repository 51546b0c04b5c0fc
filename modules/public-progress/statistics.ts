import { sql } from 'kysely'
import type { Tx } from '#platform/database'
import { isAsked, isWithin, type StatisticsFilter } from './statistics-filter.ts'
import type { ReasonKind } from './statistics-reason.ts'

const ROWS_MAX = 2000

export interface StatisticsRow {
  organisation: string
  itemCode: string | null
  itemName: string | null
  received: number
  resolved: number
  decided: number
  onTime: number
  medianWorkingDays: number | null
  p90WorkingDays: number | null
  ratings: number
  averageRating: number | null
}

/** Every figure as it is, for one group of cases; ratings that do not count are not in it (base/ratings: exclusion rules). */
export function figures(filter: StatisticsFilter) {
  const received = isWithin('received_on', filter)
  const resolved = isWithin('resolved_on', filter)
  const rated = sql`${resolved} and excluded.case_id is null`
  return sql`
    (count(*) filter (where ${received}))::int as received, (count(*) filter (where ${resolved}))::int as resolved,
    (count(fact.on_time) filter (where ${resolved}))::int as decided, (count(*) filter (where fact.on_time and ${resolved}))::int as "onTime",
    percentile_cont(0.5) within group (order by fact.working_days) filter (where ${resolved}) as "medianWorkingDays",
    percentile_cont(0.9) within group (order by fact.working_days) filter (where ${resolved}) as "p90WorkingDays",
    (count(fact.rating) filter (where ${rated}))::int as ratings, round(avg(fact.rating) filter (where ${rated}), 2)::float8 as "averageRating"`
}

/** The facts with the mark of those whose rating does not count. */
export const FACTS = sql`public_progress.fact fact left join lateral (
  select case_id from ratings.exclusion where exclusion.case_id = fact.case_id and fact.rating is not null limit 1) excluded on true`

/**
 * By organisation, and by organisation and item: received, resolved (ended in whatever way), decided and on time, median
 * and 90th percentile of working days without waiting on the applicant, ratings. One pass over one indexed table.
 */
export async function statistics(tx: Tx, filter: StatisticsFilter = {}): Promise<{ organisations: StatisticsRow[]; items: StatisticsRow[] }> {
  const { rows } = await sql<StatisticsRow>`
    select fact.organisation, fact.item_code as "itemCode", case when fact.item_code is null then null else max(fact.item_name) end as "itemName", ${figures(filter)}
    from ${FACTS} where ${isAsked(filter)} and (${isWithin('received_on', filter)} or ${isWithin('resolved_on', filter)})
    group by grouping sets ((fact.organisation), (fact.organisation, fact.item_code))
    order by fact.organisation, fact.item_code limit ${ROWS_MAX}`.execute(tx)
  return { organisations: rows.filter((row) => row.itemCode === null), items: rows.filter((row) => row.itemCode !== null) }
}

export interface ReasonRow { kind: ReasonKind; label: string; cases: number }

const REASONS_MAX = 200

/** How many cases were refused on which article, and had to correct which material. */
export async function reasons(tx: Tx, filter: StatisticsFilter = {}): Promise<ReasonRow[]> {
  const { rows } = await sql<ReasonRow>`
    select fact.kind, fact.label, count(*)::int as cases from public_progress.reason fact
    where ${isAsked(filter)} and ${isWithin('on_day', filter)}
    group by fact.kind, fact.label order by fact.kind, cases desc, fact.label limit ${REASONS_MAX}`.execute(tx)
  return rows
}
