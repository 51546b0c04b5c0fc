import type { Indicator, Term } from './indicator.ts'
import { wilson, type Range } from './ranges.ts'
import { SETTINGS } from './settings.ts'
import { levelOf, type Level } from './thresholds.ts'

/** What each measure came to. */
export type Amounts = ReadonlyMap<string, { n: number; total: number }>

export interface Value {
  /** In the indicator's unit; null where there is nothing to divide by. */
  value: number | null
  numerator: number
  denominator: number | null
  /** 95 %, of proportions only. */
  range: Range | null
  level: Level | null
  /** Too few cases to say anything about whoever it is of. */
  isSmall: boolean
}

/** The value of an indicator from what its measures came to. Pure. */
export function valueOf(indicator: Indicator, amounts: Amounts): Value {
  const numerator = sumOf(indicator.numerator.terms, amounts)
  if (!indicator.denominator) return { value: numerator, numerator, denominator: null, range: null, level: levelOf(indicator, numerator), isSmall: false }
  const denominator = sumOf(indicator.denominator.terms, amounts)
  const value = denominator === 0 ? null : (numerator / denominator) * scaleOf(indicator)
  return {
    value, numerator, denominator, range: rangeOf(indicator, numerator, denominator),
    level: value === null ? null : levelOf(indicator, value), isSmall: denominator < SETTINGS.rankingMinimum.value,
  }
}

function sumOf(terms: readonly Term[], amounts: Amounts): number {
  return terms.reduce((sum, { measure, part, times = 1 }) => sum + (amounts.get(measure)?.[part] ?? 0) * times, 0)
}

/** Percentages are shown as such. */
export function scaleOf({ unit }: Pick<Indicator, 'unit'>): number {
  return unit === '%' ? 100 : 1
}

function rangeOf(indicator: Indicator, numerator: number, denominator: number): Range | null {
  const range = indicator.kind === 'proportion' ? wilson(numerator, denominator, SETTINGS.z.value) : null
  const scale = scaleOf(indicator)
  return range && { low: range.low * scale, high: range.high * scale }
}
