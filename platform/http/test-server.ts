import { Writable } from 'node:stream'
import type { FastifyInstance } from 'fastify'
import { pino } from 'pino'
import { Type } from 'typebox'
import type { Endpoint, WebRequest } from '#platform/endpoint'
import { buildServer, type ServerOptions } from './server.ts'

/** A server for tests of the edge, and what it wrote into its log. */
export function testServer(
  endpoints: readonly Endpoint[], options: Partial<ServerOptions> = {},
): { server: FastifyInstance; logged: string[] } {
  const logged: string[] = []
  const log = pino(new Writable({
    write: (line, _encoding, done) => {
      logged.push(String(line))
      done()
    },
  }))
  return { server: buildServer({ endpoints, log, ready: async () => true, requestsPerMinuteMax: 0, ...options }), logged }
}

/** An endpoint that answers with what reached it, unless told otherwise. */
export function endpoint(method: Endpoint['method'], path: string, rest: Partial<Endpoint> = {}): Endpoint {
  return { method, path, summary: path, audience: ['anyone'], upload: false, answerTo: async (request) => echoOf(request), ...rest }
}

function echoOf({ params, query, body, cookies }: WebRequest): object {
  return { params, query, body, cookies }
}

/** A body with one of everything. */
export const Sample = Type.Object({
  name: Type.String({ minLength: 1, maxLength: 20 }),
  count: Type.Optional(Type.Integer({ minimum: 0, maximum: 9 })),
  tags: Type.Optional(Type.Array(Type.String(), { maxItems: 3 })),
  inner: Type.Optional(Type.Object({ on: Type.Boolean() })),
})
