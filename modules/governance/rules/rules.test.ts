import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import fc from 'fast-check'
import { inTransaction, runSql } from '#platform/database'
import { addCalendarDays, isDay } from '#platform/day'
import { Refusal } from '#platform/refusal'
import { runJob, type Actor } from '#kernel'
import { person } from '#kernel/testing'
import { APPROVER, filed, FIRST_DAY, hall, led, SUPERVISOR, WINDOW, type Hall } from '../../applications/hall.test-support.ts'
import { fireDeadlines } from '../alerts/fire.ts'
import { pointsOf } from '../points/points.ts'
import { openRectification } from '../rectification/opening.ts'
import { changeRule, type Change, type Named } from './change.ts'
import { faultsIn, type Wish } from './faults.ts'
import { bookOf, editions, inForceOn, pointSpans, SHIPPED_RULES } from './rule-book.ts'
import { rulesSeen } from './list.ts'
import { SETTING_NAMES, SETTINGS, settingOf, type Rule, type Settings } from './settings.ts'
import { tryRule } from './trial.ts'

const BUREAU = person('bureau', ['bureau'], 'government-services')
let ground: Hall
before(async () => { ground = await hall() })
after(() => ground.close())
beforeEach(async () => {
  ground.world.today = FIRST_DAY
  await runSql(ground.database, `truncate governance.rule; delete from governance.alert; delete from governance.rectification;
    update kernel.case set closed_at = now(), queue = null, queue_due_on = null where closed_at is null`)
})

const shipped = ({ kind, id }: Named): Rule => SHIPPED_RULES.find((rule) => rule.kind === kind && rule.id === id) ?? assert.fail()
const wish = (named: Named, settings: Settings = {}, changes: Partial<Wish> = {}): Wish => {
  const { isOn, tells, settings: numbers, basis } = shipped(named)
  return { isOn, tells, settings: { ...numbers, ...settings }, basis, effectiveOn: ground.world.today, ...changes }
}
const OVERDUE: Named = { kind: 'alert', id: 'overdue' }
const change = (named: Named, { settings, from = 1, ...changes }: Partial<Change>, actor: Actor = BUREAU) =>
  ground.world.as(actor, (call) => changeRule(call, named, { ...wish(named, settings, changes), from, reason: '本区定的' }))
const fire = () => fireDeadlines(ground.database, ground.world)
const cards = () => runSql<{ rule: string; version: number; until: string | null }>(ground.database, `
  select rule, rule_version as version, supervise_until as until from governance.alert where rule in ('overdue', 'overdue-red') order by id`)
const accepted = async (): Promise<string> => (await led(ground, (await filed(ground)).found.id, ['accept'])).id
const refusedBeside = async (named: Named, changes: Partial<Change>): Promise<string[]> => {
  const refused = await change(named, changes).then(() => assert.fail('收下了'), (thrown: unknown) => thrown)
  assert(refused instanceof Refusal && refused.code === 'invalid')
  return refused.fields.map(({ path }) => path)
}

describe('改规则：生效、旧的不变', () => {
  it('督办期限改成五天：以后出的黄牌按第二版；以前的黄牌还是第一版、原来的日子，不再出一遍', async () => {
    await accepted()
    ground.world.today = '2026-03-17'
    await fire()
    await change(OVERDUE, { settings: { superviseWorkingDays: 5 } })
    await fire()
    assert.deepEqual(await cards(), [{ rule: 'overdue', version: 1, until: '2026-03-20' }])
    ground.world.today = '2026-03-18'
    await accepted()
    ground.world.today = '2026-04-02'
    await fire()
    assert.deepEqual(
      (await cards()).filter(({ rule }) => rule === 'overdue'),
      [
        { rule: 'overdue', version: 1, until: '2026-03-20' },
        { rule: 'overdue', version: 2, until: '2026-04-10' },
      ],
    )
  })

  it('定在以后的日子，那天以前还是现行的；停用的不出，再启用才出', async () => {
    await accepted()
    await change({ kind: 'alert', id: 'overdue-red' }, { isOn: false })
    await change(OVERDUE, { isOn: false, effectiveOn: '2026-03-17' })
    const seen = await ground.world.as(person('leader', ['leader'], 'district'), rulesSeen)
    assert.deepEqual(
      seen.rules.filter(({ id }) => id === 'overdue').map(({ now, planned, versions }) => [now.version, planned?.version, versions.map(({ by }) => by)]),
      [[1, 2, ['bureau', null]]],
    )
    ground.world.today = '2026-03-17'
    await fire()
    assert.deepEqual(await cards(), [])
    await change(OVERDUE, { from: 2 })
    await fire()
    assert.deepEqual((await cards()).map(({ version }) => version), [3])
  })

  it('分值从生效那天起算，已经算出的分不变', async () => {
    await accepted()
    ground.world.today = '2026-03-17'
    await fire()
    await change({ kind: 'points', id: 'yellow' }, { settings: { points: -8 }, effectiveOn: '2026-03-18' })
    ground.world.today = '2026-03-18'
    await runSql(ground.database, `
      insert into governance.alert (rule, rule_version, level, case_id, occurrence, organisation, item_code, fired_on, fired_at)
      select rule, 1, level, case_id, 'again', organisation, item_code, '2026-03-18', fired_at from governance.alert where rule = 'overdue'`)
    const { organisations } = await ground.world.as(SUPERVISOR, (call) => pointsOf(call, '2026-03-18'))
    assert.deepEqual(organisations.map(({ points, parts }) => [points, parts.map(({ n }) => n)]), [[100 - 5 - 8, [2]]])
  })

  it('整改的期限：在办的按开始时的走，以后开的按新的；交办写多了，说最多几天', async () => {
    const open = (organisation: string) =>
      ground.world.as(SUPERVISOR, (call) => openRectification(call, { organisation, cause: 'by-hand:standard', itemCode: '', itemName: '', problem: '抽查' }))
    const [old] = [await open('market-regulation')]
    await change({ kind: 'deadline', id: 'ordered' }, { settings: { workingDays: 4 } })
    const fresh = await open('housing')
    const order = (id: string, withinWorkingDays?: number) =>
      ground.world.step(SUPERVISOR, id, 'order', { data: { requirement: '今天改', ...(withinWorkingDays && { withinWorkingDays }) } })
    await assert.rejects(order(fresh.caseId, 5), { code: 'invalid', message: /最多给 4 个工作日/ })
    assert.deepEqual([(await order(fresh.caseId)).queueDueOn, (await order(old.caseId)).queueDueOn], ['2026-03-06', '2026-03-16'])
  })
})

describe('改规则：不该发生的', () => {
  it('两个人同时改，后一个看到是谁改的、为什么；写下的版本改不了', async () => {
    const both = await Promise.allSettled([4, 6].map((superviseWorkingDays) => change(OVERDUE, { settings: { superviseWorkingDays } })))
    assert.deepEqual(both.map(({ status }) => status).sort(), ['fulfilled', 'rejected'])
    await assert.rejects(change(OVERDUE, { settings: { superviseWorkingDays: 7 } }), { code: 'conflict', message: /bureau 改成第 2 版（本区定的），请刷新/ })
    await assert.rejects(runSql(ground.database, 'update governance.rule set version = 9'), /keeps what it holds/)
  })

  it('填错了，错写在那一格旁边；没有要改的、过去的日子、加分写成扣分、红牌轻过黄牌都不收', async () => {
    assert.deepEqual(await refusedBeside(OVERDUE, { settings: { superviseWorkingDays: 0, times: 3 } }), ['settings.superviseWorkingDays', 'settings.times'])
    assert.deepEqual(await refusedBeside(OVERDUE, { tells: [], effectiveOn: '2026-02-30' }), ['tells', 'effectiveOn'])
    assert.deepEqual(await refusedBeside(OVERDUE, { settings: { superviseWorkingDays: 5 }, effectiveOn: '2026-03-01' }), ['effectiveOn'])
    assert.deepEqual(await refusedBeside(OVERDUE, {}), ['reason'])
    assert.deepEqual(await refusedBeside(OVERDUE, { isOn: false }), ['isOn'])
    const tomorrow = addCalendarDays(FIRST_DAY, 1)
    assert.deepEqual(await refusedBeside({ kind: 'points', id: 'yellow' }, { settings: { points: 5 }, effectiveOn: tomorrow }), ['settings.points'])
    assert.deepEqual(await refusedBeside({ kind: 'points', id: 'red' }, { settings: { points: -1 }, effectiveOn: tomorrow }), ['settings.points'])
    assert.deepEqual(await refusedBeside({ kind: 'points', id: 'red' }, { settings: { points: -20 } }), ['effectiveOn'])
    assert.deepEqual(await refusedBeside({ kind: 'deadline', id: 'issue' }, { settings: { workingDays: 3 }, isOn: false }), ['isOn'])
    await assert.rejects(ground.world.as(BUREAU, (call) => changeRule(call, { kind: 'points', id: 'nothing' }, { ...wish(OVERDUE), from: 1, reason: '没有' })), { code: 'not-found' })
    assert.deepEqual(await runSql(ground.database, 'select 1 from governance.rule'), [])
  })

  it('随便填什么：收下的都在范围里，填错的都说得出在哪一格', () => {
    const any = fc.record({
      rule: fc.constantFrom(...SHIPPED_RULES),
      isOn: fc.boolean(),
      tells: fc.subarray(['handler', 'head', 'supervisor'] as const),
      effectiveOn: fc.constantFrom('2026-03-01', FIRST_DAY, '2026-04-01', '2026-02-31', '2029-01-01', ''),
      settings: fc.dictionary(fc.constantFrom(...SETTING_NAMES), fc.oneof(fc.integer({ min: -200, max: 200 }), fc.double())),
    })
    fc.assert(fc.property(any, ({ rule, settings, ...rest }) => {
      const faults = faultsIn({ ...rest, settings, basis: '示例' }, { first: rule, all: SHIPPED_RULES, today: FIRST_DAY })
      assert(faults.every(({ path, message }) => /^(isOn|tells|effectiveOn|reason|settings\.\w+)$/.test(path) && message.length > 4))
      if (faults.length > 0) return
      assert(isDay(rest.effectiveOn) && rest.effectiveOn >= FIRST_DAY)
      assert.deepEqual(Object.keys(settings).sort(), Object.keys(rule.settings).sort())
      for (const name of SETTING_NAMES) if (settings[name] !== undefined) assert(settings[name] >= SETTINGS[name].min && settings[name] <= SETTINGS[name].max)
    }), { numRuns: 400 })
  })

  it('任意次改分：每一天恰好一个数，和那天在用的一版一样', () => {
    const days = Array.from({ length: 12 }, (_, at) => addCalendarDays(FIRST_DAY, at))
    fc.assert(fc.property(fc.array(fc.record({ points: fc.integer({ min: -20, max: 0 }), day: fc.constantFrom(...days) }), { maxLength: 8 }), (changes) => {
      const later = changes.map(({ points, day }, at): Rule =>
        ({ ...shipped({ kind: 'points', id: 'yellow' }), version: at + 2, settings: { points }, effectiveOn: day }))
      const all = [...SHIPPED_RULES, ...later]
      for (const day of days) {
        const spans = pointSpans(all).filter(({ id, from, until }) => id === 'yellow' && from <= day && day < until)
        assert.deepEqual(spans.map(({ points }) => points), [settingOf(bookOf(inForceOn(all, day)).rule('points', 'yellow'), 'points')])
      }
    }), { numRuns: 100 })
  })
})

describe('试算：用的就是出预警的条件，什么也不发', () => {
  const tried = async (named: Named, changes: Partial<Wish> = {}, settings: Settings = {}) =>
    (await ground.world.as(BUREAU, (call) => tryRule(call, named, wish(named, settings, changes)))).lines.map(({ now, then }) => [now, then])

  it('昨天出了几张黄牌、几张红牌，与真的出的一样；督办期限改短，红牌多了', async () => {
    await accepted()
    await accepted()
    ground.world.today = '2026-03-17'
    await fire()
    ground.world.today = '2026-03-18'
    assert.deepEqual(await tried(OVERDUE, { basis: '试一试' }), [[2, 2], [0, 0]])
    ground.world.today = '2026-03-20'
    assert.deepEqual(await tried(OVERDUE, {}, { superviseWorkingDays: 1 }), [[0, 0], [0, 2]])
    assert.deepEqual((await cards()).length, 2)
    assert.equal((await editions(ground.database)).length, SHIPPED_RULES.length)
  })

  it('理由要写多长：昨天的决定重看一遍；停用就是零', async () => {
    for (const reason of ['不行', '经营场所不在本区，请到所在区办理']) {
      await ground.world.step(WINDOW, (await filed(ground)).found.id, 'refuseAcceptance', { data: { reason, legalBasis: ['食品安全法第三十三条'] } })
    }
    for (const job of ground.world.jobs.splice(0).filter(({ reaction }) => reaction === 'governance.unreasoned'))
      await inTransaction(ground.database, (tx) => runJob(ground.world.kernel, tx, job, ground.world))
    const [{ n } = { n: 0 }] = await runSql<{ n: number }>(ground.database, "select count(*)::int as n from governance.alert where rule = 'no-reason'")
    ground.world.today = addCalendarDays(FIRST_DAY, 1)
    assert.equal(n, 1)
    assert.deepEqual(
      [await tried({ kind: 'alert', id: 'no-reason' }, {}, { reasonLength: 40 }), await tried({ kind: 'alert', id: 'no-reason' }, { isOn: false })],
      [[[1, 2]], [[1, 0]]],
    )
  })

  it('分值和期限也能试；填错的不试', async () => {
    await accepted()
    ground.world.today = '2026-03-17'
    await fire()
    assert.deepEqual(await tried({ kind: 'points', id: 'yellow' }, { effectiveOn: '2026-03-18' }, { points: -7 }), [[100, 100], [95, 93]])
    await ground.world.as(APPROVER, (call) =>
      openRectification(call, { organisation: 'market-regulation', cause: 'by-hand:standard', itemCode: '', itemName: '', problem: '抽查' }))
    ground.world.today = '2026-03-20'
    assert.deepEqual(
      [await tried({ kind: 'deadline', id: 'issue' }, {}, { workingDays: 5 }), await tried({ kind: 'deadline', id: 'recurrence' }, {}, { calendarDays: 30 })],
      [[[1, 0]], [[0, 0]]],
    )
    await assert.rejects(tried(OVERDUE, { tells: [] }), { code: 'invalid' })
  })
})
