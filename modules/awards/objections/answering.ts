import { runSql } from '#platform/database'
import { Refusal } from '#platform/refusal'
import { SYSTEM, takeStep, type Call, type Case } from '#kernel'
import { nominationOf } from '../nominations/ledger.ts'
import { refuseNominee } from '../nominations/separation.ts'
import { openObjections } from '../nominations/workflow-facts.ts'

/** 成立: the award is not given, or taken back. In the transaction of the step. */
export async function recordUpheld(call: Call, { id }: Case, { answer }: Record<string, unknown>): Promise<void> {
  const { nominationId } = await keepAnswer(call, id, String(answer))
  const nomination = await nominationOf(call.tx, nominationId)
  refuseNominee(call, nomination)
  const { state } = nomination
  const data = { reason: `异议成立：${String(answer)}`.slice(0, REASON_MAX) }
  if (state === 'awarded') await takeStep(asSystem(call), nominationId, 'revoke', { data })
  else if (OPEN.includes(state)) await takeStep(asSystem(call), nominationId, 'disqualify', { data })
}

const REASON_MAX = 2000
const OPEN: readonly string[] = ['publicity', 'objected', 'settled', 'approved']

export async function recordRejected(call: Call, { id }: Case, { answer }: Record<string, unknown>): Promise<void> {
  const { nominationId } = await keepAnswer(call, id, String(answer))
  refuseNominee(call, await nominationOf(call.tx, nominationId))
  await letGo(call, nominationId)
}

export async function recordTakenBack(call: Call, { id }: Case): Promise<void> {
  await letGo(call, (await keepAnswer(call, id, null)).nominationId)
}

/** The last answer lets the award go on where it stood; others still open hold it. */
async function letGo(call: Call, nominationId: string): Promise<void> {
  const { state, traits } = await nominationOf(call.tx, nominationId)
  if (state !== 'objected') return
  if (openObjections({ traits }) > 1) await takeStep(asSystem(call), nominationId, 'answered')
  else await takeStep(asSystem(call), nominationId, 'resume', { data: { until: traits['publicUntil'] } })
}

async function keepAnswer({ tx }: Call, caseId: string, answer: string | null): Promise<{ nominationId: string }> {
  const [row] = await runSql<{ nominationId: string }>(
    tx,
    'update awards.objection set answer = coalesce($2, answer) where case_id = $1 returning nomination_id as "nominationId"',
    [caseId, answer],
  )
  if (!row) throw new Refusal('rule', '找不到这件异议说的是哪件提名，不能答复')
  // Who answers another objection of the same award at this moment waits here.
  await runSql(tx, 'select 1 from awards.nomination where case_id = $1 for no key update', [row.nominationId])
  return row
}

function asSystem(call: Call): Call {
  return { ...call, actor: SYSTEM }
}
