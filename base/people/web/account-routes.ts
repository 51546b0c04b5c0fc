import { Type } from 'typebox'
import { Id } from '#platform/identity'
import { Refusal } from '#platform/refusal'
import { seeOther } from '#platform/reply'
import { route, type Route } from '#kernel'
import { faultsOf, orAgain, showAnswer, showPage, statusOf, visitOf } from '#base/pages'
import { endOwnSession, endSessions, sessionsOf } from '../own-sessions.ts'
import { changePassword } from '../password-change.ts'
import { profileOf } from '../profile.ts'
import { accountPage, devicesPage, passwordPage, type AccountLink } from './account-pages.ts'

const APPLICANTS = ['citizen', 'enterprise'] as const
const Done = Type.Object({ done: Type.Optional(Type.String({ maxLength: 20 })) })
const PasswordForm = Type.Object({ current: Type.String({ maxLength: 128 }), next: Type.String({ maxLength: 200 }) })

const LINKS: readonly AccountLink[] = [
  { href: '/me/password', label: '修改密码', hint: '觉得有人知道了您的密码，请马上改' },
  { href: '/me/devices', label: '登录的设备', hint: '看看您的账号在哪些地方登录着，不认识的让它退出' },
]

/** A citizen looks after her own account, without scripts. */
export const accountPages: readonly Route[] = [
  route({
    method: 'GET', path: '/me/account', summary: '账号与安全', for: [...APPLICANTS], query: Done,
    handle: async (call, input) => showPage(visitOf(call, input), accountPage({
      profile: await profileOf(call), done: input.query.done, links: LINKS,
    })),
  }),
  route({
    method: 'GET', path: '/me/password', summary: '修改密码页', for: [...APPLICANTS],
    handle: async (call, input) => showPage(visitOf(call, input), passwordPage({})),
  }),
  route({
    method: 'POST', path: '/me/password', summary: '修改密码', for: [...APPLICANTS], body: PasswordForm, transaction: 'none', perMinuteMax: 60,
    handle: (call, input) => orAgain(async () => {
      refuseBlank(input.body)
      await changePassword(call, input.body, input.cookies)
      return seeOther('/me/account?done=password')
    }, (refusal) => showAnswer(visitOf(call, input), passwordPage({ faults: faultsOf(refusal) }), statusOf(refusal))),
  }),
  route({
    method: 'GET', path: '/me/devices', summary: '登录的设备', for: [...APPLICANTS], query: Done,
    handle: async (call, input) => showPage(visitOf(call, input), devicesPage({
      sessions: await sessionsOf(call, call.actor.id, input.cookies), done: input.query.done,
    })),
  }),
  route({
    method: 'POST', path: '/me/devices/:id/end', summary: '退出一台设备', for: [...APPLICANTS], params: Type.Object({ id: Id }),
    handle: async (call, { params }) => { await endOwnSession(call, params.id); return seeOther('/me/devices?done=devices') },
  }),
  route({
    method: 'POST', path: '/me/devices/end-others', summary: '退出其他设备', for: [...APPLICANTS],
    handle: async (call, { cookies }) => { await endSessions(call, call.actor.id, cookies); return seeOther('/me/devices?done=devices') },
  }),
]

/** Sent by mistake, and no guess: it must not count toward the lock. */
function refuseBlank({ current, next }: { current: string; next: string }): void {
  const faults = [
    ...(current === '' ? [{ path: 'current', message: '请填写现在的密码' }] : []), ...(next === '' ? [{ path: 'next', message: '请填写新密码' }] : []),
  ]
  if (faults.length > 0) throw new Refusal('invalid', '请填写两个密码', faults)
}
