import type { FastifyInstance, LightMyRequestResponse } from 'fastify'
import { readFileSync } from 'node:fs'
import { pino } from 'pino'
import { inTransaction } from '#platform/database'
import { buildServer } from '#platform/http'
import { createKeyPair } from '#platform/sm'
import { testDatabase, type TestDatabase } from '#platform/testing'
import { endpointOf, type Actor, type StepOptions } from '#kernel'
import { World, person } from '#kernel/testing'
import { publishItem, type Item } from '#base/catalog'
import { renderCitizenErrorPage } from '#base/pages'
import { authenticate, DEMO_PASSWORD, listOrganisations, seedDemoAccounts, seedOrganisations } from '#base/people'
import { assembleKernel, routesWith } from '../../../../app.ts'

export const FOOD = 'SL4401140100001'
export const CLERKS: Readonly<Record<string, Actor>> = {
  window: person('w', ['window'], 'hall'),
  reviewer: person('r', ['reviewer'], 'market-regulation'),
  approver: person('a', ['approver'], 'market-regulation'),
}

/** The whole program behind its HTTP door with a few items, on a day the test chooses. */
export class Town {
  readonly world: World
  readonly server: FastifyInstance
  private readonly database: TestDatabase

  private constructor(database: TestDatabase, today: string) {
    this.database = database
    this.world = new World(database.db, assembleKernel({ sendJobs: async () => undefined }), today)
    const { world } = this
    const identify = (cookies: Cookies) => authenticate(database.db, cookies, world.now)
    const edge = { kernel: world.kernel, database: database.db, now: () => world.now, authenticate: identify }
    this.server = buildServer({
      endpoints: routesWith({ signingKey: createKeyPair() }).map((route) => endpointOf(edge, route)),
      log: pino({ level: 'silent' }), ready: async () => true, requestsPerMinuteMax: 0, renderErrorPage: renderCitizenErrorPage,
    })
  }

  static async open(today: string, items: readonly Item[] = []): Promise<Town> {
    const database = await testDatabase()
    const town = new Town(database, today)
    await seedOrganisations(database.db)
    await seedDemoAccounts(database.db, town.world.now)
    const organisations = new Set((await listOrganisations(database.db)).map(({ id }) => id))
    for (const item of [shippedItem('food-licence-new'), ...items]) {
      await inTransaction(database.db, (tx) => publishItem(tx, item, { organisations }))
    }
    return town
  }

  visitor(): Visitor {
    return new Visitor(this.server)
  }

  async signedIn(account: string): Promise<Visitor> {
    const visitor = this.visitor()
    await visitor.post('/sign-in', { account, password: DEMO_PASSWORD })
    return visitor
  }

  /** The office takes a step. */
  step(clerk: string, caseId: string, name: string, data: StepOptions['data'] = {}) {
    const actor = CLERKS[clerk]
    if (!actor) throw new Error(`no clerk ${clerk}`)
    return this.world.step(actor, caseId, name, { data })
  }

  async close(): Promise<void> {
    await this.server.close()
    await this.database.close()
  }
}

export function shippedItem(name: string): Item {
  return JSON.parse(readFileSync(new URL(`../../../../data/items/complete/${name}.json`, import.meta.url), 'utf8'))
}

interface Sent { headers?: Record<string, string>; payload?: string | Buffer }
type Cookies = Readonly<Record<string, string | undefined>>
export interface SentFile { field: string; name: string; content: Uint8Array<ArrayBuffer>; type: string }

/** Somebody with a browser that keeps cookies and runs no scripts. */
export class Visitor {
  readonly cookies = new Map<string, string>()
  private readonly server: FastifyInstance
  constructor(server: FastifyInstance) { this.server = server }

  get(url: string, headers: Record<string, string> = {}): Promise<LightMyRequestResponse> {
    return this.send('GET', url, { headers })
  }

  /** Sends a form; a list is a name given more than once. */
  post(url: string, form: Readonly<Record<string, string | readonly string[]>> = {}): Promise<LightMyRequestResponse> {
    const pairs = Object.entries(form).flatMap(([name, value]) => [value].flat().map((one): [string, string] => [name, one]))
    const headers = { 'content-type': 'application/x-www-form-urlencoded' }
    return this.send('POST', url, { headers, payload: new URLSearchParams(pairs).toString() })
  }

  /** Sends a form with files, as a browser does. */
  async upload(url: string, files: readonly SentFile[], fields: Readonly<Record<string, string>> = {}): Promise<LightMyRequestResponse> {
    const form = new FormData()
    for (const [name, value] of Object.entries(fields)) form.append(name, value)
    for (const { field, name, content, type } of files) form.append(field, new File([content], name, { type }))
    const body = new Response(form)
    const headers = { 'content-type': body.headers.get('content-type') ?? '' }
    return this.send('POST', url, { headers, payload: Buffer.from(await body.arrayBuffer()) })
  }

  private async send(method: 'GET' | 'POST', url: string, request: Sent): Promise<LightMyRequestResponse> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await this.server.inject({ method, url, ...request, headers: { ...request.headers, ...(cookie !== '' && { cookie }) } })
    for (const { name, value } of answer.cookies) {
      if (value === '') this.cookies.delete(name)
      else this.cookies.set(name, value)
    }
    return answer
  }
}
