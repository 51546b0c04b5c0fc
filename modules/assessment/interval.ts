/** 95 percent. */
const Z = 1.959964

/** Wilson's interval of a share, in percent: holds also for few cases and near 0 and 100, where the usual one fails. */
export function wilsonPercent(part: number, n: number): { low: number; high: number } {
  if (n === 0) return { low: 0, high: 100 }
  const share = part / n
  const square = Z * Z
  const middle = (share + square / (2 * n)) / (1 + square / n)
  const half = (Z / (1 + square / n)) * Math.sqrt((share * (1 - share)) / n + square / (4 * n * n))
  return { low: clamped((middle - half) * 100), high: clamped((middle + half) * 100) }
}

/** A share in percent, to two digits and never rounded up to 100. */
export function percentOf(part: number, n: number): number | null {
  return n === 0 ? null : Math.floor((part / n) * 10_000) / 100
}

function clamped(percent: number): number {
  return Math.min(100, Math.max(0, Math.round(percent * 100) / 100))
}
