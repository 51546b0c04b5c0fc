import { runSql } from '#platform/database'
import type { Call, Case } from '#kernel'

/** What stands beside the case, in the transaction of the step. Cards that come after the answer are not answered for by it. */
export async function recordAnswer({ tx, today, now }: Call, { id }: Case): Promise<void> {
  await runSql(tx, 'update governance.card_order set answered_on = $2, covers_until = coalesce(covers_until, $3) where case_id = $1', [id, today, now])
}

export async function recordEscalated({ tx, today }: Call, { id }: Case): Promise<void> {
  await runSql(tx, 'update governance.card_order set escalated_on = $2 where case_id = $1', [id, today])
}

export async function recordClosed({ tx, today, now }: Call, { id }: Case): Promise<void> {
  await runSql(tx, 'update governance.card_order set closed_on = $2, covers_until = coalesce(covers_until, $3) where case_id = $1', [id, today, now])
}
