import { addCalendarDays, dayAt, startOf, type Day } from '#platform/day'
import { isWorkingDay, type Calendar } from '#kernel'

/** 09:00–12:00, 13:00–17:00 on working days. */
const MORNING = { opens: 9 * 60, minutes: 180 }
const AFTERNOON = { opens: 13 * 60, minutes: 240 }
export const MINUTES_A_DAY = MORNING.minutes + AFTERNOON.minutes
const MILLISECONDS_A_MINUTE = 60_000
const MILLISECONDS_A_DAY = 86_400_000

/** The hours in which offices work, laid end to end: counting in office minutes, nights and holidays are not there. */
export interface OfficeTime {
  /** Office minutes from the beginning to an instant. */
  minuteAt: (instant: number) => number
  /** The instant at which an office minute ends. */
  instantOf: (minute: number) => number
  isOpenOn: (day: Day) => boolean
  /** Working days from the first to the last day, both included. */
  workingDays: number
}

/** Reaches beyond the last day as far as work may be planned. */
export function officeTime(calendar: Calendar, firstDay: Day, lastDay: Day): OfficeTime {
  const first = startOf(firstDay).getTime()
  const starts: number[] = []
  /** How many working days lie before each calendar day, and whether it is one. */
  const before: number[] = []
  const open: boolean[] = []
  let workingDays = 0
  const days = Math.round((startOf(lastDay).getTime() - first) / MILLISECONDS_A_DAY) + 1
  for (let index = 0, day = firstDay; index < days + BEYOND_DAYS; index += 1, day = addCalendarDays(day, 1)) {
    const isOpen = isWorkingDay(calendar, day)
    before.push(starts.length)
    open.push(isOpen)
    if (isOpen) starts.push(first + index * MILLISECONDS_A_DAY)
    if (isOpen && index < days) workingDays += 1
  }
  const minuteAt = (instant: number): number => {
    const index = Math.floor((instant - first) / MILLISECONDS_A_DAY)
    const whole = (before[index] ?? starts.length) * MINUTES_A_DAY
    return open[index] ? whole + minutesOfDay((instant - first - index * MILLISECONDS_A_DAY) / MILLISECONDS_A_MINUTE) : whole
  }
  const instantOf = (minute: number): number => {
    const index = Math.min(starts.length - 1, Math.max(0, Math.ceil(minute / MINUTES_A_DAY) - 1))
    const rest = Math.min(MINUTES_A_DAY, minute - index * MINUTES_A_DAY)
    const clock = rest <= MORNING.minutes ? MORNING.opens + rest : AFTERNOON.opens + rest - MORNING.minutes
    return Math.round((starts[index] ?? first) + clock * MILLISECONDS_A_MINUTE)
  }
  const isOpenOn = (day: Day) => open[Math.round((startOf(day).getTime() - first) / MILLISECONDS_A_DAY)] === true
  return { minuteAt, instantOf, isOpenOn, workingDays }
}

const BEYOND_DAYS = 150

function minutesOfDay(clock: number): number {
  const morning = Math.min(MORNING.minutes, Math.max(0, clock - MORNING.opens))
  return morning + Math.min(AFTERNOON.minutes, Math.max(0, clock - AFTERNOON.opens))
}

export function dayOf(instant: number): Day {
  return dayAt(new Date(instant))
}
