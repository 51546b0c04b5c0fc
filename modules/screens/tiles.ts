import { addCalendarDays, type Day } from '#platform/day'
import { measured } from '#base/figures'
import { isWorkingDay, stateRule, workflowOf, type Call } from '#kernel'
import { townsOf, unitsOf, type Group } from './groups.ts'
import { hasBegunBy, headOf, passedIn, type Head, type Passed } from './head.ts'
import { jointRows, type JointRow } from './joint.ts'
import { dueNow, dueOf } from './live.ts'
import { stretchBefore, type Stretch } from './period.ts'
import type { Ranked } from './ranking.ts'
import type { Scope } from './scope.ts'
import settings from './settings.json' with { type: 'json' }
import { slowestSteps, type SlowStep } from './steps.ts'

const TREND_DAYS = 30

export type StepTile = SlowStep & { organisationName: string; stateLabel: string }
export interface DayTile { day: Day; received: number; resolved: number; working: boolean }

/** All that the screens show of a scope, as of one moment. */
export interface Tiles extends Scope {
  /** Changes exactly when a number may have. */
  version: string
  asOf: string
  source: string
  before: Stretch
  /** Whether the log reaches back to the first day of the stretch before: against half a stretch everything has grown. */
  isComparable: boolean
  head: Head
  earlier: Passed
  towns: Group[]
  units: Ranked<Group>[]
  steps: StepTile[]
  joint: JointRow[]
  days: DayTile[]
  settings: typeof settings
}

/** Everything at once: a few narrow reads of counters that are kept all along, and of the near end of what is open. */
export async function tilesOf(call: Call, scope: Scope, version: string): Promise<Tiles> {
  const before = stretchBefore(scope.period, call.today)
  const due = await dueNow(call)
  const [head, earlier, isComparable, towns, units, steps, joint, days] = await Promise.all([
    headOf(call, scope, dueOf(due, scope)), passedIn(call, scope, before), hasBegunBy(call, before.from), townsOf(call, scope, due), unitsOf(call, scope, due),
    slowestSteps(call, scope), jointRows(call, scope), dayByDay(call, scope),
  ])
  return {
    ...scope,
    version,
    asOf: call.now.toISOString(),
    source: SOURCE,
    before,
    isComparable,
    head,
    earlier,
    towns,
    units,
    steps: steps.map((step) => namedStep(call, step)),
    joint,
    days,
    settings,
  }
}

/** What every number rests on, read out above each list. */
export const SOURCE = '办件记录（只增不改）汇总成的计数，走一步，数字几秒内跟着变'

function namedStep(call: Call, step: SlowStep): StepTile {
  return { ...step, organisationName: call.kernel.nameOf(step.organisation), stateLabel: stateRule(workflowOf(call.kernel, 'application'), step.state).label }
}

async function dayByDay({ tx, today, kernel }: Call, { organisation, place }: Scope): Promise<DayTile[]> {
  const first = addCalendarDays(today, 1 - TREND_DAYS)
  const rows = await measured(tx, { measures: ['received', 'resolved'], from: first, to: today, by: 'day', organisation, place })
  const n = (measure: string, day: Day): number => rows.find((row) => row.measure === measure && row.key === day)?.n ?? 0
  return Array.from({ length: TREND_DAYS }, (_, index) => addCalendarDays(first, index))
    .map((day) => ({ day, received: n('received', day), resolved: n('resolved', day), working: isWorkingDay(kernel.calendar, day) }))
}
