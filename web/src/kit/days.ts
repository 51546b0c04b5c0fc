import type { Day } from '../api/types.ts'

const MILLISECONDS_A_DAY = 86_400_000
/** Mainland China keeps one time, UTC+8, wherever the browser stands. */
const CHINA_OFFSET_MILLISECONDS = 8 * 3_600_000
const WEEKDAYS = '日一二三四五六'

/** The calendar day in China at an instant. */
export function chinaDay(instant: Date): Day {
  return new Date(instant.getTime() + CHINA_OFFSET_MILLISECONDS).toISOString().slice(0, 10)
}

/** Calendar days from one day to the other; negative when it has passed. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((startOf(to) - startOf(from)) / MILLISECONDS_A_DAY)
}

/** The day so many calendar days later; earlier when negative. */
export function dayAfter(day: Day, calendarDays: number): Day {
  return new Date(startOf(day) + calendarDays * MILLISECONDS_A_DAY).toISOString().slice(0, 10)
}

/** 剩 3 天, 今天到期, 超 2 天: calendar days; how many of them are working days only the server knows. */
export function daysLeftText(dueOn: Day, today: Day): string {
  const left = daysBetween(today, dueOn)
  if (left === 0) return '今天到期'
  return left > 0 ? `剩 ${left} 天` : `超 ${-left} 天`
}

/** 5月7日（周四）; with the year when it is not this one. */
export function dayText(day: Day, today: Day): string {
  const [year = '', month = '', date = ''] = day.split('-')
  const weekday = WEEKDAYS[new Date(startOf(day)).getUTCDay()]
  return `${year === today.slice(0, 4) ? '' : `${year}年`}${Number(month)}月${Number(date)}日（周${weekday}）`
}

/** 2026-05-07 09:05, in China. */
export function momentText(instant: string): string {
  const china = new Date(Date.parse(instant) + CHINA_OFFSET_MILLISECONDS).toISOString()
  return `${china.slice(0, 10)} ${china.slice(11, 16)}`
}

function startOf(day: Day): number {
  return Date.parse(`${day}T00:00:00Z`)
}
