import { runSql, type Tx } from '#platform/database'
import type { Day } from '#platform/day'
import { MEASURE_RULES, type MeasureId, type MeasuredCriterion, type Scheme } from '../campaigns/scheme.ts'
import { adjusted, wholeOf, type Adjusted, type Stratum } from '../ranking/adjust.ts'
import type { EvidenceValue } from './values.ts'

/** How many cases of one item ended in the period, in one person's hands; `person` is '' for all cases of the district. */
interface Row { person: string; item: string; ended: number; decided: number; onTime: number; rated: number; good: number; workingDays: number }
const ROWS_MAX = 200_000
/** 基本满意 and above. */
const GOOD_LEVEL_MIN = 3

/**
 * Cases that ended in the period by who accepted or decided them, and by item. A case of two people counts for both: each did her part.
 * Ratings that do not count (base/ratings) are left out.
 */
async function rowsOf(tx: Tx, { from, to }: { from: Day; to: Day }, people: readonly string[]): Promise<Row[]> {
  return runSql<Row>(tx, `
    with fact as (
      select case_id, item_code, on_time, working_days, accepted_by, decided_by,
        case when rating is not null and case_id not in (select case_id from ratings.exclusion) then rating end as rating
      from figures.case_fact where kind = 'service' and resolved_on between $1 and $2),
    counted as (
      select '' as person, fact.* from fact
      union all
      select who.person, fact.* from fact cross join lateral (
        select distinct person from unnest(array[accepted_by, decided_by]) as hands (person) where person = any($3::text[])) who)
    select person, item_code as item, count(*)::int as ended,
      (count(*) filter (where on_time is not null))::int as decided, (count(*) filter (where on_time))::int as "onTime",
      count(rating)::int as rated, (count(*) filter (where rating >= ${GOOD_LEVEL_MIN}))::int as good, coalesce(sum(working_days), 0)::int as "workingDays"
    from counted group by 1, 2 order by 1, 2 limit ${ROWS_MAX}`, [from, to, people])
}

const STRATA: Readonly<Record<Exclude<MeasureId, 'workload'>, (row: Row) => Stratum>> = {
  'on-time': ({ item, decided, onTime }) => ({ item, n: decided, part: onTime }),
  'good-rating': ({ item, rated, good }) => ({ item, n: rated, part: good }),
  rated: ({ item, ended, rated }) => ({ item, n: ended, part: rated }),
}

/** A nominee as she is measured: herself, or the people of a post. */
export interface Measured { id: string; people: readonly string[] }

/** The measured values of these nominees by the criteria of the scheme. */
export async function valuesOf(
  tx: Tx,
  { criteria, period }: Pick<Scheme, 'criteria' | 'period'>,
  { nominees, onDuty }: { nominees: readonly Measured[]; onDuty: readonly string[] },
): Promise<Map<string, EvidenceValue[]>> {
  const wanted = criteria.filter((criterion): criterion is MeasuredCriterion => criterion.by === 'measured')
  const people = [...new Set([...nominees.flatMap((nominee) => nominee.people), ...onDuty])]
  const rows = wanted.length === 0 ? [] : await rowsOf(tx, period, people)
  const byPerson = Map.groupBy(rows, ({ person }) => person)
  const source = `办件和评价记录，${period.from} 至 ${period.to}`
  return new Map(
    nominees.map(({ id, people: hands }) => {
      const own = hands.flatMap((person) => byPerson.get(person) ?? [])
      return [
        id,
        wanted.map((criterion) =>
          criterion.measure === 'workload'
            ? workloadValue(criterion, { own, byPerson, onDuty, heads: hands.length, source })
            : shareValue(criterion, criterion.measure, { own, all: byPerson.get('') ?? [], source }),
        ),
      ]
    }),
  )
}

function shareValue(
  criterion: MeasuredCriterion, measure: keyof typeof STRATA, { own, all, source }: { own: readonly Row[]; all: readonly Row[]; source: string },
): EvidenceValue {
  const whole = wholeOf(all.map(STRATA[measure]))
  const found = adjusted(own.map(STRATA[measure]), whole)
  const sums = [...whole.values()].reduce((sum, { n, part }) => ({ n: sum.n + n, part: sum.part + part }), { n: 0, part: 0 })
  return valueFrom(criterion, found, { overall: sums.n === 0 ? null : sums.part / sums.n, source })
}

/** Out of shares of one. */
export function valueFrom(criterion: MeasuredCriterion, found: Adjusted, { overall, source }: { overall: number | null; source: string }): EvidenceValue {
  const counted = criterion.measure === 'good-rating' ? found.low : found.shrunk
  return {
    criterion: criterion.id, name: criterion.name, measure: labelOf(criterion.measure), n: found.n, part: found.part,
    value: percent(found.raw), expected: percent(found.expected), adjusted: percent(found.adjusted), low: percent(found.low), high: percent(found.high),
    counted: percent(counted), overall: percent(overall), isSmall: found.n < criterion.sampleMin, sampleMin: criterion.sampleMin, source,
  }
}

interface Load { own: readonly Row[]; byPerson: ReadonlyMap<string, readonly Row[]>; onDuty: readonly string[]; heads: number; source: string }

/** Cases converted by how long others need for the same item; the mean of those on duty is 100 %. */
function workloadValue(criterion: MeasuredCriterion, { own, byPerson, onDuty, heads, source }: Load): EvidenceValue {
  const all = byPerson.get('') ?? []
  const n = own.reduce((sum, { ended }) => sum + ended, 0)
  const mean = onDuty.length === 0 ? 0 : onDuty.reduce((sum, person) => sum + converted(byPerson.get(person) ?? [], all), 0) / onDuty.length
  const mine = heads === 0 ? 0 : converted(own, all) / heads
  const value = n === 0 || mean === 0 ? null : Math.round((1000 * mine) / mean) / 10
  return {
    criterion: criterion.id, name: criterion.name, measure: labelOf('workload'), n, part: n, value, expected: value === null ? null : 100,
    adjusted: value, low: null, high: null,
    counted: value, overall: null, isSmall: n < criterion.sampleMin, sampleMin: criterion.sampleMin, source,
  }
}

/** One more day for each case, so that what is done on the spot counts too; her own pace is left out, so that being slow earns nothing. */
function converted(own: readonly Row[], all: readonly Row[]): number {
  const others = new Map(all.map((row) => [row.item, { ended: row.ended, days: row.workingDays + row.ended }]))
  const whole = [...others.values()].reduce((sum, { ended, days }) => ({ ended: sum.ended + ended, days: sum.days + days }), { ended: 0, days: 0 })
  const pace = whole.ended === 0 ? 1 : whole.days / whole.ended
  return own.reduce((sum, { item, ended, workingDays }) => {
    const found = others.get(item) ?? { ended, days: 0 }
    const rest = found.ended - ended
    const theirs = rest > 0 ? (found.days - workingDays - ended) / rest : pace
    return sum + ended * (theirs / pace)
  }, 0)
}

function labelOf(measure: MeasureId): string {
  return MEASURE_RULES.find(({ id }) => id === measure)?.label ?? measure
}

function percent(share: number | null): number | null {
  return share === null ? null : Math.round(share * 1000) / 10
}
