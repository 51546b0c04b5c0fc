/** Case-mix adjustment: each one's outcome against what others reach with the same items. Pure. */

/** One item in somebody's hands: of n so many went well. */
export interface Stratum { item: string; n: number; part: number }
export interface Adjusted {
  n: number
  part: number
  /** Shares of one; null where there was nothing to count. */
  raw: number | null
  /** What others reach with the same items. */
  expected: number | null
  /** The whole's share, plus how far she is above what was expected of her, minus how far below. */
  adjusted: number | null
  /** The same, drawn towards the whole the more the fewer cases there are. */
  shrunk: number | null
  low: number | null
  high: number | null
}

/** So many cases of the whole are added to everybody before she is compared (empirical Bayes with a fixed weight). A default of ours. */
export const PRIOR_CASES = 20
/** An item that hardly anybody else handles is expected to go as the others' whole: with the weight of so many cases. */
const STRATUM_PRIOR_CASES = 5
/** 95 %. */
const Z = 1.96

/** What all of them together reached, item by item. */
export function wholeOf(strata: Iterable<Stratum>): Map<string, Stratum> {
  const whole = new Map<string, Stratum>()
  for (const { item, n, part } of strata) {
    const sum = whole.get(item) ?? { item, n: 0, part: 0 }
    whole.set(item, { item, n: sum.n + n, part: sum.part + part })
  }
  return whole
}

/**
 * Indirect standardisation: expected is what all others reached with each of her items, her own left out, so that a better outcome
 * of her own can never raise what is expected of her.
 */
export function adjusted(own: readonly Stratum[], whole: ReadonlyMap<string, Stratum>): Adjusted {
  const mine = sumOf([...wholeOf(own).values()])
  const all = sumOf([...whole.values()])
  const { n, part } = mine
  if (n === 0) return { n, part, raw: null, expected: null, adjusted: null, shrunk: null, low: null, high: null }
  const overall = all.part / all.n
  const elsewhere = all.n > n ? (all.part - part) / (all.n - n) : null
  const expected = elsewhere === null ? part : [...wholeOf(own).values()].reduce((sum, stratum) => sum + stratum.n * othersShare(stratum, whole, elsewhere), 0)
  return { n, part, raw: part / n, expected: expected / n, ...comparedWith({ n, part, expected: expected / n, overall }) }
}

export interface Compared { n: number; part: number; expected: number; overall: number }

/** From the numbers themselves, as a correction gives them. */
export function comparedWith({ n, part, expected, overall }: Compared): Pick<Adjusted, 'adjusted' | 'shrunk' | 'low' | 'high'> {
  const above = part - expected * n
  const share = clamped(overall + above / n)
  return { adjusted: share, shrunk: clamped(overall + above / (n + PRIOR_CASES)), ...wilson(share, n) }
}

/** 95 % interval of a share seen in n cases; narrower never where there are fewer. */
export function wilson(share: number, n: number): { low: number; high: number } {
  const spread = 1 + (Z * Z) / n
  const middle = (share + (Z * Z) / (2 * n)) / spread
  const half = (Z / spread) * Math.sqrt((share * (1 - share)) / n + (Z * Z) / (4 * n * n))
  return { low: clamped(middle - half), high: clamped(middle + half) }
}

function othersShare({ item, n, part }: Stratum, whole: ReadonlyMap<string, Stratum>, elsewhere: number): number {
  const all = whole.get(item) ?? { n, part }
  return (all.part - part + STRATUM_PRIOR_CASES * elsewhere) / (all.n - n + STRATUM_PRIOR_CASES)
}

function sumOf(strata: readonly Stratum[]): { n: number; part: number } {
  return strata.reduce((sum, { n, part }) => ({ n: sum.n + n, part: sum.part + part }), { n: 0, part: 0 })
}

function clamped(share: number): number {
  return Math.min(1, Math.max(0, share))
}
