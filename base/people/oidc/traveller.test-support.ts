import type { District } from '../rights.test-support.ts'
import { PUBLIC_URL } from './unified.test-support.ts'

type Jar = Map<string, string>

/** A browser that goes between our door and the provider, with the cookies of both. */
export class Traveller {
  readonly #district: District
  readonly here: Jar = new Map()
  readonly #there: Jar = new Map()

  constructor(district: District, session?: string) {
    this.#district = district
    if (session !== undefined) this.here.set('session', session.slice('session='.length))
  }

  async get(path: string) {
    const answer = await this.#district.door.ask('GET', path, { cookie: headerOf(this.here) })
    this.#keep(answer.cookies)
    return { status: answer.statusCode, location: String(answer.headers.location ?? ''), body: answer.body, cookies: answer.cookies }
  }

  async send(path: string, form: Readonly<Record<string, string>>) {
    const answer = await this.#district.form(headerOf(this.here), path, form)
    this.#keep(answer.cookies)
    return { status: answer.statusCode, location: String(answer.headers.location ?? ''), body: answer.body }
  }

  /** Leaves from `path`, says who she is at the provider ('' = refuses), and answers with the address she is sent back to: path and query. */
  async travel(path: string, who: string): Promise<string> {
    const { location } = await this.get(path)
    return this.sayWho(location, who)
  }

  /** From the address at the provider to the callback. */
  async sayWho(address: string, who: string): Promise<string> {
    let url = new URL(address)
    for (let step = 0; step < STEPS_MAX; step += 1) {
      if (url.origin === PUBLIC_URL) return url.pathname + url.search
      const isAsking = url.pathname.startsWith('/interaction/')
      const answer = await fetch(url, {
        redirect: 'manual', headers: { cookie: headerOf(this.#there), ...(isAsking && { 'content-type': 'application/x-www-form-urlencoded' }) },
        ...(isAsking && { method: 'POST', body: `who=${who}` }),
      })
      for (const line of answer.headers.getSetCookie()) keepLine(this.#there, line)
      const location = answer.headers.get('location')
      if (location === null) throw new Error(`the provider stops: ${answer.status} ${await answer.text()}`)
      url = new URL(location, url)
    }
    throw new Error('the provider goes in a circle')
  }

  /** The whole way; answers with where she stands in the end. */
  async signIn(path: string, who: string) {
    return this.get(await this.travel(path, who))
  }

  get session(): string {
    return `session=${this.here.get('session') ?? ''}`
  }

  #keep(cookies: readonly { name: string; value: string }[]): void {
    for (const { name, value } of cookies) {
      if (value === '') this.here.delete(name)
      else this.here.set(name, value)
    }
  }
}

const STEPS_MAX = 10

function headerOf(jar: Jar): string {
  return [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
}

function keepLine(jar: Jar, line: string): void {
  const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
  if (value === '') jar.delete(name)
  else jar.set(name, value)
}
