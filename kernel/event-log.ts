import type { Tx } from '#platform/database'
import type { CaseEvent } from './case.ts'
import { eventOf } from './case-row.ts'
import type { KernelTables } from './tables.ts'

/** A case takes tens of steps; a thousand means something runs in a circle. */
const EVENTS_MAX = 1000

/** The history of a case from its first event on. */
export async function eventsOf(tx: Tx, caseId: string): Promise<CaseEvent[]> {
  const rows = await tx.withTables<KernelTables>().selectFrom('kernel.event').selectAll()
    .where('case_id', '=', caseId).orderBy('seq').limit(EVENTS_MAX).execute()
  return rows.map(eventOf)
}

export async function eventAt(tx: Tx, caseId: string, seq: number): Promise<CaseEvent | undefined> {
  const row = await tx.withTables<KernelTables>().selectFrom('kernel.event').selectAll()
    .where('case_id', '=', caseId).where('seq', '=', seq).executeTakeFirst()
  return row && eventOf(row)
}
