import { runSql } from '#platform/database'
import { Refusal } from '#platform/refusal'
import type { Call } from '#kernel'

interface Own { id: string; kind: 'step' | 'assign' | 'print'; revocableUntil: Date }

/** The run, if it is the actor's own: for everybody else there is none. */
export async function ownRun({ tx, actor }: Call, runId: string): Promise<Own> {
  const [run] = await runSql<Own>(tx, 'select id, kind, revocable_until as "revocableUntil" from desk.run where id = $1 and actor_id = $2', [runId, actor.id])
  if (!run) throw new Refusal('not-found', '没有这一批，或者不是您办的')
  return run
}

/**
 * Undo. A held step has not happened yet and is struck off; who handles a case is given back. A step that has taken effect stays:
 * the record is append-only and the applicant may hold the notice already.
 */
export async function callBack(call: Call, runId: string): Promise<void> {
  const { kind, revocableUntil } = await ownRun(call, runId)
  const { tx, now } = call
  const struck = await runSql(tx, `
    update desk.run_item set state = 'cancelled', message = '已撤回', ended_at = $2 where run_id = $1 and state = 'waiting' returning seq`, [runId, now])
  if (kind === 'assign' && now.getTime() > revocableUntil.getTime() && struck.length === 0) throw new Refusal('rule', '过了十分钟，不能整批撤回；可以再分派一次')
  const given = kind !== 'assign' || now.getTime() > revocableUntil.getTime() ? [] : await runSql(tx, `
    update desk.run_item set state = 'undoing', due_at = $2, attempts = 0 where run_id = $1 and state = 'done' returning seq`, [runId, now])
  if (struck.length + given.length === 0) throw new Refusal('rule', '都已经生效或已经撤回，没有可以撤回的；已经生效的要按规定另行更正')
}

/** The held steps take effect now. */
export async function takeEffectNow(call: Call, runId: string): Promise<void> {
  await ownRun(call, runId)
  const hurried = await runSql(
    call.tx, `update desk.run_item set due_at = $2 where run_id = $1 and state = 'waiting' and due_at > $2 returning seq`, [runId, call.now],
  )
  if (hurried.length === 0) throw new Refusal('rule', '没有在等的件：都已经生效、没有办成或已经撤回')
  await runSql(call.tx, 'update desk.run set due_at = $2 where id = $1', [runId, call.now])
}
