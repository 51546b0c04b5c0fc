import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify'
import { pino } from 'pino'
import { endpointOf, buildCalendar, type Call, type Kernel, type Actor, type Route } from '#kernel'
import type { Database } from '#platform/database'
import { dayAt } from '#platform/day'
import { buildServer } from '#platform/http'
import { testVault } from '#platform/testing'
import { authenticate } from '#base/people'

type Sent = Omit<InjectOptions, 'method' | 'url'> & { cookie?: string }

/** The program as seen through its HTTP door, at an hour the test chooses. */
export class Door {
  readonly database: Database
  readonly server: FastifyInstance
  now: Date

  constructor(database: Database, routes: readonly Route[], now: string) {
    this.database = database
    this.now = new Date(now)
    const identify = (cookies: Parameters<typeof authenticate>[1]) => authenticate(database, cookies, this.now)
    const edge = { kernel: KERNEL, database, now: () => this.now, authenticate: identify }
    const endpoints = routes.map((route) => endpointOf(edge, route))
    this.server = buildServer({ endpoints, log: pino({ level: 'silent' }), ready: async () => true, requestsPerMinuteMax: 0 })
  }

  /** Sends a request, with the cookie of somebody who has signed in. */
  ask(method: 'GET' | 'POST' | 'DELETE', url: string, { cookie, ...rest }: Sent = {}): Promise<LightMyRequestResponse> {
    return this.server.inject({ method, url, ...rest, ...(cookie !== undefined && { headers: { ...rest.headers, cookie } }) })
  }

  /** Signs in and answers with the cookie to send from then on. */
  async signIn(account: string, password = 'Chunfeng-2026'): Promise<string> {
    const answer = await this.ask('POST', '/api/sessions', { payload: { account, password } })
    const { value } = answer.cookies.find(({ name }) => name === 'session') ?? { value: '' }
    if (value === '') throw new Error(`${account}: ${answer.body}`)
    return `session=${value}`
  }

  call(actor: Actor, tx: Call['tx'] = this.database): Call {
    return { kernel: KERNEL, tx, actor, now: this.now, today: dayAt(this.now) }
  }
}

/** A kernel in which no case is handled. */
const KERNEL: Kernel = {
  calendar: buildCalendar([]), workflows: new Map(), within: [], after: [], projections: [], nameOf: (id) => id, vault: testVault(), sendJobs: async () => {},
}
