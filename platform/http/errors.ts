import type { FastifyReply, FastifyRequest } from 'fastify'
import type { RefusalCode } from '#platform/refusal'
import type { ErrorPage } from './error-page.ts'
import { faceOf } from './faces.ts'
import { refusalBehind } from './faults.ts'
import { faceHeaders } from './security-headers.ts'

/** The one place where a refusal becomes a status number. */
export const STATUSES: Readonly<Record<RefusalCode, number>> = {
  invalid: 400,
  unauthenticated: 401,
  'second-factor': 401,
  forbidden: 403,
  'second-factor-missing': 403,
  'password-change': 403,
  'not-found': 404,
  conflict: 409,
  'too-large': 413,
  'unsupported-media': 415,
  rule: 422,
  'too-many': 429,
  unavailable: 503,
}

const FAULT_SENTENCE = '系统出了问题，已记录下来。请稍后再试；如果刚才在提交，请先查看是否已经成功。仍不行时请把编号告诉工作人员'

/** The cookies tell how the reader wants her pages; what they say of who she is has not been checked. */
export type RenderErrorPage = (problem: ErrorPage, reader: Reader) => string

export interface Reader {
  cookies: Readonly<Record<string, string | undefined>>
  /** She followed a link and sent nothing: what is wrong is the address. */
  isFollowing?: boolean
}

/** Answers whatever was thrown. */
export function errorAnswerer(renderPage: RenderErrorPage) {
  return (error: unknown, request: FastifyRequest, reply: FastifyReply): void => {
    sendProblem(problemOf(error, request), { request, reply, renderPage })
  }
}

/** JSON to programs, a calm page to people, and to those who are not signed in the way to the sign-in page. */
export function sendProblem(problem: ErrorPage, { request, reply, renderPage }: Answering): FastifyReply {
  // Again, because what was thrown may have followed headers of a page that may be kept.
  reply.headers(faceHeaders(request.url))
  if (faceOf(request.url) === 'program') return reply.code(problem.status).type('application/json; charset=utf-8').send(errorBody(problem))
  if (problem.code === 'unauthenticated') return sendToSignIn(request, reply)
  return reply.code(problem.status).type('text/html; charset=utf-8')
    .send(renderPage(problem, { cookies: cookiesOf(request), isFollowing: request.method === 'GET' }))
}

/** Read again from the header: a request may be turned down before its cookies were looked at. */
function cookiesOf({ server, headers }: FastifyRequest): Readonly<Record<string, string | undefined>> {
  return headers.cookie === undefined ? {} : server.parseCookie(headers.cookie)
}

export interface Answering { request: FastifyRequest; reply: FastifyReply; renderPage: RenderErrorPage }

/** The body every program gets with an error. */
export function errorBody({ code, message, fields, traceId }: Omit<ErrorPage, 'status'>): string {
  return JSON.stringify({ error: { code, message, ...(fields.length > 0 && { fields }), traceId } })
}

function problemOf(error: unknown, request: FastifyRequest): ErrorPage {
  const refusal = refusalBehind(error)
  if (refusal === undefined) {
    request.log.error({ traceId: request.id, err: error }, 'fault')
    return { status: 500, code: 'fault', message: FAULT_SENTENCE, fields: [], traceId: request.id }
  }
  if (refusal !== error) request.log.warn({ traceId: request.id, err: error }, 'refused by a lower layer')
  const { code, message, fields } = refusal
  return { status: STATUSES[code], code, message, fields, traceId: request.id }
}

/** After signing in the person comes back to the page; a form that was sent cannot be sent again for her. */
function sendToSignIn(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const next = request.method === 'GET' || request.method === 'HEAD' ? `?next=${encodeURIComponent(request.url)}` : ''
  return reply.code(303).header('location', `/sign-in${next}`).send('')
}
