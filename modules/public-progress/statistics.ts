import { runSql, type Tx } from '#platform/database'
import { countedBy, itemNames, type Measure } from '#base/figures'
import { percentileOf } from './percentile.ts'
import type { ReasonKind } from './reasons.ts'
import type { StatisticsFilter } from './statistics-filter.ts'

const ROWS_MAX = 2000
/** Rows of one count: units, items and working days; a district has some hundreds. */
const COUNTED_MAX = 200_000
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

/** Each by its own day, along the index of that day, which holds all that is counted here. */
const RECEIVED = `
  select fact.organisation, fact.item_code as item, count(*)::int as received
  from figures.case_fact fact where ${counted('received')} and fact.received_on between $1 and $2 and ${SCOPE} group by 1, 2 limit ${COUNTED_MAX}`
const RESOLVED = `
  select fact.organisation, fact.item_code as item, case when ${counted('decided')} then fact.working_days end as days, count(*)::int as resolved,
    (count(*) filter (where ${counted('decided')}))::int as decided, (count(*) filter (where ${counted('onTime')}))::int as "onTime"
  from figures.case_fact fact where ${counted('resolved')} and fact.resolved_on between $1 and $2 and ${SCOPE} group by 1, 2, 3 limit ${COUNTED_MAX}`
const RATINGS = `
  select fact.organisation, fact.item_code as item, count(*)::int as ratings, sum(fact.rating)::int as total
  from figures.case_fact fact where ${RATED} and fact.rated_on between $1 and $2 and ${SCOPE} group by 1, 2 limit ${COUNTED_MAX}`

interface Matter { organisation: string; item: string }
interface Resolved extends Matter { days: number | null; resolved: number; decided: number; onTime: number }
interface Parts {
  received: readonly (Matter & { received: number })[]; resolved: readonly Resolved[]; rated: readonly (Matter & { ratings: number; total: number })[]
}

/**
 * By organisation, and by organisation and item: what base/figures counts under the same names, each by its own day, with the median
 * and 90th percentile of the office's own working days. From the facts, because place, organisation and item are asked for at once.
 */
export async function statistics(tx: Tx, filter: StatisticsFilter = {}): Promise<{ organisations: StatisticsRow[]; items: StatisticsRow[] }> {
  const values = asked(filter)
  const [received, resolved, rated] = await Promise.all([
    runSql<Parts['received'][number]>(tx, RECEIVED, values), runSql<Resolved>(tx, RESOLVED, values), runSql<Parts['rated'][number]>(tx, RATINGS, values),
  ])
  const parts = { received, resolved, rated }
  const names = await itemNames(tx, [...new Set([...received, ...resolved, ...rated].map(({ item }) => item))])
  return {
    organisations: groupedBy(parts, ({ organisation }) => organisation).map((own) => rowOf(own, null)),
    items: groupedBy(parts, ({ organisation, item }) => `${organisation}\n${item}`).map((own) => rowOf(own, names)).slice(0, ROWS_MAX),
  }
}

/** What belongs together, in the order of its key. */
function groupedBy({ received, resolved, rated }: Parts, keyOf: (one: Matter) => string): Parts[] {
  const [ofReceived, ofResolved, ofRated] = [Map.groupBy(received, keyOf), Map.groupBy(resolved, keyOf), Map.groupBy(rated, keyOf)]
  const keys = [...new Set([...ofReceived.keys(), ...ofResolved.keys(), ...ofRated.keys()])].sort()
  return keys.map((key) => ({ received: ofReceived.get(key) ?? [], resolved: ofResolved.get(key) ?? [], rated: ofRated.get(key) ?? [] }))
}

function rowOf({ received, resolved, rated }: Parts, names: ReadonlyMap<string, string> | null): StatisticsRow {
  const { organisation = '', item = '' } = received[0] ?? resolved[0] ?? rated[0] ?? {}
  const sum = <Row>(rows: readonly Row[], of: (row: Row) => number): number => rows.reduce((total, row) => total + of(row), 0)
  const days = resolved.flatMap(({ days: value, decided }) => (value === null ? [] : [{ value, count: decided }]))
  const ratings = sum(rated, (row) => row.ratings)
  return {
    organisation, itemCode: names === null ? null : item, itemName: names?.get(item) ?? null,
    received: sum(received, (row) => row.received), resolved: sum(resolved, (row) => row.resolved), decided: sum(resolved, (row) => row.decided),
    onTime: sum(resolved, (row) => row.onTime), medianWorkingDays: percentileOf(days, 0.5), p90WorkingDays: percentileOf(days, 0.9),
    ratings, averageRating: ratings === 0 ? null : Math.round((sum(rated, (row) => row.total) / ratings) * 100) / 100,
  }
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
