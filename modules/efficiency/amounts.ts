import { addCalendarDays, type Day } from '#platform/day'
import type { Call } from '#kernel'
import { definitionOf, measured, measuredAtWindows, sourceOf, type Asked, type MeasuredBy, type SourceRow } from '#base/figures'
import type { Amounts } from './value.ts'

export interface AmountsAsked extends Omit<Asked, 'by'> {
  by?: MeasuredBy | 'window' | undefined
  /** Not together with any of the other scopes. */
  window?: string | undefined
}

/** Whether anybody counts this: the log, or a source that has been registered. */
export function isCounted(measure: string): boolean {
  return sourceOf(measure) !== undefined || definitionOf(measure) !== undefined
}

/** What the measures came to in a period, by key; '' where nothing was asked by. Measures of the log never look at a case. */
export async function amountsFor(call: Call, asked: AmountsAsked): Promise<Map<string, Amounts>> {
  const { by, window, ...narrowed } = asked
  if (by === 'window' || window !== undefined) return gathered([await atWindows(call, asked)])
  const within = { ...narrowed, by }
  const logged = asked.measures.filter((measure) => sourceOf(measure) === undefined && definitionOf(measure) !== undefined)
  return gathered(await Promise.all([
    rowsOf(call, within, logged.filter((measure) => !isByDue(measure))),
    // What is due today may still be decided today.
    rowsOf(call, { ...within, to: earlier(asked.to, addCalendarDays(call.today, -1)) }, logged.filter(isByDue)),
    ...asked.measures.map((measure) => sourced(call, within, measure)),
  ]))
}

type Row = SourceRow & { measure: string }

function gathered(parts: readonly (readonly Row[])[]): Map<string, Amounts> {
  const found = new Map<string, Map<string, { n: number; total: number }>>()
  for (const { key, measure, n, total } of parts.flat()) {
    const own = found.get(key) ?? new Map<string, { n: number; total: number }>()
    found.set(key, own.set(measure, { n, total }))
  }
  return found
}

/** What windows do. Where nobody knows the window there is no row, and the indicator says so (listing.ts). */
async function atWindows({ tx }: Call, { measures, from, to, by, window }: AmountsAsked): Promise<Row[]> {
  if (by !== undefined && by !== 'window' && by !== 'month') return []
  const sources = measures.flatMap((measure) => sourceOf(measure) ?? [])
  const parts = await Promise.all([
    measuredAtWindows(tx, { measures: measures.filter((measure) => sourceOf(measure) === undefined), from, to, by, window }),
    ...sources.map(async ({ measure, atWindows: count }) => (await count?.(tx, { from, to, by, window }) ?? []).map((row) => ({ ...row, measure }))),
  ])
  return parts.flat()
}

function isByDue(measure: string): boolean {
  return definitionOf(measure)?.day === '到期日'
}

function earlier(one: Day, other: Day): Day {
  return one < other ? one : other
}

function rowsOf({ tx }: Call, asked: Asked, measures: readonly string[]): Promise<Row[]> {
  return measures.length === 0 || asked.from > asked.to ? Promise.resolve([]) : measured(tx, { ...asked, measures })
}

/** Sources are asked only for what they can tell apart. */
async function sourced({ tx, today }: Call, { from, to, by, organisation, item, place }: Asked, measure: string): Promise<Row[]> {
  const source = sourceOf(measure)
  if (source === undefined || by === 'day' || (by === 'month' && !source.byMonth)) return []
  const wanted = [
    ...(by === undefined || by === 'month' ? [] : [by]),
    ...(organisation === undefined ? [] : (['organisation'] as const)),
    ...(item === undefined ? [] : (['item'] as const)),
    ...(place === undefined ? [] : (['place'] as const)),
  ]
  if (!wanted.every((scope) => source.scopes.includes(scope))) return []
  const rows = await source.count(tx, { from, to, today, by, organisation, item, place })
  return rows.map((row) => ({ ...row, measure }))
}
