/** A calendar day as people write it, 'YYYY-MM-DD'. Days compare as text. */
export type Day = string

const DAY_PATTERN = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/
const LAST_DAY_ALL_MONTHS_HAVE = '28'
const MILLISECONDS_A_DAY = 86_400_000
/** Mainland China keeps one time, UTC+8, without summer time. */
const CHINA_OFFSET_MILLISECONDS = 8 * 3_600_000

/** Whether the text is a day that exists: 2023-02-29 is not one. */
export function isDay(text: string): boolean {
  if (!DAY_PATTERN.test(text)) return false
  if (text.slice(-2) <= LAST_DAY_ALL_MONTHS_HAVE) return true
  const instant = Date.parse(`${text}T00:00:00Z`)
  return Number.isFinite(instant) && new Date(instant).toISOString().startsWith(text)
}

/** The calendar day in China at an instant. */
export function dayAt(instant: Date): Day {
  return new Date(instant.getTime() + CHINA_OFFSET_MILLISECONDS).toISOString().slice(0, 10)
}

/** The instant at which a day begins in China. */
export function startOf(day: Day): Date {
  return new Date(Date.parse(`${day}T00:00:00Z`) - CHINA_OFFSET_MILLISECONDS)
}

export function addCalendarDays(day: Day, calendarDays: number): Day {
  return new Date(Date.parse(`${day}T00:00:00Z`) + calendarDays * MILLISECONDS_A_DAY).toISOString().slice(0, 10)
}
