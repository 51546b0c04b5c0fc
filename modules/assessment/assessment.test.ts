import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { runSql } from '#platform/database'
import { eventsOf } from '#kernel'
import { inboxOf } from '#base/messages'
import {
  APPEAL_UNTIL, assessmentGround, BUREAU, cleared, counted, FEBRUARY, HEALTH, LEADER, MONDAY, officeOf, reacted, SUPERVISOR, WATER, WATER_REVIEWER, type Ground,
} from './assessment.test-support.ts'
import { correctValue } from './correct.ts'
import { lockPeriod } from './draw.ts'
import { correctionsIn, resultsIn, valuesIn } from './ledger.ts'
import { bulletinsOf, publishBulletin } from './publish.ts'
import { keepScheme, schemeNow } from './scheme.ts'
import { figureValues } from './figure-values.ts'
import { assessmentFor, assessmentsFor } from './views.ts'

let ground: Ground
before(async () => { ground = await assessmentGround() })
after(() => ground.close())
const { as, draw, find, lock, locked, onTime, resultAt, appeal, step } = officeOf(() => ground)
beforeEach(async () => {
  ground.world.today = MONDAY
  await cleared(ground)
  await counted(ground, { organisation: 'water', n: 200, late: 10 })
  await counted(ground, { organisation: 'health', n: 300 })
  await counted(ground, { organisation: 'culture', n: 5, late: 5 })
})

const FIGURE = { n: 200, part: 195 }
const correct = (id: string, changes: {
  organisation?: string; indicator?: string; figure?: { n: number; part?: number; value?: number }; expectedVersion?: number
} = {}) =>
  as(SUPERVISOR, (call) => correctValue(call, { periodId: id, organisation: 'water', indicator: 'B01', figure: FIGURE, reason: '核实后更正', ...changes }))
const publish = (id: string, expectedVersion = 1) => as(SUPERVISOR, (call) => publishBulletin(call, id, { expectedVersion }))

describe('拟定和锁定', () => {
  it('拟定取现在的数，没有锁定前可以重做，每次替掉上一次', async () => {
    const id = await draw()
    assert.deepEqual([(await onTime(id, 0))?.part, (await onTime(id, 0))?.value], [190, 95])
    await counted(ground, { organisation: 'water', n: 210, late: 0 })
    assert.equal(await draw(), id)
    assert.equal((await onTime(id, 0))?.value, 100)
  })

  it('锁定以后数再怎么变，这一期都不动；再拟定、再锁定都不行', async () => {
    const id = await locked()
    const before = await as(SUPERVISOR, (call) => assessmentFor(call, id))
    await counted(ground, { organisation: 'water', n: 900, late: 900 })
    await assert.rejects(draw(), { code: 'conflict', message: /已经锁定/ })
    await assert.rejects(lock(id), { code: 'conflict' })
    assert.deepEqual(await as(SUPERVISOR, (call) => assessmentFor(call, id)), before)
  })

  it('锁定的值带着口径的版本、来源和时间；绕过程序改不了，也删不掉', async () => {
    const id = await locked()
    const value = await onTime(id, 1)
    assert.deepEqual([value?.definitionVersion, value?.asOf.toISOString()], ['figures-1', ground.world.now.toISOString()])
    assert(value?.source.length)
    for (const sql of ['update assessment.value set part = 200', 'delete from assessment.value', "update assessment.result set words = '好'"]) {
      await assert.rejects(runSql(ground.database, `${sql} where period_id = $1 and version = 1`, [id]), /keeps what it holds/)
    }
  })

  it('看过以后有人重新拟定，不能锁定没有看过的数；两人同时锁定只成一次', async () => {
    const id = await draw()
    const seen = (await find(id)).drawnAt
    ground.world.now = new Date(ground.world.now.getTime() + 60_000)
    await draw()
    await assert.rejects(as(SUPERVISOR, (call) => lockPeriod(call, id, { drawnAt: seen.toISOString() })), { code: 'conflict', message: /重新拟定/ })
    const both = await Promise.allSettled([lock(id), lock(id)])
    assert.deepEqual(both.map(({ status }) => status).toSorted(), ['fulfilled', 'rejected'])
  })

  it('没有结束的月、不是季度开头的季度、不存在的日子都不收；没有数的不能锁定', async () => {
    for (const startsOn of ['2026-03-01', '2026-02-02', '2026-13-01', '0001-01-01'])
      await assert.rejects(draw({ kind: 'month', startsOn }), { code: 'invalid' }, startsOn)
    for (const startsOn of ['2026-02-01', '2026-01-01']) await assert.rejects(draw({ kind: 'quarter', startsOn }), { code: 'invalid' }, startsOn)
    await assert.rejects(lock(await draw({ kind: 'month', startsOn: '2025-06-01' })), { code: 'rule' })
  })

  it('季度是三个月加起来；样本不够的单位不评不排', async () => {
    await counted(ground, { organisation: 'water', start: '2025-12-01', n: 40, late: 40 })
    await counted(ground, { organisation: 'water', start: '2025-10-01', n: 60 })
    const id = await draw({ kind: 'quarter', startsOn: '2025-10-01' })
    assert.deepEqual([(await onTime(id, 0))?.n, (await onTime(id, 0))?.part], [100, 60])
    const monthly = await locked()
    const small = await resultAt(monthly, 1, 'culture')
    assert.deepEqual([small?.score, small?.grade, small?.rank], [null, null, null])
    assert.match(small?.words ?? '', /样本不足/)
  })
})

describe('申诉', () => {
  it('提出、核实、采纳：更正成为新的一版，旧的一版原样；提出的人收到消息', async () => {
    const id = await locked()
    const caseId = await appeal(id)
    assert.equal((await step(SUPERVISOR, caseId, 'verify', { finding: '核实属实' })).queue, 'window:government-services')
    const closed = await step(SUPERVISOR, caseId, 'adopt', { ...FIGURE, reason: '日期补录有误，更正' })
    assert(closed.closedAt !== null)
    assert.deepEqual([(await onTime(id, 1))?.part, (await onTime(id, 2))?.part, (await find(id)).version], [190, 195, 2])
    const [trail] = await as(SUPERVISOR, (call) => correctionsIn(call.tx, { id }))
    assert.deepEqual([trail?.appealId, trail?.before.value, trail?.after.value, trail?.by, trail?.reason], [caseId, 95, 97.5, '效能监督', '日期补录有误，更正'])
    await reacted(ground)
    const { messages } = await as(WATER, (call) => inboxOf(call, 1))
    assert(messages.some((one) => one.caseId === caseId && one.title.includes('已采纳')))
  })

  it('不采纳的，数不动，理由单位看得到', async () => {
    const id = await locked()
    const caseId = await appeal(id)
    await assert.rejects(step(SUPERVISOR, caseId, 'reject', { reason: '没有核实就决定' }), { code: 'conflict' })
    await step(SUPERVISOR, caseId, 'verify', { finding: '补录日期与档案一致' })
    await step(SUPERVISOR, caseId, 'reject', { reason: '日期没有错' })
    assert.equal((await find(id)).version, 1)
    const events = await as(WATER, (call) => eventsOf(call.tx, caseId))
    assert.equal(events.at(-1)?.data['reason'], '日期没有错')
  })

  it('只能对本单位的数申诉；没有锁定、过了期限、没有这项指标都不行', async () => {
    const id = await draw()
    await assert.rejects(appeal(id), { code: 'rule' })
    await lock(id)
    await assert.rejects(appeal(id, { actor: { ...WATER, organisation: 'education' } }), { code: 'not-found' })
    await assert.rejects(appeal(id, { indicator: 'D01' }), { code: 'not-found' })
    ground.world.today = '2026-03-10'
    await assert.rejects(appeal(id), { code: 'rule', message: new RegExp(APPEAL_UNTIL) })
    ground.world.today = APPEAL_UNTIL
    assert(await appeal(id))
  })

  it('别的单位看不到这件申诉，也撤不了；单位自己不能核实自己', async () => {
    const caseId = await appeal(await locked())
    await assert.rejects(step(HEALTH, caseId, 'takeBack'), { code: 'not-found' })
    await assert.rejects(step(WATER, caseId, 'verify', { finding: '我说了算' }), { code: 'forbidden' })
    await assert.rejects(step(WATER_REVIEWER, caseId, 'takeBack'), { code: 'forbidden' })
    assert((await step(WATER, caseId, 'takeBack')).closedAt !== null)
  })

  it('同一个键只有一件；没有办结前不能再提，撤回以后可以', async () => {
    const id = await locked()
    const [one, other] = await Promise.all([appeal(id, { key: 'twice' }), appeal(id, { key: 'twice' })])
    assert.equal(one, other)
    await assert.rejects(appeal(id), { code: 'conflict' })
    assert.notEqual(await appeal(id, { indicator: 'B12' }), one)
    await step(WATER, one, 'takeBack')
    assert.notEqual(await appeal(id), one)
  })

  it('采纳时填的数不对，什么都没有发生', async () => {
    const id = await locked()
    const caseId = await appeal(id)
    await step(SUPERVISOR, caseId, 'verify', { finding: '属实' })
    for (const figure of [{ n: 10, part: 11 }, { n: 200 }])
      await assert.rejects(step(SUPERVISOR, caseId, 'adopt', { ...figure, reason: '更正' }), { code: 'invalid' })
    await assert.rejects(step(SUPERVISOR, caseId, 'adopt', { n: 200, part: 190, reason: '更正' }), { code: 'rule', message: /一样/ })
    assert.deepEqual([(await find(id)).version, (await ground.world.caseNow(caseId)).state], [1, 'verified'])
  })
})

describe('更正', () => {
  it('分数、等次、名次按这一期的办法重算；每一版都在', async () => {
    const id = await locked()
    const before = await resultAt(id, 1, 'water')
    await correct(id, { figure: { n: 200, part: 200 } })
    const afterwards = await resultAt(id, 2, 'water')
    assert((afterwards?.score ?? 0) > (before?.score ?? 100))
    assert.deepEqual(await resultAt(id, 1, 'water'), before)
    assert.equal((await resultAt(id, 2, 'health'))?.score, (await resultAt(id, 1, 'health'))?.score)
  })

  it('两人看着同一版更正，后一个请他重看；留痕改不了', async () => {
    const id = await locked()
    const both = await Promise.allSettled([correct(id, { expectedVersion: 1 }), correct(id, { expectedVersion: 1, figure: { n: 200, part: 150 } })])
    assert.deepEqual(both.map(({ status }) => status).toSorted(), ['fulfilled', 'rejected'])
    assert.equal((await find(id)).version, 2)
    await assert.rejects(runSql(ground.database, "update assessment.correction set reason = '别的'"), /keeps what it holds/)
  })

  it('没有锁定的不用更正；不是比率的填数值；没有的单位、指标找不到', async () => {
    const id = await draw()
    await assert.rejects(correct(id), { code: 'rule' })
    await lock(id)
    await assert.rejects(correct(id, { indicator: 'B05', figure: { n: 200 } }), { code: 'invalid' })
    await correct(id, { indicator: 'B05', figure: { n: 200, value: 40 } })
    await assert.rejects(correct(id, { organisation: 'nowhere' }), { code: 'not-found' })
    await assert.rejects(correct('00000000-0000-4000-8000-000000000000'), { code: 'not-found' })
  })
})

describe('通报', () => {
  it('过了申诉期、申诉都办结才能发布；一版只发布一次；编号不断', async () => {
    const id = await locked()
    const caseId = await appeal(id)
    await assert.rejects(publish(id), { code: 'rule', message: new RegExp(APPEAL_UNTIL) })
    ground.world.today = '2026-03-10'
    await assert.rejects(publish(id), { code: 'rule', message: /1 件申诉没有办结/ })
    await step(WATER, caseId, 'takeBack')
    const both = await Promise.allSettled([publish(id), publish(id)])
    assert.deepEqual(both.map(({ status }) => status).toSorted(), ['fulfilled', 'rejected'])
    await correct(id)
    await assert.rejects(publish(id, 1), { code: 'conflict' })
    await publish(id, 2)
    assert.deepEqual((await as(LEADER, (call) => bulletinsOf(call.tx, id))).map(({ number, version }) => [number, version]), [
      ['KHTB-2026-001', 1], ['KHTB-2026-002', 2],
    ])
  })

  it('发布以前单位只看到自己，没有名次；发布以后看到全部', async () => {
    const id = await locked()
    const own = await as(WATER, (call) => assessmentFor(call, id))
    assert.deepEqual(own.units.map(({ organisation, rank, rankTo }) => [organisation, rank, rankTo]), [['water', null, null]])
    assert(!JSON.stringify(own.units).includes('health'))
    assert.equal((await as(LEADER, (call) => assessmentFor(call, id))).units.length, 3)
    ground.world.today = '2026-03-10'
    await publish(id)
    assert.deepEqual((await as(WATER, (call) => assessmentFor(call, id))).units.map(({ organisation }) => organisation)
      .toSorted(), ['culture', 'health', 'water'])
  })

  it('没有锁定的考核期，单位看不到', async () => {
    const id = await draw()
    assert.deepEqual((await as(WATER, (call) => assessmentsFor(call))).periods, [])
    await assert.rejects(as(WATER, (call) => assessmentFor(call, id)), { code: 'not-found' })
  })
})

describe('考核办法', () => {
  it('改办法是新的一版，锁定的考核期还用旧的', async () => {
    const id = await locked()
    const { version, ...body } = await as(BUREAU, (call) => schemeNow(call.tx))
    const wish = { from: version, body: { ...body, sampleMin: 1 }, reason: '小单位也计分（示例）' }
    const known = figureValues.codes
    assert.equal((await as(BUREAU, (call) => keepScheme(call, wish, known))).version, 2)
    await assert.rejects(as(BUREAU, (call) => keepScheme(call, wish, known)), { code: 'conflict' })
    await correct(id)
    assert.equal((await resultAt(id, 2, 'culture'))?.score, null)
    await counted(ground, { organisation: 'culture', start: '2026-01-01', n: 5 })
    const january = await draw({ kind: 'month', startsOn: '2026-01-01' })
    assert.notEqual((await resultAt(january, 0, 'culture'))?.score, null)
    assert.deepEqual([(await find(january)).scheme.version, (await find(id)).scheme.version], [2, 1])
    assert.equal(FEBRUARY.startsOn < MONDAY, true)
  })

  it('没有接入的指标不能列入', async () => {
    const { version, ...body } = await as(BUREAU, (call) => schemeNow(call.tx))
    const indicators = body.indicators.map((rule) => (rule.code === 'C07' ? { ...rule, code: 'D01' } : rule))
    const wish = { from: version, body: { ...body, indicators }, reason: '加热线' }
    await assert.rejects(as(BUREAU, (call) => keepScheme(call, wish, figureValues.codes)), { code: 'invalid', message: /没有接入/ })
  })
})
