import { Type } from 'typebox'
import { configFrom } from '#platform/config'
import { route, type Call, type Route } from '#kernel'
import { Id } from '#platform/identity'
import { created } from '#platform/reply'
import { accountById, provePassword } from './account-proof.ts'
import { setFirstPassword } from './first-password.ts'
import { resetsOf } from './key-reset-story.ts'
import { ownLinkOf, removeOwnLink } from './oidc/own-link.ts'
import { endOwnSession, endSessions, sessionsOf } from './own-sessions.ts'
import { changePassword, PasswordChange, wrongPresent } from './password-change.ts'
import { passwordWords } from './password-policy.ts'
import {
  beginFactor, confirmFactor, factorStateOf, refuseRequired, removeFactor, renewRecoveryCodes, useCode, type Enrolment,
} from './second-factor/factor.ts'
import { CODE_PATTERN } from './second-factor/recovery-codes.ts'
import { STAFF } from './staff-roles.ts'
import { inTurn } from './turns.ts'

const closed = { additionalProperties: false } as const
const Code = Type.Object({ totp: Type.String({ pattern: CODE_PATTERN }) }, closed)
const Password = Type.Object({ password: Type.String({ minLength: 1, maxLength: 128 }) }, closed)
/** Guessing is stopped by the lock; this keeps the cost of checking passwords down. */
const PROOFS_PER_MINUTE_MAX = 60

/** What everybody does with her own keys: password, authenticator, devices. */
export const ownAccountRoutes: readonly Route[] = [
  route({
    method: 'POST', path: '/api/me/password', summary: '修改自己的密码，其他地方的登录全部退出', for: ['signed-in'], body: PasswordChange,
    transaction: 'none', perMinuteMax: PROOFS_PER_MINUTE_MAX,
    handle: async (call, { body, cookies }) => { await changePassword(call, body, cookies); return { changed: true } },
  }),
  route({
    method: 'GET', path: '/api/password-rules', summary: '密码要求', for: ['anyone'],
    handle: async () => ({ rules: passwordWords() }),
  }),
  route({
    method: 'GET', path: '/api/me/sessions', summary: '登录的设备', for: ['signed-in'],
    handle: async (call, { cookies }) => ({ sessions: await sessionsOf(call, call.actor.id, cookies) }),
  }),
  route({
    method: 'DELETE', path: '/api/me/sessions/:id', summary: '退出一台设备', for: ['signed-in'], params: Type.Object({ id: Id }, closed),
    handle: async (call, { params }) => { await endOwnSession(call, params.id); return { ended: 1 } },
  }),
  route({
    method: 'DELETE', path: '/api/me/sessions', summary: '退出其他所有设备', for: ['signed-in'],
    handle: async (call, { cookies }) => ({ ended: await endSessions(call, call.actor.id, cookies) }),
  }),
  route({
    method: 'POST', path: '/api/me/first-password', summary: '给用统一身份开的账号设置密码', for: ['signed-in'], transaction: 'none', perMinuteMax: PROOFS_PER_MINUTE_MAX,
    body: Type.Object({ next: Type.String({ minLength: 1, maxLength: 200 }) }, closed),
    handle: async (call, { body, cookies }) => { await setFirstPassword(call, body.next, cookies); return { changed: true } },
  }),
  route({
    method: 'GET', path: '/api/me/key-resets', summary: '管理员重置过自己的密码或动态码', for: ['signed-in'],
    handle: async (call) => ({ resets: await resetsOf(call, call.actor.id) }),
  }),
  route({
    method: 'GET', path: '/api/sign-in-ways', summary: '可以怎样登录', for: ['anyone'],
    handle: async () => ({ password: true, unified: configFrom(process.env).unifiedIdentity?.label ?? null }),
  }),
  route({
    method: 'GET', path: '/api/me/unified-identity', summary: '自己绑定的统一身份', for: ['signed-in'],
    handle: async (call) => ({ unified: await ownLinkOf(call) }),
  }),
  route({
    method: 'POST', path: '/api/me/unified-identity/removal', summary: '解除绑定统一身份', for: ['signed-in'], body: Password, transaction: 'none',
    perMinuteMax: PROOFS_PER_MINUTE_MAX,
    handle: async (call, { body, cookies }) => { await removeOwnLink(call, body.password, cookies); return { removed: true } },
  }),
  route({
    method: 'GET', path: '/api/me/second-factor', summary: '自己的动态码', for: STAFF,
    handle: (call) => factorStateOf(call),
  }),
  route({
    method: 'POST', path: '/api/me/second-factor', summary: '开始绑定身份验证器', for: STAFF, body: Password, transaction: 'none',
    perMinuteMax: PROOFS_PER_MINUTE_MAX,
    handle: async (call, { body }) => created(await enrol(call, body.password)),
  }),
  route({
    method: 'POST', path: '/api/me/second-factor/confirmation', summary: '用动态码确认绑定，得到恢复码', for: STAFF, body: Code,
    transaction: 'none', perMinuteMax: PROOFS_PER_MINUTE_MAX,
    handle: async (call, { body, cookies }) => {
      const recoveryCodes = await withOwnAccount(call, (account) => confirmFactor(call, account, body.totp))
      await endSessions(call, call.actor.id, cookies)
      return { recoveryCodes }
    },
  }),
  route({
    method: 'POST', path: '/api/me/second-factor/recovery-codes', summary: '换一套恢复码', for: STAFF, body: Code, transaction: 'none',
    perMinuteMax: PROOFS_PER_MINUTE_MAX,
    handle: async (call, { body }) => {
      await withOwnAccount(call, (account) => useCode(call, account, body.totp))
      return { recoveryCodes: await renewRecoveryCodes(call, call.actor.id) }
    },
  }),
  route({
    method: 'POST', path: '/api/me/second-factor/removal', summary: '停用身份验证器', for: STAFF, body: Code, transaction: 'none',
    perMinuteMax: PROOFS_PER_MINUTE_MAX,
    handle: async (call, { body, cookies }) => {
      refuseRequired(call.actor.roles)
      await withOwnAccount(call, (account) => useCode(call, account, body.totp))
      await removeFactor(call, call.actor.id)
      return { ended: await endSessions(call, call.actor.id, cookies) }
    },
  }),
]

/** The password again: a desk left open must not become a way in for good. */
async function enrol(call: Call, password: string): Promise<Enrolment> {
  return withOwnAccount(call, async (account) => {
    await provePassword(call, { login: account.login, password, wrong: wrongPresent('password') })
    return beginFactor(call, account)
  })
}

async function withOwnAccount<Result>(call: Call, work: (account: { id: string; login: string }) => Promise<Result>): Promise<Result> {
  const { id, login } = await accountById(call, call.actor.id)
  return inTurn(login, () => work({ id, login }))
}
