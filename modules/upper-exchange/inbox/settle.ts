import { runSql } from '#platform/database'
import { Refusal } from '#platform/refusal'
import type { Call } from '#kernel'
import { recordAudit } from '#base/audit'

/** Somebody has seen to what came down, and says how. */
export async function settleDown(call: Call, id: string, note: string): Promise<void> {
  const done = await runSql<{ caseId: string | null; peer: string }>(call.tx, `
    update upper_exchange.down set state = 'settled', settled_at = $2, settled_by = $3, note = $4
      where id = $1 and state = 'new'
      returning case_id as "caseId", peer`, [id, call.now, call.actor.id, note])
  const [row] = done
  if (!row) throw await missing(call, id)
  await recordAudit(call, { action: 'admin', what: '处理上级下发的数据', object: id, ...(row.caseId !== null && { caseId: row.caseId }), detail: { peer: row.peer } })
}

async function missing({ tx }: Call, id: string): Promise<Refusal> {
  const found = await runSql(tx, 'select 1 from upper_exchange.down where id = $1', [id])
  return found.length === 0 ? new Refusal('not-found', '没有这一条') : new Refusal('conflict', '这一条已经处理过了，请刷新')
}
