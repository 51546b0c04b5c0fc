import settings from './settings.json' with { type: 'json' }

/** Fewer decisions than this say nothing about a unit: it is shown, but not ranked. A default; change settings.json. */
export const RANKED_MIN = settings.rankedMin.value
/** 95 % of such intervals hold the true share. */
const Z = 1.96

export interface Range { low: number; high: number }
export interface Counted { decided: number; onTime: number }
export type Ranked<Row> = Row & Range & { rank: number | null }

/** Where the true share lies, given that k of n kept it (Wilson, 95 %). Pure; nothing is known of none. */
export function wilson(k: number, n: number): Range {
  if (n === 0) return { low: 0, high: 1 }
  const share = k / n
  const middle = share + Z * Z / (2 * n)
  const spread = Z * Math.sqrt(share * (1 - share) / n + Z * Z / (4 * n * n))
  const scale = 1 + Z * Z / n
  // Rounding must not push the range beyond what a share can be.
  return { low: k === 0 ? 0 : Math.max(0, (middle - spread) / scale), high: k === n ? 1 : Math.min(1, (middle + spread) / scale) }
}

/**
 * Units by how surely they keep their limits. One stands behind another only where its whole range lies below: whose ranges overlap
 * share a rank. Those with few decisions come last, without a rank. Pure.
 */
export function ranked<Row extends Counted>(rows: readonly Row[], least = RANKED_MIN): Ranked<Row>[] {
  const ranges = rows.map((row) => ({ ...row, ...wilson(row.onTime, row.decided) }))
  const enough = ranges.filter(({ decided }) => decided >= least)
  const few = ranges.filter(({ decided }) => decided < least)
  return [
    ...enough.map((row) => ({ ...row, rank: 1 + enough.filter(({ low }) => low > row.high).length }))
      .toSorted((one, other) => one.rank - other.rank || other.low - one.low),
    ...few.toSorted((one, other) => other.decided - one.decided).map((row) => ({ ...row, rank: null })),
  ]
}
