import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { runSql } from '#platform/database'
import type { Actor } from '#kernel'
import { person } from '#kernel/testing'
import { sourceOf } from '#base/figures'
import { APPROVER, filed, FIRST_DAY, hall, led, REVIEWER, SUPERVISOR, type Hall } from '../../applications/hall.test-support.ts'
import { fireDeadlines } from '../alerts/fire.ts'
import { alertsSeen, dismissAlert } from '../alerts/list.ts'
import { settleRound } from '../alerts/rounds.ts'
import { rectifyByHand } from '../rectification/list.ts'
import { faceOf } from '../faces/faces.ts'
import { ALERT_RULES, LEVELS } from '../rules/rules.ts'
import { publishStandard, SHIPPED, standards } from '../standards/standards.ts'
import { objectTo } from './objection.ts'
import { daysOf, entriesOf, pointsOf } from './points.ts'

let ground: Hall
before(async () => {
  ground = await hall()
  await runSql(
    ground.database,
    "insert into people.organisation (id, name, short_name, kind, name_confirmed) values ('market-regulation', '市监局', '市监局', 'department', false)",
  )
})
after(() => ground.close())
beforeEach(async () => {
  ground.world.today = FIRST_DAY
  await runSql(ground.database, `delete from governance.objection; delete from governance.alert; delete from governance.rectification;
    update kernel.case set closed_at = now(), queue = null, queue_due_on = null where closed_at is null`)
})

const as = <Answer>(actor: Actor, work: Parameters<typeof ground.world.as<Answer>>[1]): Promise<Answer> => ground.world.as(actor, work)
const march = async (actor: Actor = SUPERVISOR) =>
  (await as(actor, (call) => pointsOf(call, '2026-03-31'))).organisations.map(({ organisation, points, parts }) => [
    organisation,
    points,
    ...parts.map(({ rule, n }) => `${rule} ${n}`),
  ])
const entries = async (actor: Actor = SUPERVISOR, organisation = 'market-regulation') =>
  (await as(actor, (call) => entriesOf(call, '2026-03-31', organisation))).entries
/** So many yellow cards on the seventeenth. */
async function yellow(count: number): Promise<string[]> {
  const ids: string[] = []
  for (let made = 0; made < count; made += 1) ids.push((await led(ground, (await filed(ground)).found.id, ['accept'])).id)
  ground.world.today = '2026-03-17'
  await fireDeadlines(ground.database, ground.world)
  return ids
}

describe('分值：按规则算，每一分打开看得到来由', () => {
  it('黄牌扣五分、红牌扣十分、督查扣两分；有误的不扣；合计等于一条条加起来', async () => {
    await yellow(3)
    const { alerts: [wrong] } = await as(SUPERVISOR, (call) => alertsSeen(call, { level: 'yellow', page: 1 }))
    await as(SUPERVISOR, (call) => dismissAlert(call, wrong?.id ?? '', '停电'))
    const { caseId } = await as(SUPERVISOR, (call) =>
      rectifyByHand(call, { organisation: 'market-regulation', situation: 'inspection', problem: '指南没有更新' }, undefined))
    await ground.world.step(SUPERVISOR, caseId, 'order', { data: { requirement: '今天更新' } })
    ground.world.today = '2026-03-21'
    await fireDeadlines(ground.database, ground.world)
    assert.deepEqual(await march(), [['market-regulation', 100 - 10 - 20 - 2, 'inspection 1', 'red 2', 'yellow 2']])
    assert.equal((await entries()).reduce((sum, { points }) => sum + points, 100), 68)
    assert((await entries()).every(({ caseId: cause, number }) => cause !== '' && number !== ''))
  })

  it('单位只看得到自己的，监督和领导看得到全部；没有扣分的单位不在表里', async () => {
    await yellow(1)
    const stranger = person('r', ['reviewer'], 'housing')
    assert.deepEqual([
      (await march(REVIEWER)).length, (await march(stranger)).length, (await march(person('leader', ['leader'], 'district'))).length,
    ], [1, 0, 1])
    assert.deepEqual([(await entries(REVIEWER)).length, (await entries(stranger)).length], [1, 0])
  })

  it('负责人提异议，一分一次，两个人同时提也是一件；成立不计分，不成立照扣；别的单位的分提不了', async () => {
    await yellow(2)
    const [first, second] = await entries()
    const source = first?.source ?? ''
    const both = await Promise.allSettled([1, 2].map(() => as(APPROVER, (call) => objectTo(call, { source, reason: '系统停机' }))))
    assert.deepEqual(both.map(({ status }) => status).sort(), ['fulfilled', 'rejected'])
    await assert.rejects(as(person('a', ['approver'], 'housing'), (call) => objectTo(call, {
      source: second?.source ?? '', reason: '不服',
    })), { code: 'not-found' })
    const [row] = await runSql<{ id: string }>(ground.database, 'select case_id as id from governance.objection')
    await assert.rejects(ground.world.step(APPROVER, row?.id ?? '', 'sustain', { data: { opinion: '自己裁定' } }), { code: 'forbidden' })
    assert.deepEqual((await march())[0]?.[1], 90)
    await ground.world.step(SUPERVISOR, row?.id ?? '', 'sustain', { data: { opinion: '停机记录属实' } })
    assert.deepEqual((await march())[0]?.[1], 95)
    const { caseId } = await as(APPROVER, (call) => objectTo(call, { source: second?.source ?? '', reason: '也停机' }))
    await ground.world.step(SUPERVISOR, caseId, 'reject', { data: { opinion: '那天没有停机' } })
    assert.deepEqual([(await march())[0]?.[1], (await entries()).map(({ objection }) => objection).sort()], [95, ['rejected', 'sustained']])
  })

  it('月份的头尾；不是月份的拒绝', () => {
    assert.deepEqual([daysOf('2028-02-10'), daysOf('2026-12-31')], [['2028-02-01', '2028-02-29'], ['2026-12-01', '2026-12-31']])
    assert.throws(() => daysOf('2026-13-01'), { code: 'invalid' })
  })
})

describe('指标读的数', () => {
  it('黄牌、红牌、到了期限的、期限内处置的，与预警一条条数出来的一样；有误的都不算', async () => {
    const ids = await yellow(4)
    await led(ground, ids[0] ?? '', ['review', 'approve'])
    await settleRound.run(ground.world)
    const { alerts } = await as(SUPERVISOR, (call) => alertsSeen(call, { level: 'yellow', page: 1 }))
    await as(SUPERVISOR, (call) => dismissAlert(call, alerts[0]?.id ?? '', '停电'))
    ground.world.today = '2026-03-21'
    await fireDeadlines(ground.database, ground.world)
    const asked = { from: '2026-03-01', to: '2026-03-31', today: '2026-03-21', by: 'organisation' as const }
    const counted = await Promise.all(
      ['yellow', 'red', 'alerts', 'answeredInTime', 'issues', 'closedInTime'].map((name) => sourceOf(`governance.${name}`)?.count(ground.database, asked)),
    )
    assert.deepEqual(
      counted.map((rows) => rows?.map(({ key, n }) => `${key} ${n}`) ?? null),
      [['market-regulation 3'], ['market-regulation 2'], ['market-regulation 3'], ['market-regulation 1'], [], []],
    )
  })
})

describe('工作标准', () => {
  it('每一版都在；从旧版改的、同时发布的只成一个；不存在的规则不收', async () => {
    const next = { from: 1, body: '五个工作日内答复申请人，一次说全。', basis: '默认值', checks: [{ id: 'once', text: '一次说全', rule: null }] }
    const both = await Promise.allSettled([1, 2].map(() => as(SUPERVISOR, (call) => publishStandard(call, 'acceptance', next))))
    assert.deepEqual(both.map(({ status }) => status).sort(), ['fulfilled', 'rejected'])
    await assert.rejects(as(SUPERVISOR, (call) => publishStandard(call, 'acceptance', next)), { code: 'conflict' })
    await assert.rejects(as(SUPERVISOR, (call) => publishStandard(call, 'review', {
      ...next, checks: [{ id: 'once', text: '一次说全', rule: 'nothing' }],
    })), { code: 'invalid' })
    await assert.rejects(as(SUPERVISOR, (call) => publishStandard(call, 'nothing', next)), { code: 'not-found' })
    assert.deepEqual((await standards(ground.database)).filter(({ kind }) => kind === 'acceptance').map(({ version }) => version), [2, 1])
  })

  it('发布的标准和规则表对得上：每条规则有依据，每个检查点指着有的规则', () => {
    const ids = new Set(ALERT_RULES.map(({ id }) => id))
    assert.equal(ids.size, ALERT_RULES.length)
    assert.deepEqual(ALERT_RULES.filter(({ basis, trigger, version, level }) => basis.length < 4 || trigger.length < 4 || version < 1 || !LEVELS.includes(level)), [])
    assert.deepEqual(SHIPPED.flatMap(({ checks }) => checks).filter(({ rule }) => rule !== null && !ids.has(rule)), [])
  })
})

describe('同一批办件的四面', () => {
  it('一件办件在几面里都看得到，是同一件；封存的和别的单位的看不到', async () => {
    const [id = ''] = await yellow(1)
    const seen = async (actor: Actor) => {
      const faces = await Promise.all((['service', 'overview', 'supervision', 'together'] as const).map((face) => as(actor, (call) => faceOf(call, face, 1))))
      return faces.map(({ cases }) => cases.some((found) => found.id === id))
    }
    assert.deepEqual(
      [await seen(SUPERVISOR), await seen(REVIEWER), await seen(person('r', ['reviewer'], 'housing'))],
      [
        [true, true, true, false],
        [true, true, true, false],
        [false, false, false, false],
      ],
    )
    await runSql(ground.database, 'update kernel.case set sealed = true where id = $1', [id])
    assert.deepEqual(await seen(SUPERVISOR), [false, false, false, false])
  })
})
