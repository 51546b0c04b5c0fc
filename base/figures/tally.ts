import type { Day } from '#platform/day'
import type { Contribution } from './contributions.ts'

/** A row of figures.measure, or what is added to one. '' stands for all. */
export interface Counter {
  grain: 'day' | 'month'
  start: Day
  measure: string
  organisation: string
  item_code: string
  place: string
  n: number
  total: number
}

/** Adds up contributions by the rows they belong to, so that each row is written once. */
export class Tally {
  private readonly counters = new Map<string, Counter>()

  add(contributions: readonly Contribution[]): void {
    for (const contribution of contributions) {
      const { on, organisation, item_code, place } = contribution
      const month = `${on.slice(0, 7)}-01`
      for (const [grain, start] of [['day', on], ['month', month]] as const) {
        this.count(contribution, { grain, start, organisation: '', item_code: '', place: '' })
        this.count(contribution, { grain, start, organisation: '', item_code: '', place })
        this.count(contribution, { grain, start, organisation, item_code: '', place: '' })
        this.count(contribution, { grain, start, organisation, item_code, place: '' })
      }
    }
  }

  /** What is left to add, in the order of the table's key, so that two writers never wait for each other crosswise. */
  changes(): Counter[] {
    return [...this.counters].filter(([, { n, total }]) => n !== 0 || total !== 0).sort(([a], [b]) => (a < b ? -1 : 1)).map(([, counter]) => counter)
  }

  private count({ measure, n, total }: Contribution, key: Omit<Counter, 'measure' | 'n' | 'total'>): void {
    const name = `${measure}\n${key.grain}\n${key.organisation}\n${key.item_code}\n${key.place}\n${key.start}`
    const counter = this.counters.get(name)
    if (counter) {
      counter.n += n
      counter.total += total
    } else {
      this.counters.set(name, { ...key, measure, n: n, total: total })
    }
  }
}
