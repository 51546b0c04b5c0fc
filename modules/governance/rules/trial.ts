import { runSql } from '#platform/database'
import { addCalendarDays, type Day } from '#platform/day'
import { addWorkingDays, type Call } from '#kernel'
import { OVERDUE, OVERDUE_RED, OVERDUE_RED_OF_DAYS, REMINDER, STAGE, type Candidates } from '../alerts/candidates.ts'
import { isReasoned, REFUSED_THEN_TAKEN } from '../alerts/situations.ts'
import { badlyRated, recurring } from '../rectification/from-alerts.ts'
import { refuseUnsound, versionsOf, type Named } from './change.ts'
import type { Wish } from './faults.ts'
import { bookOf, editions, inForceOn } from './rule-book.ts'
import type { AlertRule } from './rules.ts'
import { settingOf, type Rule } from './settings.ts'
import { deadlineTrial, pointsTrial } from './trial-counts.ts'

export interface TrialLine { what: string; now: number; then: number }
/** What a rule would have done by now, by the version in force and as it is wished; nothing is fired. */
export interface Trial { day: Day; lines: TrialLine[]; note: string }

const LOOK_BACK_CALENDAR_DAYS = 120
const EVENTS_MAX = 20_000
const RECTIFIED = '现在自动开整改的件数'
const RED = '昨天督办期限过了、成为红牌的条数'
const BY_DEADLINE: Readonly<Record<string, Candidates>> = { reminder: REMINDER, overdue: OVERDUE, 'overdue-red': OVERDUE_RED, stage: STAGE }

/** 试算: counted with the conditions the rules themselves fire by, over the cases as they stand now; refuses what could not be kept. */
export async function tryRule(call: Call, named: Named, wish: Wish): Promise<Trial> {
  const all = await editions(call.tx)
  const [, first] = versionsOf(all, named)
  refuseUnsound(wish, { first, all, today: call.today })
  const current = inForceOn(all, call.today)
  const wished = current.map((rule): Rule => (rule.kind === named.kind && rule.id === named.id ? { ...rule, ...wish } : rule))
  const day = addCalendarDays(call.today, -1)
  if (named.kind === 'points') return { day, ...await pointsTrial(call, { current, wished }) }
  if (named.kind === 'deadline') return { day, ...await deadlineTrial(call, named.id, { current, wished }) }
  const [now, then] = await Promise.all([current, wished].map((rules) => alertCounts(call, bookOf(rules).alert(named.id), day)))
  const lines = Object.entries(now ?? {}).map(([what, count]) => ({ what, now: count, then: then?.[what] ?? 0 }))
  return { day, lines, note: '按现在的办件状态回看昨天：昨天以后才办结的、改了期限的不在内。只是算一算，什么也不发。' }
}

/** What this rule alone would have given that day. */
async function alertCounts(call: Call, rule: AlertRule, day: Day): Promise<Record<string, number>> {
  const fired = `昨天“${rule.name}”发出的条数`
  if (rule.id === 'rating-cluster') return { [RECTIFIED]: rule.isOn ? (await badlyRated({ ...call, database: call.tx }, rule)).length : 0 }
  const count = rule.isOn ? await firedOn(call, rule, day) : 0
  if (rule.id === 'overdue') return { [fired]: count, [RED]: rule.isOn ? await redOn(call, rule, day) : 0 }
  if (rule.id === 'stage') return { [fired]: count, [RECTIFIED]: rule.isOn ? (await recurring({ ...call, database: call.tx }, rule)).length : 0 }
  return { [fired]: count }
}

async function firedOn(call: Call, rule: AlertRule, day: Day): Promise<number> {
  const candidates = BY_DEADLINE[rule.id]
  if (candidates)
    return countOf(call, `from ${candidates.from} where ${candidates.where} and (${candidates.where.replaceAll('$1::date', '$2::date')}) is not true`, [
      day,
      addCalendarDays(day, -1),
    ])
  if (rule.id === 'refused-then-taken') return countOf(call, REFUSED_THEN_TAKEN, [addCalendarDays(day, -1), settingOf(rule, 'withinCalendarDays')])
  if (rule.id === 'no-reason') return unreasonedOn(call, day, settingOf(rule, 'reasonLength'))
  return countOf(
    call,
    "from kernel.event event join kernel.case c on c.id = event.case_id where event.on_day = $1 and event.kind = 'application.deemAccepted' and not c.sealed",
    [day],
  )
}

/** Yellow cards whose supervised deadline would have run out the day before. */
async function redOn(call: Call, rule: AlertRule, day: Day): Promise<number> {
  const workingDays = settingOf(rule, 'superviseWorkingDays')
  const until = addCalendarDays(day, -1)
  const days = Array.from({ length: LOOK_BACK_CALENDAR_DAYS }, (_, back) => addCalendarDays(day, -back)).filter(
    (fired) => addWorkingDays(call.kernel.calendar, fired, workingDays) === until,
  )
  return days.length === 0 ? 0 : countOf(call, `from ${OVERDUE_RED.from} where ${OVERDUE_RED_OF_DAYS}`, [day, days])
}

async function unreasonedOn({ tx }: Call, day: Day, charactersMin: number): Promise<number> {
  const rows = await runSql<{ data: Record<string, unknown> }>(tx, `
    select event.data from kernel.event event join kernel.case c on c.id = event.case_id
    where event.on_day = $1 and event.kind in ('application.refuseAcceptance', 'application.deny') and not c.sealed limit ${EVENTS_MAX}`, [day])
  return rows.filter(({ data }) => !isReasoned(data, charactersMin)).length
}

async function countOf({ tx }: Call, from: string, values: readonly unknown[]): Promise<number> {
  const [row] = await runSql<{ n: number }>(tx, `select count(*)::int as n ${from}`, values)
  return row?.n ?? 0
}
