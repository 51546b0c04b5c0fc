import type { Indicator, Range } from './calls.ts'

/** 99.95% is shown as 99.95%, never as 100%: two decimals, rounded down; a whole number as it is. */
export function valueText({ value, unit }: { value: number | null; unit: string }): string {
  if (value === null) return '—'
  return `${numberText(value)}${unit === '%' ? '%' : ` ${unit}`}`
}

export function rangeText(range: Range | null, unit: string): string {
  return range === null ? '—' : `${short(range.low)}–${short(range.high)}${unit === '%' ? '%' : ` ${unit}`}`
}

/** '4/60 件' beside a proportion; nothing where there is no division. */
export function partsText({ numerator, denominator }: Pick<Indicator, 'numerator' | 'denominator'>): string {
  return denominator === null ? String(numerator) : `${numberText(numerator)} ÷ ${numberText(denominator)}`
}

export function numberText(value: number): string {
  return Number.isInteger(value) ? String(value) : String(Math.floor(value * 100 + 1e-7) / 100)
}

function short(value: number): string {
  return String(Math.round(value * 10) / 10)
}
