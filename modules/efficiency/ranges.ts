/** Guards against small numbers. Pure. */

export interface Range { low: number; high: number }

/** Wilson's interval of a proportion, in shares of one. Null where there is nothing, or the part is not within the whole. */
export function wilson(part: number, whole: number, z: number): Range | null {
  if (whole <= 0 || part < 0 || part > whole) return null
  const share = part / whole
  const spread = 1 + (z * z) / whole
  const middle = (share + (z * z) / (2 * whole)) / spread
  const half = (z / spread) * Math.sqrt((share * (1 - share)) / whole + (z * z) / (4 * whole * whole))
  return { low: Math.max(0, middle - half), high: Math.min(1, middle + half) }
}

/** A unit's value drawn towards the whole district's, the more the fewer cases it has (empirical Bayes with a fixed weight). */
export function shrunk(part: number, whole: number, { overall, weight }: { overall: number; weight: number }): number {
  return (part + weight * overall) / (whole + weight)
}
