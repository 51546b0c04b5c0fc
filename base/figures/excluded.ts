import { runSql, type Tx } from '#platform/database'
import type { Day } from '#platform/day'

/** Ratings that do not count (base/ratings: exclusion rules), to be taken off the counters `rated` and `rated1` … `rated5`. `key` as asked by. */
export interface ExcludedRated { key: string; n: number; total: number; bad: number; good: number }

const COLUMNS = { organisation: 'organisation', item: 'item_code', place: 'place', month: "to_char(rated_on, 'YYYY-MM-01')" } as const
const ROWS_MAX = 100_000
const BAD_MAX = 2

export interface ExcludedAsked {
  from: Day
  to: Day
  by?: keyof typeof COLUMNS | undefined
  organisation?: string | undefined
  item?: string | undefined
  place?: string | undefined
}

/** They are few and marked after the step, by rules beside the log: counted when asked for, not kept. Services only. */
export function excludedRated(tx: Tx, { from, to, by, organisation, item, place }: ExcludedAsked): Promise<ExcludedRated[]> {
  return runSql<ExcludedRated>(tx, `
    select ${by === undefined ? "''" : COLUMNS[by]} as key, count(*)::int as n, coalesce(sum(rating), 0)::int as total,
      (count(*) filter (where rating <= ${BAD_MAX}))::int as bad, (count(*) filter (where rating > ${BAD_MAX}))::int as good
    from figures.case_fact where kind = 'service' and rated_on between $1 and $2 and case_id in (select case_id from ratings.exclusion)
      and ($3::text is null or organisation = $3) and ($4::text is null or item_code = $4) and ($5::text is null or place = $5)
    group by 1 limit ${ROWS_MAX}`, [from, to, organisation ?? null, item ?? null, place ?? null])
}
