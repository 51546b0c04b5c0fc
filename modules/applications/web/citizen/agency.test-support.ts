/** A firm and its agent, each at a browser of their own, for tests of agencies. */
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { LightMyRequestResponse } from 'fastify'
import { runSql } from '#platform/database'
import type { Item } from '#base/catalog'
import { textOf } from './food.test-support.ts'
import { FOOD, shippedItem, Town, type Visitor } from './town.test-support.ts'

export const TODAY = '2026-03-02'
/** A second matter of the same bureau. */
export const OTHER = 'SL4401140100099'
export const FIRM = '某餐饮公司（示例）'

type Changes = Readonly<Record<string, string | readonly string[]>>
const GRANT: Changes = { account: 'citizen', name: '李群众', powers: ['file', 'supplement'], scope: 'some', items: [FOOD], from: TODAY, until: '2026-06-30' }

export class Firm {
  readonly town: Town
  private readonly data: string
  firm: Visitor
  agent: Visitor

  private constructor(town: Town, data: string) {
    this.town = town
    this.data = data
    this.firm = town.visitor()
    this.agent = town.visitor()
  }

  static async open(): Promise<Firm> {
    process.env['CHUNFENG_PASSWORD_KIB'] = '64'
    const data = mkdtempSync(join(tmpdir(), 'chunfeng-agency-'))
    process.env['CHUNFENG_DATA'] = data
    const other: Item = { ...shippedItem('food-licence-new'), code: OTHER, name: '另一件事（示例）' }
    return new Firm(await Town.open(TODAY, [other]), data)
  }

  /** The first day again, with nobody empowered and both freshly signed in. */
  async begin(): Promise<void> {
    this.town.world.today = TODAY
    await this.sql('update people.session set agency = null')
    await this.sql('delete from people.agency')
    this.firm = await this.town.signedIn('enterprise')
    this.agent = await this.town.signedIn('citizen')
  }

  sql<Row extends object>(statement: string, values: readonly unknown[] = []): Promise<Row[]> {
    return runSql<Row>(this.town.world.database, statement, values)
  }

  grant(changes: Changes = {}): Promise<LightMyRequestResponse> {
    return this.firm.post('/me/agents/new', { ...GRANT, ...changes })
  }

  /** Of the agency granted last that is not revoked; empty where there is none at all. */
  async agencyId(): Promise<string> {
    const [row] = await this.sql<{ id: string }>('select id from people.agency order by revoked_at is not null, granted_at desc limit 1')
    return row?.id ?? ''
  }

  /** The firm empowers and the agent puts on its hat. */
  async wear(changes: Changes = {}): Promise<void> {
    const answer = await this.grant(changes)
    assert.equal(answer.statusCode, 303, textOf(answer))
    assert.equal((await this.agent.post('/me/acting', { agency: await this.agencyId() })).statusCode, 303)
  }

  async revoke(): Promise<void> {
    assert.equal((await this.firm.post(`/me/agents/${await this.agencyId()}/revoke`)).statusCode, 303)
  }

  async close(): Promise<void> {
    await this.town.close()
    rmSync(this.data, { recursive: true, force: true })
  }
}

/** What the programs' interface answers to this visitor. */
export async function asked(visitor: Visitor, path: string) {
  const answer = await visitor.get(path)
  return { status: answer.statusCode, body: answer.json() }
}
