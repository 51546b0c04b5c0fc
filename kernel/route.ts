import type { Static, TSchema } from 'typebox'
import type { Upload } from '#platform/endpoint'
import type { Role } from './actor.ts'
import type { Call } from './types.ts'
import type { Relation } from './relations.ts'

/** anyone: also without signing in · signed-in: every account. */
export type Audience = Role | 'anyone' | 'signed-in'

type Parsed<Schema> = Schema extends TSchema ? Static<Schema> : undefined

export interface RouteInput<Params, Query, Body> {
  params: Parsed<Params>
  query: Parsed<Query>
  body: Parsed<Body>
  headers: Readonly<Record<string, string | undefined>>
  cookies: Readonly<Record<string, string | undefined>>
  /** Address of the caller, for limits and the audit. */
  ip: string
  /** Scheme and host the request was sent to; of a header the caller chose, so good for nothing but leading her back. */
  origin: string
  /** The files of a multipart request, one after the other; only where the route says `upload`. */
  uploads: AsyncIterable<Upload>
}

/** One row of the route table: what, and who may call it. A route that names nobody does not compile. */
export interface Route<
  Params extends TSchema | undefined = TSchema | undefined,
  Query extends TSchema | undefined = TSchema | undefined,
  Body extends TSchema | undefined = TSchema | undefined,
> {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  path: string
  summary: string
  for: readonly [Audience, ...Audience[]]
  /** Relations to the case in the path that may call it; the handler enforces them, the permission matrix tests them. */
  relations?: readonly Relation[]
  params?: Params
  query?: Query
  body?: Body
  /** Schema of the answer, for the interface description. */
  answer?: TSchema
  /** The request is multipart/form-data with files. */
  upload?: true
  /** Calls a minute from one address; the general limit holds anyway. */
  perMinuteMax?: number
  /**
   * `call.tx` is a transaction for POST, PUT and DELETE, and a plain connection for GET. 'none' where the handler
   * opens its own, because it does long work first.
   */
  transaction?: 'none'
  /** Answers with a value (JSON) or with one of `#platform/reply`. */
  handle: (call: Call, input: RouteInput<Params, Query, Body>) => Promise<unknown>
}

/** Ties a handler to the types of its schemas. */
export function route<Params extends TSchema | undefined, Query extends TSchema | undefined, Body extends TSchema | undefined>(
  declared: Route<Params, Query, Body>,
): Route {
  // Safe: the edge hands the handler exactly what these schemas have checked.
  return declared as unknown as Route
}
