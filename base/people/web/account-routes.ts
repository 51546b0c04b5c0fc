import { Type } from 'typebox'
import { Id } from '#platform/identity'
import { Refusal, type FieldError } from '#platform/refusal'
import { seeOther } from '#platform/reply'
import { route, type Call, type Route } from '#kernel'
import { faultsOf, orAgain, showAnswer, showPage, statusOf, visitOf, type PageParts } from '#base/pages'
import { accountById } from '../account-proof.ts'
import { endOwnSession, endSessions, sessionsOf } from '../own-sessions.ts'
import { setFirstPassword } from '../first-password.ts'
import { resetsOf } from '../key-reset-story.ts'
import { ownLinkOf, removeOwnLink, type OwnLink } from '../oidc/own-link.ts'
import { changePassword } from '../password-change.ts'
import { profileOf } from '../profile.ts'
import { accountPage, devicesPage, firstPasswordPage, passwordPage, type AccountLink } from './account-pages.ts'
import { ownLinkPage } from './unified-pages.ts'

const APPLICANTS = ['citizen', 'enterprise'] as const
const Done = Type.Object({ done: Type.Optional(Type.String({ maxLength: 20 })) })
const PasswordForm = Type.Object({ current: Type.Optional(Type.String({ maxLength: 128 })), next: Type.String({ maxLength: 200 }) })

const LINKS: readonly AccountLink[] = [
  { href: '/me/password', label: '修改密码', hint: '觉得有人知道了您的密码，请马上改' },
  { href: '/me/devices', label: '登录的设备', hint: '看看您的账号在哪些地方登录着，不认识的让它退出' },
]

/** A citizen looks after her own account, without scripts. */
export const accountPages: readonly Route[] = [
  route({
    method: 'GET', path: '/me/account', summary: '账号与安全', for: [...APPLICANTS], query: Done,
    handle: async (call, input) => showPage(visitOf(call, input), accountPage({
      profile: await profileOf(call), done: input.query.done, links: await linksFor(call), resets: await resetsOf(call, call.actor.id),
    })),
  }),
  route({
    method: 'GET', path: '/me/password', summary: '修改密码页', for: [...APPLICANTS],
    handle: async (call, input) => showPage(visitOf(call, input), await passwordPageOf(call, [])),
  }),
  route({
    method: 'POST', path: '/me/password', summary: '修改密码', for: [...APPLICANTS], body: PasswordForm, transaction: 'none', perMinuteMax: 60,
    handle: (call, input) => orAgain(async () => {
      const { current, next } = input.body
      refuseBlank(input.body)
      if (current === undefined) await setFirstPassword(call, next, input.cookies)
      else await changePassword(call, { current, next }, input.cookies)
      return seeOther('/me/account?done=password')
    }, async (refusal) => showAnswer(visitOf(call, input), await passwordPageOf(call, faultsOf(refusal)), statusOf(refusal))),
  }),
  route({
    method: 'GET', path: '/me/unified', summary: '自己绑定的统一身份', for: [...APPLICANTS], query: Done,
    handle: async (call, input) => showPage(visitOf(call, input), ownLinkPage({ link: await linkShown(call), done: input.query.done })),
  }),
  route({
    method: 'POST', path: '/me/unified/removal', summary: '解除绑定统一身份', for: [...APPLICANTS], body: Type.Object({ password: Type.String({ maxLength: 128 }) }),
    transaction: 'none', perMinuteMax: 60,
    handle: (call, input) => orAgain(async () => {
      if (input.body.password === '') throw new Refusal('invalid', '请填写密码', [{ path: 'password', message: '请填写密码' }])
      await removeOwnLink(call, input.body.password, input.cookies)
      return seeOther('/me/unified?done=unlinked')
    }, async (refusal) => showAnswer(visitOf(call, input), ownLinkPage({ link: await linkShown(call), faults: faultsOf(refusal) }), statusOf(refusal))),
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
function refuseBlank({ current, next }: { current?: string; next: string }): void {
  const faults = [
    ...(current === '' ? [{ path: 'current', message: '请填写现在的密码' }] : []), ...(next === '' ? [{ path: 'next', message: '请填写新密码' }] : []),
  ]
  if (faults.length > 0) throw new Refusal('invalid', '请填写密码', faults)
}

async function linksFor(call: Call): Promise<readonly AccountLink[]> {
  const link = await ownLinkOf(call)
  if (link === null) return LINKS
  return [...LINKS, { href: '/me/unified', label: link.label, hint: link.linkedAt === null ? '绑定以后，可以用它登录这个账号' : '已经绑定，可以用它登录这个账号' }]
}

/** @throws Refusal not-found where no provider is set up */
async function linkShown(call: Call): Promise<OwnLink> {
  const link = await ownLinkOf(call)
  if (link === null) throw new Refusal('not-found', '这里没有设置统一身份认证')
  return link
}

/** Whoever came by the unified identity has no password yet and chooses her first. */
async function passwordPageOf(call: Call, faults: readonly FieldError[]): Promise<PageParts> {
  const { password, login } = await accountById(call, call.actor.id)
  return password.hash === '' ? firstPasswordPage({ login, faults }) : passwordPage({ faults })
}
