/**
 * 模拟: the other side, as long as no real district is connected. It keeps to the same messages and signatures, and can be silent, slow, wrong,
 * twice as talkative or in disorder, so that nothing here depends on the other side being good. Everything about it is invented.
 */
import { randomUUIDv7 } from 'node:crypto'
import { inTransaction, runSql, type Tx } from '#platform/database'
import { addCalendarDays, dayAt, type Day } from '#platform/day'
import { Refusal } from '#platform/refusal'
import { SYSTEM, type Kernel } from '#kernel'
import { HUADU } from '../receiving/opening.ts'
import { Silence, type Answer, type Ground, type Wire } from './deliver.ts'
import { takeIn } from './inbox.ts'
import type { BodyOf, Kind, Message } from './messages.ts'
import { peerOf, type Behaviour } from './peers.ts'
import { openSigned, signed, type Signed } from './signature.ts'

export type Said = { [One in Kind]: { kind: One; body: BodyOf<One> } }[Kind]
/** Of one message sent to it: it got through or not, and whether the answer came back. */
export type Line = 'good' | 'unheard' | 'unanswered'
/** Seconds between what it says; enough for somebody to watch. */
const PACE_SECONDS = 3
const SLOW_SECONDS = 3600
const DECISION_CALENDAR_DAYS = 14
const TRIES_MAX = 20

/** The wire to it. `lineOf` lets a test choose how good the line is for each message. */
export function simulatorWire({ database, kernel, now }: Ground, lineOf: () => Line = () => 'good'): Wire {
  return async (district, sealed) => {
    const line = lineOf()
    if (line === 'unheard') throw new Silence()
    const answer = await inTransaction(database, (tx) => hear({ tx, kernel, now }, district, sealed))
    if (line === 'unanswered') throw new Silence()
    return answer
  }
}

interface Ear { tx: Tx; kernel: Kernel; now: Date }

/** What it hears: once, whatever the line. What it will say follows from that. */
async function hear(ear: Ear, district: string, sealed: Signed): Promise<Answer> {
  const { secret, behaviour } = await peerOf(ear, district)
  const message = openSigned(secret, sealed)
  const fresh = await runSql(ear.tx, 'insert into anywhere.simulated_heard (peer, id, ref, kind) values ($1, $2, $3, $4) on conflict do nothing returning id', [
    district,
    message.id,
    message.ref,
    message.kind,
  ])
  if (fresh.length === 0) return { taken: true }
  if (message.kind === 'ask' || message.kind === 'resent') await wake(ear, district, message.ref)
  if (message.kind === 'withdraw') await forget(ear, district, message.ref)
  await plan(ear, { district, ref: message.ref, said: repliesTo(message, { behaviour, today: dayAt(ear.now) }), behaviour })
  return { taken: true }
}

/** What it says to a message, in order. Pure. */
export function repliesTo({ kind, body }: Message, { behaviour, today }: { behaviour: Behaviour; today: Day }): Said[] {
  const signing = (): Said => ({ kind: 'signed', body: { listSm3: String(body['listSm3']), signedOn: today } })
  const deciding: Said[] = [
    { kind: 'accepted', body: { acceptedOn: today, dueOn: addCalendarDays(today, DECISION_CALENDAR_DAYS) } },
    { kind: 'decided', body: { outcome: '准予', resultName: `${String(body['itemName'] ?? '办理结果')}（模拟）`, decidedOn: today } },
    { kind: 'resultSent', body: { parcel: 'SIM00001' } },
  ]
  switch (kind) {
    case 'materials': return behaviour === 'correcting' ? [signing(), { kind: 'correction', body: { problems: '申请表没有签名（模拟）' } }] : [signing(), ...deciding]
    case 'more': return [signing(), ...deciding]
    case 'withdraw': return [{ kind: 'handedBack', body: {} }]
    case 'lost': return body['thing'] === 'result' ? [{ kind: 'resultSent', body: { parcel: 'SIM00002' } }] : []
    case 'resultSent': return [{ kind: 'arrived', body: {} }, { kind: 'given', body: { recipient: '本人（模拟）' } }]
    default: return []
  }
}

interface Plan { district: string; ref: string; said: readonly Said[]; behaviour: Behaviour }

/** Keeps what it is going to say, each with its number, its time and its fault. */
async function plan({ tx, now }: Ear, { district, ref, said, behaviour }: Plan): Promise<void> {
  const [row] = await runSql<{ last: number }>(
    tx, 'select coalesce(max(seq), 0)::int as last from anywhere.simulated_saying where peer = $1 and ref = $2', [district, ref],
  )
  for (const [index, { kind, body }] of said.entries()) {
    const place = behaviour === 'disorder' ? said.length - index : index + 1
    const seconds = (behaviour === 'slow' ? SLOW_SECONDS : PACE_SECONDS) * place
    const isSilent = behaviour === 'silent' || behaviour === 'lossy'
    const seq = (row?.last ?? 0) + index + 1
    const message: Message = { id: randomUUIDv7(), from: district, to: HUADU, ref, seq, kind, at: now.toISOString(), body: { ...body } }
    await runSql(tx, 'insert into anywhere.simulated_saying (id, peer, ref, seq, message, due_at, fault) values ($1, $2, $3, $4, $5, $6, $7)', [
      message.id,
      district,
      ref,
      seq,
      JSON.stringify(message),
      isSilent ? null : new Date(now.getTime() + seconds * 1000),
      ['wrong', 'duplicate'].includes(behaviour) ? behaviour : null,
    ])
  }
}

/** A window of that district takes in papers for a department of ours. */
export async function beginArrival(ear: Ear, { district, ref, body }: { district: string; ref: string; body: BodyOf<'materials'> }): Promise<void> {
  const { behaviour } = await peerOf(ear, district)
  await plan(ear, { district, ref, said: [{ kind: 'materials', body }], behaviour })
}

/** Says one thing that is due: whether there was one. */
export async function sayOne({ database, kernel, now }: Ground): Promise<boolean> {
  return inTransaction(database, async (tx) => {
    const [due] = await runSql<{ id: string; peer: string; message: string; fault: string | null; tries: number }>(tx, `
      select id, peer, message, fault, tries from anywhere.simulated_saying
      where said_at is null and due_at <= $1 order by due_at, seq limit 1 for update skip locked`, [now])
    if (!due) return false
    const call = { kernel, tx, actor: SYSTEM, now, today: dayAt(now) }
    const { secret } = await peerOf(call, due.peer)
    const right: Message = JSON.parse(due.message)
    if (due.fault === 'wrong' && due.tries === 0) return mistaken(call, due, signed(secret, mangled(right)))
    const message = signed(secret, { ...right, id: due.tries === 0 ? right.id : randomUUIDv7() })
    const answer = await takeIn(call, due.peer, message)
    if (answer.taken && due.fault === 'duplicate') await takeIn(call, due.peer, message)
    const isOver = answer.taken || due.tries + 1 >= TRIES_MAX
    await runSql(tx, 'update anywhere.simulated_saying set tries = tries + 1, said_at = case when $2 then $3::timestamptz end, due_at = $4, reason = $5 where id = $1',
      [due.id, isOver, now, isOver ? null : new Date(now.getTime() + PACE_SECONDS * 1000), answer.taken ? null : answer.reason])
    return true
  })
}

type Speaking = Parameters<typeof takeIn>[0]

/** The first time it is wrong: a matter nobody has heard of, fields nobody knows, a digest of something else. Ours must refuse it and change nothing. */
async function mistaken(call: Speaking, { id, peer }: { id: string; peer: string }, wrong: Signed): Promise<boolean> {
  const answer = await takeIn(call, peer, wrong)
    .catch((error: unknown): Answer => { if (error instanceof Refusal) return { taken: false, reason: error.message }; throw error })
  await runSql(call.tx, 'update anywhere.simulated_saying set tries = tries + 1, reason = $2, due_at = $3 where id = $1',
    [id, answer.taken ? null : answer.reason, new Date(call.now.getTime() + PACE_SECONDS * 1000)])
  return true
}

function mangled(message: Message): Message {
  const wrong = { ...message, id: randomUUIDv7() }
  if ('listSm3' in message.body) return { ...wrong, body: { ...message.body, listSm3: '0'.repeat(64) } }
  return message.seq % 2 === 0 ? { ...wrong, ref: `${message.ref}X` } : { ...wrong, body: { ...message.body, strange: true } }
}

async function wake({ tx, now }: Ear, district: string, ref: string): Promise<void> {
  await runSql(tx, 'update anywhere.simulated_saying set due_at = $3 where peer = $1 and ref = $2 and said_at is null and due_at is null', [district, ref, now])
}

/** What it had not begun to say it does not say any more. */
async function forget({ tx }: Ear, district: string, ref: string): Promise<void> {
  await runSql(tx, `
    delete from anywhere.simulated_saying s where s.peer = $1 and s.ref = $2 and s.tries = 0 and s.said_at is null
      and not exists (select from anywhere.simulated_saying later where later.peer = s.peer and later.ref = s.ref and later.seq > s.seq
        and (later.said_at is not null or later.tries > 0))`,
  [district, ref])
}
