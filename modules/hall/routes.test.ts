import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { inTransaction, runSql } from '#platform/database'
import { FOOD, Town } from '../applications/web/citizen/town.test-support.ts'
import { Client } from './client.test-support.ts'
import { seedHalls } from './index.ts'

let town: Town
const clients = new Map<string, Client>()
before(async () => {
  town = await Town.open('2026-03-02')
  await inTransaction(town.world.database, (tx) => seedHalls(tx, town.world.now))
  await runSql(town.world.database, 'delete from hall.appointment')
})
after(() => town.close())

async function as(account: string): Promise<Client> {
  const known = clients.get(account) ?? new Client(town.server, (await town.signedIn(account)).cookies)
  clients.set(account, known)
  return known
}
const windowNamed = async (number: string): Promise<string> => {
  const { windows } = (await (await as('window')).get('/api/hall/windows')).json()
  return windows.find((one: { number: string; hall: string }) => one.number === number && one.hall === 'centre').id
}

describe('登记表的接口', () => {
  it('政数局改，别的工作人员只能看，群众看不到', async () => {
    const place = { code: 'x-hall', name: '某大厅', kind: 'town', organisation: 'xinhua', isExample: false }
    for (const account of ['supervisor', 'leader', 'window', 'reviewer', 'approver']) {
      assert.equal((await (await as(account)).get('/api/hall/register')).statusCode, 200, account)
      assert.equal((await (await as(account)).post('/api/hall/places', place)).statusCode, 403, account)
    }
    assert.equal((await (await as('citizen')).get('/api/hall/register')).statusCode, 403)
    const bureau = await as('bureau')
    for (const _ of [1, 2]) assert.equal((await bureau.post('/api/hall/places', place)).statusCode, 200)
    const { halls } = (await bureau.get('/api/hall/register')).json()
    assert.equal(halls.filter(({ code }: { code: string }) => code === 'x-hall').length, 1)
  })

  it('比率带着口径和时段；名单的数目等于数字', async () => {
    const bureau = await as('bureau')
    const { items, definitions } = (await bureau.get('/api/hall/rates')).json()
    assert.equal((await bureau.get('/api/hall/items?standing=must')).json().total, items.residentRate.whole)
    assert.equal((await bureau.get('/api/hall/items?standing=in')).json().total, items.residentRate.part)
    for (const { label, part, whole } of Object.values<{ label: string; part: string; whole: string }>(definitions))
      assert([label, part, whole].every((words) => words.length > 3))
  })

  it('写错的一律说明哪里错，不会出故障', async () => {
    const bureau = await as('bureau')
    const exception = { itemCode: FOOD, kind: 'site', reason: '要在现场核验', basis: '某文件', approver: '某机构', approvedOn: '2026-02-30', untilOn: '2026-12-31' }
    assert.equal((await bureau.post('/api/hall/exceptions', exception)).statusCode, 400)
    assert.equal((await bureau.post('/api/hall/exceptions', { ...exception, kind: '随便' })).statusCode, 400)
    assert.equal((await bureau.get('/api/hall/rates?from=2026-02-30')).statusCode, 400)
    assert.equal((await bureau.get('/api/hall/receipts?from=2026-03-02&to=2026-03-01')).statusCode, 400)
    assert.equal((await bureau.get('/api/hall/items?standing=xx')).statusCode, 400)
    const window = await as('window')
    assert.equal((await window.get('/api/hall/places/centre/appointments?day=2026-99-99')).statusCode, 400)
    assert.equal((await window.get('/api/hall/places/nowhere/appointments')).statusCode, 404)
  })

  it('登记表导出来就能导回去；错的行说明白', async () => {
    const bureau = await as('bureau')
    const sheet = (await bureau.get('/api/hall/sheet')).body
    assert.match(sheet, /^\ufeff事项编码,事项名称,大厅代码,窗口号,进驻日期\r\n/)
    const report = (await bureau.upload('/api/hall/sheet?mode=import', sheet)).json()
    assert.deepEqual([report.errorsTotal, report.added, report.removed], [0, 0, 0])
    const wrong = (await bureau.upload('/api/hall/sheet?mode=import', `${sheet}SL0000001,,centre,A01,\r\n`)).json()
    assert.deepEqual([wrong.errorsTotal, wrong.errors[0].column], [1, '事项编码'])
    assert.equal((await bureau.upload('/api/hall/sheet?mode=check', 'a,b\n1,2')).statusCode, 400)
    assert.equal((await (await as('window')).upload('/api/hall/sheet?mode=check', sheet)).statusCode, 403)
  })
})

describe('预约的接口', () => {
  it('查时间、预约、改期、取消，与页面一样', async () => {
    const citizen = await as('citizen')
    const { halls } = (await citizen.get(`/api/items/${FOOD}/halls`)).json()
    const [day] = halls[0].days.slice(1)
    const booking = { itemCode: FOOD, hall: halls[0].hall, day: day.day, startMinute: day.slots[0].startMinute }
    const made = await citizen.post('/api/appointments', booking)
    assert.equal(made.statusCode, 201)
    const { id } = made.json()
    assert.equal((await citizen.post('/api/appointments', booking)).statusCode, 409)
    assert.equal((
      await citizen.post(`/api/appointments/${id}/time`, { day: day.day, startMinute: day.slots[1].startMinute })).json().startMinute, day.slots[1].startMinute,
    )
    assert.equal((await (await as('enterprise')).get(`/api/appointments/${id}`)).statusCode, 404)
    const cancelled = (await citizen.post(`/api/appointments/${id}/cancel`)).json()
    assert.deepEqual([cancelled.state, cancelled.isOpen, 'accountId' in cancelled], ['cancelled', false, false])
    assert.equal((await citizen.post('/api/appointments', { ...booking, day: '2026-99-99' })).statusCode, 422)
    assert.equal((await citizen.post('/api/appointments', { ...booking, note: 'x' })).statusCode, 400)
  })
})

describe('叫号的接口', () => {
  it('取号、叫号、转走，每一下都答复窗口现在的样子；同一个键只有一个号', async () => {
    const clerk = await as('window')
    const [here, there] = [await windowNamed('A01'), await windowNamed('A02')]
    const wish = { hall: 'centre', letter: 'A', isPriority: false }
    const first = await clerk.post('/api/hall/tickets', wish, { 'idempotency-key': 'one' })
    assert.deepEqual([first.statusCode, first.json().number], [201, 'A001'])
    assert.equal((await clerk.post('/api/hall/tickets', wish, { 'idempotency-key': 'one' })).json().number, 'A001')
    const desk = (await clerk.post(`/api/hall/windows/${here}/next`, { current: null })).json()
    assert.equal(desk.present.number, 'A001')
    assert.equal((await clerk.post(`/api/hall/windows/${here}/next`, { current: null })).statusCode, 409)
    assert.equal((await clerk.post(`/api/hall/windows/${here}/transfer`, { toWindowId: there })).json().present, null)
    const sent = (await clerk.post(`/api/hall/windows/${there}/next`, { current: null })).json()
    assert.equal(sent.present.number, 'A001')
    assert.equal((await clerk.post(`/api/hall/windows/${there}/case`, { number: '不是编号' })).statusCode, 400)
    assert.equal((await clerk.post(`/api/hall/windows/${there}/finish`)).json().doneToday, 1)
  })

  it('别的单位的人叫不了这个窗口的号，替不了这个大厅取号', async () => {
    const outsider = await as('reviewer')
    const here = await windowNamed('A01')
    assert.equal((await outsider.post(`/api/hall/windows/${here}/next`, { current: null })).statusCode, 404)
    assert.equal((await outsider.post('/api/hall/tickets', { hall: 'centre', letter: 'A', isPriority: false })).statusCode, 404)
    assert.equal((await outsider.post('/api/hall/places/centre/arrivals', { code: '00000000' })).statusCode, 404)
    assert.deepEqual((await (await as('tax')).get('/api/hall/windows')).json().windows.map(({ number }: { number: string }) => number), ['B01'])
  })

  it('同时签到两次，是同一个号', async () => {
    const citizen = await as('citizen')
    const { code } = (await citizen.post('/api/appointments', { itemCode: FOOD, hall: 'centre', day: '2026-03-02', startMinute: 600 })).json()
    const clerk = await as('window')
    const answers = await Promise.all([1, 2, 3].map(() => clerk.post('/api/hall/places/centre/arrivals', { code })))
    assert.equal(new Set(answers.map((answer) => answer.json().number)).size, 1)
    assert.deepEqual(answers.map(({ statusCode }) => statusCode), [200, 200, 200])
  })
})

