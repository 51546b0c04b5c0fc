import { addCalendarDays, type Day } from '#platform/day'
import type { Call } from '#kernel'
import { definitionOf, measured, sourceOf, type MeasuredBy, type SourceRow } from '#base/figures'
import type { Scope } from './indicator.ts'
import type { Amounts } from './value.ts'

export interface AmountsAsked {
  measures: readonly string[]
  from: Day
  to: Day
  by?: MeasuredBy | undefined
  organisation?: string | undefined
  item?: string | undefined
  place?: string | undefined
}

/** Whether anybody counts this: the log, or a source that has been registered. */
export function isCounted(measure: string): boolean {
  return sourceOf(measure) !== undefined || definitionOf(measure) !== undefined
}

/** What the measures came to in a period, by key; '' where nothing was asked by. Measures of the log never look at a case. */
export async function amountsFor(call: Call, asked: AmountsAsked): Promise<Map<string, Amounts>> {
  const logged = asked.measures.filter((measure) => sourceOf(measure) === undefined && definitionOf(measure) !== undefined)
  const parts = await Promise.all([
    rowsOf(call, asked, logged.filter((measure) => !isByDue(measure))),
    // What is due today may still be decided today.
    rowsOf(call, { ...asked, to: earlier(asked.to, addCalendarDays(call.today, -1)) }, logged.filter(isByDue)),
    ...asked.measures.map((measure) => sourced(call, asked, measure)),
  ])
  const found = new Map<string, Map<string, { n: number; total: number }>>()
  for (const { key, measure, n, total } of parts.flat()) {
    const own = found.get(key) ?? new Map<string, { n: number; total: number }>()
    found.set(key, own.set(measure, { n, total }))
  }
  return found
}

type Row = SourceRow & { measure: string }

function isByDue(measure: string): boolean {
  return definitionOf(measure)?.day === '到期日'
}

function earlier(one: Day, other: Day): Day {
  return one < other ? one : other
}

function rowsOf({ tx }: Call, asked: AmountsAsked, measures: readonly string[]): Promise<Row[]> {
  return measures.length === 0 || asked.from > asked.to ? Promise.resolve([]) : measured(tx, { ...asked, measures })
}

/** Sources are asked only for what they can tell apart. */
async function sourced({ tx, today }: Call, { from, to, by, organisation, item, place }: AmountsAsked, measure: string): Promise<Row[]> {
  const source = sourceOf(measure)
  if (source === undefined || by === 'day' || (by === 'month' && !source.byMonth)) return []
  const wanted: Scope[] = [...(by === undefined || by === 'month' ? [] : [by]), ...(organisation === undefined ? [] : ['organisation'] as const), ...(item === undefined ? [] : ['item'] as const), ...(place === undefined ? [] : ['place'] as const)]
  if (!wanted.every((scope) => source.scopes.includes(scope))) return []
  const rows = await source.count(tx, { from, to, today, by, organisation, item, place })
  return rows.map((row) => ({ ...row, measure }))
}
