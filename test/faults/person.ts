import assert from 'node:assert/strict'
import { DEMO_PASSWORD } from '#base/people'

/** What came back; undefined means that no answer came, so nobody knows whether it was done. */
export interface Answer {
  status: number
  body: unknown
  headers: Headers
}

interface Sending {
  body?: unknown
  key?: string
  headers?: Readonly<Record<string, string>>
}

/** Somebody of the demo district at a program of her own, signed in once. */
export class Person {
  readonly cookie: string
  private readonly base: string

  constructor(base: string, cookie = '') {
    this.base = base
    this.cookie = cookie
  }

  static async signIn(base: string, account: string): Promise<Person> {
    const answer = await new Person(base).send('POST', '/api/sessions', { body: { account, password: DEMO_PASSWORD } })
    assert.equal(answer?.status, 200, `${account} 登录：${JSON.stringify(answer?.body)}`)
    return new Person(
      base,
      answer.headers
        .getSetCookie()
        .map((line) => line.split(';')[0])
        .join('; '),
    )
  }

  async send(method: string, path: string, { body, key, headers = {} }: Sending = {}): Promise<Answer | undefined> {
    const all = {
      ...headers,
      cookie: this.cookie,
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...(key !== undefined && { 'idempotency-key': key }),
    }
    return this.fetch(path, { method, headers: all, ...(body !== undefined && { body: JSON.stringify(body) }) })
  }

  upload(name: string, content: Uint8Array<ArrayBuffer>, mediaType = 'application/pdf'): Promise<Answer | undefined> {
    const form = new FormData()
    form.append('file', new Blob([content], { type: mediaType }), name)
    return this.fetch('/api/files', { method: 'POST', headers: { cookie: this.cookie }, body: form })
  }

  /** A page's form, as a browser sends it; answers with where the browser is sent next. */
  async submit(path: string, body: string): Promise<string> {
    const answer = await this.fetch(path, {
      method: 'POST',
      redirect: 'manual',
      headers: { cookie: this.cookie, 'content-type': 'application/x-www-form-urlencoded' },
      body,
    })
    assert.equal(answer?.status, 303, `${path}：${String(answer?.body)}`)
    return answer.headers.get('location') ?? ''
  }

  /** The answer to a question that must succeed. */
  async get<Body>(path: string): Promise<Body> {
    const answer = await this.send('GET', path)
    assert.equal(answer?.status, 200, `${path}：${JSON.stringify(answer?.body)}`)
    return answer.body as Body // the caller names the shape api.md promises
  }

  private async fetch(path: string, request: RequestInit): Promise<Answer | undefined> {
    const came = await received(this.base + path, request)
    if (came === undefined) return undefined
    const isJson = came.headers.get('content-type')?.startsWith('application/json') === true
    return { status: came.status, body: isJson ? JSON.parse(came.text) : came.text, headers: came.headers }
  }
}

/** The whole answer, or undefined when the connection broke before its end. */
async function received(url: string, request: RequestInit): Promise<{ status: number; text: string; headers: Headers } | undefined> {
  try {
    const answer = await fetch(url, request)
    return { status: answer.status, text: await answer.text(), headers: answer.headers }
  } catch {
    return undefined
  }
}
