import type { History } from './history.ts'

/**
 * A history as it was known at an instant: nothing done later is in it, and what was open then is open. Who comes later is kept as having
 * come, without anything that happened to them, so that cases have the same places in both.
 */
export function asKnownAt(history: History, instant: number): History {
  const { cases, visits } = history
  const kept = Array.from({ length: visits.count }, (_, visit) => visit).filter((visit) => (visits.doneAt[visit] ?? 0) < instant)
  const [first, isClosed] = [new Uint32Array(cases.count + 1), cases.isClosed.slice()]
  for (let found = 0, count = 0; found < cases.count; found += 1) {
    const end = cases.first[found + 1] ?? 0
    while ((kept[count] ?? Number.POSITIVE_INFINITY) < end) count += 1
    first[found + 1] = count
    if (end > (cases.first[found] ?? 0) && kept[count - 1] !== end - 1) isClosed[found] = 0
  }
  const of = (column: ArrayLike<number>) => (visit: number): number => column[visit] ?? 0
  return {
    ...history, knownUntil: Math.min(history.knownUntil, instant), cases: { ...cases, first, isClosed },
    visits: {
      count: kept.length, step: Uint16Array.from(kept, of(visits.step)),
      role: Uint8Array.from(kept, of(visits.role)), actor: Int32Array.from(kept, of(visits.actor)),
      doneAt: Float64Array.from(kept, of(visits.doneAt)), mark: Uint8Array.from(kept, of(visits.mark)), days: Uint8Array.from(kept, of(visits.days)),
      isAutomatic: Uint8Array.from(kept, of(visits.isAutomatic)),
    },
  }
}
