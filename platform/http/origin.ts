import type { FastifyReply, FastifyRequest, HookHandlerDoneFunction } from 'fastify'
import { Refusal } from '#platform/refusal'

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS'])
const OWN_FETCH_SITES = new Set(['same-origin', 'none'])

/**
 * A browser says where a request comes from; a page of another site must not act with our citizen's cookie (CSRF).
 * Programs that are no browser send neither header and pass: without a browser there is no cookie to misuse.
 */
export function refuseForeignOrigin(request: FastifyRequest, _reply: FastifyReply, done: HookHandlerDoneFunction): void {
  if (SAFE_METHODS.has(request.method) || isOwn(request)) return done()
  done(new Refusal('forbidden', '这个请求来自别的网站，为了您的安全没有执行；请从本平台的页面重新操作'))
}

function isOwn(request: FastifyRequest): boolean {
  const site = request.headers['sec-fetch-site']
  if (site !== undefined && !OWN_FETCH_SITES.has(String(site))) return false
  const origin = request.headers.origin
  return origin === undefined || URL.parse(origin)?.host === request.host
}
