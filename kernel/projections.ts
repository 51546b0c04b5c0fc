import { CompiledQuery, type Selectable } from 'kysely'
import { inTransaction, type Database, type Tx } from '#platform/database'
import type { CaseEvent } from './case.ts'
import { eventOf } from './case-row.ts'
import type { Kernel, Projection, Rules } from './types.ts'
import type { EventTable } from './tables.ts'

const BATCH = 500

/**
 * Feeds one batch of the log to a projection and moves its checkpoint in the same transaction: exactly once, whatever
 * the number of processes. Returns how many events it took; 0 when it is up to date or another process has it.
 */
export async function advanceProjection(database: Database, projection: Projection, kernel: Rules): Promise<number> {
  return inTransaction(database, async (tx) => {
    const checkpoint = await claim(tx, projection.name)
    if (!checkpoint) return 0
    const { events, end } = await eventsAfter(tx, checkpoint, projection.batch ?? BATCH)
    if (events.length === 0) return 0
    await projection.apply(tx, events.map(({ event }) => event), kernel)
    await tx.executeQuery(CompiledQuery.raw('update kernel.checkpoint set xid = $2::xid8, position = $3 where projection = $1',
      [projection.name, end.xid, end.position]))
    return events.length
  })
}

/** Runs every projection to the end of the log. */
export async function advanceAll(database: Database, kernel: Kernel): Promise<void> {
  for (const projection of kernel.projections) while ((await advanceProjection(database, projection, kernel)) > 0);
}

/** Empties a projection and sets it back to the beginning of the log, in one transaction; `advanceAll` then fills it. */
export async function resetProjection(database: Database, projection: Projection): Promise<void> {
  await inTransaction(database, async (tx) => {
    await tx.executeQuery(CompiledQuery.raw('insert into kernel.checkpoint (projection) values ($1) on conflict do nothing', [projection.name]))
    await tx.executeQuery(CompiledQuery.raw("update kernel.checkpoint set xid = '0', position = 0 where projection = $1", [projection.name]))
    await projection.reset(tx)
  })
}

/** Where a reader stands in the log. */
export interface Place { xid: string; position: number }

async function claim(tx: Tx, name: string): Promise<Place | undefined> {
  await tx.executeQuery(CompiledQuery.raw('insert into kernel.checkpoint (projection) values ($1) on conflict do nothing', [name]))
  const { rows } = await tx.executeQuery<Place>(
    CompiledQuery.raw('select xid::text, position from kernel.checkpoint where projection = $1 for update skip locked', [name]))
  return rows[0]
}

/** Events whose transactions are all finished: nothing can still appear before them. */
const READ = `
  select * from kernel.event
  where (xid, position) > ($1::xid8, $2::bigint) and xid < pg_snapshot_xmin(pg_current_snapshot())
  order by xid, position limit $3`

/** The next events after a place in the log, each with its own place, and the place after the last. */
export async function eventsAfter(tx: Tx, place: Place, limit: number): Promise<{ events: { event: CaseEvent; place: Place }[]; end: Place }> {
  const { rows } = await tx.executeQuery<Selectable<EventTable>>(CompiledQuery.raw(READ, [place.xid, place.position, limit]))
  const events = rows.map((row) => ({ event: eventOf(row), place: { xid: row.xid, position: row.position } }))
  return { events, end: events.at(-1)?.place ?? place }
}
