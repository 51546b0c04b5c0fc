import { inTransaction, runSql, type Database, type Tx } from '#platform/database'
import { Refusal } from '#platform/refusal'
import { findCase, relationsOf, takeStep, type Actor, type Call, type Case, type Kernel, type Round } from '#kernel'
import { actorNow } from '../colleagues.ts'
import { ASSIGN } from '../handlers.ts'

const PAUSE_MILLISECONDS = 500
const BATCH = 25
/** A case that meets a fault is tried again in later rounds, and given up after so many. */
const ATTEMPTS_MAX = 5
const AGAIN_MILLISECONDS = 5_000

/** Takes the steps whose hold is over. */
export const workOffRuns: Round = { name: 'desk.runs', pauseMilliseconds: PAUSE_MILLISECONDS, run: (ground) => workOff(ground) }

type Ground = { database: Database; kernel: Kernel } & Pick<Call, 'now' | 'today'>
interface Place { runId: string; seq: number }

/**
 * One batch of what is due; whether there may be more. Each case has a transaction of its own, in which the step and the note that it
 * was taken are written together: whatever dies in between, a case is done exactly once. What another process holds is skipped.
 */
export async function workOff(ground: Ground): Promise<boolean> {
  const due = await runSql<Place>(ground.database, DUE, [ground.now])
  const faults: unknown[] = []
  for (const place of due) await attempt(ground, place).catch((fault: unknown) => faults.push(fault))
  if (faults.length > 0) throw new AggregateError(faults, `${faults.length} cases of runs met a fault`)
  return due.length === BATCH
}

const DUE = `
  select run_id as "runId", seq from desk.run_item where state in ('waiting', 'undoing') and due_at <= $1 order by due_at, run_id, seq limit ${BATCH}`

async function attempt(ground: Ground, place: Place): Promise<void> {
  try {
    await inTransaction(ground.database, (tx) => doItem({ ...ground, tx }, place))
  } catch (error) {
    await inTransaction(ground.database, (tx) => noteFailure(tx, place, { error, now: ground.now }))
    if (!(error instanceof Refusal)) throw error
  }
}

interface Item {
  caseId: string
  version: number | null
  state: 'waiting' | 'undoing'
  data: Record<string, unknown>
  handlerBefore: string | null
  kind: 'step' | 'assign'
  step: string
  actorId: string
}

const CLAIM = `
  select item.case_id as "caseId", item.case_version as version, item.state, coalesce(item.data, run.data) as data, item.handler_before as "handlerBefore",
    run.kind, run.step, run.actor_id as "actorId"
  from desk.run_item item join desk.run run on run.id = item.run_id
  where item.run_id = $1 and item.seq = $2 and item.state in ('waiting', 'undoing') and item.due_at <= $3 for update of item skip locked`

async function doItem(ground: Ground & { tx: Tx }, place: Place): Promise<void> {
  const { kernel, tx, now, today } = ground
  const [item] = await runSql<Item>(tx, CLAIM, [place.runId, place.seq, now])
  if (!item) return
  const call: Call = { kernel, tx, now, today, actor: await actorNow(tx, item.actorId, { now, today }) }
  const key = `desk ${place.runId} ${place.seq}`
  if (item.state === 'undoing') return giveBack(call, item, { place, key })
  const before = await findCase(tx, item.caseId)
  refuseWithoutPost(call.actor, before)
  await takeStep(call, item.caseId, item.step, { data: item.data, expectedVersion: item.version ?? undefined, idempotencyKey: key })
  await settle(tx, place, { state: 'done', now, handlerBefore: item.kind === 'assign' ? (before?.handlerId ?? null) : null })
}

/** What was asked for in somebody's place is not done after that place has ended, nor with a post one has lost. */
function refuseWithoutPost(actor: Actor, found: Case | undefined): void {
  if (found && relationsOf(actor, found).length > 0) return
  throw new Refusal('forbidden', '办理人现在没有权办这一件（委托代办已经结束，或者岗位有调整），没有办；请由现在在岗的人办理')
}

/** Who had the case before has it again, unless it has been given to somebody else since. */
async function giveBack(call: Call, { caseId, data, handlerBefore }: Item, { place, key }: { place: Place; key: string }): Promise<void> {
  const found = await findCase(call.tx, caseId)
  if (found?.handlerId !== (data['handlerId'] ?? null)) throw new Refusal('conflict', '后来又换了经办人，没有改回')
  const back = handlerBefore === null ? {} : { handlerId: handlerBefore }
  await takeStep(call, caseId, ASSIGN, { data: { ...back, note: '撤回刚才的分派' }, idempotencyKey: `${key} back` })
  await settle(call.tx, place, { state: 'undone', now: call.now, handlerBefore })
}

async function settle(tx: Tx, { runId, seq }: Place, { state, now, handlerBefore }: { state: string; now: Date; handlerBefore: string | null }): Promise<void> {
  await runSql(tx, 'update desk.run_item set state = $3, ended_at = $4, handler_before = $5, message = null where run_id = $1 and seq = $2', [
    runId,
    seq,
    state,
    now,
    handlerBefore,
  ])
}

/** A refusal is the answer; a fault may be gone the next time. What could not be turned back stays done. */
async function noteFailure(tx: Tx, { runId, seq }: Place, { error, now }: { error: unknown; now: Date }): Promise<void> {
  const sentence = error instanceof Refusal ? error.message : null
  await runSql(tx, `
    update desk.run_item set attempts = attempts + 1, due_at = $4,
      state = case when $3::text is null and attempts + 1 < ${ATTEMPTS_MAX} then state when state = 'undoing' then 'done' else 'refused' end,
      ended_at = case when $3::text is null and attempts + 1 < ${ATTEMPTS_MAX} then ended_at else $5 end,
      message = coalesce($3, '系统出错，没有办成，请单独办理这一件')
    where run_id = $1 and seq = $2 and state in ('waiting', 'undoing')`, [runId, seq, sentence, new Date(now.getTime() + AGAIN_MILLISECONDS), now])
}
