import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { inTransaction, runSql } from '#platform/database'
import { startOf } from '#platform/day'
import { buildCalendar, loadCalendars, withProvisionalYears } from './clock/index.ts'
import { FIRST_DAY, ground, kernelOf, led, LIN, opened, REVIEWER, WINDOW, type Ground } from './district.test-support.ts'
import { errand } from './errand.test-support.ts'
import { eventsOf } from './event-log.ts'
import { recalculateOpenCases } from './recalculate.ts'
import { takeStep } from './take-step.ts'
import { World } from './testing.ts'
import { fireTimers } from './timers.ts'
import type { Kernel } from './types.ts'
import { verifyLog } from './verify.ts'

let world: World
let close: Ground['close']
let database: Ground['database']
before(async () => ({ world, close, database } = await ground()))
after(() => close())
beforeEach(async () => {
  world.today = FIRST_DAY
  await runSql(database, 'update kernel.case set next_timer_at = null')
})

const stepsOf = async (id: string): Promise<string[]> => (await eventsOf(database, id)).map(({ step }) => step)
const fire = (kernel: Kernel = world.kernel): Promise<number> => fireTimers(database, kernel, world)

/** The same calendar with the weekdays of early May 2024 as holidays, or with the Labour Day rest cancelled. */
function calendarWith(holidays: readonly string[], drop = false): Kernel['calendar'] {
  const years = loadCalendars('data/calendars').published.map((year) => year.year !== 2024 ? year : {
    ...year, holidays: [...year.holidays.filter(({ day }) => !drop || !day.startsWith('2024-05')), ...holidays.map((day) => ({ day, name: '临时放假' }))],
    makeUpWorkdays: year.makeUpWorkdays.filter(({ day }) => !drop || day === '2024-04-28'),
  })
  return withProvisionalYears(buildCalendar(years))
}

describe('五个工作日没有答复即视为受理', () => {
  it('收件时就定好哪一天零点；那一天之前不动', async () => {
    const found = await opened(world)
    assert.deepEqual(found.nextTimerAt, startOf('2024-05-07'))
    world.now = new Date(startOf('2024-05-07').getTime() - 1)
    assert.equal(await fire(), 0)
    assert.deepEqual(await stepsOf(found.id), ['open'])
    world.now = startOf('2024-05-07')
    assert.equal(await fire(), 1)
    assert.deepEqual(await stepsOf(found.id), ['open', 'deem'])
    assert.equal(await fire(), 0)
  })

  it('两个进程抢同一批，恰好各办一次', async () => {
    const cases = await Promise.all(Array.from({ length: 30 }, () => opened(world)))
    world.today = '2024-05-07'
    const other = new World(database, kernelOf([errand]), '2024-05-07')
    const fired = await Promise.all([fire(), fire(other.kernel), fire(), fire(other.kernel)])
    assert.equal(fired.reduce((sum, count) => sum + count, 0), 30)
    for (const { id } of cases) assert.deepEqual(await stepsOf(id), ['open', 'deem'])
  })

  it('计时器和窗口同时动手：恰好一次受理，办件不坏', async () => {
    for (let round = 0; round < 6; round += 1) {
      world.today = FIRST_DAY
      const { id } = await opened(world)
      world.today = '2024-05-07'
      await Promise.allSettled([fire(), world.step(REVIEWER, id, 'review'), world.step(LIN, id, 'withdraw')])
      await fire()
      const steps = await stepsOf(id)
      assert.deepEqual(steps.slice(0, 2), ['open', 'deem'])
      assert.equal(steps.filter((step) => step === 'deem').length, 1)
      assert.equal(steps.at(-1), 'withdraw')
    }
  })

  it('别人正在办的件先让开，不等他', async () => {
    const [held, free] = [await opened(world), await opened(world)]
    world.today = '2024-05-07'
    await inTransaction(database, async (tx) => {
      await runSql(tx, 'select 1 from kernel.case where id = $1 for update', [held.id])
      assert.equal(await fire(), 1)
    })
    assert.deepEqual([await stepsOf(held.id), await stepsOf(free.id)], [['open'], ['open', 'deem']])
    assert.equal(await fire(), 1)
  })

  it('一百多件同一天到期，一次全办', async () => {
    await Promise.all(Array.from({ length: 130 }, () => opened(world)))
    world.today = '2024-05-07'
    assert.equal(await fire(), 130)
    assert.deepEqual(await runSql(database, 'select count(*)::int as n from kernel.case where next_timer_at is not null'), [{ n: 0 }])
  })
})

describe('已经有了答复的件没有计时器', () => {
  it('受理、补正、撤回以后，时候到了也不再视为受理', async () => {
    const cases = { accept: await opened(world), ask: await opened(world), withdraw: await opened(world) }
    for (const [step, { id }] of Object.entries(cases)) assert.equal((await led(world, id, [step])).nextTimerAt, null)
    world.today = '2025-05-07'
    assert.equal(await fire(), 0)
    for (const [step, { id }] of Object.entries(cases)) assert.deepEqual(await stepsOf(id), ['open', step])
  })

  it('补正以后重新收件，从那一天重新算五个工作日', async () => {
    const { id } = await opened(world)
    await led(world, id, ['ask'])
    world.today = '2024-05-13'
    assert.deepEqual((await led(world, id, ['supplement'])).nextTimerAt, startOf('2024-05-21'))
    world.today = '2024-05-21'
    assert.equal(await fire(), 1)
    assert.equal((await world.caseNow(id)).acceptedOn, '2024-05-13')
  })

  it('办结的件带着计时器也不动', async () => {
    const { id } = await opened(world)
    await led(world, id, ['withdraw'])
    await runSql(database, 'update kernel.case set next_timer_at = $2 where id = $1', [id, startOf(FIRST_DAY)])
    world.today = '2024-05-07'
    await fire()
    const found = await world.caseNow(id)
    assert.deepEqual([await stepsOf(id), found.nextTimerAt, found.state], [['open', 'withdraw'], null, 'withdrawn'])
  })
})

describe('放假安排后来变了', () => {
  it('多放两天：原来的时候到了不办，改到新的那一天', async () => {
    const { id } = await opened(world)
    const later = { ...world.kernel, calendar: calendarWith(['2024-05-06', '2024-05-07']) }
    world.today = '2024-05-07'
    assert.equal(await fire(later), 1)
    assert.deepEqual([await stepsOf(id), (await world.caseNow(id)).nextTimerAt], [['open'], startOf('2024-05-09')])
    world.today = '2024-05-09'
    await fire(later)
    assert.deepEqual(await stepsOf(id), ['open', 'deem'])
  })

  it('假期取消：计时器还没有响，下一步之前也先视为受理', async () => {
    const { id } = await opened(world)
    const sooner = { ...world.kernel, calendar: calendarWith([], true) }
    world.today = '2024-05-03'
    const early = new World(database, sooner, '2024-05-03')
    await assert.rejects(early.step(WINDOW, id, 'accept'), { code: 'conflict' })
    assert.equal((await early.step(REVIEWER, id, 'review')).version, 3)
    assert.deepEqual(await stepsOf(id), ['open', 'deem', 'review'])
  })
})

describe('按新的放假安排重算', () => {
  it('停表时延长过的件，该结束的日子跟着变；拿新日历核验无误，拿旧日历查得出不符', async () => {
    const { id } = await opened(world)
    assert.equal((await led(world, id, ['accept', 'pause', 'extend'])).queueDueOn, '2024-05-24')
    const later = { ...world.kernel, calendar: calendarWith(['2024-05-13', '2024-05-14']) }
    await recalculateOpenCases(database, later)
    assert.equal((await world.caseNow(id)).queueDueOn, '2024-05-28')
    const named = async (kernel: Kernel): Promise<string[]> =>
      (await Array.fromAsync(verifyLog(database, () => {}, kernel))).flatMap(({ caseId, field }) => (caseId === id ? [field] : []))
    assert.deepEqual([await named(later), await named(world.kernel)], [[], ['queueDueOn']])
    await recalculateOpenCases(database, world.kernel)
    assert.deepEqual([(await world.caseNow(id)).queueDueOn, await named(world.kernel)], ['2024-05-24', []])
  })
})

describe('一件出错不拖累别的', () => {
  it('办不动的那一件报错，其余照办，修好以后它也办', async () => {
    const [bad, ...good] = await Promise.all(Array.from({ length: 5 }, () => opened(world)))
    world.today = '2024-05-07'
    const broken: Kernel = {
      ...world.kernel,
      within: [{ name: 'breaks', on: ['errand.deem'], react: async (_call, event) => { if (event.caseId === bad?.id) throw new Error('坏了') } }],
    }
    const fault = await fire(broken).catch((error: unknown) => error)
    assert(fault instanceof AggregateError)
    assert.deepEqual(fault.errors.map(String), ['Error: 坏了'])
    for (const { id } of good) assert.deepEqual(await stepsOf(id), ['open', 'deem'])
    assert.deepEqual(await stepsOf(bad?.id ?? ''), ['open'])
    assert.equal(await fire(), 1)
    assert.deepEqual(await stepsOf(bad?.id ?? ''), ['open', 'deem'])
  })

  it('到了日子后台还没有来，谁先办谁先补上，后台再来什么也不剩', async () => {
    const { id } = await opened(world)
    world.today = '2024-06-01'
    await world.as(LIN, (call) => takeStep(call, id, 'withdraw'))
    assert.equal(await fire(), 0)
    assert.deepEqual(await stepsOf(id), ['open', 'deem', 'withdraw'])
  })
})
