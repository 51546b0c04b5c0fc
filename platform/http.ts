/** The HTTP edge: everything between the wire and a checked request, and the only place that knows status numbers for refusals. */
export { buildServer, type ServerOptions } from './http/server.ts'
export { STATUSES } from './http/errors.ts'
export { localPath } from './http/local-path.ts'
export { renderErrorPage, type ErrorPage } from './http/error-page.ts'
export type { Reader } from './http/errors.ts'
export type { StaticFolder } from './http/static-folders.ts'
