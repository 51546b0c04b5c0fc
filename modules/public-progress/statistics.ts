import { sql } from 'kysely'
import type { Tx } from '#platform/database'

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

/**
 * By organisation, and by organisation and item: received, resolved (ended in whatever way), decided and on time, median
 * and 90th percentile of working days without waiting on the applicant, ratings. One pass over one indexed table.
 */
export async function statistics(tx: Tx): Promise<{ organisations: StatisticsRow[]; items: StatisticsRow[] }> {
  const { rows } = await sql<StatisticsRow>`
    select organisation, item_code as "itemCode", case when item_code is null then null else max(item_name) end as "itemName",
      count(*)::int as received, count(resolved_on)::int as resolved, count(on_time)::int as decided,
      (count(*) filter (where on_time))::int as "onTime",
      percentile_cont(0.5) within group (order by working_days) as "medianWorkingDays",
      percentile_cont(0.9) within group (order by working_days) as "p90WorkingDays",
      count(rating)::int as ratings, round(avg(rating), 2)::float8 as "averageRating"
    from public_progress.fact
    group by grouping sets ((organisation), (organisation, item_code))
    order by organisation, item_code limit ${ROWS_MAX}`.execute(tx)
  return { organisations: rows.filter((row) => row.itemCode === null), items: rows.filter((row) => row.itemCode !== null) }
}
