import type { Readable } from 'node:stream'

/** What a handler answers when it is more than JSON with 200. */
export class Reply {
  readonly status: number
  readonly mediaType: string
  readonly body: string | Buffer | Readable
  readonly headers: Readonly<Record<string, string>>
  readonly cookies: readonly Cookie[]
  constructor(status: number, mediaType: string, body: string | Buffer | Readable, extra: ReplyExtra = {}) {
    this.status = status
    this.mediaType = mediaType
    this.body = body
    this.headers = extra.headers ?? {}
    this.cookies = extra.cookies ?? []
  }
}

export interface ReplyExtra { headers?: Readonly<Record<string, string>>; cookies?: readonly Cookie[] }
/** A null value takes the cookie away. Always HttpOnly and SameSite=Lax. */
export interface Cookie { name: string; value: string | null; maxAgeSeconds?: number }

const JSON_TYPE = 'application/json; charset=utf-8'

export function json(status: number, value: unknown, extra: ReplyExtra = {}): Reply {
  return new Reply(status, JSON_TYPE, JSON.stringify(value), extra)
}

/** Something new exists now. */
export function created(value: unknown): Reply {
  return json(201, value)
}

export function page(html: string, status = 200, extra: ReplyExtra = {}): Reply {
  return new Reply(status, 'text/html; charset=utf-8', html, extra)
}

/** After a POST: the browser fetches the next page with GET, so that "back" and "reload" never send a form twice. */
export function seeOther(location: string, extra: ReplyExtra = {}): Reply {
  return new Reply(303, 'text/plain; charset=utf-8', '', { ...extra, headers: { ...extra.headers, location } })
}
