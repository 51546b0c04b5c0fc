import assert from 'node:assert/strict'
import { runSql, type Tx } from '#platform/database'
import { addCalendarDays, type Day } from '#platform/day'

/** What to count by; the answer has one row for each measure and key. */
export type MeasuredBy = 'organisation' | 'item' | 'place' | 'day' | 'month'

export interface Asked {
  /** Names as in figures.measure: 'received', 'joint.resolved', 'stage.accepted' … */
  measures: readonly string[]
  /** Inclusive. */
  from: Day
  to: Day
  by?: MeasuredBy | undefined
  organisation?: string | undefined
  item?: string | undefined
  /** Not together with an organisation or an item: places are counted by themselves. */
  place?: string | undefined
}

/** `key` is the organisation, item, place, day or first day of the month asked by; '' where nothing was asked by. */
export interface Measured { measure: string; key: string; n: number; total: number }

const ROWS_MAX = 100_000

/** The counters of a period, added up: whole months from the months, what is left from the days. Never looks at a case. */
export async function measured(tx: Tx, asked: Asked): Promise<Measured[]> {
  assert(asked.place === undefined || (asked.organisation === undefined && asked.item === undefined), 'places are counted by themselves')
  assert(asked.by !== 'place' || (asked.organisation === undefined && asked.item === undefined), 'places are counted by themselves')
  const { months, spans } = partsOf(asked)
  const conditions = [...spans.map(([first, last]) => span('day', first, last)), ...months.map(([first, last]) => span('month', first, last))]
  if (conditions.length === 0) return []
  return runSql<Measured>(tx, `
    select measure, ${keyOf(asked.by)} as key, sum(n)::int8 as n, sum(total)::int8 as total from figures.measure
    where measure = any($1::text[]) and (${conditions.join(' or ')}) and ${rowsOf(asked)}
    group by 1, 2 order by 1, 2 limit ${ROWS_MAX}`, [asked.measures, ...valuesOf(asked)])
}

/** Days are checked by the caller's schema and made of digits and dashes only; asserted here because they stand in the text. */
function span(grain: 'day' | 'month', first: Day, last: Day): string {
  assert(/^\d{4}-\d{2}-\d{2}$/.test(first) && /^\d{4}-\d{2}-\d{2}$/.test(last), 'days of a span')
  return `(grain = '${grain}' and start between '${first}' and '${last}')`
}

type Span = readonly [first: Day, last: Day]

/** Splits a period into whole months and the days before and after them. By day, everything is days; by month the days join their month. Pure. */
export function partsOf({ from, to, by }: Pick<Asked, 'from' | 'to' | 'by'>): { months: Span[]; spans: Span[] } {
  if (from > to) return { months: [], spans: [] }
  if (by === 'day') return { months: [], spans: [[from, to]] }
  const first = from.endsWith('-01') ? from : nextMonth(from)
  const past = addCalendarDays(to, 1).endsWith('-01') ? addCalendarDays(to, 1) : monthOf(to)
  if (first >= past) return { months: [], spans: [[from, to]] }
  return {
    months: [[first, addCalendarDays(past, -1)]],
    spans: [...(from < first ? [[from, addCalendarDays(first, -1)] as const] : []), ...(past <= to ? [[past, to] as const] : [])],
  }
}

function monthOf(day: Day): Day {
  return `${day.slice(0, 7)}-01`
}

function nextMonth(day: Day): Day {
  return monthOf(addCalendarDays(monthOf(day), 31))
}

function keyOf(by: MeasuredBy | undefined): string {
  switch (by) {
    case 'organisation': return 'organisation'
    case 'item': return 'item_code'
    case 'place': return 'place'
    case 'day': return 'start::text'
    case 'month': return "to_char(start, 'YYYY-MM-01')"
    default: return "''"
  }
}

/** Which of the rows kept side by side the question is about: the whole, a place, an organisation, an item of one. */
function rowsOf({ by, organisation, item, place }: Asked): string {
  if (place !== undefined) return "organisation = '' and item_code = '' and place = $2"
  if (by === 'place') return "organisation = '' and item_code = '' and place <> ''"
  const isByItem = item !== undefined || by === 'item'
  const owner = organisation !== undefined ? 'organisation = $2' : isByItem || by === 'organisation' ? "organisation <> ''" : "organisation = ''"
  const matter = item !== undefined ? `item_code = $${organisation === undefined ? 2 : 3}` : isByItem ? "item_code <> ''" : "item_code = ''"
  return `${owner} and ${matter} and place = ''`
}

function valuesOf({ organisation, item, place }: Asked): string[] {
  return [organisation, item, place].filter((value) => value !== undefined)
}
