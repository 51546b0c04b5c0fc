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
  /** Is told of every request and what became of it; see base/audit. */
  witness?: Witness
}

/** One request: which route, on what, and why it was turned down, if it was. A fault of ours has the code 'fault'. */
export interface Witnessed { route: Route; params: unknown; refused: string | null }

/**
 * For a request that changes something `call.tx` is its transaction: what is written down there stands or falls with it.
 * Throws when it cannot be written down; the request then fails.
 */
export type Witness = (call: Call, seen: Witnessed) => Promise<void>

/** A route as the HTTP server runs it: who asks, may they, and in which transaction. */
export function endpointOf(edge: Edge, route: Route): Endpoint {
  const { method, path, summary, params, query, body, answer, perMinuteMax } = route
  return {
    method, path, summary, audience: [...route.for, ...(route.relations ?? [])], upload: route.upload === true,
    ...(params && { params }), ...(query && { query }), ...(body && { body }), ...(answer && { answer }), ...(perMinuteMax && { perMinuteMax }),
    admit: async (cookies) => admit(route, await edge.authenticate(cookies)),
    answerTo: (request) => serve(edge, route, request),
  }
}

async function serve(edge: Edge, route: Route, request: WebRequest): Promise<unknown> {
  const [found] = await Promise.all([edge.authenticate(request.cookies), edge.kernel.vault.prepare(edge.database)])
  const now = edge.now()
  const from = { ip: request.ip, traceId: request.id, isAudited: false }
  const call: Call = { kernel: edge.kernel, tx: edge.database, actor: found ?? VISITOR, now, today: dayAt(now), from }
  const tell = (inside: Call, refused: string | null) => edge.witness?.(inside, { route, params: request.params, refused })
  try {
    admit(route, found)
    return await inCall(route, call, async (inside) => {
      const result = await route.handle(inside, inputOf(request))
      await tell(inside, null)
      return result
    })
  } catch (error) {
    // What was written down in the transaction is gone with it.
    if (hasTransaction(route)) from.isAudited = false
    await tell(call, error instanceof Refusal ? error.code : 'fault')
    throw error
  }
}

/** Lets the actor in, or says why not. */
function admit(route: Route, actor: Actor | null): void {
  if (route.for.includes('anyone')) return
  if (actor === null) throw new Refusal('unauthenticated', '请先登录')
  const welcome = route.for.includes('signed-in') || actor.roles.some((role) => route.for.includes(role))
  if (!welcome) throw new Refusal('forbidden', '您的身份不能使用这项功能')
}

async function inCall<Result>(route: Route, call: Call, work: (call: Call) => Promise<Result>): Promise<Result> {
  return hasTransaction(route) ? inTransaction(call.tx, (tx) => work({ ...call, tx })) : work(call)
}

function hasTransaction({ method, transaction }: Route): boolean {
  return method !== 'GET' && transaction !== 'none'
}

function inputOf(request: WebRequest): Parameters<Route['handle']>[1] {
  const { params, query, body, headers, cookies, ip, origin, uploads } = request
  // Safe: the HTTP server has checked all three against the schemas of this very route.
  return { params, query, body, headers, cookies, ip, origin, uploads } as Parameters<Route['handle']>[1]
}
