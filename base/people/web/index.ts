/** Signing in, signing out and making oneself an account, as pages. */
import { Type, type Static } from 'typebox'
import { configFrom } from '#platform/config'
import { localPath } from '#platform/http'
import { seeOther, type Cookie, type Reply } from '#platform/reply'
import { route, VISITOR, type Call, type Route } from '#kernel'
import { cameFrom, faultsOf, orAgain, showAnswer, showPage, statusOf, tidyText, visitOf } from '#base/pages'
import { farewellOf } from '../oidc/provider.ts'
import { wayOf } from '../own-sessions.ts'
import { register } from '../registration.ts'
import { sessionCookie, signIn, signOut, SIGNED_OUT_COOKIE, type SignedIn } from '../sign-in.ts'
export { agencyPages } from '../agency/web/index.ts'
import { accountPages } from './account-routes.ts'
import { demoHint } from './demo-hint.ts'
import { registerPage } from './register-page.ts'
import { deviceOf, type Sent } from './sent.ts'
import { signInOrAgain } from './sign-in-again.ts'
import { signInPage } from './sign-in-page.ts'
import { signedOutPage } from './unified-pages.ts'
import { unifiedRoutes } from './unified-routes.ts'

const Text = (maxLength: number) => Type.String({ maxLength })
const Next = Type.Object({ next: Type.Optional(Text(2000)) })
const SignInForm = Type.Object({
  account: Text(64), password: Text(128), next: Type.Optional(Text(2000)), totp: Type.Optional(Text(40)), newPassword: Type.Optional(Text(200)),
})
const RegisterForm = Type.Object({
  name: Text(50), residentId: Text(40), phone: Text(40), account: Text(64), password: Text(200), next: Type.Optional(Text(2000)),
})
type RegisterForm = Static<typeof RegisterForm>
const ATTEMPTS_PER_MINUTE_MAX = 120

export const peoplePages: readonly Route[] = [
  ...accountPages,
  ...unifiedRoutes,
  route({
    method: 'GET',
    path: '/sign-in',
    summary: '登录页',
    for: ['anyone'],
    query: Next,
    handle: async (call, input) =>
      showPage(
        visitOf(call, input),
        signInPage({
          next: nextAfter(input),
          demo: await demoHint(call.tx),
          unified: configFrom(process.env).unifiedIdentity?.label,
          signedInAs: call.actor.id === VISITOR.id ? null : call.actor.name,
        }),
      ),
  }),
  route({
    method: 'POST',
    path: '/sign-in',
    summary: '登录',
    for: ['anyone'],
    body: SignInForm,
    transaction: 'none',
    perMinuteMax: ATTEMPTS_PER_MINUTE_MAX,
    handle: (call, input) => signInOrAgain(call, input, welcome),
  }),
  route({
    method: 'POST',
    path: '/sign-out',
    summary: '退出',
    for: ['anyone'],
    handle: async (call, { cookies }) => {
      const way = await wayOf(call, cookies)
      await signOut(call, cookies)
      return seeOther(way === 'unified' ? '/signed-out' : '/', { cookies: [SIGNED_OUT_COOKIE, NO_RECEIPT], headers: { 'clear-site-data': '"cache"' } })
    },
  }),
  route({
    method: 'GET',
    path: '/signed-out',
    summary: '已经退出',
    for: ['anyone'],
    handle: async (call, input) => {
      const settings = configFrom(process.env).unifiedIdentity
      return showPage(visitOf(call, input), signedOutPage({ label: settings?.label ?? '统一身份认证', farewell: settings && (await farewellOf(settings)) }))
    },
  }),
  route({
    method: 'GET',
    path: '/register',
    summary: '注册页',
    for: ['anyone'],
    query: Next,
    handle: async (call, input) => showPage(visitOf(call, input), registerPage({ next: localPath(input.query.next) })),
  }),
  route({
    method: 'POST',
    path: '/register',
    summary: '注册',
    for: ['anyone'],
    body: RegisterForm,
    transaction: 'none',
    perMinuteMax: 20,
    handle: (call, input) => registerOrAgain(call, input),
  }),
]

/** Whoever was signed out in the middle of a form comes back to it. */
function nextAfter({ query, headers }: { query: { next?: string }; headers: Readonly<Record<string, string | undefined>> }): string {
  if (query.next !== undefined) return localPath(query.next)
  const page = cameFrom(headers)
  return /^\/(?:sign-in|register)/.test(page) ? '/' : page
}

/** What opens a receipt on this browser must not be left to the next person at it. */
const NO_RECEIPT: Cookie = { name: 'receipt', value: null }

async function registerOrAgain(call: Call, input: Sent<RegisterForm>): Promise<Reply> {
  const { name, password, account, next } = input.body
  const residentId = tidyText({ type: 'string', title: '', 'x-kind': 'resident-id' }, input.body.residentId)
  const phone = tidyText({ type: 'string', title: '', 'x-kind': 'phone' }, input.body.phone)
  return orAgain(async () => {
    await register(call, { name, residentId, phone, account, password })
    return welcome(await signIn(call, { account, password }, deviceOf(input)), next)
  }, (refusal) => {
    const values = { name, residentId, phone, account }
    return showAnswer(visitOf(call, input), registerPage({ values, next: localPath(next), faults: faultsOf(refusal) }), statusOf(refusal))
  })
}

function welcome(signedIn: SignedIn, next: string | undefined): Reply {
  const wanted = localPath(next)
  const isStaff = signedIn.organisation !== null
  const home = isStaff ? '/staff/' : '/me'
  if (signedIn.isResetNews) return seeOther(isStaff ? '/staff/account' : '/me/account', { cookies: [sessionCookie(signedIn)] })
  return seeOther(wanted === '/' ? home : wanted, { cookies: [sessionCookie(signedIn)] })
}
