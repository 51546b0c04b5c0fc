import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, beforeEach, describe, it } from 'node:test'
import { runSql } from '#platform/database'
import { filed } from '../../applications/hall.test-support.ts'
import { book } from '../appointments/book.ts'
import { ownAppointments } from '../appointments/appointment.ts'
import { clockAt, HALL, hallGround, ITEM, LIN, MONDAY, newcomer, pass as wait, queueIn, TAX_CLERK, type HallGround } from '../hall.test-support.ts'
import { boardOf, placeOf } from './board.ts'
import { linkCase, pass, transfer } from './calling.ts'
import { closeEarlierDays } from './day-end.ts'
import { appointmentsAt } from './desk.ts'
import { checkIn } from './take.ts'

let ground: HallGround
before(async () => { ground = await hallGround() })
after(() => ground.close())
beforeEach(async () => {
  clockAt(ground, MONDAY, '09:00')
  await runSql(ground.database, 'truncate hall.ticket, hall.appointment, hall.counter')
})

const { take, several, next, desk, at } = queueIn(() => ground)

describe('预约的人到了', () => {
  const booked = (startMinute: number, actor = LIN) =>
    ground.world.as(actor, (call) => book(call, { itemCode: ITEM.code, hall: HALL, day: MONDAY, startMinute }))

  it('签到得一个号，到点先叫；签到两次是同一个号', async () => {
    const { code } = await booked(570)
    await several(2)
    const first = await at((call) => checkIn(call, { hall: HALL, code }))
    assert.equal((await at((call) => checkIn(call, { hall: HALL, code }))).number, first.number)
    assert.equal((await desk('A01')).next[0]?.number, 'A001')
    clockAt(ground, MONDAY, '09:16')
    assert.equal((await next('A01'))?.number, first.number)
    const { present } = await desk('A01')
    assert.deepEqual([present?.itemName, present?.visitor, present?.hasAppointment], [ITEM.name, '林**', true])
    assert.equal((await ground.world.as(LIN, (call) => ownAppointments(call, 1))).appointments[0]?.state, 'arrived')
  })

  it('别的大厅、别的日子、没有的号码、取消了的，签不了', async () => {
    const { code, id } = await booked(570)
    await assert.rejects(at((call) => checkIn(call, { hall: 'xinhua', code })), { code: 'not-found' })
    await assert.rejects(at((call) => checkIn(call, { hall: HALL, code: '00000000' })), { code: 'not-found' })
    await runSql(ground.database, "update hall.appointment set state = 'cancelled' where id = $1", [id])
    await assert.rejects(at((call) => checkIn(call, { hall: HALL, code })), { code: 'rule' })
  })

  it('迟到很久的也能签到，与没有预约的一样排', async () => {
    const { code } = await booked(570)
    clockAt(ground, MONDAY, '10:30')
    await several(1)
    await at((call) => checkIn(call, { hall: HALL, code }))
    assert.deepEqual((await desk('A01')).next.map(({ number }) => number), ['A001', 'A002'])
  })

  it('窗口看得到当天的预约，名字遮着', async () => {
    const { code } = await booked(570)
    const { appointments, total, arrived } = await at((call) => appointmentsAt(call, { hall: HALL, day: MONDAY, page: 1 }))
    assert.deepEqual([total, arrived, appointments[0]?.code, appointments[0]?.visitor, appointments[0]?.number], [1, 0, code, '林**', null])
    await at((call) => checkIn(call, { hall: HALL, code }))
    assert.equal((await at((call) => appointmentsAt(call, { hall: HALL, day: MONDAY, page: 1 }))).arrived, 1)
  })
})

describe('来访办成的办件', () => {
  it('窗口把自己收的办件记在这次来访上；别人的、没有的不行', async () => {
    const { found } = await filed(ground, LIN)
    await several(1)
    await next('A01')
    await assert.rejects(at((call) => linkCase(call, ground.windows.A01, '没有这个编号')), { code: 'not-found' })
    await at((call) => linkCase(call, ground.windows.A01, found.number))
    assert.equal((await desk('A01')).present?.caseNumber, found.number)
    await at((call) => transfer(call, ground.windows.A01, ground.windows.B01))
    await next('B01', null, TAX_CLERK)
    await assert.rejects(at((call) => linkCase(call, ground.windows.B01, found.number), TAX_CLERK), { code: 'not-found' })
  })
})

describe('大屏和等候时间', () => {
  it('大屏上只有号码和窗口，没有人和事', async () => {
    const { code } = await ground.world.as(LIN, (call) => book(call, { itemCode: ITEM.code, hall: HALL, day: MONDAY, startMinute: 570 }))
    await at((call) => checkIn(call, { hall: HALL, code }))
    await several(3)
    await next('A01')
    await at((call) => pass(call, ground.windows.A01))
    await next('A02')
    const board = await at((call) => boardOf(call, HALL))
    assert.deepEqual(board.called.map(({ number, window }) => [number, window]), [['A002', 'A02']])
    assert.deepEqual([board.groups[0]?.waiting, board.groups[0]?.next, board.passed], [2, ['A003', 'A004'], ['A001']])
    const text = JSON.stringify({ ...board, hall: null })
    for (const secret of [LIN.id, LIN.name, ITEM.code, ITEM.name, code]) assert(!text.includes(secret), secret)
  })

  it('叫过的号太少，不估；照今天的速度叫了几个，就给一个范围', async () => {
    await several(9)
    const last = await take()
    const estimate = async () => (await at((call) => placeOf(call, HALL, last.id))).estimate
    assert.equal(await estimate(), null)
    let current: string | null = null
    for (const _ of [1, 2, 3, 4, 5, 6]) {
      current = (await next('A01', current))?.id ?? null
      wait(ground, 6)
    }
    const place = await at((call) => placeOf(call, HALL, last.id))
    assert.deepEqual([place.ahead, place.estimate], [3, { fromMinutes: 15, toMinutes: 25 }])
    await assert.rejects(at((call) => placeOf(call, HALL, randomUUID())), { code: 'not-found' })
    await assert.rejects(at((call) => placeOf(call, 'xinhua', last.id)), { code: 'not-found' })
  })
})

describe('一天结束', () => {
  it('没有叫到的、正在叫的、过号的都结束，没有来的预约记爽约；当天的不动', async () => {
    await ground.world.as(await newcomer(ground), (call) => book(call, { itemCode: ITEM.code, hall: HALL, day: MONDAY, startMinute: 600 }))
    await several(3)
    await next('A01')
    await at((call) => pass(call, ground.windows.A01))
    const left = await next('A01')
    await at(closeEarlierDays)
    assert.equal((await desk('A01')).present?.id, left?.id)
    clockAt(ground, '2026-03-03', '00:10')
    await at(closeEarlierDays)
    await at(closeEarlierDays)
    assert.deepEqual(await runSql(ground.database, 'select state, count(*)::int as count from hall.ticket group by state'), [{ state: 'closed', count: 3 }])
    assert.deepEqual(await runSql(ground.database, 'select state from hall.appointment'), [{ state: 'missed' }])
  })

  it('服务停了一夜，早上第一个叫号也不会被昨天的挡住', async () => {
    await several(1)
    await next('A01')
    clockAt(ground, '2026-03-03', '09:00')
    await several(1)
    assert.equal((await next('A01'))?.day, '2026-03-03')
  })
})
