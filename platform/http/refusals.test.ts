import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import pg from 'pg'
import { Refusal, type RefusalCode } from '#platform/refusal'
import { created, json, Reply } from '#platform/reply'
import { STATUSES } from './errors.ts'
import { endpoint, testServer } from './test-server.ts'

let thrown: unknown
const { server, logged } = testServer([
  endpoint('GET', '/api/throws', { answerTo: async () => { throw thrown } }),
  endpoint('GET', '/api/created', { answerTo: async () => created({ id: 1 }) }),
  endpoint('GET', '/api/nothing', { answerTo: async () => undefined }),
  endpoint('GET', '/api/null', { answerTo: async () => null }),
  endpoint('GET', '/api/teapot', { answerTo: async () => json(202, { ok: true }, { headers: { 'cache-control': 'public, max-age=60' } }) }),
  endpoint('GET', '/api/bytes', { answerTo: async () => new Reply(200, 'application/pdf', Buffer.from('%PDF-')) }),
])

function saidByDatabase(code: string): Error {
  return Object.assign(new pg.DatabaseError('x', 1, 'error'), { code })
}

async function answerWhen(error: unknown) {
  thrown = error
  const answer = await server.inject('/api/throws')
  return { status: answer.statusCode, error: answer.json().error }
}

describe('答复', () => {
  it('每一类拒绝对应一个状态码，句子原样给人看', async () => {
    const expected: Record<RefusalCode, number> = {
      invalid: 400, unauthenticated: 401, 'second-factor': 401, forbidden: 403, 'second-factor-missing': 403, 'password-change': 403,
      'not-found': 404, conflict: 409,
      'too-large': 413, 'unsupported-media': 415, rule: 422, 'too-many': 429, unavailable: 503,
    }
    assert.deepEqual(STATUSES, expected)
    for (const [code, status] of Object.entries(expected)) {
      // Safe: the keys of `expected` are the refusal codes.
      const answer = await answerWhen(new Refusal(code as RefusalCode, '请换一种方式', [{ path: 'a', message: '乙' }]))
      assert.equal(answer.status, status)
      assert.deepEqual([answer.error.code, answer.error.message, answer.error.fields], [code, '请换一种方式', [{ path: 'a', message: '乙' }]])
    }
  })

  it('没有字段错误时不带 fields', async () => {
    assert.deepEqual(Object.keys((await answerWhen(new Refusal('rule', '不行'))).error), ['code', 'message', 'traceId'])
  })

  it('数据库不在了、磁盘满了是暂时不能用，不是系统错误', async () => {
    for (const error of [
      ...['57P01', '57P03', '08006', '53300', '53100'].map(saidByDatabase), Object.assign(new Error('x'), { code: 'ENOSPC' }),
    ]) {
      const answer = await answerWhen(error)
      assert.deepEqual([answer.status, answer.error.code], [503, 'unavailable'], JSON.stringify(error))
    }
  })

  it('同时办理的冲突是 409，数据库存不下的值是 400，都记在日志里', async () => {
    assert.equal((await answerWhen(saidByDatabase('40P01'))).status, 409)
    assert.equal((await answerWhen(saidByDatabase('23505'))).status, 409)
    assert.equal((await answerWhen(saidByDatabase('22P02'))).status, 400)
    assert.ok(logged.some((line) => line.includes('refused by a lower layer')))
  })

  it('真正的故障是 500，句子不露内情；扔出来的不是错误也一样', async () => {
    for (const fault of [new Error('boom'), saidByDatabase('42P01'), 'text', null, undefined, { statusCode: 400 }]) {
      const answer = await answerWhen(fault)
      assert.equal(answer.status, 500)
      assert.equal(answer.error.code, 'fault')
      assert.doesNotMatch(answer.error.message, /boom/)
    }
  })

  it('新建是 201，没有内容是 204，空值是 null，其余头可以由答复自己定', async () => {
    assert.equal((await server.inject('/api/created')).statusCode, 201)
    assert.deepEqual([(await server.inject('/api/nothing')).statusCode, (await server.inject('/api/nothing')).body], [204, ''])
    assert.equal((await server.inject('/api/null')).body, 'null')
    const kept = await server.inject('/api/teapot')
    assert.deepEqual([kept.statusCode, kept.headers['cache-control']], [202, 'public, max-age=60'])
    assert.equal((await server.inject('/api/created')).headers['cache-control'], 'no-store')
    assert.equal((await server.inject('/api/bytes')).headers['content-type'], 'application/pdf')
  })

  it('日志一行一个请求，不写地址里的密码、请求体和 Cookie', async () => {
    const { server: quiet, logged: lines } = testServer([endpoint('POST', '/api/things/:id')])
    await quiet.inject({
      method: 'POST', url: '/api/things/private-7?password=hunter2', headers: { cookie: 'session=topsecret' }, payload: { name: '李群众' },
    })
    assert.equal(lines.length, 1)
    const line = JSON.parse(String(lines[0]))
    assert.deepEqual([line.method, line.route, line.status], ['POST', '/api/things/:id', 400])
    assert.equal(typeof line.ms, 'number')
    assert.match(line.traceId, /-/)
    assert.doesNotMatch(String(lines[0]), /hunter2|topsecret|李群众|private-7/)
  })
})
