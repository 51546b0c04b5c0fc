import helmet from '@fastify/helmet'
import type { FastifyInstance, FastifyReply, FastifyRequest, HookHandlerDoneFunction } from 'fastify'
import { faceOf, type Face } from './faces.ts'

const ONLY_OURS = "default-src 'none'; base-uri 'none'; connect-src 'self'; font-src 'self'; form-action 'self'; " +
  "manifest-src 'self'; script-src 'self'"

/** What a browser may load and where the answer may be shown, for each face. */
const FACE_HEADERS: Readonly<Record<Face, Readonly<Record<string, string>>>> = {
  // Files open beside the case on the staff pages, in a frame; the browser's own PDF viewer asks for object-src.
  program: headers("default-src 'none'; img-src 'self'; object-src 'self'; frame-ancestors 'self'", 'SAMEORIGIN'),
  // Ant Design writes its styles into the page at run time.
  staff: headers(
    `${ONLY_OURS}; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; frame-src 'self' blob:; object-src 'self'; ` +
      "worker-src 'self' blob:; frame-ancestors 'none'",
    'DENY',
  ),
  citizen: headers(`${ONLY_OURS}; style-src 'self'; img-src 'self' data:; media-src 'self'; frame-ancestors 'none'`, 'DENY'),
}

/** Personal pages are the rule here, so nothing is kept by browsers or proxies unless an answer says so itself. */
function headers(policy: string, framing: string): Readonly<Record<string, string>> {
  return {
    'content-security-policy': policy,
    'x-frame-options': framing,
    'permissions-policy': 'geolocation=(), payment=(), usb=(), camera=(self), microphone=(self)',
    'cache-control': 'no-store',
  }
}

export function setFaceHeaders(request: FastifyRequest, reply: FastifyReply, done: HookHandlerDoneFunction): void {
  reply.headers(faceHeaders(request.url)).header('x-trace-id', request.id)
  done()
}

export function faceHeaders(url: string): Readonly<Record<string, string>> {
  return FACE_HEADERS[faceOf(url)]
}

/** The headers that are the same for every answer. The policy and framing differ by face and are set above. */
export function addSecurityHeaders(server: FastifyInstance): void {
  server.register(helmet, {
    contentSecurityPolicy: false,
    xFrameOptions: false,
    referrerPolicy: { policy: 'same-origin' },
  })
}
