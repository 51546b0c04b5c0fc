import { runSql } from '#platform/database'
import type { Call } from '#kernel'
import { warnedUntil } from './measures.ts'

/** How many open matters are past their day or near it, as of now. */
export interface Due { overdue: number; warned: number }
export interface DueRow extends Due { organisation: string; place: string }

const ROWS_MAX = 5000

/** By unit and place; only the near end of one index is read, not all that is open. */
export async function dueNow(call: Pick<Call, 'tx' | 'kernel' | 'today'>): Promise<DueRow[]> {
  return runSql<DueRow>(call.tx, `
    select organisation, place, (count(*) filter (where due_on < $1))::int as overdue, (count(*) filter (where due_on >= $1))::int as warned
    from figures.case_fact where resolved_on is null and kind = 'service' and due_on <= $2 group by 1, 2 limit ${ROWS_MAX}`, [call.today, warnedUntil(call)])
}

/** Those of a unit, of a place, or all. Pure. */
export function dueOf(rows: readonly DueRow[], { organisation, place }: { organisation?: string; place?: string }): Due {
  const own = rows.filter((row) => (organisation === undefined || row.organisation === organisation) && (place === undefined || row.place === place))
  return { overdue: own.reduce((sum, row) => sum + row.overdue, 0), warned: own.reduce((sum, row) => sum + row.warned, 0) }
}
