import { timingSafeEqual } from 'node:crypto'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { collectDefaultMetrics, Histogram, Registry } from 'prom-client'
import { Refusal } from '#platform/refusal'
import { isLoopback } from './loopback.ts'

export interface Meters {
  observe: (method: string, route: string, status: number, milliseconds: number) => void
  addRoute: (scope: FastifyInstance) => void
}

const BUCKETS_SECONDS = [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5]

/** Durations by route and the state of the process, in the text form of Prometheus at /metrics. */
export function createMeters(registry = new Registry()): Meters {
  collectDefaultMetrics({ register: registry })
  const durations = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time from the request to the end of the answer',
    labelNames: ['method', 'route', 'status'],
    buckets: BUCKETS_SECONDS,
    registers: [registry],
  })
  return {
    observe: (method, route, status, milliseconds) => durations.observe({ method, route, status }, milliseconds / 1000),
    addRoute: (scope) => {
      scope.get('/metrics', async (request, reply) => {
        refuseCurious(request, process.env['CHUNFENG_METRICS_TOKEN'])
        return reply.type(registry.contentType).send(await registry.metrics())
      })
    },
  }
}

/** The numbers show how busy the office is: only for this machine itself, or for who knows the token. */
function refuseCurious(request: FastifyRequest, token: string | undefined): void {
  const forwarded = request.headers['x-forwarded-for'] !== undefined || request.headers['forwarded'] !== undefined
  if (isLoopback(request.ip) && !forwarded) return
  if (token !== undefined && token !== '' && isSame(request.headers.authorization ?? '', `Bearer ${token}`)) return
  throw new Refusal('forbidden', '运行指标只对本机和持有令牌的监控系统开放，请在请求头 Authorization 中带上令牌')
}

function isSame(given: string, expected: string): boolean {
  const [left, right] = [Buffer.from(given), Buffer.from(expected)]
  return left.length === right.length && timingSafeEqual(left, right)
}
