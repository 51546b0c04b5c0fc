import { CompiledQuery, type Selectable } from 'kysely'
import type { Database, Tx } from '#platform/database'
import { SYSTEM } from './actor.ts'
import type { Call, Kernel } from './types.ts'
import { caseOf } from './case-row.ts'
import { timerOf } from './decide.ts'
import { catchUp } from './take-step.ts'
import type { CaseTable } from './tables.ts'

const BATCH = 100

/**
 * Takes the automatic steps whose time has come, at most one batch; returns how many cases moved. Rows another process
 * holds are skipped, so that each timer fires exactly once whatever the number of processes.
 */
export async function fireTimers(database: Database, kernel: Kernel, { now, today }: Pick<Call, 'now' | 'today'>): Promise<number> {
  return database.transaction().execute(async (tx) => {
    const due = await claimDue(tx, now)
    for (const row of due) {
      const moved = await catchUp({ kernel, tx, actor: SYSTEM, now, today }, caseOf(row))
      if (moved.version === row.version) await setTimer(tx, row, timerOf(kernel, moved))
    }
    return due.length
  })
}

/** A timer that came too early, because the calendar has changed since it was set. */
async function setTimer(tx: Tx, { id, version }: Selectable<CaseTable>, at: Date | null): Promise<void> {
  await tx.executeQuery(CompiledQuery.raw('update kernel.case set next_timer_at = $3 where id = $1 and version = $2', [id, version, at]))
}

const CLAIM = `select * from kernel.case where next_timer_at <= $1 order by next_timer_at limit ${BATCH} for update skip locked`

async function claimDue(tx: Tx, now: Date): Promise<Selectable<CaseTable>[]> {
  const { rows } = await tx.executeQuery<Selectable<CaseTable>>(CompiledQuery.raw(CLAIM, [now]))
  return rows
}
