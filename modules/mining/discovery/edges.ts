import { workingDaysBetween, type Calendar } from '#kernel'
import type { History } from '../own-log/history.ts'
import { listAt, spreadOf, type Spread } from './spread.ts'

/** From one activity straight to the next: how often, in how many cases, and how long it took. */
export interface Edge { from: string; to: string; count: number; cases: number; workingDays: Spread; elapsedDays: Spread }

const MILLISECONDS_A_DAY = 86_400_000

/** Gathers the directly-follows pairs of histories with their times. */
export class Edges {
  private readonly calendar: Calendar
  private readonly labelOf: (step: string) => string
  private readonly times = new Map<string, { workingDays: number; elapsedDays: number }[]>()
  private readonly cases = new Map<string, number>()

  constructor(calendar: Calendar, labelOf: (step: string) => string) {
    this.calendar = calendar
    this.labelOf = labelOf
  }

  /** The pairs of this history, each once. */
  add({ happenings }: Pick<History, 'happenings'>): string[] {
    const pairs = new Set<string>()
    happenings.forEach((happening, index) => {
      const before = happenings[index - 1]
      if (!before) return
      const pair = pairOf(this.labelOf(before.step), this.labelOf(happening.step))
      pairs.add(pair)
      listAt(this.times, pair).push({
        workingDays: workingDaysBetween(this.calendar, before.on, happening.on),
        elapsedDays: (happening.at.getTime() - before.at.getTime()) / MILLISECONDS_A_DAY,
      })
    })
    for (const pair of pairs) this.cases.set(pair, (this.cases.get(pair) ?? 0) + 1)
    return [...pairs]
  }

  found(): Edge[] {
    return [...this.times].map(([pair, times]) => {
      const [from = '', to = ''] = pair.split(PAIR_SIGN)
      return {
        from, to, count: times.length, cases: this.cases.get(pair) ?? 0,
        workingDays: spreadOf(times.map(({ workingDays }) => workingDays)), elapsedDays: spreadOf(times.map(({ elapsedDays }) => elapsedDays)),
      }
    }).sort((one, other) => other.count - one.count || (pairOf(one.from, one.to) < pairOf(other.from, other.to) ? -1 : 1))
  }
}

const PAIR_SIGN = ' → '
export const pairOf = (from: string, to: string): string => `${from}${PAIR_SIGN}${to}`
