import type { Call } from '#kernel'
import { sourceOf } from '#base/figures'
import { addCalendarDays, type Day } from '#platform/day'
import { amountsFor } from './amounts.ts'
import type { Scoped } from './asked.ts'
import { measuresIn, type Indicator, type Scope } from './indicator.ts'
import { whyMissing, wordOf } from './listing.ts'
import { shrunk } from './ranges.ts'
import { SETTINGS } from './settings.ts'
import { scaleOf, valueOf, type Amounts, type Value } from './value.ts'

export interface RankedRow extends Value {
  key: string
  name: string
  levelWord: string | null
  /** Drawn towards the whole district's, the more the fewer cases there are; what is ranked by. */
  shrunk: number | null
  /** Null: too few cases, or nothing to say who is better. */
  rank: number | null
  /** Its range does not meet the one above it: the order of the two means something. */
  isDistinct: boolean
}

/** One indicator by organisation, item, place or window: the best first, then those with too few cases to be ranked. */
export async function rankingOf(call: Call, indicator: Indicator, { by, ...asked }: Scoped & { by: Scope }): Promise<RankedRow[]> {
  if (whyMissing(indicator, { ...asked, [by]: '' }) !== null) return []
  const measures = measuresIn(indicator)
  const [groups, whole] = await Promise.all([amountsFor(call, { ...asked, measures, by }), amountsFor(call, { from: asked.from, to: asked.to, measures })])
  const overall = valueOf(indicator, whole.get('') ?? new Map())
  return ranked(
    indicator,
    [...groups]
      .filter(([key]) => key !== '')
      .map(([key, amounts]) => ({ key, name: by === 'organisation' || by === 'window' ? call.kernel.nameOf(key) : key, amounts })),
    overall,
  )
}

interface Group { key: string; name: string; amounts: Amounts }

/** Pure: sorts by the shrunk value in the indicator's direction; names who cannot be told from the one before. */
export function ranked(indicator: Indicator, groups: readonly Group[], overall: Value): RankedRow[] {
  const rows = groups.map(({ key, name, amounts }) => {
    const value = valueOf(indicator, amounts)
    return { key, name, ...value, levelWord: wordOf(value.level), shrunk: shrunkOf(indicator, value, overall), rank: null, isDistinct: false }
  }).filter(({ numerator, denominator }) => numerator !== 0 || denominator !== 0)
  const better = indicator.direction === 'up' ? -1 : 1
  const inOrder = (one: RankedRow, other: RankedRow): number => better * ((one.shrunk ?? 0) - (other.shrunk ?? 0)) || (one.key < other.key ? -1 : 1)
  const large = rows.filter(({ isSmall, value }) => !isSmall && value !== null).toSorted(inOrder)
  const small = rows.filter(({ isSmall, value }) => isSmall || value === null).toSorted(inOrder)
  const numbered = indicator.direction !== 'context'
  return [...large.map((row, index) => ({ ...row, rank: numbered ? index + 1 : null, isDistinct: isApart(large[index - 1], row) })), ...small]
}

function shrunkOf(indicator: Indicator, { value, numerator, denominator }: Value, overall: Value): number | null {
  if (value === null || denominator === null || overall.value === null) return value
  // Sums of days divided by sums of days: the number of cases is in neither, so there is no weight to draw them by.
  if (indicator.kind === 'ratio') return value
  const scale = scaleOf(indicator)
  return shrunk(numerator, denominator, { overall: overall.value / scale, weight: SETTINGS.priorWeight.value }) * scale
}

function isApart(above: RankedRow | undefined, row: RankedRow): boolean {
  if (!above?.range || !row.range) return false
  return above.range.low > row.range.high || above.range.high < row.range.low
}

export interface TrendPoint { month: Day; value: number | null; numerator: number; denominator: number | null }

/** The months up to now; empty where a part of the indicator comes from a source that only knows today. */
export async function trendOf(call: Call, indicator: Indicator, asked: Scoped): Promise<TrendPoint[]> {
  const measures = measuresIn(indicator)
  if (whyMissing(indicator, asked) !== null
    || measures.some((measure) => sourceOf(measure)?.byMonth === undefined && sourceOf(measure) !== undefined)) return []
  const from = monthsBefore(asked.to, SETTINGS.trendMonths.value - 1)
  const found = await amountsFor(call, { ...asked, from, measures, by: 'month' })
  return monthsOf(from, asked.to).flatMap((month) => {
    const amounts = found.get(month)
    if (amounts === undefined) return []
    const { value, numerator, denominator } = valueOf(indicator, amounts)
    return [{ month, value, numerator, denominator }]
  })
}

/** The first day of the month so many months before the one of this day. Pure. */
export function monthsBefore(day: Day, months: number): Day {
  let first = `${day.slice(0, 7)}-01`
  for (let month = 0; month < months; month += 1) first = `${addCalendarDays(first, -1).slice(0, 7)}-01`
  return first
}

function monthsOf(from: Day, to: Day): Day[] {
  const months: Day[] = []
  for (let month = from; month <= to; month = `${addCalendarDays(month, 31).slice(0, 7)}-01`) months.push(month)
  return months
}
