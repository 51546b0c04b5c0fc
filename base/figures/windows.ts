import assert from 'node:assert/strict'
import { runSql, type Tx } from '#platform/database'
import type { Day } from '#platform/day'
import { conditionOf } from './case-conditions.ts'
import type { Measured } from './measured.ts'

/** `window` is the office that takes cases in (the hall, a town's). Not together with an organisation, an item or a place: windows are asked for by themselves. */
export interface WindowAsked { measures: readonly string[]; from: Day; to: Day; by?: 'window' | 'month' | undefined; window?: string | undefined }

/** What windows do, and what its total adds up; whatever happens later is a department's and is not told apart by window. */
const ADDS: Readonly<Record<string, string>> = {
  received: '0', 'received.online': '0', 'received.window': '0', accepted: '0', deemed: '0', 'outcome.notAccepted': '0', corrected: 'fact.corrections', correctedOnce: '0',
  'turn.window': 'stay.working_days', 'stage.submitted': 'stay.working_days', 'stageLate.submitted': 'stay.late_days',
}
const ROWS_MAX = 10_000

/** How a single counter inside a hall is called: 「大厅 12号窗口」. Cases know the office that took them in, numbers in the queue the counter. */
export const COUNTER_SIGN = '号窗口'

/** Whether the log knows which window it was. */
export function isWindows(measure: string): boolean {
  return Object.hasOwn(ADDS, measure)
}

/** The same numbers as `measured`, by the window that took the case in. Counted when asked for: kept, they would multiply the counters for a few. */
export async function measuredAtWindows(tx: Tx, { measures, from, to, by, window }: WindowAsked): Promise<Measured[]> {
  const parts = measures.filter(isWindows).map((measure) => countOf(measure, by))
  return parts.length === 0 ? [] : runSql<Measured>(tx, `${parts.join(' union all ')} order by 1, 2 limit ${ROWS_MAX}`, [from, to, window ?? null])
}

function countOf(measure: string, by: WindowAsked['by']): string {
  const found = conditionOf(measure)
  assert(found, `nobody says which cases ${measure} counts`)
  const { stay, day, where } = found
  // A stay in which it is the window's turn is of the window's organisation; where it is another's (an item of a whole), no window waits.
  const [office, on, from, counted] = stay === undefined
    ? ['fact.receiving', `fact.${day}`, 'case_fact fact', where] : ['stay.organisation', 'stay.left_on', 'stay', `stay.kind = 'service' and stay.turn = 'window' and ${stay}`]
  return `select '${measure}' as measure, ${keyOf(by, office, on)} as key, count(*)::int8 as n, coalesce(sum(${ADDS[measure]}), 0)::int8 as total
    from figures.${from} where ${counted} and ${on} between $1 and $2 and ($3::text is null or ${office} = $3) group by 1, 2`
}

function keyOf(by: WindowAsked['by'], office: string, day: string): string {
  if (by === 'month') return `to_char(${day}, 'YYYY-MM-01')`
  return by === 'window' ? office : "''"
}
