import type { Selectable } from 'kysely'
import { runSql, type Tx } from '#platform/database'
import type { CaseEvent } from './case.ts'
import { eventOf } from './case-row.ts'
import type { EventTable, KernelTables } from './tables.ts'

/** A case takes tens of steps; a thousand means something runs in a circle. */
const EVENTS_MAX = 1000

/** The history of a case from its first event on. */
export async function eventsOf(tx: Tx, caseId: string): Promise<CaseEvent[]> {
  const rows = await tx.withTables<KernelTables>().selectFrom('kernel.event').selectAll()
    .where('case_id', '=', caseId).orderBy('seq').limit(EVENTS_MAX).execute()
  return rows.map(eventOf)
}

/** The histories of several cases in one statement, in the order in which things happened. */
export async function eventsOfEach(tx: Tx, caseIds: readonly string[]): Promise<CaseEvent[]> {
  if (caseIds.length === 0) return []
  const rows = await tx.withTables<KernelTables>().selectFrom('kernel.event').selectAll()
    .where('case_id', 'in', caseIds).orderBy('at').orderBy('case_id').orderBy('seq').limit(EVENTS_MAX).execute()
  return rows.map(eventOf)
}

export async function eventAt(tx: Tx, caseId: string, seq: number): Promise<CaseEvent | undefined> {
  const row = await tx.withTables<KernelTables>().selectFrom('kernel.event').selectAll()
    .where('case_id', '=', caseId).where('seq', '=', seq).executeTakeFirst()
  return row && eventOf(row)
}

/** The whole histories of the cases after this one up to that one, as far as this place in the log; each case together, in its order. */
export async function historiesBetween(tx: Tx, cases: { after: string; last: string }, until: { xid: string; position: number }): Promise<CaseEvent[]> {
  const rows = await runSql<Selectable<EventTable>>(tx, `
    select * from kernel.event where case_id > $1 and case_id <= $2 and (xid, position) <= ($3::xid8, $4::bigint) order by case_id, seq`,
  [cases.after, cases.last, until.xid, until.position])
  return rows.map(eventOf)
}

/** Single events of many cases, in one statement; what is not there is left out. */
export async function eventsAt(tx: Tx, places: readonly { caseId: string; seq: number }[]): Promise<CaseEvent[]> {
  const rows = await runSql<Selectable<EventTable>>(tx, `
    select found.* from unnest($1::uuid[], $2::int[]) as wanted (case_id, seq), lateral (
      select * from kernel.event where event.case_id = wanted.case_id and event.seq = wanted.seq limit 1) found`,
  [places.map(({ caseId }) => caseId), places.map(({ seq }) => seq)])
  return rows.map(eventOf)
}
