import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { runSql } from '#platform/database'
import { startOf } from '#platform/day'
import { countRows, ERRAND, FIRST_DAY, ground, kernelOf, LIN, opened, WINDOW, type Ground } from './district.test-support.ts'
import { errand } from './errand.test-support.ts'
import { eventsOf } from './event-log.ts'
import { findByNumber } from './find-case.ts'
import { isCaseNumber } from './case-number.ts'
import { openCase } from './open-case.ts'
import { isQueryPassword } from './query-password.ts'
import type { World } from './testing.ts'
import type { WithinReaction } from './types.ts'

let world: World
let close: Ground['close']
let database: Ground['database']
before(async () => ({ world, close, database } = await ground()))
after(() => close())
beforeEach(() => { world.today = FIRST_DAY })

describe('收件', () => {
  it('开出来的办件：编号、版本一、等窗口五个工作日、凭证、第一条记录', async () => {
    const found = await opened(world)
    assert(isCaseNumber(found.number) && found.number.startsWith('440114240425'))
    assert.deepEqual([found.version, found.state, found.queue, found.queueDueOn, found.nextTimerAt], [
      1, 'submitted', 'window:hall', '2024-05-06', startOf('2024-05-07'),
    ])
    assert.deepEqual([found.acceptedOn, found.dueOn, found.closedAt, found.handlerId], [null, null, null, null])
    const [event, ...more] = await eventsOf(database, found.id)
    assert.deepEqual(more, [])
    assert.deepEqual(
      [event?.kind, event?.step, event?.fromState, event?.toState, event?.clockEvent, event?.issued?.kind],
      ['errand.open', 'open', null, 'submitted', { on: FIRST_DAY, what: 'received' }, 'receipt'],
    )
    assert.deepEqual(event?.data['form'], { name: '小店' })
    assert.deepEqual(await world.caseNow(found.id), found)
  })

  it('记录里有后来的人要知道的一切，没有密码', async () => {
    const { opened: found, queryPassword } = await world.as(LIN, (call) => openCase(call, ERRAND))
    const [event] = await eventsOf(database, found.id)
    const subject = Object(event?.data['subject'])
    assert.deepEqual([subject.number, subject.item, subject.owner, subject.receiving, subject.place, subject.limitWorkingDays, subject.statutoryWorkingDays], [
      found.number, ERRAND.item, 'market', 'hall', '440114', 10, 20,
    ])
    const [row] = await runSql<{ all: string }>(database, `select c::text || (select string_agg(e::text, '') from kernel.event e where e.case_id = c.id)
      || (select string_agg(d::text, '') from kernel.document d where d.case_id = c.id) as all from kernel.case c where id = $1`, [found.id])
    assert(!row?.all.includes(queryPassword))
    assert.equal((await findByNumber(database, found.number))?.queryPasswordHash.length, 64)
    assert(isQueryPassword(found.number, queryPassword, (await findByNumber(database, found.number))?.queryPasswordHash ?? ''))
    assert.equal(await findByNumber(database, '0'.repeat(19)), undefined)
  })

  it('窗口代收的，记录写明是窗口收的；申请人还是申请人', async () => {
    const { opened: found } = await world.as(WINDOW, (call) => openCase(call, ERRAND))
    const [event] = await eventsOf(database, found.id)
    assert.deepEqual([event?.relation, event?.actor.id, found.applicant.id], ['window', 'window', 'lin'])
  })

  it('五十件同时收，编号不重，一天之内流水递增', async () => {
    const cases = await Promise.all(Array.from({ length: 50 }, () => opened(world)))
    const serials = cases.map(({ number }) => Number(number.slice(12, 18)))
    assert.equal(new Set(serials).size, 50)
    assert(Math.max(...serials) - Math.min(...serials) < 200)
  })

  it('夜里一点收的算当天，时间按中国算', async () => {
    world.now = new Date('2024-04-25T17:00:00.000Z')
    const found = await opened(world)
    assert.deepEqual([found.clock.events[0]?.on, found.number.slice(6, 12)], ['2024-04-26', '240426'])
  })

  it('休息日收的，从下一个工作日起算', async () => {
    world.today = '2024-05-01'
    assert.deepEqual((await opened(world)).queueDueOn, '2024-05-10')
  })

  it('没有这种办件、办结日期倒着来，都不开', async () => {
    const before = await countRows(database)
    await assert.rejects(opened(world, { type: 'nothing' }), /no module declares workflow nothing/)
    await assert.rejects(opened(world, { parentId: '00000000-0000-4000-8000-000000000000' }), /foreign key/)
    assert.deepEqual(await countRows(database), before)
  })

  it('开件之后的反应出错，件也不开', async () => {
    const before = await countRows(database)
    const breaks: WithinReaction = { name: 'breaks', on: ['errand.open'], react: async () => { throw new Error('坏了') } }
    const kernel = kernelOf([errand], { within: [breaks] })
    await assert.rejects(world.as(LIN, (call) => openCase({ ...call, kernel }, ERRAND)), /坏了/)
    assert.deepEqual(await countRows(database), before)
  })

  it('封存的件一开始就封存，带着上级的件认得上级', async () => {
    const parent = await opened(world)
    const child = await opened(world, { parentId: parent.id, sealed: true })
    assert.deepEqual([child.sealed, child.parentId], [true, parent.id])
  })

  it('流程不出凭证的，不出', async () => {
    const { opening: _opening, ...silent } = errand
    const kernel = kernelOf([silent])
    const { opened: found } = await world.as(LIN, (call) => openCase({ ...call, kernel }, ERRAND))
    assert.equal((await eventsOf(database, found.id))[0]?.issued, null)
    assert.deepEqual(await runSql(database, 'select 1 from kernel.document where case_id = $1', [found.id]), [])
  })
})
