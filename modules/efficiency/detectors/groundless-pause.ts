import { runSql } from '#platform/database'
import type { Day } from '#platform/day'
import { readClock, workingDaysBetween, type Calendar, type Call, type ClockHistory } from '#kernel'
import { measured } from '#base/figures'
import { wilson } from '../ranges.ts'
import { SETTINGS } from '../settings.ts'
import { CASES_MAX, percent, THRESHOLDS, type Detector, type Finding, type Period } from './detector.ts'

const LIMITS = THRESHOLDS['groundless-pause']

export interface Paused { organisation: string; decided: number; paused: number }

/** A special procedure stops the clock; far more of them than others have, begun at the last moment or of kinds the item does not know, stop it without ground. */
export const groundlessPause: Detector = {
  id: 'groundless-pause', label: '没有依据的暂停', kind: 'gaming', by: 'organisation',
  what: `用特别程序的比例明显高于别的单位（区间下限超过 ${LIMITS.timesPeers} 倍），至少 ${LIMITS.casesMin} 件；打开看到的是事项清单里没有这种特别程序的，和到期前 ${LIMITS.workingDaysBeforeDue} 个工作日内才启动的`,
  find: async (call, period) => {
    const often = pausedFarMore(await pausedBy(call.tx, period.from, period.to))
    const groundless = await Promise.all(often.map(({ key }) => groundlessOf(call, period, key)))
    return withoutGround(often, groundless.map(({ length }) => length))
  },
  cases: groundlessOf,
}

/** Some items need a procedure in most of their cases: only pauses without ground make a finding. Pure. */
export function withoutGround(often: readonly Finding[], groundless: readonly number[]): Finding[] {
  return often.flatMap(({ key, cases: paused, sentence }, index) => {
    const cases = groundless[index] ?? 0
    return cases < LIMITS.casesMin ? [] : [{ key, cases, of: paused, sentence: `${sentence}；其中 ${cases} 件没有依据或者临到期才启动` }]
  })
}

async function groundlessOf(call: Call, period: Period, key: string): Promise<string[]> {
  return (await pausesIn(call, period, key)).filter((one) => isGroundless(one, call.kernel.calendar)).map(({ caseId }) => caseId)
}

/** Whoever pauses so often that chance does not explain it, measured by all the others. Pure. */
export function pausedFarMore(units: readonly Paused[]): Finding[] {
  const whole = units.reduce((sum, { decided, paused }) => ({ decided: sum.decided + decided, paused: sum.paused + paused }), { decided: 0, paused: 0 })
  return units.flatMap(({ organisation, decided, paused }) => {
    const others = whole.decided === decided ? 0 : (whole.paused - paused) / (whole.decided - decided)
    const range = wilson(Math.min(paused, decided), decided, SETTINGS.z.value)
    if (range === null || paused < LIMITS.casesMin || range.low <= LIMITS.timesPeers * others) return []
    return [{ key: organisation, cases: paused, of: decided, sentence: `${percent(paused / decided)} 的办件启动过特别程序，别的单位合起来是 ${percent(others)}` }]
  })
}

async function pausedBy(tx: Call['tx'], from: Day, to: Day): Promise<Paused[]> {
  const rows = await measured(tx, { measures: ['decided', 'special'], from, to, by: 'organisation' })
  const of = (key: string, measure: string): number => rows.find((row) => row.key === key && row.measure === measure)?.n ?? 0
  return [...new Set(rows.map(({ key }) => key))].map((organisation) =>
    ({ organisation, decided: of(organisation, 'decided'), paused: of(organisation, 'special') }))
}

export interface Pauses { caseId: string; clock: ClockHistory; listed: readonly string[] }

/** Of a kind the item does not list, or begun when the limit had all but run out. Pure. */
export function isGroundless({ clock, listed }: Pick<Pauses, 'clock' | 'listed'>, calendar: Calendar): boolean {
  return clock.events.some((event, index) => {
    if (event.what !== 'pause-start') return false
    if (!listed.includes(event.kind)) return true
    const { dueOn } = readClock(calendar, { ...clock, events: clock.events.slice(0, index) }, event.on)
    return dueOn !== null && event.on <= dueOn && workingDaysBetween(calendar, event.on, dueOn) <= LIMITS.workingDaysBeforeDue
  })
}

function pausesIn({ tx }: Call, { from, to }: Period, organisation: string): Promise<Pauses[]> {
  return runSql<Pauses>(tx, `
    select fact.case_id as "caseId", fact.clock, coalesce(item.document->'specialProcedures', '[]') as listed
    from figures.case_fact fact join kernel.case own on own.id = fact.case_id
      left join catalog.item item on item.code = own.item_code and item.version = own.item_version
    where fact.kind = 'service' and fact.organisation = $3 and fact.specials > 0 and fact.resolved_on between $1 and $2 and fact.on_time is not null
    order by fact.resolved_on desc, fact.case_id limit ${CASES_MAX}`, [from, to, organisation])
}
