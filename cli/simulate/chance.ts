/** A stream of chance that is the same for the same seed, so that any run can be replayed. */
export interface Chance {
  /** In [0, 1). */
  next: () => number
  happens: (probability: number) => boolean
  oneOf: <Value>(values: readonly Value[]) => Value
  /** A whole number from `from` to `to`, both included. */
  between: (from: number, to: number) => number
}

/** Mulberry32: small, fast, good enough for choosing what people do. */
export function chanceFrom(seed: number): Chance {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const between = (from: number, to: number) => from + Math.floor(next() * (to - from + 1))
  return {
    next, between,
    happens: (probability) => next() < probability,
    oneOf: (values) => {
      const value = values[between(0, values.length - 1)]
      if (value === undefined) throw new Error('nothing to choose from')
      return value
    },
  }
}
