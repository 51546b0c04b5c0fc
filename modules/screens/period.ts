import { addCalendarDays, type Day } from '#platform/day'

export const PERIODS = ['today', 'month', 'quarter', 'year'] as const
export type Period = (typeof PERIODS)[number]
export interface Stretch { from: Day; to: Day }

const MONTHS_A_QUARTER = 3

/** The period of that name as of a day, from its first day to today. Pure. */
export function stretchOf(period: Period, today: Day): Stretch {
  return { from: firstDay(period, today), to: today }
}

/** To the last day of its month: nothing has happened after today, and whole months are read from the counters of months. Pure. */
export function wholeMonths({ from, to }: Stretch): Stretch {
  return from === to ? { from, to } : { from, to: addCalendarDays(nextMonth(to), -1) }
}

/** The stretch of the same kind before it, up to the same point of it. Pure. */
export function stretchBefore(period: Period, today: Day): Stretch {
  if (period === 'today') return { from: addCalendarDays(today, -1), to: addCalendarDays(today, -1) }
  const { from } = stretchOf(period, today)
  const lastBefore = addCalendarDays(from, -1)
  const since = firstDay(period, lastBefore)
  const months = monthsBetween(from, today)
  const sameDay = dayInMonth(monthAfter(since, months), Number(today.slice(8)))
  // A shorter month ends where it ends.
  return { from: since, to: sameDay < lastBefore ? sameDay : lastBefore }
}

function firstDay(period: Period, today: Day): Day {
  const month = Number(today.slice(5, 7))
  if (period === 'today') return today
  if (period === 'month') return `${today.slice(0, 7)}-01`
  const first = period === 'year' ? 1 : month - (month - 1) % MONTHS_A_QUARTER
  return `${today.slice(0, 4)}-${String(first).padStart(2, '0')}-01`
}

function nextMonth(day: Day): Day {
  return monthAfter(`${day.slice(0, 7)}-01`, 1)
}

/** The first day of the month so many months after that of a first day. */
function monthAfter(first: Day, months: number): Day {
  const count = Number(first.slice(0, 4)) * 12 + Number(first.slice(5, 7)) - 1 + months
  return `${String(Math.floor(count / 12)).padStart(4, '0')}-${String(count % 12 + 1).padStart(2, '0')}-01`
}

function monthsBetween(from: Day, to: Day): number {
  return (Number(to.slice(0, 4)) - Number(from.slice(0, 4))) * 12 + Number(to.slice(5, 7)) - Number(from.slice(5, 7))
}

/** That day of the month, or its last. */
function dayInMonth(first: Day, date: number): Day {
  const last = addCalendarDays(nextMonth(first), -1)
  return date > Number(last.slice(8)) ? last : `${first.slice(0, 8)}${String(date).padStart(2, '0')}`
}
