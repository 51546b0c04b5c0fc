import type { TSchema } from 'typebox'
import type { Readable } from 'node:stream'

/** One way into the program over HTTP, as platform/http serves it. The kernel makes these of its routes. */
export interface Endpoint {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  path: string
  summary: string
  /** Words for the interface description: who may call it. */
  audience: readonly string[]
  params?: TSchema
  query?: TSchema
  body?: TSchema
  answer?: TSchema
  upload: boolean
  perMinuteMax?: number
  /** Turns away whoever may not come in. Asked where the request itself is wrong, so that who has to sign in first hears that first. */
  admit?: (cookies: WebRequest['cookies']) => Promise<void>
  /** Answers with a plain value (JSON, 200) or a Reply; refusals and faults are thrown. */
  answerTo: (request: WebRequest) => Promise<unknown>
}

/** A request after its schemas have been checked. */
export interface WebRequest {
  id: string
  ip: string
  /** Where the request was sent to, as the browser knows it: scheme and host. */
  origin: string
  params: unknown
  query: unknown
  body: unknown
  headers: Readonly<Record<string, string | undefined>>
  cookies: Readonly<Record<string, string | undefined>>
  uploads: AsyncIterable<Upload>
}

/** A file as it arrives: read the stream to its end before asking for the next. */
export interface Upload { field: string; fileName: string; declaredType: string; stream: Readable; fields: Readonly<Record<string, string>> }
