import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { inTransaction, runSql } from '#platform/database'
import { DEMO_PASSWORD } from '#base/people'
import { FOOD, Town, type Visitor } from '../../../applications/web/citizen/town.test-support.ts'
import { closeEarlierDays, seedHalls } from '../../index.ts'
import { calendarFile } from '../../appointments/calendar-file.ts'

const BOOKING = `/items/${FOOD}/appointment`
let town: Town
let citizen: Visitor
before(async () => {
  town = await Town.open('2026-03-02')
  await inTransaction(town.world.database, (tx) => seedHalls(tx, town.world.now))
  await runSql(town.world.database, 'delete from hall.appointment')
  citizen = await town.signedIn('citizen')
})
after(() => town.close())

const body = async (url: string, visitor = citizen): Promise<string> => (await visitor.get(url)).body
/** As it reads: without the marks that keep a span of hours on one line. */
const read = (page: string): string => page.replace(/<span class="whole">([^<]*)<\/span>/g, '$1')
const location = (answer: { headers: Record<string, unknown> }): string => String(answer.headers['location'])

describe('到窗口办', () => {
  it('从办事指南去：哪个大厅、哪个窗口、什么时候开；不用登录', async () => {
    assert.match(await body(`/items/${FOOD}`, town.visitor()), new RegExp(`href="/items/${FOOD}/window">到窗口办`))
    const page = await body(`/items/${FOOD}/window`, town.visitor())
    assert.match(page, /花都区政务服务中心（示例）/)
    assert.match(page, /A01（综合窗口）、A02（综合窗口）/)
    assert.match(read(page), /周一至周五 09:00—12:00、13:00—17:00；节假日不开/)
    assert.match(page, new RegExp(`href="${BOOKING}"`))
  })

  it('大厅名单和大厅页：今天开到几点、有几个人在等；示例写明是示例', async () => {
    assert.match(await body('/hall', town.visitor()), /href="\/hall\/centre"/)
    const page = await body('/hall/centre', town.visitor())
    assert.match(read(page), /2026年3月2日（周一），开放 09:00—12:00、13:00—17:00/)
    assert.match(page, /没有人在等/)
    assert.match(page, /<strong>示例<\/strong>/)
    assert.equal((await town.visitor().get('/hall/nowhere')).statusCode, 404)
  })

  it('不进大厅的事项：说明原因、依据和到哪天', async () => {
    await runSql(town.world.database, 'create table seat_kept as select * from hall.resident_item')
    await runSql(town.world.database, 'delete from hall.resident_item')
    await runSql(town.world.database, `insert into hall.exception (id, item_code, kind, reason, basis, approver, approved_on, until_on, written_by, written_at)
      values (gen_random_uuid(), $1, 'site', '要在现场核验', '某文件', '某机构', '2026-01-01', '2026-12-31', 'x', now())`, [FOOD])
    const page = await body(`/items/${FOOD}/window`)
    assert.match(page, /场地或设备限制（要在现场核验）。依据：某文件。到 2026-12-31 为止/)
    assert.doesNotMatch(page, /预约时间/)
    await runSql(town.world.database, 'insert into hall.resident_item select * from seat_kept; drop table seat_kept; delete from hall.exception')
  })
})

describe('预约', () => {
  it('没有登录的先去登录，登录后回来', async () => {
    const answer = await town.visitor().get(BOOKING)
    assert.deepEqual([answer.statusCode, location(answer)], [303, `/sign-in?next=${encodeURIComponent(BOOKING)}`])
  })

  it('只有一个大厅的不问大厅；一页一个问题，没选就按继续会说明', async () => {
    assert.match(await body(BOOKING), /<h1>哪一天来？<\/h1>/)
    assert.match(await body(`${BOOKING}?hall=centre&asked=day`), /请选择一项，再按“继续”/)
    assert.match(await body(`${BOOKING}?hall=centre&day=2026-03-03&asked=day`), /<h1>2026年3月3日（周二），什么时间？<\/h1>/)
    assert.match(await body(`${BOOKING}?hall=centre&day=2026-03-03&time=540`), /<h1>请核对<\/h1>[\s\S]*09:00—09:30[\s\S]*确认预约/)
    for (const wrong of ['day=2026-03-07', 'day=2026-02-30', 'hall=nowhere&day=x']) assert((await citizen.get(`${BOOKING}?${wrong}`)).statusCode < 500)
  })

  it('确认以后得到卡片：号码、时间、地方；可以打印、加到日历、改期、取消', async () => {
    const answer = await citizen.post(BOOKING, { hall: 'centre', day: '2026-03-03', time: '540' })
    assert.equal(answer.statusCode, 303)
    const card = location(answer)
    const shown = await body(card)
    for (const words of [/已经约好了/, /2026年3月3日（周二）/, /09:00—09:30/, /综合服务/]) assert.match(shown, words)
    const file = await citizen.get(`${card}/calendar.ics`)
    assert.match(String(file.headers['content-type']), /text\/calendar/)
    assert.match(file.body, /DTSTART:20260303T010000Z\r\nDTEND:20260303T013000Z/)
    assert.equal((await (await town.signedIn('enterprise')).get(card)).statusCode, 404)
    assert.match(await body('/appointments'), new RegExp(`href="${card}"`))
    const again = await citizen.post(BOOKING, { hall: 'centre', day: '2026-03-04', time: '540' })
    assert.equal(again.statusCode, 409)
    assert.match(again.body, /已经预约了这个事项/)
    assert.match(await body(`${card}/change`), /哪一天来？/)
    assert.equal(location(await citizen.post(`${card}/change`, { hall: 'centre', day: '2026-03-05', time: '780' })), card)
    assert.match(await body(card), /2026年3月5日（周四）/)
    assert.match(await body(`${card}/cancel`), /不算爽约/)
    await citizen.post(`${card}/cancel`)
    assert.match(await body(card), /已取消/)
  })

  it('刚被约满的，就地说明还有哪些时间，日子还在', async () => {
    await runSql(
      town.world.database,
      `insert into hall.appointment (id, code, hall, group_id, item_code, item_name, account_id, day, start_minute, end_minute, seat, state, booked_at, changed_at)
      select gen_random_uuid(), lpad((seat + 500)::text, 8, '0'), 'centre', gr.id, 'X', 'X', 'x' || seat, '2026-03-03', 540, 570, seat, 'booked', now(), now()
      from hall.window_group gr, generate_series(1, 6) seat where gr.hall = 'centre' and gr.letter = 'A'`,
    )
    const answer = await citizen.post(BOOKING, { hall: 'centre', day: '2026-03-03', time: '540' })
    assert.equal(answer.statusCode, 409)
    assert.match(answer.body, /刚刚约满了。还有空的最早几个时间是/)
    assert.match(answer.body, /2026年3月3日（周二），什么时间？/)
    assert.doesNotMatch(answer.body, /value="540"/)
    await runSql(town.world.database, "delete from hall.appointment where item_code = 'X'")
  })
})

describe('取号机和大屏', () => {
  it('不知道口令的机器只能看，不能取号；口令不对不给', async () => {
    const outsider = town.visitor()
    assert.match(await body('/hall/centre/machine', outsider), /这台机器还不是取号机/)
    for (const answer of [await outsider.post('/hall/centre/tickets', { letter: 'A', key: 'k' }), await outsider.post('/hall/centre/machine', { key: '不对' })])
      assert.equal(answer.statusCode, 400)
    assert.deepEqual(await runSql(town.world.database, 'select 1 from hall.ticket'), [])
  })

  it('取号、签到各得一个号；同一次按键只有一个；号不对就地说明', async () => {
    const machine = town.visitor()
    await machine.post('/hall/centre/machine', { key: DEMO_PASSWORD })
    assert.match(await body('/hall/centre/machine', machine), /没有预约，请点要办的业务[\s\S]*综合服务/)
    const ticket = location(await machine.post('/hall/centre/tickets', { letter: 'A', key: 'one' }))
    assert.equal(location(await machine.post('/hall/centre/tickets', { letter: 'A', key: 'one' })), ticket)
    const shown = await body(ticket, machine)
    assert.match(shown, /A001 号<\/h1>[\s\S]*0 人[\s\S]*估不出/)
    assert.match(shown, /下一位取号/)
    assert.doesNotMatch(await body(ticket, town.visitor()), /下一位取号/)
    const wrong = await machine.post('/hall/centre/arrivals', { code: '1234' })
    assert.equal(wrong.statusCode, 400)
    assert.match(wrong.body, /没有这个预约号/)
    assert.equal((await machine.post('/hall/centre/tickets', { key: 'two' })).statusCode, 400)
    assert.match(await body('/hall/centre', town.visitor()), /1 人在等/)
  })

  it('大屏没有脚本也会自己刷新', async () => {
    const page = await body('/hall/centre/board', town.visitor())
    assert.match(page, /<noscript><meta http-equiv="refresh" content="10"><\/noscript>/)
    assert.match(page, /现在没有在叫的号[\s\S]*综合服务：1 人[\s\S]*A001/)
    const [script] = /\/assets\/hall-screen\.\w+\.js/.exec(page) ?? []
    assert.equal((await town.visitor().get(script ?? '')).statusCode, 200)
  })

  it('过了这一天，号就结束了', async () => {
    town.world.today = '2026-03-03'
    await inTransaction(town.world.database, (tx) =>
      closeEarlierDays({
        kernel: town.world.kernel,
        tx,
        actor: { id: 'system', name: '系统', roles: [], organisation: null, party: null },
        now: town.world.now,
        today: town.world.today,
      }),
    )
    assert.match(await body('/hall/centre/board', town.visitor()), /综合服务：0 人/)
    town.world.today = '2026-03-02'
  })
})

describe('日历文件', () => {
  const entry = {
    id: 'a',
    code: '12345678',
    itemName: '很长的名字，带逗号;和分号'.repeat(6),
    hallName: '大厅',
    address: '某路 1 号\n二楼',
    day: '2026-03-03',
    startMinute: 0,
    endMinute: 30,
    changes: 2,
  }
  it('一行不超过七十五个字节，特殊符号有转义，前一天的零点用世界时写对', () => {
    const lines = calendarFile(entry, new Date('2026-03-02T09:00:00+08:00')).split('\r\n')
    for (const line of lines) assert(Buffer.byteLength(line) <= 75, line)
    const text = lines.join('\r\n').replaceAll('\r\n ', '')
    assert.match(text, /DTSTART:20260302T160000Z/)
    assert.match(text, /SEQUENCE:2/)
    assert.match(text, /LOCATION:大厅，某路 1 号\\n二楼/)
    assert.match(text, /带逗号\\;和分号/)
  })
})
