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
  /** By day, organisation, item and place together: most contributions meet here, before they are told to eight rows each. */
  private readonly cells = new Map<string, Contribution>()

  get size(): number {
    return this.cells.size
  }

  add(contributions: readonly Contribution[]): void {
    for (const contribution of contributions) {
      const { measure, on, organisation, item_code, place, n, total } = contribution
      const name = `${measure}\n${on}\n${organisation}\n${item_code}\n${place}`
      const cell = this.cells.get(name)
      if (cell) {
        cell.n += n
        cell.total += total
      } else {
        this.cells.set(name, { ...contribution })
      }
    }
  }

  /** What is left to add, in the order of the table's key, so that two writers never wait for each other crosswise. */
  changes(): Counter[] {
    const days = new Map<string, Counter>()
    for (const { on, ...cell } of this.cells.values()) {
      const counted = { ...cell, grain: 'day', start: on } as const
      count(days, { ...counted, organisation: '', item_code: '', place: '' })
      count(days, { ...counted, organisation: '', item_code: '' })
      count(days, { ...counted, item_code: '', place: '' })
      count(days, { ...counted, place: '' })
    }
    const all = new Map(days)
    for (const counter of days.values()) count(all, { ...counter, grain: 'month', start: `${counter.start.slice(0, 7)}-01` })
    return [...all].filter(([, { n, total }]) => n !== 0 || total !== 0).sort(([a], [b]) => (a < b ? -1 : 1)).map(([, counter]) => counter)
  }
}

function count(counters: Map<string, Counter>, added: Counter): void {
  const { measure, grain, organisation, item_code, place, start } = added
  const name = `${measure}\n${grain}\n${organisation}\n${item_code}\n${place}\n${start}`
  const counter = counters.get(name)
  if (counter) {
    counter.n += added.n
    counter.total += added.total
  } else {
    counters.set(name, added)
  }
}
