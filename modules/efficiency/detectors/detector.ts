import type { Day } from '#platform/day'
import type { Call } from '#kernel'
import thresholds from './thresholds.json' with { type: 'json' }

/** Every number here is ours, a configurable default: a finding is a reason to look, not a verdict. */
export const THRESHOLDS = thresholds

export interface Period { from: Day; to: Day }

/** Something that does not look right, of one organisation or item: how many cases of how many, and why in one sentence. */
export interface Finding { key: string; cases: number; of: number; sentence: string }

/** Looks for one kind of trouble; the pure part of each stands in its own file and is tested by itself. */
export interface Detector {
  id: string
  label: string
  /** What is looked for, in words with its numbers. */
  what: string
  /** A fault of the unit, or only something to know of. */
  kind: 'gaming' | 'trouble'
  by: 'organisation' | 'item'
  find: (call: Call, period: Period) => Promise<Finding[]>
  /** The cases behind a finding, the latest first. */
  cases: (call: Call, period: Period, key: string) => Promise<string[]>
}

/** More would be read by nobody. */
export const CASES_MAX = 2000

export const percent = (share: number): string => `${Math.floor(share * 1000) / 10}%`

/** Groups rows by their key, in the order in which the keys come. Pure. */
export function byKey<Row extends { organisation: string }>(rows: readonly Row[]): Map<string, Row[]> {
  const groups = new Map<string, Row[]>()
  for (const row of rows) groups.set(row.organisation, [...groups.get(row.organisation) ?? [], row])
  return groups
}
