import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { Absentee, Actor, Role } from '#kernel'
import type { Tx } from '#platform/database'
import { dayAt } from '#platform/day'
import { sm3Hex } from '#platform/sm'
import { agencyWorn, wearing, type WornAgency } from './agency/in-force.ts'
import { absenteesOf, heldRoles } from './delegation/standing.ts'
import { rolesOf } from './roles.ts'
import type { AccountKind } from './tables.ts'

export const SESSION_COOKIE = 'session'
/** Staff work at desks others can reach; citizens fill in forms with long pauses. */
const IDLE_SECONDS: Readonly<Record<AccountKind, number>> = { staff: 30 * 60, citizen: 12 * 3600, enterprise: 12 * 3600 }
const SESSION_MILLISECONDS_MAX = 12 * 3_600_000
/** Clocks of several machines differ a little; a session from further in the future was begun while a clock was wrong. */
const AHEAD_SECONDS_MAX = 300
/** Between two notes that a session is in use; saves a write on nearly every request. */
const SEEN_EVERY_SECONDS = 60
/**
 * How long an answer of the database is believed. Signing out forgets it at once in this process; whatever another
 * process revokes (a session, an account, a role) is obeyed here after this time at the latest.
 */
const BELIEVED_MILLISECONDS = 5_000
const KNOWN_MAX = 20_000

interface Known { actor: Actor; readAt: number; expiresAt: number }
const knownByHash = new Map<string, Known>()

/** Who sends the cookie, or null. One indexed round trip, and none while the last answer is fresh. */
export async function authenticate(
  database: Tx, cookies: Readonly<Record<string, string | undefined>>, now: Date = new Date(),
): Promise<Actor | null> {
  const tokenHash = sessionHashOf(cookies)
  if (tokenHash === null) return null
  const known = knownByHash.get(tokenHash)
  if (known !== undefined && isFresh(known, now.getTime())) return known.actor
  const read = await readSession(database, tokenHash, now)
  remember(tokenHash, read)
  return read?.actor ?? null
}

export interface NewSession { token: string; tokenHash: string; createdAt: Date; expiresAt: Date; idleSeconds: number }

/** A token nobody can guess (256 bits), and what is written down of it. */
export function newSession(kind: AccountKind, now: Date): NewSession {
  const token = randomBytes(32).toString('base64url')
  const expiresAt = new Date(now.getTime() + SESSION_MILLISECONDS_MAX)
  return { token, tokenHash: sm3Hex(token), createdAt: now, expiresAt, idleSeconds: IDLE_SECONDS[kind] }
}

/** Ends the session of the cookie, if there is one. */
export async function endSession(tx: Tx, cookies: Readonly<Record<string, string | undefined>>): Promise<void> {
  const tokenHash = sessionHashOf(cookies)
  if (tokenHash === null) return
  await sql`delete from people.session where token_hash = ${tokenHash}`.execute(tx)
  knownByHash.delete(tokenHash)
}

/** What the database keeps of the cookie; null when there is none, or what is sent can be no token. */
export function sessionHashOf(cookies: Readonly<Record<string, string | undefined>>): string | null {
  const token = cookies[SESSION_COOKIE]
  return token !== undefined && TOKEN.test(token) ? sm3Hex(token) : null
}

/** No longer believes what was read about the account; `keep` is the digest of a session that goes on. */
export function forgetSessions(account: string, keep: string | null): void {
  for (const [tokenHash, { actor }] of knownByHash) if (actor.id === account && tokenHash !== keep) knownByHash.delete(tokenHash)
}

const TOKEN = /^[\w-]{43}$/

function isFresh(known: Known, now: number): boolean {
  const age = now - known.readAt
  // A clock that was set back must not make an answer live longer.
  if (age < 0 || age >= BELIEVED_MILLISECONDS || now >= known.expiresAt) return false
  // At midnight delegations and agencies begin and end.
  return dayAt(new Date(known.readAt)) === dayAt(new Date(now))
}

interface SessionRow {
  id: string
  name: string
  organisation: string | null
  party: string | null
  ownRoles: Role[]
  absentees: Absentee[] | null
  agency: WornAgency | null
  expiresAt: Date
}

async function readSession(database: Tx, tokenHash: string, now: Date): Promise<Known | undefined> {
  const moment = { now, today: dayAt(now) }
  const alive = sql`token_hash = ${tokenHash} and expires_at > ${now} and last_seen_at + idle_seconds * interval '1 second' > ${now}
    and session.created_at < ${now}::timestamptz + ${AHEAD_SECONDS_MAX} * interval '1 second'`
  const { rows } = await sql<SessionRow>`
    with seen as (
      update people.session set last_seen_at = ${now}
      where ${alive} and last_seen_at < ${now}::timestamptz - ${SEEN_EVERY_SECONDS} * interval '1 second')
    select account.id, account.name, account.organisation, account.party,
      ${rolesOf(sql`account.id`)} as "ownRoles", ${absenteesOf(moment)} as absentees, ${agencyWorn(moment)} as agency, session.expires_at as "expiresAt"
    from people.session session join people.account account on account.id = session.account
    where ${alive} and account.active`.execute(database)
  const row = rows[0]
  if (row === undefined) return undefined
  const { expiresAt, ownRoles, absentees, agency, ...person } = row
  const actor: Actor = { ...person, ...heldRoles(ownRoles, absentees), ...(agency && wearing(agency)) }
  return { actor, readAt: now.getTime(), expiresAt: expiresAt.getTime() }
}

function remember(tokenHash: string, read: Known | undefined): void {
  if (read === undefined) return void knownByHash.delete(tokenHash)
  if (knownByHash.size >= KNOWN_MAX) knownByHash.clear()
  knownByHash.set(tokenHash, read)
}
