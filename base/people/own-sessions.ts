import { sql } from 'kysely'
import type { Call } from '#kernel'
import { Refusal } from '#platform/refusal'
import { deviceWords } from './device-words.ts'
import type { SignInWay } from './tables.ts'
import { forgetSessions, sessionHashOf } from './sessions.ts'

type Cookies = Readonly<Record<string, string | undefined>>

/** A device somebody is signed in on, as she may see it: never the token or its digest. */
export interface OwnSession {
  id: string
  createdAt: Date
  lastSeenAt: Date
  ip: string
  /** What the browser calls itself. */
  agent: string
  /** The same in words people use. */
  device: string
  /** How somebody signed in there. */
  signedInBy: SignInWay
  /** The session of this very request. */
  current: boolean
}

const SESSIONS_MAX = 200

/** Where the account is signed in now, the latest used first. */
export async function sessionsOf({ tx, now }: Pick<Call, 'tx' | 'now'>, account: string, cookies: Cookies = {}): Promise<OwnSession[]> {
  const { rows } = await sql<Omit<OwnSession, 'device'>>`
    select id, created_at as "createdAt", last_seen_at as "lastSeenAt", ip, agent, signed_in_by as "signedInBy",
      token_hash is not distinct from ${sessionHashOf(cookies)} as current
    from people.session
    where account = ${account} and expires_at > ${now} and last_seen_at + idle_seconds * interval '1 second' > ${now}
    order by last_seen_at desc, current desc, id limit ${SESSIONS_MAX}`.execute(tx)
  return rows.map((row) => ({ ...row, device: deviceWords(row.agent) }))
}

/** How somebody signed in to the session of this request; null where there is none. */
export async function wayOf({ tx }: Pick<Call, 'tx'>, cookies: Cookies): Promise<SignInWay | null> {
  const { rows } = await sql<{ way: SignInWay }>`select signed_in_by as way from people.session where token_hash = ${sessionHashOf(cookies)}`.execute(tx)
  return rows[0]?.way ?? null
}

/** Ends one session of one's own; somebody else's does not exist for her. */
export async function endOwnSession({ tx, actor }: Call, id: string): Promise<void> {
  const { rows } = await sql`delete from people.session where id = ${id} and account = ${actor.id} returning id`.execute(tx)
  if (rows.length === 0) throw new Refusal('not-found', '没有这个登录，可能已经退出了')
  forgetSessions(actor.id, null)
}

/** Ends every session of the account; `keep` may spare the one of this request. Answers how many ended. */
export async function endSessions({ tx }: Pick<Call, 'tx'>, account: string, keep: Cookies = {}): Promise<number> {
  const spared = sessionHashOf(keep)
  const { rows } = await sql`
    delete from people.session where account = ${account} and token_hash is distinct from ${spared} returning id`.execute(tx)
  forgetSessions(account, spared)
  return rows.length
}
