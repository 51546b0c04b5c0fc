/** What another district tells us: each message once, in order, or refused with a reason it can act on. */
import { runSql, type Tx } from '#platform/database'
import { Refusal } from '#platform/refusal'
import { schemaErrors } from '#platform/schema'
import { sm3Hex } from '#platform/sm'
import type { Call } from '#kernel'
import { HUADU } from '../receiving/opening.ts'
import { applyMessage } from './apply.ts'
import type { Answer } from './deliver.ts'
import { BODIES, isKind, type Message } from './messages.ts'
import { peerOf } from './peers.ts'
import { openSigned, type Signed } from './signature.ts'

/** Takes a message in, in the transaction of the call, with whatever it brings about. The same message again has the same answer and no effect. */
export async function takeIn(call: Call, district: string, sealed: Signed): Promise<Answer> {
  const { secret } = await peerOf(call, district)
  const message = openSigned(secret, sealed)
  if (message.from !== district || message.to !== HUADU) throw new Refusal('invalid', '收发双方写得不对')
  await runSql(call.tx, "select pg_advisory_xact_lock(hashtextextended('anywhere ' || $1 || $2, 0))", [district, message.ref])
  const digest = sm3Hex(sealed.text)
  const [earlier] = await runSql<{ digest: string; state: string; reason: string | null }>(call.tx,
    'select digest, state, reason from anywhere.inbox where peer = $1 and id = $2', [district, message.id])
  if (earlier && earlier.digest !== digest) return { taken: false, reason: '同一个编号有两种内容' }
  if (earlier) return earlier.state === 'refused' ? { taken: false, reason: earlier.reason ?? '' } : { taken: true }
  const answer = await judge(call, message, digest)
  if (answer.taken) await takeHeld(call, message)
  return answer
}

async function judge(call: Call, message: Message, digest: string): Promise<Answer> {
  const fault = faultOf(message)
  if (fault !== undefined) return refuse(call, message, { digest, reason: fault })
  const expected = await expectedSeq(call.tx, message)
  const [standing] = await runSql(call.tx, "select 1 from anywhere.inbox where peer = $1 and ref = $2 and seq = $3 and state <> 'refused'", [
    message.from,
    message.ref,
    message.seq,
  ])
  if (standing) return refuse(call, message, { digest, reason: `第 ${message.seq} 条已经收到过，内容不同的请用新的次序号` })
  if (message.seq > expected) {
    await keep(call, message, { digest, state: 'held', reason: null })
    return { taken: true }
  }
  const trouble = await attempt(call, message)
  if (trouble !== undefined) return refuse(call, message, { digest, reason: trouble })
  await keep(call, message, { digest, state: 'taken', reason: null })
  return { taken: true }
}

/** What came early is taken as soon as what was before it is there. */
async function takeHeld(call: Call, { from, ref }: Message): Promise<void> {
  for (;;) {
    const seq = await expectedSeq(call.tx, { from, ref })
    const [held] = await runSql<{ id: string; kind: string; body: string; at: Date }>(call.tx, `
      select id, kind, body, received_at as at from anywhere.inbox where peer = $1 and ref = $2 and seq = $3 and state = 'held'`, [from, ref, seq])
    if (!held) return
    const trouble = await attempt(call, {
      id: held.id,
      from,
      to: HUADU,
      ref,
      seq,
      kind: held.kind,
      at: held.at.toISOString(),
      body: JSON.parse(call.kernel.vault.open(placeOf(from, held.id), held.body)),
    })
    await runSql(call.tx, 'update anywhere.inbox set state = $3, reason = $4 where peer = $1 and id = $2', [
      from,
      held.id,
      trouble === undefined ? 'taken' : 'refused',
      trouble ?? null,
    ])
    if (trouble !== undefined) return
  }
}

/** What the message brings about, whole or not at all. @returns why not */
async function attempt(call: Call, message: Message): Promise<string | undefined> {
  await runSql(call.tx, 'savepoint message')
  try {
    await applyMessage(call, message)
    await runSql(call.tx, 'release savepoint message')
    return undefined
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    await runSql(call.tx, 'rollback to savepoint message')
    return error.message
  }
}

/** What is wrong with it by itself. Pure. */
function faultOf({ kind, body }: Message): string | undefined {
  if (!isKind(kind)) return `没有“${kind}”这种消息`
  const [fault] = schemaErrors(BODIES[kind], body)
  return fault && `内容不对：${fault.path} ${fault.message}`
}

async function expectedSeq(tx: Tx, { from, ref }: Pick<Message, 'from' | 'ref'>): Promise<number> {
  const [row] = await runSql<{ next: number }>(
    tx,
    "select coalesce(max(seq), 0)::int + 1 as next from anywhere.inbox where peer = $1 and ref = $2 and state = 'taken'",
    [from, ref],
  )
  return row?.next ?? 1
}

interface Verdict { digest: string; state: 'held' | 'taken' | 'refused'; reason: string | null }

/** Sealed: what was filled in elsewhere may be personal. */
async function keep({ tx, now, kernel }: Call, { id, from, ref, seq, kind, body }: Message, { digest, state, reason }: Verdict): Promise<void> {
  await runSql(tx, `
    insert into anywhere.inbox (peer, id, ref, seq, kind, digest, body, state, reason, received_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
  [from, id, ref, seq, kind, digest, kernel.vault.seal(placeOf(from, id), JSON.stringify(body)), state, reason, now])
}

async function refuse(call: Call, message: Message, { digest, reason }: { digest: string; reason: string }): Promise<Answer> {
  await keep(call, message, { digest, state: 'refused', reason })
  return { taken: false, reason }
}

const placeOf = (peer: string, id: string): string => `anywhere.inbox.body/${peer}/${id}`
