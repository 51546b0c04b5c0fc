/** What a contestant did in a stretch of time. */
export interface Sample { steps: number; milliseconds: number; latencies: number[] }

/** A number of steps, or of pages, per second. */
export function perSecond({ steps, milliseconds }: Pick<Sample, 'steps' | 'milliseconds'>): number {
  return (steps * 1000) / milliseconds
}

/** The samples of several rounds as one. */
export function together(samples: readonly Sample[]): Sample {
  return {
    steps: samples.reduce((sum, { steps }) => sum + steps, 0),
    milliseconds: samples.reduce((sum, { milliseconds }) => sum + milliseconds, 0),
    latencies: samples.flatMap(({ latencies }) => latencies),
  }
}

/** The value below which this share of the numbers lies, nearest rank; 0 of none. */
export function percentile(numbers: readonly number[], share: number): number {
  const sorted = numbers.toSorted((one, other) => one - other)
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0
}

export function median(numbers: readonly number[]): number {
  return percentile(numbers, 0.5)
}

/** Two digits behind the point are more than any measurement here is good for. */
export function rounded(number: number): number {
  return Math.round(number * 100) / 100
}
