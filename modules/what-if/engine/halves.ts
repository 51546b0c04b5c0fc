import { mean, quantile } from './figures.ts'
import type { History } from '../model/history.ts'
import { DAY } from '../model/office-hours.ts'

export interface Half { from: number; until: number; cases: number; meanDays: number; p90Days: number }

/** The two halves of a log by the coming of the cases, and how long the cases of each took. */
export function halvesOf(history: History): { first: Half; second: Half } {
  const { count, openedAt } = history.cases
  const middle = Math.ceil(count / 2)
  const [start, split, end] = [openedAt[0] ?? 0, openedAt[middle] ?? 0, (openedAt[count - 1] ?? 0) + 1]
  return { first: halfOf(history, start, split), second: halfOf(history, split, end) }
}

export function halfOf(history: History, from: number, until: number): Half {
  const days = Float64Array.from(daysOf(history, { from, until })).sort()
  return { from, until, cases: days.length, meanDays: mean(days), p90Days: quantile(days, 0.9) }
}

/** Of closed cases that came in in this time, of the classes that count. */
export function daysOf({ cases, visits }: History, { from, until, counts = () => true }: {
  from: number; until: number; counts?: (kind: number) => boolean
}): number[] {
  const days = new Array<number>()
  for (let found = 0; found < cases.count; found += 1) {
    const openedAt = cases.openedAt[found] ?? 0
    if (openedAt < from || openedAt >= until || cases.isClosed[found] !== 1 || !counts(cases.kind[found] ?? 0)) continue
    const [first, next] = [cases.first[found] ?? 0, cases.first[found + 1] ?? 0]
    days.push(next > first ? ((visits.doneAt[next - 1] ?? 0) - openedAt) / DAY : 0)
  }
  return days
}
