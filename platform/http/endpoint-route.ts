import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Endpoint, WebRequest } from '#platform/endpoint'
import { Reply } from '#platform/reply'
import { routeLimit } from './rate-limit.ts'
import { requestReader } from './request-reader.ts'

/** Puts one endpoint on the server: read and check the request, call the handler, send what it answers. */
export function serveEndpoint(scope: FastifyInstance, endpoint: Endpoint): void {
  const read = requestReader(endpoint)
  scope.route({
    method: endpoint.method,
    url: endpoint.path,
    config: routeLimit(endpoint.perMinuteMax),
    handler: async (request, reply) => send(request, reply, await endpoint.answerTo(await readFor(endpoint, request, read))),
  })
}

/** What a stranger sent is not discussed with her: she may not come in, whatever else is wrong. */
async function readFor({ admit }: Endpoint, request: FastifyRequest, read: (request: FastifyRequest) => WebRequest): Promise<WebRequest> {
  try {
    return read(request)
  } catch (error) {
    await admit?.(request.cookies)
    throw error
  }
}

/** Nothing to say is 204; a Reply says itself how it goes out; all else is JSON. */
function send(request: FastifyRequest, reply: FastifyReply, answer: unknown): FastifyReply {
  if (answer instanceof Reply) return sendReply(request, reply, answer)
  if (answer === undefined) return reply.code(204).send()
  return reply.header('content-type', 'application/json; charset=utf-8').send(JSON.stringify(answer))
}

function sendReply(request: FastifyRequest, reply: FastifyReply, answer: Reply): FastifyReply {
  const secure = request.protocol === 'https'
  for (const { name, value, maxAgeSeconds } of answer.cookies) {
    const lifetime = value === null ? { maxAge: 0 } : maxAgeSeconds === undefined ? {} : { maxAge: maxAgeSeconds }
    reply.setCookie(name, value ?? '', { path: '/', httpOnly: true, sameSite: 'lax', secure, ...lifetime })
  }
  return reply.code(answer.status).header('content-type', answer.mediaType).headers(answer.headers).send(answer.body)
}
