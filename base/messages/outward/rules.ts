import { addCalendarDays, dayAt, startOf, type Day } from '#platform/day'

/** Minutes since midnight in China. */
export type Minute = number

/** When people may be disturbed. All of it are defaults of ours, set by the operator. */
export interface OutwardRules {
  quiet: { from: Minute; until: Minute }
  digestAt: { citizen: Minute; staff: Minute }
  /** The same matter in the same words goes out once in so many minutes. */
  stormMinutes: number
}

export const DEFAULT_RULES: OutwardRules = {
  quiet: { from: 21 * 60, until: 8 * 60 }, digestAt: { citizen: 18 * 60, staff: 9 * 60 }, stormMinutes: 12 * 60,
}

const MINUTE_MILLISECONDS = 60_000
const DAY_MINUTES = 1440

export function minuteAt(instant: Date): Minute {
  return Math.floor((instant.getTime() - startOf(dayAt(instant)).getTime()) / MINUTE_MILLISECONDS)
}

export function instantOf(day: Day, minute: Minute): Date {
  return new Date(startOf(day).getTime() + minute * MINUTE_MILLISECONDS)
}

/** Whether nothing may go out at this minute of the day. The night usually goes over midnight; from = until means there is none. */
export function isQuiet({ quiet: { from, until } }: Pick<OutwardRules, 'quiet'>, minute: Minute): boolean {
  return from <= until ? minute >= from && minute < until : minute >= from || minute < until
}

/** The first instant after `now`, which lies in the quiet hours, at which something may go out. */
export function quietEnds({ quiet: { until } }: Pick<OutwardRules, 'quiet'>, now: Date): Date {
  const today = dayAt(now)
  return instantOf(minuteAt(now) < until ? today : addCalendarDays(today, 1), until)
}

/** The minute at which somebody's digest can really go out: one chosen in the quiet hours waits for their end. */
export function wakingMinute(rules: Pick<OutwardRules, 'quiet'>, minute: Minute): Minute {
  return isQuiet(rules, minute) ? rules.quiet.until % DAY_MINUTES : minute
}

/** 480 → 08:00 */
export function clockWords(minute: Minute): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
}

/** 08:00 → 480; undefined for anything else. */
export function minuteOf(text: string): Minute | undefined {
  const found = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(text)
  return found ? Number(found[1]) * 60 + Number(found[2]) : undefined
}
