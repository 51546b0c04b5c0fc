import { sql } from 'kysely'
import type { Tx } from '#platform/database'
import type { Day } from '#platform/day'
import { Refusal } from '#platform/refusal'
import type { Call } from '#kernel'
import type { Urgency } from './outward/waiting.ts'
import { isInInbox, readersOf } from './readers.ts'

export interface Notice {
  recipient: string
  caseId?: string
  eventSeq?: number
  /** For a message that belongs to no event: the same key is told once. */
  key?: string
  title: string
  body: string
  at: Date
  /** urgent: a decision, or something to be done by a day; goes out at once. Everything else waits for the digest. */
  urgency?: Urgency
  /** The law says that it must be told, so nobody can switch it off. */
  statutory?: boolean
  /** The last day for what the recipient has to do. */
  actBy?: Day | null
  /** What a short message may say of it: what to do, without names and without the matter. */
  gist?: string
}
export interface Message { id: number; caseId: string | null; title: string; body: string; createdAt: Date; readAt: Date | null }

const PAGE_SIZE = 20

/**
 * Puts a message into an inbox, and in line for whoever reads it to be told outside of it. Telling the same event or the same key
 * twice leaves one message. A body has several readers: those who act for it now.
 */
export async function tell(tx: Tx, notice: Notice): Promise<void> {
  const { recipient, caseId = null, eventSeq = null, key = null, title, body, at, urgency = 'ordinary', statutory = false, actBy = null, gist = null } = notice
  await sql`
    with told as (
      insert into messages.message (recipient, case_id, event_seq, key, title, body, created_at, urgency, statutory, act_by, gist)
      values (${recipient}, ${caseId}, ${eventSeq}, ${key}, ${title}, ${body}, ${at}, ${urgency}, ${statutory}, ${actBy}, ${gist})
      on conflict do nothing returning id)
    insert into messages.outward (message_id, account, due_at)
    select told.id, reader.id, ${at}::timestamptz from told cross join (${readersOf(notice)}) reader`.execute(tx)
}

/** The actor's inbox, newest first; see `isInInbox`. */
export async function inboxOf({ tx, actor }: Call, page: number): Promise<{ total: number; unread: number; messages: Message[] }> {
  const mine = isInInbox(actor)
  const [{ rows: counted }, { rows: messages }] = await Promise.all([
    sql<{ total: number; unread: number }>`
      select count(*)::int as total, (count(*) filter (where read_at is null))::int as unread from messages.message message where ${mine}`.execute(tx),
    sql<Message>`
      select id, case_id as "caseId", title, body, created_at as "createdAt", read_at as "readAt" from messages.message message
      where ${mine} order by created_at desc, id desc limit ${PAGE_SIZE} offset ${(page - 1) * PAGE_SIZE}`.execute(tx),
  ])
  return { total: counted[0]?.total ?? 0, unread: counted[0]?.unread ?? 0, messages }
}

export async function unreadOf({ tx, actor }: Call): Promise<number> {
  const { rows } = await sql<{ unread: number }>`
    select count(*)::int as unread from messages.message message where ${isInInbox(actor)} and read_at is null`.execute(tx)
  return rows[0]?.unread ?? 0
}

/** Marks a message of the actor as read; reading it twice keeps the first time. */
export async function markRead({ tx, actor, now }: Call, id: number): Promise<void> {
  const { rows } = await sql`
    update messages.message message set read_at = coalesce(read_at, ${now}) where id = ${id} and ${isInInbox(actor)} returning id`.execute(tx)
  if (rows.length === 0) throw new Refusal('not-found', '没有这条消息')
}
