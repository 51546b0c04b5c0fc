import { CompiledQuery } from 'kysely'
import { inTransaction, type Database, type Tx } from '#platform/database'
import { datesFromLog } from './decide.ts'
import { eventsOf } from './event-log.ts'
import { claimCase } from './lock.ts'
import type { Case } from './case.ts'
import type { Kernel } from './types.ts'

const BATCH = 500

export interface Recalculated { seen: number; changed: number }

/**
 * Works out the due days of every open case anew, after a calendar has been published or corrected. The history of a
 * case does not change, only the days that follow from it. Can be stopped and begun again; a case somebody is working on
 * is recalculated by that step itself.
 */
export async function recalculateOpenCases(database: Database, kernel: Kernel, progress: (done: Recalculated) => void = () => {}): Promise<Recalculated> {
  const done = { seen: 0, changed: 0 }
  for (let after = '00000000-0000-0000-0000-000000000000'; ;) {
    const ids = await openAfter(database, after)
    for (const id of ids) {
      done.seen += 1
      done.changed += await inTransaction(database, (tx) => recalculate(tx, kernel, id))
    }
    progress(done)
    const last = ids.at(-1)
    if (last === undefined) return done
    after = last
  }
}

async function recalculate(tx: Tx, kernel: Kernel, id: string): Promise<number> {
  const found = await claimCase(tx, id)
  const dates = found && datesFromLog(kernel, found, await eventsOf(tx, id))
  if (!found || !dates) return 0
  if (KEYS.every((key) => String(found[key]) === String(dates[key]))) return 0
  await tx.executeQuery(CompiledQuery.raw(
    `update kernel.case set due_on = $3, statutory_due_on = $4, reminder_on = $5, queue = $6, queue_due_on = $7, next_timer_at = $8 where id = $1 and version = $2`,
    [id, found.version, dates.dueOn, dates.statutoryDueOn, dates.reminderOn, dates.queue, dates.queueDueOn, dates.nextTimerAt]))
  return 1
}

/** The queue follows from the state: it differs only where a hand has moved the case out of everybody's list. */
const KEYS = ['dueOn', 'statutoryDueOn', 'reminderOn', 'queue', 'queueDueOn', 'nextTimerAt'] as const satisfies readonly (keyof Case)[]

async function openAfter(database: Database, after: string): Promise<string[]> {
  const { rows } = await database.executeQuery<{ id: string }>(
    CompiledQuery.raw(`select id from kernel.case where id > $1 and closed_at is null order by id limit ${BATCH}`, [after]))
  return rows.map(({ id }) => id)
}
