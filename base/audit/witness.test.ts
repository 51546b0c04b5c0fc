import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { pino } from 'pino'
import { Type } from 'typebox'
import { openDatabase, runSql } from '#platform/database'
import { buildServer } from '#platform/http'
import { Refusal } from '#platform/refusal'
import { endpointOf, route, type Actor, type Route } from '#kernel'
import { person } from '#kernel/testing'
import { FIRST_DAY, ground, LIN, opened, SUPERVISOR, WINDOW, type Ground } from '../../kernel/district.test-support.ts'
import { caseRoutes } from '../../kernel/routes.ts'
import { recordAudit } from './record.ts'
import { createAuditor, noteOf, type Auditor } from './witness.ts'

const Params = Type.Object({ id: Type.String() })
const SYSADMIN = person('sysadmin', ['sysadmin'], 'government')
const done = async () => ({ done: true })
const probes: readonly Route[] = [
  route({ method: 'GET', path: '/api/lists/:id', summary: '名单', for: ['window'], params: Params, handle: done }),
  route({ method: 'GET', path: '/api/open', summary: '公开的', for: ['anyone'], handle: done }),
  route({ method: 'GET', path: '/api/mine', summary: '自己的', for: ['signed-in'], handle: done }),
  route({
    method: 'POST', path: '/api/accounts/:id/lock', summary: '停用账号', for: ['sysadmin'], params: Params, body: Type.Object({ fail: Type.Boolean() }),
    handle: async (_call, { body }) => { if (body.fail) throw new Refusal('rule', '不能停用自己'); return {} },
  }),
  route({
    method: 'POST', path: '/api/told/:id', summary: '自己写的', for: ['sysadmin'], params: Params, body: Type.Object({ fail: Type.Boolean() }),
    handle: async (call, { params, body }) => {
      await recordAudit(call, { action: 'export', what: '导出名册', object: params.id })
      if (body.fail) throw new Refusal('rule', '不行')
      return {}
    },
  }),
  route({ method: 'PUT', path: '/api/long/:id', summary: '自己开事务', for: ['sysadmin'], params: Params, transaction: 'none', handle: done }),
  route({ method: 'GET', path: '/api/broken', summary: '坏的', for: ['sysadmin'], handle: async () => { throw new Error('坏了') } }),
]

let place: Ground
let auditor: Auditor
let server: FastifyInstance
let actor: Actor | null = null
before(async () => {
  place = await ground()
  const log = pino({ level: 'silent' })
  auditor = createAuditor(place.database, log)
  const edge = { kernel: place.world.kernel, database: place.database, now: () => place.world.now, authenticate: async () => actor, witness: auditor.witness }
  server = buildServer({ endpoints: [...caseRoutes, ...probes].map((one) => endpointOf(edge, one)), log, ready: async () => true, requestsPerMinuteMax: 0 })
})
after(async () => { await server.close(); await place.close() })
beforeEach(async () => {
  place.world.now = new Date(place.world.now.getTime() + 3_600_000)
  await auditor.stop()
  await runSql(
    place.database, "set session_replication_role = replica; delete from audit.unlinked; delete from audit.entry; set session_replication_role = default",
  )
})

interface Row { account: string; action: string; what: string; object: string | null; caseId: string | null; outcome: string; detail: object | null }

async function ask(who: Actor | null, method: 'GET' | 'POST' | 'PUT', url: string, payload?: object): Promise<number> {
  actor = who
  return (await server.inject({ method, url, ...(payload && { payload }) })).statusCode
}

async function written(): Promise<Row[]> {
  await auditor.stop()
  return runSql<Row>(place.database, 'select account, action, what, object, case_id as "caseId", outcome, detail from audit.entry order by id')
}

describe('工作人员看了什么、改了什么，都留下审计记录', () => {
  it('看办件：每个接口一条，五分钟内重复的不再记，过后再记', async () => {
    const { id } = await opened(place.world)
    for (let count = 0; count < 3; count += 1) {
      assert.equal(await ask(WINDOW, 'GET', `/api/cases/${id}`), 200)
      assert.equal(await ask(WINDOW, 'GET', `/api/cases/${id}/events`), 200)
    }
    assert.deepEqual((await written()).map(({ account, action, what, caseId }) => ({ account, action, what, caseId })), [
      { account: 'window', action: 'case.read', what: '办件', caseId: id }, { account: 'window', action: 'case.read', what: '办件记录', caseId: id },
    ])
    place.world.now = new Date(place.world.now.getTime() + 6 * 60_000)
    await ask(WINDOW, 'GET', `/api/cases/${id}`)
    assert.equal((await written()).length, 3)
    place.world.now = new Date(place.world.now.getTime() - 3_600_000)
    await ask(WINDOW, 'GET', `/api/cases/${id}`)
    assert.equal((await written()).length, 4, '钟往回拨，看过的照样记')
  })

  it('没有关系的人想看、想办，被拒绝也记下来', async () => {
    const { id } = await opened(place.world)
    const stranger = person('stranger', ['window'], 'town')
    assert.equal(await ask(stranger, 'GET', `/api/cases/${id}`), 404)
    assert.equal(await ask(stranger, 'POST', `/api/cases/${id}/steps/accept`, {}), 404)
    assert.deepEqual((await written()).map(({ action, caseId, outcome, detail }) => ({ action, caseId, outcome, detail })), [
      { action: 'case.read', caseId: id, outcome: 'refused', detail: { refused: 'not-found' } },
      { action: 'case.change', caseId: id, outcome: 'refused', detail: { refused: 'not-found' } },
    ])
  })

  it('办成的步骤在办件记录里，不再记一遍', async () => {
    const { id } = await opened(place.world)
    place.world.today = FIRST_DAY
    assert.equal(await ask(WINDOW, 'POST', `/api/cases/${id}/steps/accept`, {}), 200)
    assert.deepEqual(await written(), [])
  })

  it('群众看自己的事、任何人看公开的、自己看自己，不记', async () => {
    const { id } = await opened(place.world)
    for (const [who, url] of [[LIN, `/api/cases/${id}`], [WINDOW, '/api/open'], [WINDOW, '/api/mine'], [null, '/api/open']] as const) await ask(who, 'GET', url)
    assert.deepEqual(await written(), [])
  })

  it('看名单、管理操作都记；自己写了的不重复记；撤销了的操作记为被拒绝', async () => {
    await ask(WINDOW, 'GET', '/api/lists/a')
    await ask(SYSADMIN, 'POST', '/api/accounts/lin/lock', { fail: false })
    await ask(SYSADMIN, 'POST', '/api/accounts/lin/lock', { fail: true })
    await ask(SYSADMIN, 'POST', '/api/told/x', { fail: false })
    await ask(SYSADMIN, 'POST', '/api/told/x', { fail: true })
    await ask(SYSADMIN, 'PUT', '/api/long/x')
    await ask(WINDOW, 'PUT', '/api/long/x')
    assert.deepEqual((await written()).map(({ account, action, what, object, outcome }) => [account, action, what, object, outcome].join(' ')).sort(), [
      'sysadmin admin 停用账号 lin done', 'sysadmin admin 停用账号 lin refused', 'sysadmin admin 自己写的 x refused', 'sysadmin admin 自己开事务 x done',
      'sysadmin export 导出名册 x done', 'window admin 自己开事务 x refused', 'window list.read 名单 a done',
    ])
  })

  it('系统出错的请求也记，写明没有办成', async () => {
    assert.equal(await ask(SYSADMIN, 'GET', '/api/broken'), 500)
    assert.partialDeepStrictEqual(await written(), [{ what: '坏的', outcome: 'failed' }])
  })

  it('只管监督的人看办件也记', async () => {
    const { id } = await opened(place.world)
    await ask(SUPERVISOR, 'GET', `/api/cases/${id}`)
    assert.equal((await written()).length, 1)
  })
})

describe('审计记录关不掉', () => {
  it('写不进去的改动不生效，请求失败', async () => {
    await runSql(place.database, 'alter table audit.entry rename to entry_gone')
    try {
      assert.equal(await ask(SYSADMIN, 'POST', '/api/accounts/lin/lock', { fail: false }), 500)
      assert.equal(await ask(SYSADMIN, 'PUT', '/api/long/x'), 500)
    } finally {
      await runSql(place.database, 'alter table audit.entry_gone rename to entry')
    }
  })

  it('数据库一时不在，看过的先留着，回来以后补写，次序不变', async () => {
    const away = openDatabase({ url: 'postgresql://nobody@127.0.0.1:1/nowhere', max: 1 })
    const offline = createAuditor(away, pino({ level: 'silent' }))
    const call = { kernel: place.world.kernel, tx: away, actor: WINDOW, now: place.world.now, today: FIRST_DAY }
    await offline.witness(call, { route: caseRoutes[0]!, params: { id: '00000000-0000-7000-8000-000000000001' }, refused: null })
    await assert.rejects(offline.stop())
    await assert.rejects(offline.stop(), '还留着，再试还是写不进')
    await away.destroy()
  })

  it('路由表里没有一行能让工作人员改东西而不留记录', () => {
    for (const one of [...caseRoutes, ...probes].filter(({ method }) => method !== 'GET')) {
      assert(noteOf({ actor: SYSADMIN }, { route: one, params: {}, refused: 'rule' }), one.path)
    }
  })
})
