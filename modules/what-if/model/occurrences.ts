import type { History } from './history.ts'

/**
 * How a simulated case finds its next visit. whole: it follows one case of the history from end to end; pairs: after each step it goes
 * on like a case that had taken the same two steps last; steps: like one that had taken the same step last.
 */
export const FAMILIES = ['whole', 'pairs', 'steps'] as const
export type Family = (typeof FAMILIES)[number]

/** Visits after which a case may go on, by where it stands. */
export interface Occurrences {
  /** After this visit of the history; the class is tried first. */
  after: (visit: number, kind: number) => Uint32Array
  /** Cases that have taken no step yet. */
  atStart: Uint32Array
}

const EMPTY = new Uint32Array(0)
/** With fewer of the same class, all classes are asked. */
const SAME_CLASS_MIN = 20

/** Visits of the chosen cases from which something is known to follow: another visit, or the end of a closed case. */
export function occurrencesOf(history: History, { chosen, family }: { chosen: readonly number[]; family: Family }): Occurrences {
  const { cases, visits, steps, classes } = history
  const firstOf = new Uint8Array(visits.count)
  for (let found = 0; found < cases.count; found += 1) if ((cases.first[found] ?? 0) < visits.count) firstOf[cases.first[found] ?? 0] = 1
  const stateOf = (visit: number): number => {
    const step = visits.step[visit] ?? 0
    const before = family === 'pairs' && firstOf[visit] !== 1 ? (visits.step[visit - 1] ?? 0) + 1 : 0
    return before * steps.length + step
  }
  const states = (steps.length + 1) * steps.length
  const groups = new Map<number, number[]>()
  const put = (key: number, visit: number): void => {
    const group = groups.get(key) ?? []
    if (group.length === 0) groups.set(key, group)
    group.push(visit)
  }
  for (const found of chosen) {
    const end = cases.first[found + 1] ?? 0
    for (let visit = cases.first[found] ?? 0; visit < end; visit += 1) {
      if (visit === end - 1 && cases.isClosed[found] !== 1) continue
      put(stateOf(visit) + states * (1 + (cases.kind[found] ?? 0)), visit)
      put(stateOf(visit), visit)
    }
  }
  const arrays = new Map([...groups].map(([key, group]) => [key, Uint32Array.from(group)]))
  return {
    atStart: Uint32Array.from(chosen),
    after: (visit, kind) => {
      const same = arrays.get(stateOf(visit) + states * (1 + Math.min(kind, classes.length - 1)))
      return same && same.length >= SAME_CLASS_MIN ? same : arrays.get(stateOf(visit)) ?? same ?? EMPTY
    },
  }
}
