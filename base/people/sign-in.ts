import { sql } from 'kysely'
import { Type, type Static } from 'typebox'
import { VISITOR, type Call, type Role } from '#kernel'
import { Refusal } from '#platform/refusal'
import type { Cookie } from '#platform/reply'
import { recordSignIn, recordSignOut, refuseSignIn } from '#base/audit'
import { provePassword, type Account } from './account-proof.ts'
import { freshHash, mustChange, replacePassword } from './password-change.ts'
import { latestResetWords, tellResets } from './key-reset-story.ts'
import { confirmFactor, isFactorPending, isSecondFactorRequired, useCode, beginFactor, type Enrolment } from './second-factor/factor.ts'
import { CODE_PATTERN } from './second-factor/recovery-codes.ts'
import { endSession, newSession, SESSION_COOKIE } from './sessions.ts'
import type { SignInWay } from './tables.ts'
import { inTurn } from './turns.ts'

export const Credentials = Type.Object({
  account: Type.String({ minLength: 1, maxLength: 64 }),
  password: Type.String({ minLength: 1, maxLength: 128 }),
  /** Of the authenticator, or a recovery code; only read where the account has a second factor. */
  totp: Type.Optional(Type.String({ pattern: CODE_PATTERN })),
  /** Where the answer was password-change: what the password shall be from now on. */
  newPassword: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
}, { additionalProperties: false })
export type Credentials = Static<typeof Credentials>

export interface SignedIn {
  account: string
  name: string
  roles: Role[]
  organisation: string | null
  token: string
  /** Only when this sign-in has confirmed a new authenticator; shown this once. */
  recoveryCodes?: readonly string[]
  /** Her keys were reset by the administrators since she was last here: she is shown when and by whom. */
  isResetNews?: true
}
/** Where the request came from, kept with the session. */
export interface Device { ip: string; agent: string | undefined }

/**
 * Signs in, or refuses without saying whether the name or the password was wrong. Once the password is right it may still
 * refuse with password-change, second-factor or second-factor-missing. `call.tx` must be no transaction
 * (`transaction: 'none'`): a failure has to be counted although the call fails, and checking a password takes long.
 */
export async function signIn(asked: Call, credentials: Credentials, device: Device): Promise<SignedIn> {
  // Whoever was signed in at this browser before has no part in it.
  const call = { ...asked, actor: VISITOR }
  const login = loginOf(credentials)
  return inTurn(login, async () => {
    const account = await proveActive(call, login, credentials.password)
    const hash = await newHash(call, account, credentials.newPassword)
    const recoveryCodes = await proveSecondFactor(call, account, credentials.totp)
    if (hash !== null) await replacePassword(call, account, { hash, keep: null })
    return { ...(await openSession(call, account, device)), ...(recoveryCodes && { recoveryCodes }) }
  }).catch((error: unknown) => refuseSignIn(call, login, error))
}

/** Begins the authenticator of somebody whose role asks for one before she may sign in; the next sign-in confirms it. */
export async function enrolBeforeSignIn(asked: Call, credentials: Pick<Credentials, 'account' | 'password'>): Promise<Enrolment> {
  const call = { ...asked, actor: VISITOR }
  const login = loginOf(credentials)
  return inTurn(login, async () => {
    const account = await proveActive(call, login, credentials.password)
    if (!isSecondFactorRequired(account.roles)) throw new Refusal('rule', '您的账号不必先绑定身份验证器，请直接登录')
    return beginFactor(call, account)
  })
}

/** Opens a session for an account that has been proved; a right password forgives its wrong tries. */
export async function openSession(call: Call, account: Account, device: Device, way: SignInWay = 'password'): Promise<SignedIn> {
  const { tx, now } = call
  const { id, login, name, roles, organisation } = account
  const session = newSession(account.kind, now)
  const agent = (device.agent ?? '').slice(0, 200)
  await sql`
    with forgiven as (delete from people.sign_in_failure where login = ${login} and ${way} = 'password'),
      worn_out as (delete from people.session where account = ${id} and expires_at <= ${now})
    insert into people.session (token_hash, account, created_at, last_seen_at, idle_seconds, expires_at, ip, agent, signed_in_by)
    values (${session.tokenHash}, ${id}, ${now}, ${now},
      ${session.idleSeconds}, ${session.expiresAt}, ${device.ip}, ${agent}, ${way})`.execute(tx)
  const isResetNews = await tellResets(call, account)
  await recordSignIn(call, account, way === 'unified' ? '用统一身份认证登录' : '登录')
  return { account: login, name, roles, organisation, token: session.token, ...(isResetNews && { isResetNews: true as const }) }
}

/** Ends the session; signing out twice is no error. */
export async function signOut(call: Call, cookies: Readonly<Record<string, string | undefined>>): Promise<void> {
  await endSession(call.tx, cookies)
  await recordSignOut(call)
}

/** Lives until the browser closes, or the session ends on our side. */
export function sessionCookie({ token }: Pick<SignedIn, 'token'>): Cookie {
  return { name: SESSION_COOKIE, value: token }
}

export const SIGNED_OUT_COOKIE: Cookie = { name: SESSION_COOKIE, value: null }

function loginOf({ account }: Pick<Credentials, 'account'>): string {
  return account.trim().toLowerCase()
}

/** The account whose password this is, also for linking another way to sign in. */
export async function proveActive(call: Call, login: string, password: string): Promise<Account> {
  const wrong = (advice: string): Refusal => new Refusal('unauthenticated', `账号或密码不对，${advice}`)
  const account = await provePassword(call, { login, password, wrong })
  if (!account.active) throw new Refusal('forbidden', '这个账号已停用，请联系本单位管理员或到政务服务窗口咨询')
  return account
}

/** The digest of the password that takes the place of one that must be changed; null when none must. */
async function newHash(call: Call, account: Account, next: string | undefined): Promise<string | null> {
  if (!mustChange(account, call.now)) return null
  if (next === undefined) {
    const story = await latestResetWords(call, account.id)
    throw new Refusal('password-change', story === undefined ? '登录前请先设置新密码：现在的密码是管理员重置的，或者已经到期' : `登录前请先设置新密码。${story}`)
  }
  return freshHash(call, account, { chosen: next, path: 'newPassword' })
}

/** Nothing to prove, or a code proved it. Answers with recovery codes where this code confirmed a new authenticator. */
export async function proveSecondFactor(call: Call, account: Account, code: string | undefined): Promise<readonly string[] | undefined> {
  if (account.hasSecondFactor) {
    if (code === undefined) throw needsCode()
    return void await useCode(call, account, code)
  }
  if (!isSecondFactorRequired(account.roles)) return undefined
  if (code === undefined || !(await isFactorPending(call.tx, account.id))) throw needsEnrolment()
  return confirmFactor(call, account, code)
}

function needsCode(): Refusal {
  const sentence = '请输入身份验证器上的六位动态码，或者一个恢复码'
  return new Refusal('second-factor', sentence, [{ path: 'totp', message: sentence }])
}

function needsEnrolment(): Refusal {
  return new Refusal('second-factor-missing', '您的岗位要求使用动态码，请先绑定身份验证器（在工作人员登录页）')
}
