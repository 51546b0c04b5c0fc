import { Type, type Static } from 'typebox'
import { configFrom } from '#platform/config'
import { localPath } from '#platform/http'
import { Refusal } from '#platform/refusal'
import { seeOther, type Reply } from '#platform/reply'
import type { UnifiedIdentity } from '#platform/unified-identity'
import { route, type Call, type Route } from '#kernel'
import { faultsOf, showAnswer, showPage, statusOf, visitOf } from '#base/pages'
import { accountById } from '../account-proof.ts'
import { arrive } from '../oidc/arrival.ts'
import { arrivedOf, keepAttempt, NO_ATTEMPT, takeSent, type Errand } from '../oidc/attempts.ts'
import { confirmArrival } from '../oidc/confirmation.ts'
import { identityOf } from '../oidc/identity.ts'
import { claimsOf, leaveFor } from '../oidc/provider.ts'
import { recordTrouble } from '../oidc/told.ts'
import { isTrouble, UnifiedTrouble } from '../oidc/troubles.ts'
import { sessionCookie, type SignedIn } from '../sign-in.ts'
import { deviceOf, type Sent } from './sent.ts'
import { confirmPage, troublePage } from './unified-pages.ts'

const Next = Type.Object({ next: Type.Optional(Type.String({ maxLength: 2000 })) })
const Trouble = Type.Object({ why: Type.String({ maxLength: 40 }), next: Type.Optional(Type.String({ maxLength: 2000 })) })
const word = Type.Optional(Type.String({ maxLength: 4000 }))
const Returned = Type.Object({ code: word, state: word, iss: word, error: word, error_description: word, session_state: word })
const Secret = Type.Object({ secret: Type.String({ maxLength: 200 }) })
const PER_MINUTE_MAX = 60

/** Signing in by the province's unified identity: the way there, the way back, and what may still be asked. */
export const unifiedRoutes: readonly Route[] = [
  route({
    method: 'GET', path: '/sign-in/unified', summary: '去统一身份认证登录', for: ['anyone'], query: Next, perMinuteMax: PER_MINUTE_MAX,
    handle: (call, input) => leave(call, input, errandTo(localPath(input.query.next))),
  }),
  route({
    method: 'GET', path: '/sign-in/unified/link', summary: '去统一身份认证绑定自己的账号', for: ['signed-in'], perMinuteMax: PER_MINUTE_MAX,
    handle: (call, input) => {
      const isStaff = call.actor.organisation !== null
      return leave(call, input, { entrance: isStaff ? 'staff' : 'public', next: isStaff ? '/staff/account' : '/me/account?done=linked', linkTo: call.actor.id })
    },
  }),
  route({
    method: 'GET', path: '/sign-in/unified/callback', summary: '从统一身份认证回来', for: ['anyone'], query: Returned, perMinuteMax: PER_MINUTE_MAX,
    handle: (call, input) => comeBack(call, input),
  }),
  route({
    method: 'GET', path: '/sign-in/unified/confirm', summary: '还要密码或动态码', for: ['anyone'],
    handle: (call, input) => orTrouble(call, '/', async () => {
      const arrived = await arrivedOf(call, input.cookies)
      const { login } = await accountById(call, arrived.account)
      return showPage(visitOf(call, input), confirmPage({ arrived, login, label: settingsOf().label }))
    }),
  }),
  route({
    method: 'POST', path: '/sign-in/unified/confirm', summary: '用密码或动态码确认', for: ['anyone'], body: Secret, transaction: 'none', perMinuteMax: PER_MINUTE_MAX,
    handle: (call, input) => confirmOrAgain(call, input),
  }),
  route({
    method: 'GET', path: '/sign-in/unified/trouble', summary: '统一身份认证没有登录成', for: ['anyone'], query: Trouble,
    handle: async (call, input) => {
      const { why } = input.query
      if (!isTrouble(why)) throw new Refusal('not-found', '没有这一页')
      return showPage(
        visitOf(call, input), troublePage({ why, next: localPath(input.query.next), label: configFrom(process.env).unifiedIdentity?.label ?? '统一身份认证' }),
      )
    },
  }),
]

/** @throws Refusal not-found where no provider is set up */
function settingsOf(): UnifiedIdentity {
  const settings = configFrom(process.env).unifiedIdentity
  if (settings === null) throw new Refusal('not-found', '这里没有设置统一身份认证，请用账号和密码登录')
  return settings
}

/** Whoever comes from the pages of staff signs in as staff; a clerk is a citizen too, with an account of her own. */
function errandTo(next: string): Errand {
  return { entrance: next === '/staff' || next.startsWith('/staff/') ? 'staff' : 'public', next, linkTo: null }
}

function leave(call: Call, { origin }: { origin: string }, errand: Errand): Promise<Reply> {
  return orTrouble(call, errand.next, async () => {
    const redirectUri = `${configFrom(process.env).publicUrl ?? origin}/sign-in/unified/callback`
    const { url, checks } = await leaveFor(settingsOf(), { redirectUri, anew: errand.entrance === 'staff' || errand.linkTo !== null })
    return seeOther(url, { cookies: [await keepAttempt(call, { ...errand, stage: 'sent', checks, redirectUri })] })
  })
}

/** Every answer leads on to a clean address: what the provider has written into this one stays in no history. */
function comeBack(call: Call, input: Omit<Sent<undefined>, 'body'> & { query: Static<typeof Returned> }): Promise<Reply> {
  return orTrouble(call, '/', async () => {
    const { redirectUri, checks, stage: _, ...errand } = await takeSent(call, input.cookies, input.query.state)
    return orTrouble(call, errand.next, async () => {
      if (errand.linkTo !== null && errand.linkTo !== call.actor.id) throw new UnifiedTrouble('expired')
      const settings = settingsOf()
      const claims = await claimsOf(settings, { redirectUri, returned: input.query, checks })
      const identity = identityOf(claims, { issuer: settings.issuer, names: settings.claims, today: call.today })
      const arrival = await arrive(call, { errand, identity, device: deviceOf(input) })
      return 'ask' in arrival ? seeOther('/sign-in/unified/confirm', { cookies: [arrival.ask] }) : welcome(arrival.signedIn, errand.next)
    })
  })
}

async function confirmOrAgain(call: Call, input: Sent<{ secret: string }>): Promise<Reply> {
  return orTrouble(call, '/', async () => {
    const arrived = await arrivedOf(call, input.cookies)
    return orTrouble(call, arrived.next, async () => {
      const secret = arrived.asks === 'code' ? input.body.secret.replaceAll(' ', '') : input.body.secret
      try {
        const signedIn = await confirmArrival(call, arrived, { cookies: input.cookies, device: deviceOf(input), secret })
        return signedIn === null ? seeOther(arrived.next, { cookies: [NO_ATTEMPT] }) : welcome(signedIn, arrived.next)
      } catch (error) {
        // What was typed wrongly is the reader's to mend, here on the page; everything else is the edge's.
        if (!(error instanceof Refusal) || error.code === 'unavailable') throw error
        const { login } = await accountById(call, arrived.account)
        const faults = faultsOf(error).map(({ message }) => ({ path: 'secret', message }))
        return showAnswer(visitOf(call, input), confirmPage({ arrived, login, label: settingsOf().label, faults }), statusOf(error))
      }
    })
  })
}

function welcome(signedIn: SignedIn, next: string): Reply {
  const home = signedIn.organisation === null ? '/me' : '/staff/'
  const wanted = next === '/' ? home : next
  // What the administrators did to her keys comes before everything else.
  const news = signedIn.organisation === null ? '/me/account' : '/staff/account'
  return seeOther(signedIn.isResetNews ? news : wanted, { cookies: [sessionCookie(signedIn), NO_ATTEMPT] })
}

/** Does the work, or leads to the page that says why not. */
async function orTrouble(call: Call, next: string, work: () => Promise<Reply>): Promise<Reply> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof UnifiedTrouble)) throw error
    await recordTrouble(call, error)
    return seeOther(`/sign-in/unified/trouble?${new URLSearchParams({ why: error.why, ...(next !== '/' && { next }) })}`, { cookies: [NO_ATTEMPT] })
  }
}
