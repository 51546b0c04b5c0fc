import type { Indicator, Range } from './calls.ts'

/** 99.95% is shown as 99.95%, never as 100%: two decimals, rounded down; a whole number as it is. */
export function valueText({ value, unit }: { value: number | null; unit: string }): string {
  if (value === null) return '—'
  // One among thirteen thousand is little, but it is not none.
  const shown = value > 0 && value < SMALLEST_SHOWN ? `不到 ${SMALLEST_SHOWN}` : numberText(value)
  return `${shown}${unit === '%' ? '%' : ` ${unit}`}`
}

const SMALLEST_SHOWN = 0.01

/** One decimal, outwards: what is shown never promises more than what was counted. */
export function rangeText(range: Range | null, unit: string): string {
  return range === null ? '—' : `${outwards(range.low, Math.floor)}–${outwards(range.high, Math.ceil)}${unit === '%' ? '%' : ` ${unit}`}`
}

/** '4/60 件' beside a proportion; nothing where there is no division. */
export function partsText({ numerator, denominator }: Pick<Indicator, 'numerator' | 'denominator'>): string {
  return denominator === null ? String(numerator) : `${numberText(numerator)} ÷ ${numberText(denominator)}`
}

export function numberText(value: number): string {
  return Number.isInteger(value) ? String(value) : String(Math.floor(value * 100 + 1e-7) / 100)
}

function outwards(value: number, round: (tenths: number) => number): string {
  return String(round(Math.round(value * 1e6) / 1e5) / 10)
}
