/** When a window is open (服务时间): by weekday, with 节假日 and 调休 from the calendar. Pure. */
import type { Day } from '#platform/day'
import { isWorkingDay, type Calendar } from '#kernel'

/** Minutes since midnight; `until` is the first minute after. */
export interface Span { from: number; until: number }
/** By weekday, '1' is Monday and '7' Sunday: {'1': ['09:00-12:00', '13:00-17:00']}. */
export type Hours = Readonly<Record<string, readonly string[]>>

const SPAN = /^([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-3]|24):([0-5]\d)$/
export const SPANS_A_DAY_MAX = 4
export const WEEKDAYS = ['1', '2', '3', '4', '5', '6', '7'] as const
const WEEKDAY_WORDS = '一二三四五六日'

/** '09:00-12:00' as minutes, or undefined when it is none or ends before it begins. */
export function spanOf(text: string): Span | undefined {
  const [, fromHour, fromMinute, untilHour, untilMinute] = SPAN.exec(text) ?? []
  if (fromHour === undefined) return undefined
  const [from, until] = [Number(fromHour) * 60 + Number(fromMinute), Number(untilHour) * 60 + Number(untilMinute)]
  return from < until && until <= 1440 ? { from, until } : undefined
}

/** What is wrong with the hours, as a sentence that says how to write them; undefined when nothing is. */
export function hoursFault(hours: Hours): string | undefined {
  for (const [weekday, texts] of Object.entries(hours)) {
    if (!WEEKDAYS.some((known) => known === weekday)) return '星期写 1 到 7，1 是星期一'
    if (texts.length > SPANS_A_DAY_MAX) return `一天最多 ${SPANS_A_DAY_MAX} 段时间`
    const spans = texts.map(spanOf)
    if (spans.includes(undefined)) return '时间写成 09:00-12:00 的样子，结束要在开始之后'
    const sorted = spans.flatMap((span) => span ?? [])
    if (sorted.some((span, index) => index > 0 && span.from < (sorted[index - 1]?.until ?? 0))) return '同一天的几段时间要按先后写，不能重叠'
  }
  return undefined
}

/**
 * The spans in which a window with these hours is open on a day. On a make-up workday (调休上班日) Monday's hours hold; on a public holiday
 * nothing is open; a Saturday or Sunday that is neither has its own hours, for halls that open then.
 */
export function openOn(calendar: Calendar, hours: Hours, day: Day): Span[] {
  const weekday = weekdayOf(day)
  const isWeekend = weekday >= 6
  const isWorking = isWorkingDay(calendar, day)
  if (!isWorking && (!isWeekend || isHoliday(calendar, day))) return []
  return (hours[isWorking && isWeekend ? '1' : String(weekday)] ?? []).flatMap((text) => spanOf(text) ?? [])
}

/** Whether the year's arrangement of holidays is known; in another year nobody can say which days are open. */
export function isYearPublished(calendar: Calendar, day: Day): boolean {
  return calendar.published.some(({ year }) => String(year) === day.slice(0, 4))
}

/** 9:05 as people read it: 09:05. */
export function minuteWords(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
}

export function spanWords({ from, until }: Span): string {
  return `${minuteWords(from)}—${minuteWords(until)}`
}

/** 周一至周五 09:00—12:00、13:00—17:00: days with the same hours together. */
export function hoursWords(hours: Hours): string {
  const lines: { first: number; last: number; text: string }[] = []
  for (const [index, weekday] of WEEKDAYS.entries()) {
    const text = (hours[weekday] ?? []).flatMap((one) => spanOf(one) ?? []).map(spanWords).join('、')
    const before = lines.at(-1)
    if (before?.text === text && before.last === index - 1) before.last = index
    else lines.push({ first: index, last: index, text })
  }
  const open = lines.filter(({ text }) => text !== '')
  return open.length === 0 ? '没有公布开放时间' : open.map(({ first, last, text }) => `${daysWords(first, last)} ${text}`).join('；')
}

function daysWords(first: number, last: number): string {
  const word = (index: number): string => `周${WEEKDAY_WORDS[index] ?? ''}`
  return first === last ? word(first) : `${word(first)}至${word(last)}`
}

/** 1 is Monday. */
function weekdayOf(day: Day): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay() || 7
}

function isHoliday(calendar: Calendar, day: Day): boolean {
  return calendar.published.some(({ holidays }) => holidays.some((holiday) => holiday.day === day))
}
