import type { History } from './history.ts'
import { CELLS, DAY, officeHours, type OfficeHours, type Opening } from './office-hours.ts'

/** The half-hours in which nearly all work of the office is done are its hours; single evenings are not. */
const COVERED_SHARE = 0.97
/** A weekday with less than this share of an average day's work is no working day. */
const WEEKDAY_SHARE_MIN = 0.2
/** Cases may go on for years after the last that is known. */
const DAYS_AFTER = 1500
const DAYS_BEFORE = 40
const HALF_HOUR = DAY / CELLS

export interface LearntHours { hours: OfficeHours; opening: Opening }

/**
 * When the office works: its half-hours as the log shows them, its days from the calendar of working days, or, in a foreign log
 * without one, the weekdays on which it works.
 * @param isWorkingDay by number of the local day since 1970-01-01
 */
export function learnHours(history: History, { offset, isWorkingDay }: { offset: number; isWorkingDay?: ((day: number) => boolean) | undefined }): LearntHours {
  const span = { fromDay: dayOf(earliest(history), offset) - DAYS_BEFORE, untilDay: dayOf(history.knownUntil, offset) + DAYS_AFTER }
  const workdays = isWorkingDay ?? weekdaysWorked(history, offset)
  const opening = { offset, ...span, isWorkingDay: workdays, cells: openCells(history, { offset, isWorkingDay: workdays }) }
  return { hours: officeHours(opening), opening }
}

function earliest({ cases, knownUntil }: History): number {
  return cases.count === 0 ? knownUntil : cases.openedAt[0] ?? knownUntil
}

const dayOf = (at: number, offset: number): number => Math.floor((at + offset) / DAY)

/** 1970-01-01 was a Thursday; Monday is 0. */
const weekdayOf = (day: number): number => (((day + 3) % 7) + 7) % 7

function weekdaysWorked({ visits }: History, offset: number): (day: number) => boolean {
  const counts = new Float64Array(7)
  for (let visit = 0; visit < visits.count; visit += 1) {
    if (visits.role[visit] === 0) continue
    const weekday = weekdayOf(dayOf(visits.doneAt[visit] ?? 0, offset))
    counts[weekday] = (counts[weekday] ?? 0) + 1
  }
  const least = (counts.reduce((sum, count) => sum + count, 0) / 7) * WEEKDAY_SHARE_MIN
  const works = Array.from(counts, (count) => count >= least)
  return (day) => works[weekdayOf(day)] === true
}

/** The busiest half-hours, as many as are needed. Without any work the whole day counts. */
function openCells({ visits }: History, { offset, isWorkingDay }: Pick<Opening, 'offset' | 'isWorkingDay'>): boolean[] {
  const counts = new Float64Array(CELLS)
  let total = 0
  for (let visit = 0; visit < visits.count; visit += 1) {
    const local = (visits.doneAt[visit] ?? 0) + offset
    if (visits.role[visit] === 0 || visits.isAutomatic[visit] === 1 || !isWorkingDay(Math.floor(local / DAY))) continue
    const cell = Math.floor((local - Math.floor(local / DAY) * DAY) / HALF_HOUR)
    counts[cell] = (counts[cell] ?? 0) + 1
    total += 1
  }
  const open = new Array<boolean>(CELLS).fill(total === 0)
  let covered = 0
  for (const cell of [...counts.keys()].sort((a, b) => (counts[b] ?? 0) - (counts[a] ?? 0))) {
    if (covered >= total * COVERED_SHARE) break
    open[cell] = true
    covered += counts[cell] ?? 0
  }
  return open
}
