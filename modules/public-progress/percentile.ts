/** So many of one value. */
export interface Counted { value: number; count: number }

/** The value below which this share lies, between two values in proportion: as percentile_cont of PostgreSQL. Null where there is nothing. Pure. */
export function percentileOf(counted: readonly Counted[], share: number): number | null {
  const sorted = counted.filter(({ count }) => count > 0).toSorted((one, other) => one.value - other.value)
  const size = sorted.reduce((sum, { count }) => sum + count, 0)
  if (size === 0) return null
  const place = share * (size - 1)
  const [lower, upper] = [valueAt(sorted, Math.floor(place)), valueAt(sorted, Math.ceil(place))]
  return lower + (upper - lower) * (place - Math.floor(place))
}

function valueAt(sorted: readonly Counted[], place: number): number {
  let passed = 0
  for (const { value, count } of sorted) {
    passed += count
    if (place < passed) return value
  }
  return sorted.at(-1)?.value ?? 0
}
