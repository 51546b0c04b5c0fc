import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Endpoint } from '#platform/endpoint'
import { Refusal } from '#platform/refusal'
import { sendProblem, type RenderErrorPage } from './errors.ts'
import { singlePageFor, type StaticFolder } from './static-folders.ts'

interface Known { endpoints: readonly Endpoint[]; folders: readonly StaticFolder[]; renderPage: RenderErrorPage }

/** No route: perhaps the path exists with another method, perhaps it belongs to the single-page app, otherwise it is unknown. */
export function answerUnknownPath({ endpoints, folders, renderPage }: Known) {
  const paths = endpoints.map(({ method, path }) => ({ method, pattern: patternOf(path) }))
  return (request: FastifyRequest, reply: FastifyReply): FastifyReply => {
    const path = request.url.split('?', 1)[0] ?? '/'
    const allowed = methodsOf(paths.filter(({ pattern }) => pattern.test(path)))
    if (allowed !== '') return sendProblem(wrongMethod(request, allowed), { request, reply: reply.header('allow', allowed), renderPage })
    const found = request.method === 'GET' ? singlePageFor(path, folders) : undefined
    if (found !== undefined) return reply.sendFile('index.html', found.folder, { cacheControl: false })
    throw new Refusal('not-found', '没有这个地址，请检查后重试，或从首页进入')
  }
}

function patternOf(path: string): RegExp {
  const literal = path.replace(/[.+?^${}()|[\]\\]/g, '\\$&')
  return new RegExp(`^${literal.replace(/:[A-Za-z]\w*/g, '[^/]+').replaceAll('*', '.*')}/?$`)
}

function methodsOf(paths: readonly { method: string }[]): string {
  return [...new Set(paths.flatMap(({ method }) => (method === 'GET' ? ['GET', 'HEAD'] : [method])))].join(', ')
}

function wrongMethod(request: FastifyRequest, allowed: string) {
  return { status: 405, code: 'invalid', message: `这个地址不支持 ${request.method}，可用的方法：${allowed}`, fields: [], traceId: request.id }
}
