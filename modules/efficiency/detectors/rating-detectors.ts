import { runSql, type Tx } from '#platform/database'
import type { Call } from '#kernel'
import { wilson } from '../ranges.ts'
import { SETTINGS } from '../settings.ts'
import { CASES_MAX, percent, THRESHOLDS, type Detector, type Finding, type Period } from './detector.ts'

export interface RatedUnit {
  organisation: string
  ratings: number
  best: number
  wordless: number
  /** Not given freely: by a clerk, on a clerk's device, or before anybody could have read it. */
  given: number
}

const GIVEN = "rating.case_id in (select case_id from ratings.exclusion where rule in ('by-staff', 'staff-device', 'soon'))"
const WORDLESS = "(rating.text is null or rating.text = '') and cardinality(rating.tags) = 0"
const FROM = "figures.case_fact fact join ratings.rating rating using (case_id) where fact.kind = 'service' and fact.rated_on between $1 and $2"
const ROWS_MAX = 2000

export const givenRatings: Detector = {
  id: 'given-ratings', label: '不是办事的人自己评的', kind: 'gaming', by: 'organisation',
  what: `工作人员账号代评、在工作人员的设备上评、办结后十秒内就评的，占全部评价的 ${percent(THRESHOLDS['given-ratings'].shareMin)} 以上，至少 ${THRESHOLDS['given-ratings'].casesMin} 件`,
  find: async (call, period) => givenRatingsIn(unitsIn(await monthsOf(call, period))),
  cases: ({ tx }, period, key) => idsWhere(tx, { period, key }, GIVEN),
}

/** Pure. */
export function givenRatingsIn(units: readonly RatedUnit[]): Finding[] {
  const { shareMin, casesMin } = THRESHOLDS['given-ratings']
  return units.filter(({ given, ratings }) => given >= casesMin && given / ratings >= shareMin)
    .map(({ organisation, given, ratings }) => ({ key: organisation, cases: given, of: ratings, sentence: `${percent(given / ratings)} 的评价不是办事的人自己评的` }))
}

export const perfectRatings: Detector = {
  id: 'perfect-ratings', label: '好得不像真的', kind: 'gaming', by: 'organisation',
  what: `评价不少于 ${THRESHOLDS['perfect-ratings'].ratingsMin} 件，全部是“非常满意”，而且 ${percent(THRESHOLDS['perfect-ratings'].wordlessMin)} 以上一个字也没有写`,
  find: async (call, period) => perfectRatingsIn(unitsIn(await monthsOf(call, period))),
  cases: ({ tx }, period, key) => idsWhere(tx, { period, key }, WORDLESS),
}

/** Pure. */
export function perfectRatingsIn(units: readonly RatedUnit[]): Finding[] {
  const { ratingsMin, wordlessMin } = THRESHOLDS['perfect-ratings']
  return units.filter(({ ratings, best, wordless }) => ratings >= ratingsMin && best === ratings && wordless / ratings >= wordlessMin)
    .map(({ organisation, ratings, wordless }) => ({ key: organisation, cases: wordless, of: ratings, sentence: `${ratings} 件评价全部是“非常满意”，其中 ${percent(wordless / ratings)} 没有写字` }))
}

export interface DeviceDay { organisation: string; ratings: number; devices: number }

export const sameDevice: Detector = {
  id: 'same-device',
  label: '同一设备成批评价',
  kind: 'gaming',
  by: 'organisation',
  what: `同一设备（网络地址和浏览器的摘要）一天里给同一单位评 ${THRESHOLDS['same-device'].ratingsADayMin} 件以上，合起来至少 ${THRESHOLDS['same-device'].casesMin} 件`,
  find: async ({ tx }, { from, to }) => sameDeviceIn(await runSql<DeviceDay>(tx, `
    ${RUNS} select organisation, count(*)::int as ratings, count(distinct device_sm3)::int as devices from runs where ratings >= ${A_DAY_MIN}
    group by 1 limit ${ROWS_MAX}`, [from, to])),
  cases: async ({ tx }, { from, to }, key) => ids(await runSql(tx, `
    ${RUNS} select case_id as id from runs where ratings >= ${A_DAY_MIN} and organisation = $3 order by rated_on desc, case_id limit ${CASES_MAX}`, [from, to, key])),
}
const A_DAY_MIN = THRESHOLDS['same-device'].ratingsADayMin
/** Most devices rate once or twice in all: those are put aside along their index, before anything is joined. Each rating with how many its device gave that day. */
const RUNS = `
  with often as materialized (
    select distinct device_sm3 from (select device_sm3, lag(device_sm3, ${A_DAY_MIN - 1}) over (order by device_sm3) as fellow
      from ratings.rating where device_sm3 is not null) along
    where fellow = device_sm3),
  runs as materialized (
    select fact.case_id, fact.organisation, rating.device_sm3, fact.rated_on, count(*) over (partition by fact.organisation, rating.device_sm3, fact.rated_on) as ratings
    from often join ratings.rating rating using (device_sm3) join figures.case_fact fact using (case_id)
    where fact.kind = 'service' and fact.rated_on between $1 and $2)`

/** Pure. */
export function sameDeviceIn(days: readonly DeviceDay[]): Finding[] {
  return days.filter(({ ratings }) => ratings >= THRESHOLDS['same-device'].casesMin)
    .map(({ organisation, ratings, devices }) => ({ key: organisation, cases: ratings, of: ratings, sentence: `${devices} 台设备成批评了 ${ratings} 件` }))
}

export interface BadMonth { organisation: string; month: string; ratings: number; bad: number }

export const badRatings: Detector = {
  id: 'bad-ratings', label: '差评集中', kind: 'trouble', by: 'organisation',
  what: `一个月里差评的比例明显高于全区（区间下限超过 ${THRESHOLDS['bad-ratings'].timesWhole} 倍），至少 ${THRESHOLDS['bad-ratings'].casesMin} 件`,
  find: async (call, period) => badRatingsIn(await monthsOf(call, period)),
  cases: ({ tx }, period, key) => idsWhere(tx, { period, key }, 'rating.level <= 2'),
}

/** One finding for each unit, of its worst month. Pure. */
export function badRatingsIn(months: readonly BadMonth[]): Finding[] {
  const { timesWhole, casesMin } = THRESHOLDS['bad-ratings']
  const whole = months.reduce((sum, { ratings, bad }) => ({ ratings: sum.ratings + ratings, bad: sum.bad + bad }), { ratings: 0, bad: 0 })
  const worst = new Map<string, BadMonth>()
  for (const one of months) {
    const range = wilson(one.bad, one.ratings, SETTINGS.z.value)
    // Held against everybody else, so that a small district's one bad unit does not hide in its own average.
    const others = whole.ratings === one.ratings ? 0 : (whole.bad - one.bad) / (whole.ratings - one.ratings)
    const isFar = range !== null && one.bad >= casesMin && range.low > timesWhole * others
    if (isFar && one.bad > (worst.get(one.organisation)?.bad ?? 0)) worst.set(one.organisation, one)
  }
  return [...worst.values()].map(({ organisation, month, ratings, bad }) => ({
    key: organisation,
    cases: bad,
    of: ratings,
    sentence: `${month} 有 ${bad} 件差评，占当月评价的 ${percent(bad / ratings)}`,
  }))
}

interface UnitMonth extends RatedUnit, BadMonth {}

/** The three that go by units look at the same ratings: read once for all of them, for as long as the request goes on. */
const MONTHS = new WeakMap<Call, Map<string, Promise<UnitMonth[]>>>()

function monthsOf(call: Call, { from, to }: Period): Promise<UnitMonth[]> {
  const known = MONTHS.get(call) ?? new Map<string, Promise<UnitMonth[]>>()
  const reading = known.get(`${from} ${to}`) ?? readMonths(call.tx, { from, to })
  MONTHS.set(call, known.set(`${from} ${to}`, reading))
  return reading
}

function readMonths(tx: Tx, { from, to }: Period): Promise<UnitMonth[]> {
  return runSql<UnitMonth>(tx, `
    select fact.organisation, to_char(fact.rated_on, 'YYYY-MM') as month, count(*)::int as ratings, (count(*) filter (where fact.rating = 5))::int as best,
      (count(*) filter (where fact.rating <= 2))::int as bad, (count(*) filter (where ${WORDLESS}))::int as wordless, (count(*) filter (where ${GIVEN}))::int as given
    from ${FROM} group by 1, 2 order by 1, 2 limit ${ROWS_MAX}`, [from, to])
}

/** The months of each unit together. Pure. */
export function unitsIn(months: readonly RatedUnit[]): RatedUnit[] {
  const together = (one: RatedUnit, { ratings, best, wordless, given }: RatedUnit): RatedUnit => ({
    organisation: one.organisation, ratings: one.ratings + ratings, best: one.best + best, wordless: one.wordless + wordless, given: one.given + given,
  })
  return [...Map.groupBy(months, ({ organisation }) => organisation).values()].flatMap(([first, ...rest]) => (first === undefined ? [] : [rest.reduce(together, first)]))
}

async function idsWhere(tx: Tx, { period: { from, to }, key }: { period: Period; key: string }, where: string): Promise<string[]> {
  return ids(await runSql(tx, `
    select fact.case_id as id from ${FROM} and fact.organisation = $3 and ${where} order by fact.rated_on desc, fact.case_id limit ${CASES_MAX}`, [from, to, key]))
}

function ids(rows: readonly Record<string, unknown>[]): string[] {
  return rows.map(({ id }) => String(id))
}
