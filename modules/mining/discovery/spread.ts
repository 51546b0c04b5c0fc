import { quantile } from '../mine.ts'

/** How values lie, for people: mean, middle and nine tenths. */
export interface Spread { mean: number; median: number; p90: number }

export function spreadOf(values: readonly number[]): Spread {
  const sorted = Float64Array.from(values).sort()
  const sum = sorted.reduce((total, value) => total + value, 0)
  return { mean: hundredth(sorted.length === 0 ? 0 : sum / sorted.length), median: hundredth(quantile(sorted, 0.5)), p90: hundredth(quantile(sorted, 0.9)) }
}

export const hundredth = (value: number): number => Math.round(value * 100) / 100

/** The list under a key, made where there is none. */
export function listAt<Key, Value>(lists: Map<Key, Value[]>, key: Key): Value[] {
  const known = lists.get(key)
  if (known) return known
  const fresh: Value[] = []
  lists.set(key, fresh)
  return fresh
}
