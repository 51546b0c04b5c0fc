import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { randomUUIDv7 } from 'node:crypto'
import type { FastifyInstance, LightMyRequestResponse } from 'fastify'
import { pino } from 'pino'
import { Type } from 'typebox'
import { runSql } from '#platform/database'
import { buildServer } from '#platform/http'
import { Refusal } from '#platform/refusal'
import { created } from '#platform/reply'
import type { Actor } from './actor.ts'
import { APPROVER, countRows, ELSEWHERE, FIRST_DAY, ground, led, LIN, opened, REVIEWER, SUPERVISOR, WINDOW, type Ground } from './district.test-support.ts'
import { endpointOf } from './endpoints.ts'
import { route, type Route } from './route.ts'
import { caseRoutes } from './routes.ts'
import type { World } from './testing.ts'

let world: World
let close: Ground['close']
let database: Ground['database']
let server: FastifyInstance
let actor: Actor | null = null

/** Beside the routes for cases, three that show in what transaction a handler runs. */
const probes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/probe',
    summary: '看',
    for: ['anyone'],
    handle: async (call) => ({ who: call.actor.id, transaction: call.tx.isTransaction, today: call.today }),
  }),
  route({
    method: 'POST',
    path: '/api/probe',
    summary: '写',
    for: ['anyone'],
    body: Type.Object({ fail: Type.Boolean() }),
    handle: async (call, { body }) => {
      await runSql(call.tx, 'insert into errand_note (case_id, opinion) values (gen_random_uuid(), $1)', ['probe'])
      if (body.fail) throw new Refusal('rule', '不行，请改')
      return created({ transaction: call.tx.isTransaction })
    },
  }),
  route({
    method: 'PUT',
    path: '/api/probe',
    summary: '自己开事务',
    for: ['anyone'],
    transaction: 'none',
    handle: async (call) => ({ transaction: call.tx.isTransaction }),
  }),
]

before(async () => {
  ({ world, close, database } = await ground())
  const edge = { kernel: world.kernel, database, now: () => world.now, authenticate: async () => actor }
  const endpoints = [...caseRoutes, ...probes].map((one) => endpointOf(edge, one))
  server = buildServer({ endpoints, log: pino({ level: 'silent' }), ready: async () => true, requestsPerMinuteMax: 0 })
})
after(async () => { await server.close(); await close() })
beforeEach(() => { world.today = FIRST_DAY })

function get(who: Actor | null, url: string): Promise<LightMyRequestResponse> {
  actor = who
  return server.inject({ method: 'GET', url })
}

function post(who: Actor | null, url: string, payload: object, headers: Record<string, string> = {}): Promise<LightMyRequestResponse> {
  actor = who
  return server.inject({ method: 'POST', url, payload, headers })
}

/** `headers` go with the request, everything else is its body. */
function step(who: Actor | null, id: string, name: string, { headers = {}, ...payload }: { headers?: Record<string, string>; [field: string]: unknown } = {}) {
  return post(who, `/api/cases/${id}/steps/${name}`, payload, headers)
}
const note = { data: { opinion: '已核对' } }

describe('接口：看办件', () => {
  it('办件、记录、期限、文书，有关系的人都看得到', async () => {
    const { id } = await led(world, (await opened(world)).id, ['accept'])
    const [found, events, clock, documents] = await Promise.all(
      ['', '/events', '/clock', '/documents'].map(async (part) => (await get(LIN, `/api/cases/${id}${part}`)).json()),
    )
    assert.deepEqual([found.id, found.state, found.version, found.steps.map(({ step: name }: { step: string }) => name)], [id, 'accepted', 2, ['withdraw']])
    assert.deepEqual(events.map(({ seq, step: name, by }: { seq: number; step: string; by: string }) => [seq, name, by]), [
      [1, 'open', '申请人'], [2, 'accept', 'hall局'],
    ])
    assert.deepEqual([clock.startedOn, clock.dueOn, clock.limitWorkingDays, clock.explanation.length > 1], [FIRST_DAY, '2024-05-11', 10, true])
    assert.deepEqual(documents.map(({ kind }: { kind: string }) => kind), ['receipt', 'acceptance'])
    assert.equal(Object.hasOwn(documents[0], 'facts'), false)
  })

  it('监督的人看办件不看文书', async () => {
    const { id } = await opened(world)
    assert.deepEqual([(await get(SUPERVISOR, `/api/cases/${id}`)).statusCode, (await get(SUPERVISOR, `/api/cases/${id}/documents`)).statusCode], [200, 404])
  })

  it('外人和没有这一件，一样是没有；编号不成样子是填错了', async () => {
    const { id } = await opened(world)
    for (const who of ELSEWHERE) assert.equal((await get(who, `/api/cases/${id}`)).statusCode, 404)
    assert.equal((await get(LIN, `/api/cases/${randomUUIDv7()}`)).statusCode, 404)
    for (const odd of ['1', '-'.repeat(36), `${id}0`, '%00', '..%2f..', 'G'.repeat(36)]) {
      const { statusCode } = await get(LIN, `/api/cases/${odd}`)
      assert(statusCode === 400 || statusCode === 404, `${odd} ${statusCode}`)
    }
  })

  it('没有登录的先登录', async () => {
    const { id } = await opened(world)
    for (const answer of [await get(null, `/api/cases/${id}`), await get(null, '/api/worklist'), await step(null, id, 'accept')]) {
      assert.deepEqual([answer.statusCode, answer.json().error.code, answer.json().error.message], [401, 'unauthenticated', '请先登录'])
    }
  })
})

describe('接口：办一步', () => {
  it('办成了回办件；四种拒绝各有各的状态码和一句中文', async () => {
    const { id } = await opened(world)
    assert.deepEqual([
      (await step(LIN, id, 'accept')).statusCode, (await step(WINDOW, id, 'fly')).statusCode, (await step(REVIEWER, id, 'review')).statusCode,
    ], [403, 404, 409])
    const accepted = await step(WINDOW, id, 'accept', { expectedVersion: 1 })
    assert.deepEqual([accepted.statusCode, accepted.json().state, accepted.json().version], [200, 'accepted', 2])
    const stale = await step(REVIEWER, id, 'review', { expectedVersion: 1 })
    assert.deepEqual([stale.statusCode, stale.json().error.code], [409, 'conflict'])
    assert.equal((await step(APPROVER, id, 'extend', { data: { days: 11 } })).statusCode, 422)
    assert.match((await step(APPROVER, id, 'extend', { data: { days: 11 } })).json().error.message, /没有法律效力/)
  })

  it('晚了一步的人得知是谁先办了哪一步：同事看到名字，申请人看到单位', async () => {
    const { id } = await opened(world)
    await step(WINDOW, id, 'accept')
    const told = async (who: Actor, name: string, body: Record<string, unknown> = {}) => (await step(who, id, name, body)).json().error.message
    assert.equal(await told({ ...WINDOW, id: 'other-clerk' }, 'accept'), `本办件现在是“审查中”，不能受理，请刷新后再看。最近一步是“受理”，由${world.kernel.nameOf(WINDOW.organisation ?? '')} ${WINDOW.name} 办理`)
    assert.match(await told(REVIEWER, 'review', { expectedVersion: 1 }), /当前版本 2.*最近一步是“受理”，由.+办理$/)
    await step(LIN, id, 'withdraw')
    const late = await told(LIN, 'withdraw')
    assert.match(late, /最近一步是“撤回.*”，由申请人/)
  })

  it('多的、错的、不成样子的，都是 400，说得出是哪一项，什么也不变', async () => {
    const { id } = await opened(world)
    const before = await countRows(database)
    const wrong = [
      { data: { opinion: 1 } },
      { data: { opinion: '好', extra: 1 } },
      { data: [] },
      { data: '好' },
      { extra: 1 },
      { expectedVersion: 0 },
      { expectedVersion: 1.5 },
      { expectedVersion: '1' },
      { data: { opinion: '空\u0000字符' } },
      { data: { opinion: '半个\ud800字' } },
      { data: JSON.parse('{"__proto__": {"a": 1}}') },
      { data: { [`${'x'.repeat(65)}`]: 1 } },
    ]
    for (const payload of wrong) {
      const answer = await step(WINDOW, id, 'note', payload)
      assert.deepEqual([answer.statusCode, answer.json().error.code], [400, 'invalid'], JSON.stringify(payload))
    }
    assert.deepEqual(await countRows(database), before)
  })

  it('带着 Idempotency-Key 送两次，回同样的办件，只办一次；另一个请求用它是 409', async () => {
    const { id } = await opened(world)
    const headers = { 'idempotency-key': 'http-1' }
    const [first, second] = [await step(WINDOW, id, 'note', { ...note, headers }), await step(WINDOW, id, 'note', { ...note, headers })]
    assert.deepEqual([first.statusCode, second.statusCode, second.json()], [200, 200, first.json()])
    assert.equal((await step(WINDOW, id, 'note', { data: { opinion: '另一句' }, headers })).statusCode, 409)
    assert.equal((await world.caseNow(id)).version, 2)
  })

  it('太长的 Idempotency-Key 不收，不截短：截短了两个不同的键会变成一个', async () => {
    const { id } = await opened(world)
    const key = 'k'.repeat(200)
    for (const tail of ['a', 'b', 'c'.repeat(3000)])
      assert.equal((await step(WINDOW, id, 'note', { ...note, headers: { 'idempotency-key': key + tail } })).statusCode, 400)
    assert.equal((await step(WINDOW, id, 'note', { ...note, headers: { 'idempotency-key': key } })).statusCode, 200)
    assert.equal((await world.caseNow(id)).version, 2)
  })
})

describe('接口：队列', () => {
  it('不说哪个队列就是待办；页码、每页件数有范围', async () => {
    await opened(world)
    const todo = (await get(WINDOW, '/api/worklist')).json()
    assert(todo.total >= 1 && todo.cases.every(({ turn }: { turn: { relation: string } }) => turn.relation === 'window'))
    assert.deepEqual((await get(WINDOW, '/api/worklist?queue=todo&page=1&size=20')).json(), todo)
    assert.deepEqual((await get(WINDOW, '/api/worklist?queue=done&page=1000&size=200')).json().cases, [])
    for (const query of ['queue=all', 'page=0', 'page=1001', 'size=0', 'size=201', 'page=x', 'page=1e3', 'sort=number', 'queue=todo&queue=done']) {
      assert.equal((await get(WINDOW, `/api/worklist?${query}`)).statusCode, 400, query)
    }
  })

  it('没有办件岗位的人没有队列', async () => {
    for (const who of [LIN, SUPERVISOR, ...ELSEWHERE.slice(3)]) assert.equal((await get(who, '/api/worklist')).statusCode, 403, who.id)
  })
})

describe('接口的事务', () => {
  it('看的不开事务，写的在一个事务里，说明自己开的不开', async () => {
    assert.deepEqual((await get(WINDOW, '/api/probe')).json(), { who: 'window', transaction: false, today: FIRST_DAY })
    assert.deepEqual((await get(null, '/api/probe')).json().who, 'visitor')
    const answer = await post(null, '/api/probe', { fail: false })
    assert.deepEqual([answer.statusCode, answer.json()], [201, { transaction: true }])
    assert.deepEqual((await server.inject({ method: 'PUT', url: '/api/probe' })).json(), { transaction: false })
  })

  it('拒绝了就全部撤回', async () => {
    const before = await countRows(database)
    assert.equal((await post(null, '/api/probe', { fail: true })).statusCode, 422)
    assert.deepEqual(await countRows(database), before)
  })
})
