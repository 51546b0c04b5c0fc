import { sql } from 'kysely'
import { Type, type Static } from 'typebox'
import type { Call, Role } from '#kernel'
import { Refusal } from '#platform/refusal'
import type { Cookie } from '#platform/reply'
import { isLocked, recordFailure } from './failures.ts'
import { isPassword } from './password.ts'
import { rolesOf } from './roles.ts'
import { endSession, newSession, SESSION_COOKIE, type NewSession } from './sessions.ts'
import type { AccountKind } from './tables.ts'
import { Turns } from './turns.ts'

export const Credentials = Type.Object({
  account: Type.String({ minLength: 1, maxLength: 64 }),
  password: Type.String({ minLength: 1, maxLength: 128 }),
  /** Accepted from the start; asked for once an account has a second factor. */
  totp: Type.Optional(Type.String({ pattern: '^[0-9]{6}$' })),
}, { additionalProperties: false })
export type Credentials = Static<typeof Credentials>

export interface SignedIn { account: string; name: string; roles: Role[]; organisation: string | null; token: string }
/** Where the request came from, kept with the session. */
export interface Device { ip: string; agent: string | undefined }

/**
 * Signs in, or refuses without saying whether the name or the password was wrong. `call.tx` must be no transaction
 * (`transaction: 'none'`): a failure has to be counted although the call fails, and checking a password takes long.
 */
export async function signIn(call: Call, credentials: Credentials, device: Device): Promise<SignedIn> {
  const login = credentials.account.trim().toLowerCase()
  // One after the other: otherwise a hundred guesses at once would all be made before the first was counted.
  return turns.take(login, () => attempt(call, { login, password: credentials.password, device }))
}

/** Ends the session; signing out twice is no error. */
export async function signOut(call: Call, cookies: Readonly<Record<string, string | undefined>>): Promise<void> {
  await endSession(call.tx, cookies)
}

/** Lives until the browser closes, or the session ends on our side. */
export function sessionCookie({ token }: Pick<SignedIn, 'token'>): Cookie {
  return { name: SESSION_COOKIE, value: token }
}

export const SIGNED_OUT_COOKIE: Cookie = { name: SESSION_COOKIE, value: null }

const turns = new Turns()

interface Attempt { login: string; password: string; device: Device }

async function attempt(call: Call, { login, password, device }: Attempt): Promise<SignedIn> {
  const found = await findAccount(call, login)
  if (isLocked(found.lockedUntil, call.now)) throw new Refusal('too-many', lockSentence(found.lockedUntil))
  if (!(await isPassword(password, found.passwordHash ?? undefined)) || found.id === null) {
    const { left, lockedUntil } = await recordFailure(call.tx, login, call.now)
    const warning = lockedUntil === null ? `请检查后再试；再错 ${left} 次将暂时锁定` : lockSentence(lockedUntil)
    throw new Refusal('unauthenticated', `账号或密码不对，${warning}`)
  }
  if (!found.active) throw new Refusal('forbidden', '这个账号已停用，请联系本单位管理员或到政务服务窗口咨询')
  const session = newSession(found.kind, call.now)
  await writeSession(call, session, { account: found.id, login, device })
  return { account: login, name: found.name, roles: found.roles, organisation: found.organisation, token: session.token }
}

type Found = (
  | { id: string; name: string; kind: AccountKind; organisation: string | null; roles: Role[]; passwordHash: string; active: boolean }
  | { id: null; passwordHash: null }
) & { lockedUntil: Date | null }

async function findAccount(call: Call, login: string): Promise<Found> {
  const { rows } = await sql<Found>`
    select account.id, account.name, account.kind, account.password_hash as "passwordHash", account.active, account.organisation,
      ${rolesOf(sql`account.id`)} as roles, failure.locked_until as "lockedUntil"
    from (select ${login}::text as login) asked
    left join people.account account on account.login = asked.login
    left join people.sign_in_failure failure on failure.login = asked.login`.execute(call.tx)
  return rows[0] ?? { id: null, passwordHash: null, lockedUntil: null }
}

function lockSentence(until: Date): string {
  return `密码连续输错，账号已暂时锁定，请在 ${clockTime(until)} 以后再试；忘记密码请到政务服务窗口办理`
}

/** Rounded up to the minute, as clocks in China show it. */
function clockTime(instant: Date): string {
  const minutes = Math.ceil(instant.getTime() / 60_000) + 8 * 60
  return new Date(minutes * 60_000).toISOString().slice(11, 16)
}

interface Opening { account: string; login: string; device: Device }

/** One statement: the new session, no more failures, and the account's worn-out sessions gone. */
async function writeSession({ tx, now }: Call, session: NewSession, { account, login, device }: Opening): Promise<void> {
  const agent = (device.agent ?? '').slice(0, 200)
  await sql`
    with forgiven as (delete from people.sign_in_failure where login = ${login}),
      worn_out as (delete from people.session where account = ${account} and expires_at <= ${now})
    insert into people.session (token_hash, account, created_at, last_seen_at, idle_seconds, expires_at, ip, agent)
    values (${session.tokenHash}, ${account}, ${now}, ${now},
      ${session.idleSeconds}, ${session.expiresAt}, ${device.ip}, ${agent})`.execute(tx)
}
