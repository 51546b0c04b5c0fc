import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { FastifyInstance } from 'fastify'
import fc from 'fast-check'
import { pino } from 'pino'
import { buildServer } from '#platform/http'
import { inProject } from '#platform/project'
import { addCalendarDays } from '#platform/day'
import { testDatabase, testVault, type TestDatabase } from '#platform/testing'
import { addWorkingDays, endpointOf, loadCalendars, OutOfCalendar, withProvisionalYears } from '#kernel'
import { answerTo } from './limit.ts'
import { calculatorPages } from './web/citizen/index.ts'

const calendar = withProvisionalYears(loadCalendars(inProject('data/calendars')))

describe('期限计算器', () => {
  it('受理当天不计入，节假日不计，调休的周末要计：2026 年春节前受理的五个工作日', () => {
    assert.equal(answerTo(calendar, { acceptedOn: '2026-02-12', workingDays: 5 }).dueOn, addWorkingDays(calendar, '2026-02-12', 5))
  })

  it('专家评审的时间不算在期限里', () => {
    const plain = answerTo(calendar, { acceptedOn: '2026-03-02', workingDays: 20 }).dueOn ?? ''
    const paused = answerTo(calendar, { acceptedOn: '2026-03-02', workingDays: 20, pausedFrom: '2026-03-05', pausedTo: '2026-03-12' })
    assert(plain < (paused.dueOn ?? ''))
    assert.match(paused.explanation.map(({ text }) => text).join(), /专家评审/)
  })

  it('没有暂停时，就是受理之后的第几个工作日', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 3000 }), fc.integer({ min: 1, max: 120 }), (offset, workingDays) => {
      const acceptedOn = addCalendarDays('2016-01-01', offset)
      assert.equal(answerTo(calendar, { acceptedOn, workingDays }).dueOn, addWorkingDays(calendar, acceptedOn, workingDays))
    }))
  })

  it('放假安排没有公布的年份，说明是先按没有节假日算的', () => {
    assert.equal(answerTo(calendar, { acceptedOn: '2040-01-04', workingDays: 5 }).provisional, true)
    assert.throws(() => answerTo(loadCalendars(inProject('data/calendars')), { acceptedOn: '2040-01-04', workingDays: 5 }), OutOfCalendar)
  })
})

describe('期限计算器的页', () => {
  let server: FastifyInstance
  let own: TestDatabase
  before(async () => {
    own = await testDatabase()
    const kernel = {
      calendar, workflows: new Map(), within: [], after: [], projections: [], nameOf: (id: string) => id, vault: testVault(), sendJobs: async () => {},
    }
    const edge = { kernel, database: own.db, now: () => new Date('2026-03-02T09:00:00+08:00'), authenticate: async () => null }
    server = buildServer({ endpoints: calculatorPages.map((one) => endpointOf(edge, one)), log: pino({ level: 'silent' }), ready: async () => true })
  })
  after(async () => { await server.close(); await own.close() })
  const get = (url: string) => server.inject({ method: 'GET', url })

  it('地址里就是问题，可以转给别人，也可以打印', async () => {
    const { statusCode, body } = await get('/calculator?accepted=2026-03-02&days=5&from=&to=')
    assert.equal(statusCode, 200)
    assert.match(body, /2026年3月9日/)
    assert.match(body, /最迟 <strong>/)
    assert.match((await get('/calculator?accepted=2040-01-04&days=5')).body, /放假安排还没有公布/)
  })

  it('全角数字和中文写法也认得', async () => {
    assert.match((await get(`/calculator?accepted=${encodeURIComponent('２０２６年3月2日')}&days=${encodeURIComponent('５')}`)).body, /2026年3月9日/)
  })

  const wrong: Record<string, [query: string, words: RegExp]> = {
    没有的日子: ['accepted=2026-02-30&days=5', /请写一个存在的日子/],
    不是数的期限: ['accepted=2026-03-02&days=abc', /请写 1 到 1000 的整数/],
    零天: ['accepted=2026-03-02&days=0', /请写 1 到 1000 的整数/],
    只写一个暂停: ['accepted=2026-03-02&days=5&from=2026-03-03', /要么都写/],
    受理以前暂停: ['accepted=2026-03-02&days=5&from=2026-03-01&to=2026-03-05', /受理以后才能暂停/],
    倒着的暂停: ['accepted=2026-03-02&days=5&from=2026-03-06&to=2026-03-05', /在开始的日子前面/],
  }
  for (const [title, [query, words]] of Object.entries(wrong)) {
    it(`填错了说明怎样改，填过的还在：${title}`, async () => {
      const { body } = await get(`/calculator?${query}`)
      assert.match(body, words)
      assert.doesNotMatch(body, /最迟 <strong>/)
      assert(body.includes(`value="${new URLSearchParams(query).get('accepted')}"`))
    })
  }
})
