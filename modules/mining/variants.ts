import type { EventLog } from './event-log.ts'
import type { Traces } from './traces.ts'

/** A way through: the same activities in the same order, and the cases that went it. */
export interface Variant { activities: readonly number[]; cases: readonly number[] }

/** The ways by how many cases went them, the most frequent first; equally frequent ones by the names of what is done. */
export function variantsOf(log: EventLog, { order, from }: Traces): Variant[] {
  // A tree of steps: a way is where its last step leads to, so that no way is ever written out to be compared.
  const steps = new Map<number, number>()
  const ends = new Map<number, number[]>()
  for (let index = 0; index < log.cases.length; index += 1) {
    let node = 0
    for (let place = from[index] ?? 0; place < (from[index + 1] ?? 0); place += 1) {
      const key = node * log.activities.length + (log.activityOf[order[place] ?? 0] ?? 0)
      const known = steps.get(key)
      node = known ?? steps.size + 1
      if (known === undefined) steps.set(key, node)
    }
    const cases = ends.get(node)
    if (cases) cases.push(index)
    else ends.set(node, [index])
  }
  return [...ends.values()].map((cases) => ({ cases, activities: activitiesOf(log, { order, from }, cases[0] ?? 0) })).sort(byFrequency(log))
}

function activitiesOf({ activityOf }: EventLog, { order, from }: Traces, index: number): number[] {
  return Array.from(order.subarray(from[index], from[index + 1]), (row) => activityOf[row] ?? 0)
}

function byFrequency({ activities }: EventLog): (one: Variant, other: Variant) => number {
  const text = (variant: Variant): string => variant.activities.map((activity) => activities[activity] ?? '').join('\n')
  return (one, other) => {
    if (one.cases.length !== other.cases.length) return other.cases.length - one.cases.length
    const [a, b] = [text(one), text(other)]
    return a < b ? -1 : a > b ? 1 : 0
  }
}
