/** A decimal that is not negative, and less than a JSON number may be, as text: 0.7 and 7.6 and 1.7 make 10, which binary fractions do not. */
export type Decimal = string

const DECIMAL = /^(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/
/** More digits than any amount of anything has. */
const PLACES_MAX = 400

/** Whether the text is such a number, as JSON writes it. */
export function isDecimal(text: string): boolean {
  return DECIMAL.test(text)
}

export function sumOf(amounts: readonly Decimal[]): Decimal {
  return textOf(amounts.reduce((sum, amount) => sum + scaled(amount), 0n))
}

/** Whether the first is less than the second. */
export function isBelow(amount: Decimal, bound: Decimal): boolean {
  return scaled(amount) < scaled(bound)
}

/** The number as a count of its smallest part, so that adding is exact. What is smaller still is rounded up: it is not nothing. */
function scaled(amount: Decimal): bigint {
  const [, whole = '0', part = '', exponent = '0'] = DECIMAL.exec(amount) ?? []
  const digits = BigInt(whole + part)
  if (digits === 0n) return 0n
  const places = PLACES_MAX + Number(exponent) - part.length
  // Past that it is more than any bound, and writing all its zeros down would take all the memory there is.
  if (places >= 0) return digits * 10n ** BigInt(Math.min(places, 2 * PLACES_MAX))
  if (places < -PLACES_MAX) return 1n
  const divisor = 10n ** BigInt(-places)
  return (digits + divisor - 1n) / divisor
}

function textOf(sum: bigint): Decimal {
  const digits = sum.toString().padStart(PLACES_MAX + 1, '0')
  const part = digits.slice(-PLACES_MAX).replace(/0+$/, '')
  return digits.slice(0, -PLACES_MAX) + (part === '' ? '' : `.${part}`)
}
