import { runSql } from '#platform/database'
import type { Call, Case } from '#kernel'

/** What came down is seen to when its case is over, whether it was right or not; in the transaction of the step. */
export async function recordEnd({ tx, now, actor }: Call, { id }: Case, { opinion, reason }: Record<string, unknown>): Promise<void> {
  await runSql(tx, "update upper_exchange.down set state = 'settled', settled_at = $2, settled_by = $3, note = $4 where handling_case = $1 and state = 'applied'",
    [id, now, actor.id, opinion ?? reason])
}
