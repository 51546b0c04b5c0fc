import type { History } from '../own-log/history.ts'
import { stateLabel, type Ground } from './ground.ts'

export interface Repeated { activity: string; cases: number; /** Beyond the first time in each case. */ times: number }
export interface Returned { state: string; label: string; cases: number; times: number }
export interface HandedOver { from: string; to: string; count: number }
export interface Rework { repeated: readonly Repeated[]; returns: readonly Returned[] }
export interface HandOvers { total: number; cases: number; most: number; betweenOffices: readonly HandedOver[] }

const ROWS_MAX = 100

/** What is done more than once, where cases come back to, and who hands on to whom. */
export class Hands {
  private readonly ground: Ground
  private readonly labelOf: (step: string) => string
  private readonly repeated = new Map<string, Repeated>()
  private readonly returns = new Map<string, Returned>()
  private readonly handedOver = new Map<string, HandedOver>()
  private readonly sums = { total: 0, cases: 0, most: 0 }

  constructor(ground: Ground, labelOf: (step: string) => string) {
    this.ground = ground
    this.labelOf = labelOf
  }

  /** What this history repeats, where it comes back to, and how often it changes hands. */
  add({ happenings }: Pick<History, 'happenings'>): { repeated: string[]; returned: string[]; handovers: number } {
    const repeated = this.addRepeats(happenings)
    const returned = this.addReturns(happenings)
    const handovers = this.addHandOvers(happenings)
    this.sums.total += handovers
    this.sums.cases += handovers > 0 ? 1 : 0
    this.sums.most = Math.max(this.sums.most, handovers)
    return { repeated, returned, handovers }
  }

  found(): { rework: Rework; handovers: HandOvers } {
    const byCases = <Row extends { cases: number; times: number }>(rows: Iterable<Row>): Row[] =>
      [...rows].sort((one, other) => other.cases - one.cases || other.times - one.times).slice(0, ROWS_MAX)
    return {
      rework: { repeated: byCases(this.repeated.values()), returns: byCases(this.returns.values()) },
      handovers: { ...this.sums, betweenOffices: [...this.handedOver.values()].sort((one, other) => other.count - one.count).slice(0, ROWS_MAX) },
    }
  }

  private addRepeats(happenings: History['happenings']): string[] {
    const times = new Map<string, number>()
    for (const { step } of happenings) times.set(this.labelOf(step), (times.get(this.labelOf(step)) ?? 0) + 1)
    const repeated = [...times].filter(([, count]) => count > 1)
    for (const [activity, count] of repeated) {
      const row = this.repeated.get(activity) ?? { activity, cases: 0, times: 0 }
      this.repeated.set(activity, { activity, cases: row.cases + 1, times: row.times + count - 1 })
    }
    return repeated.map(([activity]) => activity)
  }

  private addReturns(happenings: History['happenings']): string[] {
    const [visited, met] = [new Set<string>(), new Set<string>()]
    for (const { fromState, toState } of happenings) {
      if (fromState !== toState && visited.has(toState)) {
        const row = this.returns.get(toState) ?? { state: toState, label: stateLabel(this.ground, toState), cases: 0, times: 0 }
        this.returns.set(toState, { ...row, cases: row.cases + (met.has(toState) ? 0 : 1), times: row.times + 1 })
        met.add(toState)
      }
      visited.add(toState)
    }
    return [...met]
  }

  /** As in a foreign log: two steps one straight after the other, both by staff, by two people. */
  private addHandOvers(happenings: History['happenings']): number {
    let count = 0
    happenings.forEach(({ who, organisation }, index) => {
      const before = happenings[index - 1]
      if (!before || before.who === null || who === null || before.who === who) return
      count += 1
      const [from, to] = [before.organisation ?? '', organisation ?? '']
      const key = `${from} ${to}`
      this.handedOver.set(key, { from, to, count: (this.handedOver.get(key)?.count ?? 0) + 1 })
    })
    return count
  }
}
