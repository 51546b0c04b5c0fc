/** Counting the days of the decision clock: from acceptance on, without the days on which a special procedure stands open (行政许可法第四十五条). */
import type { Day } from '#platform/day'
import { before, isAfterNth, upTo, type Run } from './calendar-run.ts'

export interface DecisionClock {
  readonly run: Run
  readonly acceptedOn: Day
  /** In order, without overlap. */
  readonly standstills: readonly Standstill[]
}

/**
 * Days that do not count, because at their end a special procedure was open: from the day the first one starts to the day
 * before the last one ends. `until` is that ending day, which counts again; null while one is open.
 */
export interface Standstill { readonly from: Day; until: Day | null }

/**
 * The position in the run of the day on which the counted days reach the limit, or null while a special procedure is open and
 * the limit was not reached before it. The position may lie beyond the run.
 */
export function duePosition({ run, acceptedOn, standstills }: DecisionClock, limitWorkingDays: number): number | null {
  const base = countingBase(run, acceptedOn, limitWorkingDays)
  let position = limitWorkingDays === 0 ? base : base + limitWorkingDays - 1
  for (const { from, until } of standstills) {
    if (isAfterNth(run, from, position)) return position
    if (until === null) return null
    position += before(run, until) - Math.max(before(run, from), base)
  }
  return position
}

/**
 * The working days that count after acceptance up to the end of the day. Looks only at stretches in which the clock ran,
 * so that a procedure may last into an unpublished year.
 */
export function countedDays({ run, acceptedOn, standstills }: DecisionClock, day: Day): number {
  if (day <= acceptedOn) return 0
  let counted = 0
  let running = upTo(run, acceptedOn)
  for (const { from, until } of standstills) {
    if (day < from) break
    // A procedure opened on the acceptance day itself takes nothing away: that day does not count anyway.
    counted += Math.max(0, before(run, from) - running)
    if (until === null || day < until) return counted
    running = before(run, until)
  }
  return counted + upTo(run, day) - running
}

/**
 * Working days at positions from here on can be due. Day 1 is the first working day after acceptance; only 即办件 (limit 0) may be
 * due on the acceptance day itself, or on the next working day if that is a rest day. A procedure started on that day moves it
 * like any other due day: the rule on due days makes no exception for limit 0.
 */
function countingBase(run: Run, acceptedOn: Day, limitWorkingDays: number): number {
  return limitWorkingDays === 0 ? before(run, acceptedOn) : upTo(run, acceptedOn)
}
