import { mean, quantile } from './figures.ts'

/** Of several runs: the mean, and between which values nine of ten fall. */
export interface Band { mean: number; low: number; high: number }

const LOW = 0.05
const HIGH = 0.95

export function bandOf(values: readonly number[]): Band {
  const sorted = Float64Array.from(values).sort()
  return { mean: mean(sorted), low: quantile(sorted, LOW), high: quantile(sorted, HIGH) }
}
