import cookie from '@fastify/cookie'
import multipart from '@fastify/multipart'
import fastify, { LogController, type FastifyBaseLogger, type FastifyInstance } from 'fastify'
import type { Registry } from 'prom-client'
import type { Endpoint } from '#platform/endpoint'
import { logAndMeasure } from './access-log.ts'
import { addBodyParsers, BODY_BYTES_MAX } from './body-parsers.ts'
import { answerBrokenRequest, endUpgrade, noteAnswer } from './broken-request.ts'
import { compressAnswer } from './compression.ts'
import { serveEndpoint } from './endpoint-route.ts'
import { renderErrorPage } from './error-page.ts'
import { errorAnswerer, type RenderErrorPage } from './errors.ts'
import { addHealth } from './health.ts'
import { createMeters } from './metrics.ts'
import { addOpenApi } from './openapi.ts'
import { refuseForeignOrigin } from './origin.ts'
import { addRateLimit, limitsOf, requestsPerMinuteMaxOf } from './rate-limit.ts'
import { addSecurityHeaders, setFaceHeaders } from './security-headers.ts'
import { addShutdown } from './shutdown.ts'
import { addStaticFolders, type StaticFolder } from './static-folders.ts'
import { nextTraceId } from './trace-id.ts'
import { answerUnknownPath } from './unknown-path.ts'
import { UPLOAD_BYTES_MAX } from './uploads.ts'

export interface ServerOptions {
  endpoints: readonly Endpoint[]
  log: FastifyBaseLogger
  /** Resolves when the program can do its work, for instance when the database answers; rejects otherwise. */
  ready: () => Promise<unknown>
  /** Addresses of the proxy whose X-Forwarded headers are believed; none by default. */
  trustedProxy?: string | readonly string[] | undefined
  staticFolders?: readonly StaticFolder[]
  renderErrorPage?: RenderErrorPage
  /** Requests a minute from one address; 0 means no limit. Otherwise CHUNFENG_RATE_LIMIT, or 600. */
  requestsPerMinuteMax?: number
  /** For programs that add their own numbers to /metrics. */
  registry?: Registry
}

/** Nothing may hang for ever; a 20 MB photograph over a slow mobile line needs minutes. */
const REQUEST_MILLISECONDS_MAX = 300_000

/** Builds the server without listening: `await server.listen({host, port})`, or `server.inject` in tests. */
export function buildServer(options: ServerOptions): FastifyInstance {
  const renderPage = options.renderErrorPage ?? renderErrorPage
  const meters = createMeters(options.registry)
  const server = bareServer(options, errorAnswerer(renderPage))
  server.addHook('onResponse', logAndMeasure(options.log, meters))
  addSecurityHeaders(server)
  server.register(cookie)
  addRateLimit(server, options.requestsPerMinuteMax ?? requestsPerMinuteMaxOf(process.env))
  server.register(async (scope) => {
    const { endpoints, staticFolders: folders = [] } = options
    const answerUnknown = answerUnknownPath({ endpoints, folders, renderPage })
    scope.setNotFoundHandler({ preHandler: limitsOf(scope) }, answerUnknown)
    addHealth(scope, options.ready)
    meters.addRoute(scope)
    addOpenApi(scope, endpoints)
    addStaticFolders(scope, folders)
    addEndpoints(scope, endpoints)
  })
  return server
}

/** Fastify as we want every request handled, whatever it asks for. */
function bareServer({ log, trustedProxy }: ServerOptions, answerError: ReturnType<typeof errorAnswerer>): FastifyInstance {
  const server = fastify({
    loggerInstance: log,
    logController: new LogController({ disableRequestLogging: true }),
    childLoggerFactory: (parent) => parent,
    genReqId: nextTraceId,
    bodyLimit: BODY_BYTES_MAX,
    requestTimeout: REQUEST_MILLISECONDS_MAX,
    trustProxy: trustedProxy === undefined ? false : [trustedProxy].flat(),
    frameworkErrors: answerError,
    clientErrorHandler: answerBrokenRequest,
    // Who asks while we stop is still answered, as long as the connection is there.
    return503OnClosing: false,
    routerOptions: { ignoreTrailingSlash: true, querystringParser: () => NOTHING },
  })
  // Node alone would answer an expectation it does not know with an empty 417; the standard lets us do without it.
  server.server.on('checkExpectation', (request, response) => server.server.emit('request', request, response))
  server.addHook('onRequest', noteAnswer)
  server.addHook('onRequest', endUpgrade)
  server.addHook('onRequest', setFaceHeaders)
  server.addHook('onRequest', refuseForeignOrigin)
  server.addHook('onSend', compressAnswer)
  server.setErrorHandler(answerError)
  addBodyParsers(server)
  addShutdown(server)
  return server
}

/** The real query is read from the address by the endpoint, which refuses what it does not know. */
const NOTHING = Object.freeze({})

function addEndpoints(scope: FastifyInstance, endpoints: readonly Endpoint[]): void {
  for (const endpoint of endpoints.filter(({ upload }) => !upload)) serveEndpoint(scope, endpoint)
  // In a scope of its own: the plugin's hooks would otherwise run for every request.
  scope.register(async (uploading) => {
    uploading.register(multipart, { limits: { fileSize: UPLOAD_BYTES_MAX, files: 20, fields: 200, parts: 220 } })
    for (const endpoint of endpoints.filter(({ upload }) => upload)) serveEndpoint(uploading, endpoint)
  })
}
