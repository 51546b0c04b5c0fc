import { inTransaction, runSql, type Database } from '#platform/database'
import { Refusal } from '#platform/refusal'
import type { Kernel } from '#kernel'
import { HUADU } from '../receiving/opening.ts'
import { peerOf } from './peers.ts'
import { signed, type Signed } from './signature.ts'

/** Another process takes over after this: the one that had the turn must have died. */
const LEASE_SECONDS = 60
/** With pauses that double up to an hour, more than half a day; then it waits for a person. */
export const ATTEMPTS_MAX = 20
const AGAIN_SECONDS = 5
const AGAIN_SECONDS_MAX = 3600

export type Answer = { taken: true } | { taken: false; reason: string }
/**
 * How a message reaches the other district. It answers when the other side has written it down, or has refused it for good; it throws when nobody
 * knows. The only wire there is leads to the simulator; a real one is another function of this shape.
 */
export type Wire = (district: string, message: Signed) => Promise<Answer>

export interface Ground { database: Database; kernel: Kernel; now: Date }
interface Turn { id: string; peer: string; ref: string; seq: number; kind: string; body: string; attempts: number; turn: string; createdAt: Date }

/** Sends one message: whether there may be more. One process at a time has it; who dies in between has it sent once more under the same id. */
export async function deliverOne(ground: Ground, wire: Wire): Promise<boolean> {
  const turn = await claim(ground)
  if (!turn) return false
  const { peer, ref, seq, kind, body, id, createdAt } = turn
  const { secret } = await inTransaction(ground.database, (tx) => peerOf({ ...ground, tx }, peer))
  const message = signed(secret, { id, from: HUADU, to: peer, ref, seq, kind, at: createdAt.toISOString(), body: JSON.parse(body) })
  const answer = await wire(peer, message).catch((error: unknown): Answer | undefined => { if (error instanceof Silence) return undefined; throw error })
  await (answer === undefined ? hold(ground, turn) : settle(ground, turn, answer))
  return true
}

/** The other side did not answer: nobody knows whether it has the message. */
export class Silence extends Error {}

/** A message that stands is tried again from now on. */
export async function resume({ tx, now }: { tx: Parameters<typeof runSql>[0]; now: Date }, id: string): Promise<void> {
  const woken = await runSql(
    tx, "update anywhere.outbox set state = 'waiting', attempts = 0, reason = null, next_at = $2 where id = $1 and state = 'dead' returning id", [id, now],
  )
  if (woken.length === 0) throw new Refusal('not-found', '没有停下的这一条，可能已经送到')
}

/** Never before an earlier message of the same matter: the other side would only have to wait for that one. */
async function claim({ database, now }: Ground): Promise<Turn | undefined> {
  const [turn] = await runSql<Turn>(database, `
    update anywhere.outbox set next_at = $1::timestamptz + ${LEASE_SECONDS} * interval '1 second', turn = turn + 1 where id = (
      select o.id from anywhere.outbox o where o.state = 'waiting' and o.next_at <= $1
        and not exists (select from anywhere.outbox e where e.peer = o.peer and e.ref = o.ref and e.seq < o.seq and e.state <> 'delivered')
      order by o.next_at, o.id limit 1 for update skip locked)
    returning id, peer, ref, seq, kind, body, attempts, turn::text as turn, created_at as "createdAt"`, [now])
  return turn
}

/** Only while the turn is still ours: after the lease another process may have gone further. */
async function settle({ database, now }: Ground, { id, turn }: Turn, answer: Answer): Promise<void> {
  await runSql(database, `
    update anywhere.outbox set state = $3, delivered_at = case when $3 = 'delivered' then $4::timestamptz end, attempts = attempts + 1, reason = $5
    where id = $1 and turn = $2`,
  [id, turn, answer.taken ? 'delivered' : 'dead', now, answer.taken ? null : answer.reason.slice(0, 500)])
}

async function hold({ database, now }: Ground, { id, turn, attempts: before }: Turn): Promise<void> {
  const attempts = before + 1
  const again = new Date(now.getTime() + Math.min(AGAIN_SECONDS * 2 ** before, AGAIN_SECONDS_MAX) * 1000)
  await runSql(database, `
    update anywhere.outbox set attempts = $3, next_at = $4, reason = '对方没有答复', state = case when $3 >= ${ATTEMPTS_MAX} then 'dead' else 'waiting' end
    where id = $1 and turn = $2`,
  [id, turn, attempts, again])
}
