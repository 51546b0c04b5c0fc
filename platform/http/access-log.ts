import type { FastifyBaseLogger, FastifyReply, FastifyRequest, HookHandlerDoneFunction } from 'fastify'
import type { Meters } from './metrics.ts'

/** One line for each answer. Never the address with its query, a body or a cookie: they may hold passwords and personal data. */
export function logAndMeasure(log: FastifyBaseLogger, meters: Meters) {
  // Nothing secret can be in the line, and looking for secrets at every depth would cost ten times what writing it does.
  const plain = log.child({}, { redact: [] })
  return (request: FastifyRequest, reply: FastifyReply, done: HookHandlerDoneFunction): void => {
    const route = request.routeOptions.url ?? 'unknown'
    const milliseconds = reply.elapsedTime
    meters.observe(request.method, route, reply.statusCode, milliseconds)
    const line = { traceId: request.id, method: request.method, route, status: reply.statusCode, ms: Math.round(milliseconds * 10) / 10 }
    plain.info(line, 'answered')
    done()
  }
}
