/** A point of time as event logs write it, with a zone or without one. Pure. */

const MOMENT = /^\s*(\d{4})[-/年](\d{1,2})[-/月](\d{1,2})日?(?:[T ]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d+))?)?)?\s*(Z|UTC|[+-]\d{2}(?::?\d{2})?)?\s*$/i
const MILLISECONDS_A_MINUTE = 60_000
/** After so many years the calendar is the same again. */
const YEARS_OF_A_ROUND = 400
const MILLISECONDS_A_ROUND = 146_097 * 86_400_000
/** A time without a zone is China's. */
const CHINA_OFFSET_MINUTES = 480

/** Milliseconds since 1970, finer fractions included; undefined where it is no point of time. */
export function momentOf(text: string): number | undefined {
  const parts = MOMENT.exec(text)
  if (!parts) return undefined
  const [, year, month, day, hour = '0', minute = '0', second = '0', fraction = '', zone] = parts
  const offset = offsetMinutesOf(zone)
  if (offset === undefined || Number(minute) > 59 || Number(second) > 60) return undefined
  // The end of a day may be written as its 24th hour.
  if (Number(hour) > 24 || (hour === '24' && Number(minute + second + fraction) > 0)) return undefined
  const [monthIndex, dayOfMonth] = [Number(month) - 1, Number(day)]
  // The first hundred years would be read as those of our time.
  const at = Date.UTC(Number(year) + YEARS_OF_A_ROUND, monthIndex, dayOfMonth, Number(hour), Number(minute), Number(second)) - MILLISECONDS_A_ROUND
  if (monthIndex < 0 || monthIndex > 11 || dayOfMonth < 1 || dayOfMonth > daysIn(Number(year), monthIndex)) return undefined
  return at + (fraction === '' ? 0 : Number(`0.${fraction}`) * 1000) - offset * MILLISECONDS_A_MINUTE
}

function offsetMinutesOf(zone: string | undefined): number | undefined {
  if (zone === undefined) return CHINA_OFFSET_MINUTES
  if (/^(z|utc)$/i.test(zone)) return 0
  const [hours, minutes] = [Number(zone.slice(1, 3)), Number(zone.slice(3).replace(':', ''))]
  if (hours > 14 || minutes > 59) return undefined
  return (zone.startsWith('-') ? -1 : 1) * (hours * 60 + minutes)
}

function daysIn(year: number, monthIndex: number): number {
  if (monthIndex === 1) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28
  return monthIndex === 3 || monthIndex === 5 || monthIndex === 8 || monthIndex === 10 ? 30 : 31
}
