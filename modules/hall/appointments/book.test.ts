import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { runSql } from '#platform/database'
import { Refusal } from '#platform/refusal'
import type { Actor } from '#kernel'
import { inboxOf } from '#base/messages'
import { clockAt, HALL, HOURS, hallGround, ITEM, LIN, MONDAY, newcomer, OTHER_ITEM, WANG, BUREAU, type HallGround } from '../hall.test-support.ts'
import { closeEarlierDays } from '../queue/day-end.ts'
import { keepWindow } from '../register/keep.ts'
import { isOpen, ownAppointment, ownAppointments } from './appointment.ts'
import { book, cancel, changeTime, type Booking } from './book.ts'
import { desksFor, freeDays, freeDaysOf, openingWords } from './free.ts'
import { remindOfAppointments } from './reminder.ts'

const TUESDAY = '2026-03-03'
let ground: HallGround
before(async () => { ground = await hallGround() })
after(() => ground.close())
beforeEach(async () => {
  clockAt(ground, MONDAY, '08:00')
  await runSql(ground.database, 'truncate hall.appointment, hall.ticket, messages.message cascade')
})

const NINE: Booking = { itemCode: ITEM.code, hall: HALL, day: TUESDAY, startMinute: 540 }
const booked = (actor: Actor, changes: Partial<Booking> = {}) => ground.world.as(actor, (call) => book(call, { ...NINE, ...changes }))
const own = (actor: Actor, id: string) => ground.world.as(actor, (call) => ownAppointment(call, id))
const days = () => ground.world.as(LIN, async (call) => {
  const [desk] = await desksFor(call.tx, ITEM.code)
  assert(desk)
  return freeDays(call, desk)
})
const freeAt = async (day: string, minute: number): Promise<number> =>
  (await days()).find((one) => one.day === day)?.slots.find(({ startMinute }) => startMinute === minute)?.free ?? 0

describe('预约', () => {
  it('几个窗口组一起问：各有各的时间和空位，这边约掉的不算在那边', async () => {
    await booked(LIN)
    const desks = await runSql<{ groupId: string; slotMinutes: number; seatsPerWindow: number }>(ground.database, `
      select id as "groupId", slot_minutes as "slotMinutes", seats_per_window as "seatsPerWindow"
      from hall.window_group where hall = $1 order by letter desc`, [HALL])
    const together = await ground.world.as(LIN, (call) => freeDaysOf(call, desks))
    assert.deepEqual(together, await ground.world.as(LIN, async (call) => [...await Promise.all(desks.map((desk) => freeDays(call, desk)))]))
    const nine = together.map((found) => found.find(({ day }) => day === TUESDAY)?.slots.find(({ startMinute }) => startMinute === 540))
      .map((slot) => [slot?.seats, slot?.free])
    assert.deepEqual(nine, [[1, 1], [2, 1]])
  })

  it('约上以后有八位的预约号，空位少一个', async () => {
    assert.equal(await freeAt(TUESDAY, 540), 2)
    const { id, code } = await booked(LIN)
    assert.match(code, /^\d{8}$/)
    assert.equal(await freeAt(TUESDAY, 540), 1)
    const found = await own(LIN, id)
    assert.deepEqual([
      found.day, found.startMinute, found.endMinute, found.hallName, found.groupName, found.state,
    ], [TUESDAY, 540, 570, '测试大厅', '综合服务', 'booked'])
    await assert.rejects(own(WANG, id), { code: 'not-found' })
  })

  it('最多提前七个工作日；休息日、开门前、午休、已经过去的时间都不能约', async () => {
    assert.equal((await days()).at(-1)?.day, '2026-03-11')
    for (const changes of [
      { day: '2026-03-12' },
      { day: '2026-03-07' },
      { startMinute: 510 },
      { startMinute: 720 },
      { startMinute: 545 },
      { day: '2026-02-27' },
      { day: '2026-13-40' },
    ]) {
      await assert.rejects(booked(LIN, changes), { code: 'rule' }, JSON.stringify(changes))
    }
    clockAt(ground, MONDAY, '10:00')
    await assert.rejects(booked(LIN, { day: MONDAY, startMinute: 600 }), { code: 'rule', message: /已经开始/ })
    await booked(LIN, { day: MONDAY, startMinute: 630 })
  })

  it('不办这个事项的大厅、没有的事项，不能约', async () => {
    await assert.rejects(booked(LIN, { hall: 'nowhere' }), { code: 'rule' })
    await assert.rejects(booked(LIN, { itemCode: 'SL9999999' }), { code: 'not-found' })
  })

  it('一个人一个事项只有一个预约；换个事项可以，同时最多三个', async () => {
    await booked(LIN)
    await assert.rejects(booked(LIN, { startMinute: 570 }), { code: 'conflict', message: /改期/ })
    await booked(LIN, { itemCode: OTHER_ITEM.code, startMinute: 570 })
    await runSql(ground.database, "update hall.appointment set item_code = 'SL0000' || start_minute where account_id = 'lin'")
    await booked(LIN, { startMinute: 600 })
    await assert.rejects(booked(LIN, { itemCode: OTHER_ITEM.code, startMinute: 630 }), { code: 'rule', message: /最多有 3 个/ })
  })

  it('三次没有来，三十天不能约，说明到哪一天；到期又能约', async () => {
    for (const day of ['2026-03-03', '2026-03-04', '2026-03-05']) {
      await booked(LIN, { day })
      clockAt(ground, day, '20:00')
    }
    clockAt(ground, '2026-03-06', '08:00')
    await ground.world.as(LIN, closeEarlierDays)
    await assert.rejects(booked(LIN, { day: '2026-03-09' }), { code: 'rule', message: /2026年4月4日.*大厅取号/ })
    await booked(WANG, { day: '2026-03-09' })
    clockAt(ground, '2026-04-07', '08:00')
    await booked(LIN, { day: '2026-04-08' })
  })
})

describe('最后一个位子', () => {
  it('两个人同时要：一个约上，另一个被告知还有哪些时间', async () => {
    await booked(await newcomer(ground))
    const outcomes = await Promise.allSettled([booked(LIN), booked(WANG)])
    const [lost, ...more] = outcomes.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []))
    assert.deepEqual([outcomes.filter(({ status }) => status === 'fulfilled').length, more.length], [1, 0])
    assert(lost instanceof Refusal)
    assert.equal(lost.code, 'conflict')
    assert.match(lost.message, /刚刚约满了.*还有空的最早几个时间是：2026年3月2日（周一） 09:00、/)
  })

  it('二十个人同时要两个位子：恰好两个人约上，座位号不重', async () => {
    const people = await Promise.all(Array.from({ length: 20 }, () => newcomer(ground)))
    const outcomes = await Promise.allSettled(people.map((one) => booked(one)))
    assert.equal(outcomes.filter(({ status }) => status === 'fulfilled').length, 2)
    const seats = await runSql<{ seat: number }>(ground.database, "select seat from hall.appointment where state = 'booked' order by seat")
    assert.deepEqual(seats, [{ seat: 1 }, { seat: 2 }])
  })

  it('同一个人同时按五次，只有一个预约', async () => {
    const outcomes = await Promise.allSettled(Array.from({ length: 5 }, (_, index) => booked(LIN, { startMinute: 540 + index * 30 })))
    assert.equal(outcomes.filter(({ status }) => status === 'fulfilled').length, 1)
  })

  it('数据库也不许一个座位给两个人', async () => {
    const { id } = await booked(LIN)
    const { id: other } = await booked(WANG)
    await assert.rejects(runSql(ground.database, 'update hall.appointment set seat = 1 where id = any($1::uuid[])', [[id, other]]), /appointment_seat/)
  })
})

describe('改期和取消', () => {
  it('改期以后原来的位子空出来，预约号不变；改成原来的时间什么也不变', async () => {
    const { id, code } = await booked(LIN)
    await ground.world.as(LIN, (call) => changeTime(call, id, { day: '2026-03-04', startMinute: 780 }))
    const after = await own(LIN, id)
    assert.deepEqual([after.day, after.startMinute, after.endMinute, after.code, after.changes], ['2026-03-04', 780, 810, code, 1])
    assert.equal(await freeAt(TUESDAY, 540), 2)
    await ground.world.as(LIN, (call) => changeTime(call, id, { day: '2026-03-04', startMinute: 780 }))
    assert.equal((await own(LIN, id)).changes, 1)
  })

  it('改到约满的时间不行，原来的还在', async () => {
    for (const _ of [1, 2]) await booked(await newcomer(ground))
    const { id } = await booked(LIN, { startMinute: 570 })
    await assert.rejects(ground.world.as(LIN, (call) => changeTime(call, id, { day: TUESDAY, startMinute: 540 })), { code: 'conflict' })
    assert.equal((await own(LIN, id)).startMinute, 570)
  })

  it('取消以后位子空出来，可以重新约；取消两次和一次一样，不算爽约', async () => {
    const { id } = await booked(LIN)
    for (const _ of [1, 2]) await ground.world.as(LIN, (call) => cancel(call, id))
    assert.equal((await own(LIN, id)).state, 'cancelled')
    assert.equal(await freeAt(TUESDAY, 540), 2)
    await booked(LIN)
    const { total } = await ground.world.as(LIN, (call) => ownAppointments(call, 1))
    assert.equal(total, 2)
  })

  it('时间到了就不能改也不能取消；别人的更不能', async () => {
    const { id } = await booked(LIN)
    await assert.rejects(ground.world.as(WANG, (call) => cancel(call, id)), { code: 'not-found' })
    await assert.rejects(ground.world.as(WANG, (call) => changeTime(call, id, { day: TUESDAY, startMinute: 570 })), { code: 'not-found' })
    clockAt(ground, TUESDAY, '09:00')
    assert.equal(isOpen(await own(LIN, id), ground.world), false)
    await assert.rejects(ground.world.as(LIN, (call) => cancel(call, id)), { code: 'rule', message: /时间已到/ })
    await assert.rejects(ground.world.as(LIN, (call) => changeTime(call, id, { day: TUESDAY, startMinute: 600 })), { code: 'rule' })
  })

  it('停用一个窗口，能约的位子跟着变少', async () => {
    const window = { hall: HALL, letter: 'A', number: 'A02', kind: 'general', organisation: 'hall', hours: HOURS } as const
    await ground.world.as(BUREAU, (call) => keepWindow(call, { ...window, active: false }))
    assert.equal(await freeAt(TUESDAY, 540), 1)
    await ground.world.as(BUREAU, (call) => keepWindow(call, { ...window, active: true }))
    assert.equal(await freeAt(TUESDAY, 540), 2)
    const [desk] = await desksFor(ground.database, ITEM.code)
    assert.equal(openingWords(desk ?? { windows: [] }), '周一至周五 09:00—12:00、13:00—17:00')
  })
})

describe('前一个工作日提醒', () => {
  const remind = () => ground.world.as(LIN, remindOfAppointments.run)
  const told = async () => (await ground.world.as(LIN, (call) => inboxOf(call, 1))).messages

  it('周五提醒周一的预约，只提醒一次；周末不提醒', async () => {
    const { code } = await booked(LIN, { day: '2026-03-09' })
    for (const [day, count] of [['2026-03-05', 0], ['2026-03-07', 0], ['2026-03-06', 1], ['2026-03-06', 1]] as const) {
      clockAt(ground, day, '08:00')
      await remind()
      assert.equal((await told()).length, count, day)
    }
    const [message] = await told()
    assert.match(`${message?.title}${message?.body}`, /2026年3月9日（周一） 09:00/)
    assert.match(message?.body ?? '', new RegExp(code))
    // A day to come on is no day to be done by: the short message must not say “请在3月9日前办理”.
    assert.deepEqual(await runSql(ground.database, 'select urgency, act_by as "actBy" from messages.message'), [{ urgency: 'urgent', actBy: null }])
  })

  it('当天才约的不提醒；取消了的不提醒；改期后按新的日子再提醒', async () => {
    const { id } = await booked(LIN)
    await remind()
    assert.equal((await told()).length, 0)
    await ground.world.as(LIN, (call) => changeTime(call, id, { day: '2026-03-05', startMinute: 540 }))
    clockAt(ground, '2026-03-04', '08:00')
    await remind()
    assert.equal((await told()).length, 1)
    await ground.world.as(LIN, (call) => changeTime(call, id, { day: '2026-03-06', startMinute: 540 }))
    clockAt(ground, '2026-03-05', '08:00')
    await remind()
    assert.equal((await told()).length, 2)
    const { id: other } = await booked(WANG, { day: '2026-03-09' })
    await ground.world.as(WANG, (call) => cancel(call, other))
    clockAt(ground, '2026-03-06', '08:00')
    await remind()
    assert.equal((await ground.world.as(WANG, (call) => inboxOf(call, 1))).total, 0)
  })
})
