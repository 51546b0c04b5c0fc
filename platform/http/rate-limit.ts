import rateLimit from '@fastify/rate-limit'
import type { FastifyInstance, preHandlerAsyncHookHandler } from 'fastify'
import { Refusal } from '#platform/refusal'
import { isLoopback } from './loopback.ts'

const REQUESTS_PER_MINUTE_MAX = 600
const MINUTE_MILLISECONDS = 60_000

/** CHUNFENG_RATE_LIMIT: requests a minute from one address, 0 for no limit. */
export function requestsPerMinuteMaxOf(environment: Readonly<Record<string, string | undefined>>): number {
  const wanted = environment['CHUNFENG_RATE_LIMIT']
  if (wanted === undefined || wanted === '') return REQUESTS_PER_MINUTE_MAX
  if (!/^\d{1,7}$/.test(wanted)) throw new Error(`CHUNFENG_RATE_LIMIT must be a number of requests a minute, not "${wanted}"`)
  return Number(wanted)
}

/**
 * Limits each address. This machine itself is not limited: it is either a tool of the operator, or a proxy nobody told
 * us about, behind which all people share one address and would lock each other out.
 */
export function addRateLimit(server: FastifyInstance, requestsPerMinuteMax: number): void {
  if (requestsPerMinuteMax === 0) return
  server.register(rateLimit, {
    max: requestsPerMinuteMax,
    timeWindow: MINUTE_MILLISECONDS,
    allowList: (request) => isLoopback(request.ip),
    errorResponseBuilder: (_request, { ttl }) => {
      return new Refusal('too-many', `操作太频繁了，请 ${Math.ceil(ttl / 1000)} 秒后再试`)
    },
  })
}

/** What the route adds to the general limit. */
export function routeLimit(perMinuteMax: number | undefined): { rateLimit?: { max: number; timeWindow: number } } {
  return perMinuteMax === undefined ? {} : { rateLimit: { max: perMinuteMax, timeWindow: MINUTE_MILLISECONDS } }
}

/** The general limit as a hook, for answers that belong to no route: looking for holes costs as much as anything else. */
export function limitsOf(scope: FastifyInstance): preHandlerAsyncHookHandler[] {
  return scope.hasDecorator('rateLimit') ? [scope.rateLimit()] : []
}
