import { runSql } from '#platform/database'
import { measured } from '#base/figures'
import { CASES_MAX, THRESHOLDS, type Detector, type Finding } from './detector.ts'

export interface WindowStays { organisation: string; stays: number; days: number }

export const slowWindow: Detector = {
  id: 'slow-window', label: '受理慢的窗口', kind: 'trouble', by: 'organisation',
  what: `从收件到受理平均 ${THRESHOLDS['slow-window'].meanDaysMin} 个工作日以上，超过别的窗口的 ${THRESHOLDS['slow-window'].timesPeers} 倍，至少 ${THRESHOLDS['slow-window'].casesMin} 件`,
  find: async ({ tx }, { from, to }) => {
    const rows = await measured(tx, { measures: ['stage.submitted'], from, to, by: 'organisation' })
    return slowWindowsIn(rows.map(({ key, n, total }) => ({ organisation: key, stays: n, days: total })))
  },
  cases: async ({ tx }, { from, to }, key) => ids(await runSql(tx, `
    select case_id as id from figures.stay where left_on between $1 and $2 and state = 'submitted' and kind = 'service' and organisation = $3
    order by working_days desc, left_on desc, case_id limit ${CASES_MAX}`, [from, to, key])),
}

/** Pure. */
export function slowWindowsIn(windows: readonly WindowStays[]): Finding[] {
  const { timesPeers, casesMin, meanDaysMin } = THRESHOLDS['slow-window']
  const whole = windows.reduce((sum, { stays, days }) => ({ stays: sum.stays + stays, days: sum.days + days }), { stays: 0, days: 0 })
  return windows.flatMap(({ organisation, stays, days }) => {
    const mean = days / stays
    const others = whole.stays === stays ? 0 : (whole.days - days) / (whole.stays - stays)
    if (stays < casesMin || mean < meanDaysMin || mean <= timesPeers * others) return []
    return [{ key: organisation, cases: stays, of: stays, sentence: `收件到受理平均 ${mean.toFixed(1)} 个工作日，别的窗口 ${others.toFixed(1)} 个` }]
  })
}

export interface ItemMonth { item: string; month: string; received: number }

export const peak: Detector = {
  id: 'peak', label: '突然多起来的事项', kind: 'trouble', by: 'item',
  what: `一个月收件超过这个事项平常月份（中位数）的 ${THRESHOLDS.peak.timesMedian} 倍，至少 ${THRESHOLDS.peak.casesMin} 件`,
  find: async ({ tx }, { from, to }) => peaksIn(await runSql<ItemMonth>(tx, `
    select item_code as item, to_char(start, 'YYYY-MM') as month, sum(n)::int as received from figures.measure
    where measure = 'received' and grain = 'month' and organisation <> '' and item_code <> ''
      and place = '' and start between date_trunc('month', $1::date) and $2
    group by 1, 2 order by 1, 2 limit 50000`, [from, to])),
  cases: async ({ tx }, { from, to }, key) => ids(await runSql(tx, `
    select case_id as id from figures.case_fact where kind = 'service' and item_code = $3 and received_on between $1 and $2
    order by received_on desc, case_id limit ${CASES_MAX}`, [from, to, key])),
}

const MONTHS_MIN = 3

/** One finding for each item, of its fullest month. Pure. */
export function peaksIn(months: readonly ItemMonth[]): Finding[] {
  const { timesMedian, casesMin } = THRESHOLDS.peak
  return [...Map.groupBy(months, ({ item }) => item)].flatMap(([item, own]) => {
    const sizes = own.map(({ received }) => received).sort((one, other) => one - other)
    const usual = sizes[(sizes.length - 1) >> 1] ?? 0
    const top = own.reduce((most, one) => (one.received > most.received ? one : most))
    if (own.length < MONTHS_MIN || top.received < casesMin || top.received <= timesMedian * usual) return []
    return [{ key: item, cases: top.received, of: sizes.reduce((sum, size) => sum + size, 0), sentence: `${top.month} 收到 ${top.received} 件，平常一个月 ${usual} 件` }]
  })
}

function ids(rows: readonly Record<string, unknown>[]): string[] {
  return rows.map(({ id }) => String(id))
}
