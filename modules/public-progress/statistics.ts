import { runSql, type Tx } from '#platform/database'
import { countedBy, type Measure } from '#base/figures'
import type { ReasonKind } from './reasons.ts'
import type { StatisticsFilter } from './statistics-filter.ts'

const ROWS_MAX = 2000
const REASONS_MAX = 200
const FIRST_DAY = '1900-01-01'
const LAST_DAY = '2999-12-31'

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

/** Cases of applicants: each of the ordinary ones, and each whole of several (一件事、多证联办、打捆) as the one case it is to her. */
const KINDS = "fact.kind in ('service', 'joint')"

/** The measures of base/figures that a public number adds up, for both kinds. */
export function measuresOf(measure: Measure): readonly string[] {
  return [measure, `joint.${measure}`]
}

const counted = (measure: Measure): string => countedBy(measuresOf(measure))
/** Ratings that do not count are left out (base/ratings: exclusion rules). */
const RATED = `${counted('rated')} and fact.case_id not in (select case_id from ratings.exclusion)`
const SCOPE = '($3::text is null or fact.organisation = $3) and ($4::text is null or fact.item_code = $4) and ($5::text is null or fact.place = $5)'

const FIGURES = `
  (count(*) filter (where ${counted('received')}))::int as received, (count(*) filter (where ${counted('resolved')}))::int as resolved,
  (count(*) filter (where ${counted('decided')}))::int as decided, (count(*) filter (where ${counted('onTime')}))::int as "onTime",
  percentile_cont(0.5) within group (order by fact.working_days) filter (where ${counted('decided')}) as "medianWorkingDays",
  percentile_cont(0.9) within group (order by fact.working_days) filter (where ${counted('decided')}) as "p90WorkingDays",
  (count(*) filter (where ${RATED}))::int as ratings, (round(avg(fact.rating) filter (where ${RATED}), 2))::float8 as "averageRating"`

/**
 * By organisation, and by organisation and item: what base/figures counts under the same names, each by its own day, with the median
 * and 90th percentile of the office's own working days. From the facts, because place, organisation and item are asked for at once.
 */
export async function statistics(tx: Tx, filter: StatisticsFilter = {}): Promise<{ organisations: StatisticsRow[]; items: StatisticsRow[] }> {
  const rows = await runSql<StatisticsRow>(tx, `
    select fact.organisation, fact.item_code as "itemCode", case when fact.item_code is null then null else max(fact.item_name) end as "itemName", ${FIGURES}
    from figures.case_fact fact
    where ${KINDS} and ${SCOPE} and (fact.received_on between $1 and $2 or fact.resolved_on between $1 and $2 or fact.rated_on between $1 and $2)
    group by grouping sets ((fact.organisation), (fact.organisation, fact.item_code))
    order by fact.organisation, fact.item_code limit ${ROWS_MAX}`, asked(filter))
  return { organisations: rows.filter((row) => row.itemCode === null), items: rows.filter((row) => row.itemCode !== null) }
}

export interface ReasonRow { kind: ReasonKind; label: string; cases: number }

/** How many cases were refused on which article, and had to correct which material. */
export async function reasons(tx: Tx, filter: StatisticsFilter = {}): Promise<ReasonRow[]> {
  return runSql<ReasonRow>(tx, `
    select reason.kind, reason.label, count(*)::int as cases from public_progress.reason join figures.case_fact fact using (case_id)
    where ${KINDS} and ${SCOPE} and reason.on_day between $1 and $2
    group by reason.kind, reason.label order by reason.kind, cases desc, reason.label limit ${REASONS_MAX}`, asked(filter))
}

function asked({ from = FIRST_DAY, to = LAST_DAY, organisation, item, place }: StatisticsFilter): unknown[] {
  return [from, to, organisation ?? null, item ?? null, place ?? null]
}
