import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, beforeEach, describe, it } from 'node:test'
import { openDatabase, runSql } from '#platform/database'
import { World } from '#kernel/testing'
import { clockAt, CLERK, HALL, hallGround, MONDAY, pass as wait, queueIn, STRANGER, TAX_CLERK, type HallGround } from '../hall.test-support.ts'
import { hallSources } from '../sources.ts'
import { callAgain, callBack, callNext, finish, linkCase, pass, transfer } from './calling.ts'
import { appointmentsAt } from './desk.ts'
import { takeNumber } from './take.ts'
import { windowsFor } from './window.ts'

let ground: HallGround
before(async () => { ground = await hallGround() })
after(() => ground.close())
beforeEach(async () => {
  clockAt(ground, MONDAY, '09:00')
  await runSql(ground.database, 'truncate hall.ticket, hall.appointment, hall.counter')
})

const { take, several, next, desk, at } = queueIn(() => ground)

describe('取号', () => {
  it('一天之内从 001 起，一个不重；第二天重新起', async () => {
    assert.deepEqual(await several(3), ['A001', 'A002', 'A003'])
    assert.equal((await take({ letter: 'B' })).number, 'B001')
    clockAt(ground, '2026-03-03', '09:00')
    assert.equal((await take()).number, 'A001')
  })

  it('四十个人从两个进程同时取号：四十个不同的号，一个不跳', async () => {
    const second = openDatabase({ url: ground.url })
    const elsewhere = new World(second, ground.world.kernel, MONDAY)
    const worlds = [ground.world, elsewhere]
    const tickets = await Promise.all(Array.from({ length: 40 }, (_, index) =>
      worlds[index % 2]?.as(CLERK, (call) => takeNumber(call, { hall: HALL, letter: 'A', isPriority: false, source: 'machine' }))))
    assert.deepEqual(tickets.map((ticket) => ticket?.sequence).toSorted((a = 0, b = 0) => a - b), Array.from({ length: 40 }, (_, index) => index + 1))
    await second.destroy()
  })

  it('同一次按键送到几遍，只有一个号', async () => {
    const requestKey = randomUUID()
    const numbers = (await Promise.all(Array.from({ length: 4 }, () => take({ requestKey })))).map(({ number }) => number)
    assert.deepEqual(numbers, ['A001', 'A001', 'A001', 'A001'])
    assert.equal((await take({ requestKey })).number, numbers[0])
    assert.equal((await take()).number, 'A002')
  })

  it('休息日、下班以后不给号；没有的窗口组、大厅也不给', async () => {
    clockAt(ground, '2026-03-07', '10:00')
    await assert.rejects(take(), { code: 'rule', message: /今天不开放/ })
    clockAt(ground, MONDAY, '17:00')
    await assert.rejects(take(), { code: 'rule', message: /停止取号/ })
    clockAt(ground, MONDAY, '09:00')
    await assert.rejects(take({ letter: 'Z' }), { code: 'not-found' })
  })
})

describe('叫号', () => {
  it('先来的先叫；叫下一位就是办完了上一位；没有人了就空着', async () => {
    const [first, second] = await several(2)
    const one = await next('A01')
    assert.equal(one?.number, first)
    const two = await next('A01', one?.id)
    assert.equal(two?.number, second)
    assert.equal(await next('A01', two?.id), null)
    const { present, doneToday, waiting } = await desk('A01')
    assert.deepEqual([present, doneToday, waiting], [null, 2, 0])
  })

  it('等了多久按窗口数得出：各窗口加起来是全厅，取了没叫的不在里面', async () => {
    await several(3)
    const one = await next('A01')
    wait(ground, 4)
    await next('A01', one?.id ?? null)
    await next('A02')
    await take()
    const called = hallSources.find(({ measure }) => measure === 'hall.called')
    const period = { from: MONDAY, to: MONDAY, today: MONDAY }
    const windows = await called?.atWindows?.(ground.database, { ...period, by: 'window' }) ?? []
    const [whole] = await called?.count(ground.database, period) ?? []
    assert.deepEqual(windows.map(({ key, n }) => [key.replace(/^.* /, ''), n]), [['A01号窗口', 2], ['A02号窗口', 1]])
    assert.deepEqual([3, windows.reduce((sum, { total }) => sum + total, 0)], [whole?.n, whole?.total])
    assert.deepEqual(await called?.atWindows?.(ground.database, { ...period, window: windows[1]?.key ?? '' }), [{ key: '', n: 1, total: windows[1]?.total }])
  })

  it('按两次只叫一个：第二次说明已经在叫谁', async () => {
    await several(3)
    const outcomes = await Promise.allSettled([next('A01'), next('A01')])
    assert.deepEqual(outcomes.map(({ status }) => status).toSorted(), ['fulfilled', 'rejected'])
    await assert.rejects(next('A01'), { code: 'conflict', message: /已经在叫 A001/ })
    assert.equal((await desk('A01')).waiting, 2)
  })

  it('十个窗口同时叫，没有一个号被叫两次', async () => {
    await several(10)
    const rows = await runSql<{ id: string }>(ground.database, `
      insert into hall.window (id, hall, group_id, number, kind, organisation, hours)
      select gen_random_uuid(), hall, group_id, 'X' || n, kind, organisation, hours
      from hall.window, generate_series(1, 10) n where id = $1 returning id`, [ground.windows.A01])
    const windows = rows.map(({ id }) => id)
    const called = await Promise.all(windows.map((id) => at((call) => callNext(call, id, null))))
    assert.equal(new Set(called.map((ticket) => ticket?.number)).size, 10)
    await runSql(ground.database, 'truncate hall.ticket')
    await runSql(ground.database, 'delete from hall.window where id = any($1::uuid[])', [windows])
  })

  it('接连叫了三个优先的，轮到普通的', async () => {
    const ordinary = await take()
    wait(ground, 1)
    for (const _ of [1, 2, 3, 4]) await take({ isPriority: true })
    const called: (string | undefined)[] = []
    let current: string | null = null
    for (const _ of [1, 2, 3, 4, 5]) {
      const ticket = await next('A01', current)
      called.push(ticket?.number)
      current = ticket?.id ?? null
      wait(ground, 1)
    }
    assert.deepEqual(called, ['A002', 'A003', 'A004', ordinary.number, 'A005'])
  })

  it('重呼记次数；过号的不挡后面，还能叫回来', async () => {
    const [first, second] = await several(2)
    const one = await next('A01')
    await at((call) => callAgain(call, ground.windows.A01))
    assert.equal((await desk('A01')).present?.calls, 2)
    await at((call) => pass(call, ground.windows.A01))
    assert.deepEqual((await desk('A02')).passed.map(({ number }) => number), [first])
    const two = await next('A01')
    assert.equal(two?.number, second)
    await assert.rejects(at((call) => callBack(call, ground.windows.A01, one?.id ?? '')), { code: 'conflict', message: /还在办 A002/ })
    assert.equal((await at((call) => callBack(call, ground.windows.A02, one?.id ?? ''))).number, first)
    await assert.rejects(at((call) => callBack(call, ground.windows.A02, two?.id ?? '')), { code: 'conflict' })
  })

  it('转到另一个窗口：那里先叫她，别的窗口叫不到', async () => {
    await several(2)
    await next('A01')
    await at((call) => transfer(call, ground.windows.A01, ground.windows.B01))
    await take({ letter: 'B' })
    const other = await next('A02')
    assert.equal(other?.number, 'A002')
    const sent = await next('B01', null, TAX_CLERK)
    assert.deepEqual([sent?.number, sent?.calledAs], ['A001', 'transferred'])
    assert.equal((await next('B01', sent?.id ?? null, TAX_CLERK))?.number, 'B001')
    await assert.rejects(at((call) => transfer(call, ground.windows.A02, ground.windows.A02)), { code: 'rule' })
    await assert.rejects(at((call) => transfer(call, ground.windows.A02, randomUUID())), { code: 'rule' })
  })

  it('没有在叫的号，重呼、过号、办完、转窗口、关联办件都不行', async () => {
    for (const work of [callAgain, pass, finish]) await assert.rejects(at(async (call) => { await work(call, ground.windows.A01) }), { code: 'conflict' })
    await assert.rejects(at((call) => transfer(call, ground.windows.A01, ground.windows.A02)), { code: 'conflict' })
    await assert.rejects(at((call) => linkCase(call, ground.windows.A01, 'x')), { code: 'conflict' })
  })

  it('别的单位的人没有这个窗口；部门的人只有自己的窗口', async () => {
    await assert.rejects(next('A01', null, STRANGER), { code: 'not-found' })
    await assert.rejects(desk('A01', TAX_CLERK), { code: 'not-found' })
    await assert.rejects(at((call) => appointmentsAt(call, { hall: HALL, day: MONDAY, page: 1 }), STRANGER), { code: 'not-found' })
    assert.deepEqual((await at(windowsFor, TAX_CLERK)).map(({ number }) => number), ['B01'])
    assert.deepEqual((await at(windowsFor)).map(({ number }) => number), ['A01', 'A02', 'B01'])
    assert.deepEqual(await at(windowsFor, STRANGER), [])
  })
})
