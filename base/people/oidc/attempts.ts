import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { Call } from '#kernel'
import { sm3Hex } from '#platform/sm'
import type { Cookie } from '#platform/reply'
import type { Identity } from './identity.ts'
import type { Checks } from './provider.ts'
import { UnifiedTrouble } from './troubles.ts'

/** Where somebody wants to go in: citizens and firms, or those who work here. */
export type Entrance = 'public' | 'staff'

/** Why somebody went to the provider. */
export interface Errand {
  entrance: Entrance
  /** A path of this site. */
  next: string
  /** The account that was signed in and wants to be linked; null where somebody only signs in. */
  linkTo: string | null
}

export interface Sent extends Errand { stage: 'sent'; checks: Checks; redirectUri: string }
/** Who came back, until a password or a code has proved that the account is hers. */
export interface Arrived extends Errand { stage: 'arrived'; identity: Identity; account: string; asks: 'password' | 'code' }
export type Attempt = Sent | Arrived

/** Binds the way to the browser it began in. */
export const ATTEMPT_COOKIE = 'unified'
export const NO_ATTEMPT: Cookie = { name: ATTEMPT_COOKIE, value: null }
const MINUTES = 10

type Cookies = Readonly<Record<string, string | undefined>>

/** Writes the attempt down and answers with the cookie that alone finds it again. Those that were never finished go with it. */
export async function keepAttempt({ tx, now, kernel }: Call, attempt: Attempt): Promise<Cookie> {
  const token = randomBytes(32).toString('base64url')
  const tokenHash = hashOf(token, attempt.stage === 'sent' ? attempt.checks.state : '')
  const expiresAt = new Date(now.getTime() + MINUTES * 60_000)
  await sql`
    with forgotten as (delete from people.unified_attempt where token_hash in (
      select token_hash from people.unified_attempt where expires_at < ${now} order by expires_at limit 100))
    insert into people.unified_attempt (token_hash, stage, sealed, expires_at)
    values (${tokenHash}, ${attempt.stage}, ${kernel.vault.seal(placeOf(tokenHash), JSON.stringify(attempt))}, ${expiresAt})`.execute(tx)
  return { name: ATTEMPT_COOKIE, value: token, maxAgeSeconds: MINUTES * 60 }
}

/** The attempt this browser left with under this state; it is used up by asking. @throws UnifiedTrouble expired */
export async function takeSent(call: Call, cookies: Cookies, state: string | undefined): Promise<Sent> {
  const tokenHash = hashOf(cookies[ATTEMPT_COOKIE] ?? '', state ?? '')
  const { rows } = await sql<Row>`
    delete from people.unified_attempt where token_hash = ${tokenHash} and stage = 'sent' and expires_at > ${call.now} returning sealed`.execute(call.tx)
  const attempt = opened(call, tokenHash, rows)
  if (attempt?.stage !== 'sent') throw new UnifiedTrouble('expired')
  return attempt
}

/** Who came back to this browser and has still to prove herself. @throws UnifiedTrouble expired */
export async function arrivedOf(call: Call, cookies: Cookies): Promise<Arrived> {
  const tokenHash = hashOf(cookies[ATTEMPT_COOKIE] ?? '', '')
  const { rows } = await sql<Row>`
    select sealed from people.unified_attempt where token_hash = ${tokenHash} and stage = 'arrived' and expires_at > ${call.now}`.execute(call.tx)
  const attempt = opened(call, tokenHash, rows)
  if (attempt?.stage !== 'arrived') throw new UnifiedTrouble('expired')
  return attempt
}

/** Used up; of two at once only one gets through. @throws UnifiedTrouble expired */
export async function endArrived({ tx }: Pick<Call, 'tx'>, cookies: Cookies): Promise<void> {
  const { rows } = await sql`delete from people.unified_attempt where token_hash = ${hashOf(cookies[ATTEMPT_COOKIE] ?? '', '')} returning stage`.execute(tx)
  if (rows.length === 0) throw new UnifiedTrouble('expired')
}

interface Row { sealed: string }

function opened({ kernel }: Call, tokenHash: string, [row]: readonly Row[]): Attempt | undefined {
  if (row === undefined) return undefined
  // Safe: what opens under this very place was sealed by keepAttempt.
  return JSON.parse(kernel.vault.open(placeOf(tokenHash), row.sealed)) as Attempt
}

/** With the state in it, a callback with another state finds nothing and uses nothing up. */
function hashOf(token: string, state: string): string {
  return sm3Hex(`unified-attempt:${token}:${state}`)
}

function placeOf(tokenHash: string): string {
  return `people.unified_attempt.sealed/${tokenHash}`
}
