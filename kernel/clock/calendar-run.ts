/**
 * A run of published years without a gap: its working days in order, so that counting is a difference of two positions
 * and the nth working day is a look-up. Positions are found by binary search; a reading of a case makes some twenty of them.
 */
import { addCalendarDays, type Day } from '#platform/day'
import { OutOfCalendar } from './out-of-calendar.ts'

export interface Run {
  /** The last day before the run: counting may begin after it, because the starting day does not count. */
  readonly dayBefore: Day
  /** The first day after the run. */
  readonly dayAfter: Day
  readonly workingDays: readonly Day[]
}

/** Joins neighbouring years to runs. */
export function runsOf(workingDaysByYear: ReadonlyMap<number, readonly Day[]>): Run[] {
  const runs: Run[] = []
  for (const [year, workingDays] of [...workingDaysByYear].toSorted(([one], [other]) => one - other)) {
    const dayAfter = `${year + 1}-01-01`
    const firstDay = `${year}-01-01`
    const last = runs.at(-1)
    if (last?.dayAfter === firstDay) runs[runs.length - 1] = { ...last, dayAfter, workingDays: [...last.workingDays, ...workingDays] }
    else runs.push({ dayBefore: addCalendarDays(firstDay, -1), dayAfter, workingDays })
  }
  return runs
}

/** The run in which the days after this one lie. */
export function runCountingFrom(runs: readonly Run[], day: Day): Run {
  for (const run of runs) if (day >= run.dayBefore && day < run.dayAfter) return run
  throw new OutOfCalendar(day)
}

/** How many working days of the run are on or before the day. */
export function upTo(run: Run, day: Day): number {
  if (day < run.dayBefore || day >= run.dayAfter) throw new OutOfCalendar(day)
  const position = positionOf(run.workingDays, day)
  return run.workingDays[position] === day ? position + 1 : position
}

/** How many working days of the run are before the day. */
export function before(run: Run, day: Day): number {
  if (day <= run.dayBefore || day > run.dayAfter) throw new OutOfCalendar(day)
  return positionOf(run.workingDays, day)
}

/** The nth working day after the day, the first being 1. */
export function nthAfter(runs: readonly Run[], day: Day, nth: number): Day {
  const run = runCountingFrom(runs, day)
  return nthOf(run, upTo(run, day) + nth - 1)
}

/** The working day at a position, the first being 0. */
export function nthOf(run: Run, position: number): Day {
  const day = run.workingDays[position]
  if (day === undefined) throw new OutOfCalendar(run.dayAfter)
  return day
}

/** Whether the day is later than the working day at a position. That one may lie beyond the run as long as the day does not. */
export function isAfterNth(run: Run, day: Day, position: number): boolean {
  const nth = run.workingDays[position]
  if (nth !== undefined) return day > nth
  if (day <= run.dayAfter) return false
  throw new OutOfCalendar(day)
}

/** How many of the sorted days are before the day. */
function positionOf(days: readonly Day[], day: Day): number {
  let low = 0
  let high = days.length
  while (low < high) {
    const middle = (low + high) >>> 1
    // The middle always exists: low ≤ middle < high ≤ length. The fallback only satisfies the type.
    if ((days[middle] ?? '') < day) low = middle + 1
    else high = middle
  }
  return low
}
