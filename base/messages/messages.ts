import { sql } from 'kysely'
import type { Tx } from '#platform/database'
import { Refusal } from '#platform/refusal'
import type { Actor, Call } from '#kernel'

export interface Notice {
  recipient: string
  caseId?: string
  eventSeq?: number
  /** For a message that belongs to no event: the same key is told once. */
  key?: string
  title: string
  body: string
  at: Date
}
export interface Message { id: number; caseId: string | null; title: string; body: string; createdAt: Date; readAt: Date | null }

const PAGE_SIZE = 20

/** Puts a message into an inbox; telling the same event or the same key twice leaves one message. */
export async function tell(tx: Tx, { recipient, caseId, eventSeq, key, title, body, at }: Notice): Promise<void> {
  await sql`
    insert into messages.message (recipient, case_id, event_seq, key, title, body, created_at)
    values (${recipient}, ${caseId ?? null}, ${eventSeq ?? null}, ${key ?? null}, ${title}, ${body}, ${at}) on conflict do nothing`.execute(tx)
}

/** The actor's inbox, her own and that of the firm she acts for, newest first. */
export async function inboxOf({ tx, actor }: Call, page: number): Promise<{ total: number; unread: number; messages: Message[] }> {
  const mine = recipientsOf(actor)
  const [{ rows: counted }, { rows: messages }] = await Promise.all([
    sql<{ total: number; unread: number }>`
      select count(*)::int as total, (count(*) filter (where read_at is null))::int as unread from messages.message where recipient = any(${mine})`.execute(tx),
    sql<Message>`
      select id, case_id as "caseId", title, body, created_at as "createdAt", read_at as "readAt" from messages.message
      where recipient = any(${mine}) order by created_at desc, id desc limit ${PAGE_SIZE} offset ${(page - 1) * PAGE_SIZE}`.execute(tx),
  ])
  return { total: counted[0]?.total ?? 0, unread: counted[0]?.unread ?? 0, messages }
}

export async function unreadOf({ tx, actor }: Call): Promise<number> {
  const { rows } = await sql<{ unread: number }>`
    select count(*)::int as unread from messages.message where recipient = any(${recipientsOf(actor)}) and read_at is null`.execute(tx)
  return rows[0]?.unread ?? 0
}

/** Marks a message of the actor as read; reading it twice keeps the first time. */
export async function markRead({ tx, actor, now }: Call, id: number): Promise<void> {
  const { rows } = await sql`
    update messages.message set read_at = coalesce(read_at, ${now}) where id = ${id} and recipient = any(${recipientsOf(actor)}) returning id`.execute(tx)
  if (rows.length === 0) throw new Refusal('not-found', '没有这条消息')
}

function recipientsOf(actor: Actor): string[] {
  return actor.party === null ? [actor.id] : [actor.id, actor.party]
}
