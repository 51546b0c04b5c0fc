import type { Hours } from './calls.ts'

const WEEKDAYS = ['1', '2', '3', '4', '5', '6', '7']
const WORDS = '一二三四五六日'

/** 1-5 09:00-12:00 13:00-17:00, one line for days alike: how hours are shown to be changed. */
export function hoursText(hours: Hours): string {
  const lines: { first: string; last: string; spans: string }[] = []
  for (const weekday of WEEKDAYS) {
    const spans = (hours[weekday] ?? []).join(' ')
    const before = lines.at(-1)
    if (spans === '') continue
    if (before?.spans === spans && Number(before.last) === Number(weekday) - 1) before.last = weekday
    else lines.push({ first: weekday, last: weekday, spans })
  }
  return lines.map(({ first, last, spans }) => `${first === last ? first : `${first}-${last}`} ${spans}`).join('\n')
}

/** The same lines as hours; null where a line is no such line. Whether the times make sense says the server. */
export function hoursIn(text: string): Hours | null {
  const hours: Hours = {}
  for (const line of text.split('\n').map((one) => one.trim()).filter((one) => one !== '')) {
    const [days = '', ...spans] = line.split(/\s+/)
    const [, first, last] = /^([1-7])(?:-([1-7]))?$/.exec(days) ?? []
    if (first === undefined || spans.length === 0) return null
    for (let weekday = Number(first); weekday <= Number(last ?? first); weekday += 1) hours[String(weekday)] = spans
  }
  return hours
}

/** 周一至周五 09:00-12:00 13:00-17:00, for reading. */
export function hoursLine(hours: Hours): string {
  const day = (weekday: string | undefined): string => `周${WORDS[Number(weekday) - 1] ?? ''}`
  return hoursText(hours)
    .split('\n')
    .map((line) =>
      line.replace(/^([1-7])(?:-([1-7]))?/, (_, first: string, last?: string) => (last === undefined ? day(first) : `${day(first)}至${day(last)}`)),
    )
    .join('；')
}
