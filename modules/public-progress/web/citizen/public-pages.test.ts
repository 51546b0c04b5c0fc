import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { buildServer } from '#platform/http'
import { testDatabase, type TestDatabase } from '#platform/testing'
import { endpointOf } from '#kernel'
import { World } from '#kernel/testing'
import { pino } from 'pino'
import { assembleKernel } from '../../../../app.ts'
import { publicPages } from './index.ts'
import { progressPage } from './progress-page.ts'

const FILED = {
  seq: 1, at: '2026-03-02T01:00:00Z', step: 'open', label: '提交申请', by: '申请人', state: 'submitted', previousHash: '',
}

describe('公开进度页', () => {
  it('只写给定的字，都变不成代码', () => {
    const clock = {
      limitWorkingDays: 5, statutoryWorkingDays: 10, startedOn: null, noticeDueOn: '2026-03-09', dueOn: null, statutoryDueOn: null,
      deliverBy: null, state: 'receiving' as const,
      today: '2026-03-02', level: 'none' as const, provisional: false, pauses: [], explanation: [],
    }
    const { main, title } = progressPage({
      number: '4401142603020000069', title: '<b>事项', applicant: '李**', state: 'submitted', stateLabel: '待受理', owner: '甲局',
      turn: '现在由窗口办理', clock, timeline: [{ ...FILED, hash: 'abcdef' }],
    })
    assert.equal(title, '待受理：<b>事项')
    assert.match(String(main), /<h1>&lt;b&gt;事项<\/h1>.*现在由窗口办理。.*李\*\*.*最新一步的摘要：<span class="hash">abcdef/s)
  })
})

describe('查进度', () => {
  let test: TestDatabase
  let server: ReturnType<typeof buildServer>
  before(async () => {
    test = await testDatabase()
    const world = new World(test.db, assembleKernel({ sendJobs: async () => undefined }), '2026-03-02')
    const edge = { kernel: world.kernel, database: test.db, now: () => world.now, authenticate: async () => null }
    const endpoints = publicPages.map((route) => endpointOf(edge, route))
    server = buildServer({ endpoints, log: pino({ level: 'silent' }), ready: async () => true, requestsPerMinuteMax: 0 })
  })
  after(() => test.close())
  const ask = (number: string, password: string) => server.inject({
    method: 'POST', url: '/progress', headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams({ number, password }).toString(),
  })

  it('编号不成样子和查不到，都回到这一页，填的编号留着，密码不留', async () => {
    const odd = await ask('440114', 'SECRET22')
    assert.equal(odd.statusCode, 400)
    assert.match(odd.body, /<a href="#f-number">办件编号是 19 位数字.*value="440114"/s)
    const unknown = await ask('4401 1426 0302 0000 069', 'SECRET22')
    assert.equal(unknown.statusCode, 404)
    assert.match(unknown.body, /办件编号或查询密码不对.*value="4401 1426 0302 0000 069"/s)
    assert.doesNotMatch(odd.body + unknown.body, /SECRET22/)
  })

  it('网址里带了编号密码也不用', async () => {
    const answer = await server.inject('/progress?number=4401142603020000069&password=SECRET22')
    assert.doesNotMatch(answer.body, /SECRET22|4401142603020000069/)
  })
})
