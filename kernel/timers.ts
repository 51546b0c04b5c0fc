import { CompiledQuery } from 'kysely'
import { inTransaction, type Database, type Tx } from '#platform/database'
import { SYSTEM } from './actor.ts'
import type { Call, Kernel } from './types.ts'
import type { Case } from './case.ts'
import { timerOf } from './decide.ts'
import { claimCase } from './lock.ts'
import { catchUp } from './take-step.ts'

const BATCH = 100

/**
 * Takes the automatic steps whose time has come; returns how many cases it served. Each case has a transaction of its
 * own and cases another process holds are skipped, so that each timer fires exactly once whatever the number of
 * processes, and a case that cannot go on holds up no other: its fault is thrown after all have had their turn.
 */
export async function fireTimers(database: Database, kernel: Kernel, { now, today }: Pick<Call, 'now' | 'today'>): Promise<number> {
  const faults: unknown[] = []
  let served = 0
  for (let last: Due | undefined; ;) {
    const due = await dueAfter(database, now, last)
    for (const { id } of due) {
      const work = (tx: Tx) => fire({ kernel, tx, actor: SYSTEM, now, today }, id)
      served += await inTransaction(database, work).catch((fault: unknown) => { faults.push(fault); return 0 })
    }
    last = due.at(-1)
    if (last === undefined) break
  }
  if (faults.length > 0) throw new AggregateError(faults, `${faults.length} cases could not take an automatic step`)
  return served
}

async function fire(call: Call, id: string): Promise<number> {
  const found = await claimCase(call.tx, id)
  if (!found || found.nextTimerAt === null || found.nextTimerAt > call.now) return 0
  const moved = await catchUp(call, found)
  if (moved.version === found.version) await setTimer(call.tx, found, timerOf(call.kernel, moved))
  return 1
}

/** A timer that came too early, because the calendar has changed since it was set. */
async function setTimer(tx: Tx, { id, version }: Case, at: Date | null): Promise<void> {
  await tx.executeQuery(CompiledQuery.raw('update kernel.case set next_timer_at = $3 where id = $1 and version = $2', [id, version, at]))
}

interface Due { id: string; at: string }

/** The instant as text: a Date would round it, and the same row would come again. */
const DUE = `
  select id, next_timer_at::text as at from kernel.case
  where next_timer_at <= $1 and ($2::timestamptz is null or (next_timer_at, id) > ($2::timestamptz, $3::uuid))
  order by next_timer_at, id limit ${BATCH}`

async function dueAfter(database: Database, now: Date, last: Due | undefined): Promise<Due[]> {
  const { rows } = await database.executeQuery<Due>(CompiledQuery.raw(DUE, [now, last?.at ?? null, last?.id ?? null]))
  return rows
}
