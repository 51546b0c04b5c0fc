import { enteredAt, NOBODY, type History } from './history.ts'
import { learnHours, type LearntHours } from './learn-hours.ts'
import { learnStations } from './stations.ts'
import type { Stations } from './station.ts'
import { occurrencesOf, type Family, type Occurrences } from './occurrences.ts'

/** What the simulation knows of a district: its history, and what was learnt from it. */
export interface Learnt extends LearntHours {
  history: History
  stations: Stations
  /** How long each visit's stay was: open seconds where it was the office's turn, plain seconds where it was not. */
  stay: Float64Array
  caseOf: Uint32Array
  /** Cases to draw from, by class; of a class with few the whole item, or all. */
  pools: readonly Uint32Array[]
  occurrences: Occurrences
  family: Family
}

export interface Learning {
  offset: number
  isWorkingDay?: ((day: number) => boolean) | undefined
  /** Cases that came in from here on, and before there. */
  from?: number
  until?: number
  family?: Family
}

/** With fewer a class is too small a sample of itself. */
const POOL_MIN = 30

export function learn(history: History, {
  offset, isWorkingDay, from = Number.NEGATIVE_INFINITY, until = Number.POSITIVE_INFINITY, family = 'whole',
}: Learning): Learnt {
  const learntHours = learnHours(history, { offset, isWorkingDay })
  const { cases, visits, roles } = history
  const { hours } = learntHours
  const stay = new Float64Array(visits.count)
  const caseOf = new Uint32Array(visits.count)
  const chosen = new Array<number>()
  for (let found = 0; found < cases.count; found += 1) {
    for (let visit = cases.first[found] ?? 0; visit < (cases.first[found + 1] ?? 0); visit += 1) {
      const [entered, done] = [enteredAt(history, found, visit), visits.doneAt[visit] ?? 0]
      stay[visit] = roles[visits.role[visit] ?? 0] === roles[NOBODY] ? (done - entered) / 1000 : hours.between(entered, done)
      caseOf[visit] = found
    }
    const openedAt = cases.openedAt[found] ?? 0
    if (openedAt >= from && openedAt < until) chosen.push(found)
  }
  return {
    ...learntHours, history, stay, caseOf, family, stations: learnStations(history, hours),
    pools: poolsOf(history, chosen), occurrences: occurrencesOf(history, { chosen, family }),
  }
}

/** Every case may be drawn for its class; small classes borrow from the same item, then from the same type, then from all. */
function poolsOf({ classes, cases }: History, chosen: readonly number[]): Uint32Array[] {
  const keysOf = classes.map(({ type, item }, kind) => [`class ${kind}`, `item ${type} ${item}`, `type ${type}`, 'all'])
  const groups = new Map<string, number[]>()
  for (const found of chosen) {
    for (const key of keysOf[cases.kind[found] ?? 0] ?? []) {
      const group = groups.get(key) ?? []
      if (group.length === 0) groups.set(key, group)
      group.push(found)
    }
  }
  const arrays = new Map([...groups].map(([key, group]) => [key, Uint32Array.from(group)]))
  const empty = new Uint32Array(0)
  return keysOf.map((keys) => {
    const found = keys.map((key) => arrays.get(key) ?? empty)
    return found.find(({ length }) => length >= POOL_MIN) ?? found.findLast(({ length }) => length > 0) ?? empty
  })
}
