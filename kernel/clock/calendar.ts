/**
 * The calendar of working days (工作日): Monday to Friday without 法定节假日, plus 调休上班日 (行政许可法第八十二条).
 * Only years the State Council has published are known; asking beyond them throws `OutOfCalendar`, it never guesses.
 */
import assert from 'node:assert/strict'
import { addCalendarDays, type Day } from '#platform/day'
import { nthAfter, runCountingFrom, runsOf, upTo, type Run } from './calendar-run.ts'
import { workingDaysOf, type CalendarYear } from './calendar-year.ts'
import { OutOfCalendar } from './out-of-calendar.ts'

export interface Calendar {
  /** The years as published; the explanation names their holidays. */
  readonly published: readonly CalendarYear[]
  readonly runs: readonly Run[]
  /** With Monday–Friday assumed for unpublished years; null where guessing is not allowed. */
  readonly assumedRuns: readonly Run[] | null
}

/** Years a provisional calendar assumes; a day outside them is out of calendar even there. */
const ASSUMED_FROM = 1990
const ASSUMED_UNTIL = 2100

/** A strict calendar of these published years, given in any order. Refuses a year with impossible or contradictory days. */
export function buildCalendar(published: readonly CalendarYear[]): Calendar {
  return { published, runs: runsOfYears(published), assumedRuns: null }
}

/**
 * A calendar that assumes Monday–Friday for years not yet published, so that a case received in December still gets a date.
 * Whoever reads the clock with it is told (`provisional: true`) whenever an assumed year took part.
 */
export function withProvisionalYears(calendar: Calendar): Calendar {
  const known = new Map(calendar.published.map((year) => [year.year, year]))
  const years: CalendarYear[] = []
  for (let year = ASSUMED_FROM; year <= ASSUMED_UNTIL; year += 1) years.push(known.get(year) ?? weekdaysOnly(year))
  return { ...calendar, assumedRuns: runsOfYears(years) }
}

/**
 * Answers from published years alone; only when one is missing, and the calendar may assume, from assumed ones, and says so.
 * Everything that reads the clock comes through here, so nothing can use an assumed year silently.
 */
export function reckon<Answer>(calendar: Calendar, question: (runs: readonly Run[]) => Answer): { answer: Answer; provisional: boolean } {
  try {
    return { answer: question(calendar.runs), provisional: false }
  } catch (error) {
    if (calendar.assumedRuns === null || !(error instanceof OutOfCalendar)) throw error
    return { answer: question(calendar.assumedRuns), provisional: true }
  }
}

export function isWorkingDay(calendar: Calendar, day: Day): boolean {
  return workingDaysBetween(calendar, addCalendarDays(day, -1), day) === 1
}

/** The day on which this many working days after `day` are full; `day` itself does not count (民法典第二百零一条), 0 is `day`. */
export function addWorkingDays(calendar: Calendar, day: Day, workingDays: number): Day {
  assert(Number.isInteger(workingDays) && workingDays >= 0, 'a count of working days')
  return workingDays === 0 ? day : reckon(calendar, (runs) => nthAfter(runs, day, workingDays)).answer
}

/** Working days later than `after` and not later than `until`; 0 when `until` is not later. */
export function workingDaysBetween(calendar: Calendar, after: Day, until: Day): number {
  if (until <= after) return 0
  return reckon(calendar, (runs) => {
    const run = runCountingFrom(runs, after)
    return upTo(run, until) - upTo(run, after)
  }).answer
}

/** The first working day later than `day`. */
export function nextWorkingDay(calendar: Calendar, day: Day): Day {
  return addWorkingDays(calendar, day, 1)
}

function runsOfYears(years: readonly CalendarYear[]): Run[] {
  return runsOf(new Map(years.map((year) => [year.year, workingDaysOf(year)])))
}

function weekdaysOnly(year: number): CalendarYear {
  return { year, source: '暂按周一至周五推算', notices: [], holidays: [], makeUpWorkdays: [] }
}
