import { dayAt } from '#platform/day'
import { inTransaction, type Database } from '#platform/database'
import type { Endpoint, WebRequest } from '#platform/endpoint'
import { Refusal } from '#platform/refusal'
import { VISITOR, type Actor } from './actor.ts'
import type { Call, Kernel } from './types.ts'
import type { Route } from './route.ts'

/** What turns a request into a call. */
export interface Edge {
  kernel: Kernel
  database: Database
  now: () => Date
  authenticate: (cookies: WebRequest['cookies']) => Promise<Actor | null>
}

/** A route as the HTTP server runs it: who asks, may they, and in which transaction. */
export function endpointOf(edge: Edge, route: Route): Endpoint {
  const { method, path, summary, params, query, body, answer, perMinuteMax } = route
  return {
    method, path, summary, audience: [...route.for, ...(route.relations ?? [])], upload: route.upload === true,
    ...(params && { params }), ...(query && { query }), ...(body && { body }), ...(answer && { answer }), ...(perMinuteMax && { perMinuteMax }),
    answerTo: async (request) => {
      const actor = admit(route, await edge.authenticate(request.cookies))
      return inCall(edge, route, actor, (call) => route.handle(call, inputOf(request)))
    },
  }
}

/** The actor, if the route lets such a one in. */
function admit(route: Route, actor: Actor | null): Actor {
  if (route.for.includes('anyone')) return actor ?? VISITOR
  if (actor === null) throw new Refusal('unauthenticated', '请先登录')
  const welcome = route.for.includes('signed-in') || actor.roles.some((role) => route.for.includes(role))
  if (!welcome) throw new Refusal('forbidden', '您的身份不能使用这项功能')
  return actor
}

async function inCall<Result>(edge: Edge, route: Route, actor: Actor, work: (call: Call) => Promise<Result>): Promise<Result> {
  const now = edge.now()
  const call = (tx: Call['tx']): Call => ({ kernel: edge.kernel, tx, actor, now, today: dayAt(now) })
  if (route.method === 'GET' || route.transaction === 'none') return work(call(edge.database))
  return inTransaction(edge.database, (tx) => work(call(tx)))
}

function inputOf(request: WebRequest): Parameters<Route['handle']>[1] {
  const { params, query, body, headers, cookies, ip, uploads } = request
  // Safe: the HTTP server has checked all three against the schemas of this very route.
  return { params, query, body, headers, cookies, ip, uploads } as Parameters<Route['handle']>[1]
}
