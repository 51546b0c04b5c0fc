import type { Tx } from '#platform/database'
import type { Day } from '#platform/day'
import type { IndicatorRule } from './scheme.ts'

/** One figure of one organisation as an assessment takes it over: what it is, of how many, how sure, by which definition. */
export interface AssessedValue {
  organisation: string
  indicator: string
  /** The denominator: of so many it says something. */
  n: number
  /** How many of the n; null where it is no share. */
  part: number | null
  /** Null where there was nothing to count. */
  value: number | null
  /** The range in which it may well lie; null where none can be given. */
  low: number | null
  high: number | null
  definitionVersion: string
  source: string
}

export interface Asked { from: Day; to: Day; indicators: readonly IndicatorRule[] }

/** Where the figures come from. The assessment computes none of its own. */
export interface AssessedValues {
  /** Codes of the indicators it can give. */
  codes: readonly string[]
  valuesOf: (tx: Tx, asked: Asked) => Promise<AssessedValue[]>
}
