import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { inTransaction, runSql } from '#platform/database'
import { fireTimers, runJob } from '#kernel'
import { person } from '#kernel/testing'
import { sourceOf } from '#base/figures'
import { APPROVER, filed, FIRST_DAY, hall, led, LIN, REVIEWER, SUPERVISOR, type Hall } from '../../applications/hall.test-support.ts'
import { fireDeadlines } from '../alerts/fire.ts'
import { settleRound } from '../alerts/rounds.ts'
import { outlineFor } from '../outline/outline.ts'
import { REPORT_MEASURE_NAMES } from '../report/measures.ts'
import { reportCases, reportOf } from '../report/report.ts'
import { mendRound } from '../rectification/from-alerts.ts'
import { changeRule } from '../rules/change.ts'
import { tryRule } from '../rules/trial.ts'
import { orderAnswers } from './orders.ts'
import { tellHeads } from './notices.ts'
import { cardOrderFor } from './view.ts'

const LEADER = person('leader', ['leader'], 'district')
const BUREAU = person('bureau', ['bureau'], 'government-services')
const STRANGER = person('other-reviewer', ['reviewer'], 'housing')
const ANSWER = { cause: '经办人请假没有人接', plan: '今天改派，明天办结' }
let ground: Hall
before(async () => {
  ground = await hall()
  await runSql(ground.database, `
    insert into people.organisation (id, name, short_name, kind, name_confirmed) values ('market-regulation', '市监局', '市监局', 'department', false);
    insert into people.account (id, login, name, kind, password_hash, organisation, created_at)
      values ('approver', 'approver', '审批', 'staff', '', 'market-regulation', now()),
      ('examiner', 'examiner', '审查', 'staff', '', 'market-regulation', now()) on conflict do nothing;
    insert into people.account_role (account, role) values ('approver', 'approver'), ('examiner', 'reviewer') on conflict do nothing`)
})
after(() => ground.close())
beforeEach(async () => {
  ground.world.today = FIRST_DAY
  ground.world.jobs.length = 0
  await runSql(ground.database, `delete from messages.message; delete from governance.card_order; delete from governance.alert; delete from governance.rectification;
    update kernel.case set closed_at = now(), queue = null, queue_due_on = null, next_timer_at = null where closed_at is null`)
})

/** Two yellow cards on the seventeenth and what is ordered for them, by two processes at once. */
async function ordered(): Promise<{ order: string; cases: string[] }> {
  const cases: string[] = []
  for (let made = 0; made < 2; made += 1) cases.push((await led(ground, (await filed(ground)).found.id, ['accept'])).id)
  ground.world.today = '2026-03-17'
  await fireDeadlines(ground.database, ground.world)
  await Promise.all([orderAnswers(ground.world), orderAnswers(ground.world)])
  const [order, ...more] = await orders()
  assert.deepEqual(more, [])
  return { order: order ?? assert.fail('没有督办'), cases }
}
const orders = async (): Promise<string[]> =>
  (await runSql<{ id: string }>(ground.database, 'select case_id as id from governance.card_order order by opened_on, covers_from')).map(({ id }) => id)
const timers = () =>
  Promise.all(
    [1, 2].map(() =>
      fireTimers(ground.database, { ...ground.world.kernel, sendJobs: async (_tx, sent) => void ground.world.jobs.push(...sent) }, ground.world),
    ),
  )
const steps = (id: string) =>
  runSql<{ step: string }>(ground.database, "select split_part(kind, '.', 2) as step from kernel.event where case_id = $1 order by seq", [id]).then((rows) =>
    rows.map(({ step }) => step),
  )
const step = (actor: Parameters<Hall['world']['step']>[0], id: string, name: string, data: Record<string, unknown>) =>
  ground.world.step(actor, id, name, { data })

describe('黄牌督办', () => {
  it('没有审查人的单位（如大厅），轮到负责人答复：在他的待办里，不是没有人的队列', async () => {
    await runSql(ground.database, `
      insert into people.organisation (id, name, short_name, kind, name_confirmed) values ('desk-only', '某大厅', '某大厅', 'hall', false) on conflict do nothing;
      insert into people.account (id, login, name, kind, password_hash, organisation, created_at)
        values ('desk-lead', 'desk-lead', '大厅负责人', 'staff', '', 'desk-only', now());
      insert into people.account_role (account, role) values ('desk-lead', 'approver')`)
    const { id } = (await filed(ground)).found
    await runSql(ground.database, `insert into governance.alert (rule, rule_version, level, occurrence, case_id, due_on, organisation, item_code, fired_on,
        fired_at, supervise_until)
      select 'no-reason', 1, 'yellow', 'once', id, '2026-03-17', 'desk-only', item_code, '2026-03-17', now(), '2026-03-20' from kernel.case where id = '${id}'`)
    ground.world.today = '2026-03-17'
    await orderAnswers(ground.world)
    const [order = ''] = await orders()
    assert.equal((await ground.world.caseNow(order)).queue, 'approver:desk-only')
    assert.equal((await step({ ...APPROVER, id: 'desk-lead', organisation: 'desk-only' }, order, 'answer', ANSWER)).state, 'answered')
  })

  it('同一单位同一天的黄牌，两个进程也只开一件，督办期限那天以前答复；不是这个单位的打不开', async () => {
    const { order } = await ordered()
    const found = await ground.world.caseNow(order)
    assert.deepEqual([found.queue, found.queueDueOn, found.state], ['owner:market-regulation', '2026-03-20', 'asked'])
    assert.equal((await ground.world.as(REVIEWER, (call) => cardOrderFor(call, order))).cards.length, 2)
    await assert.rejects(ground.world.as(STRANGER, (call) => cardOrderFor(call, order)), { code: 'not-found' })
    await assert.rejects(step(STRANGER, order, 'answer', ANSWER), { code: 'not-found' })
    await assert.rejects(step(SUPERVISOR, order, 'answer', ANSWER), { code: 'forbidden' })
    await assert.rejects(step(REVIEWER, order, 'escalate', {}), { code: 'forbidden' })
  })

  it('过了期限没有答复，定时提级给负责人：两个进程同时也只一次，负责人只收到一条', async () => {
    const { order } = await ordered()
    ground.world.today = '2026-03-20'
    await timers()
    assert.deepEqual(await steps(order), ['open'])
    ground.world.today = '2026-03-21'
    await timers()
    await timers()
    assert.deepEqual(await steps(order), ['open', 'escalate'])
    const found = await ground.world.caseNow(order)
    assert.deepEqual([found.queue, found.queueDueOn], ['approver:market-regulation', '2026-03-23'])
    const told = ground.world.jobs.filter(({ reaction }) => reaction === tellHeads.name)
    for (const job of [...told, ...told]) await inTransaction(ground.database, (tx) => runJob(ground.world.kernel, tx, job, ground.world))
    const messages = await runSql<{ recipient: string }>(ground.database, "select recipient from messages.message where title like '黄牌督办逾期%'")
    assert.deepEqual([told.length, messages], [1, [{ recipient: 'approver' }]])
    await assert.rejects(step(REVIEWER, order, 'answerEscalated', ANSWER), { code: 'forbidden' })
    assert.equal((await step(APPROVER, order, 'answerEscalated', ANSWER)).state, 'answered')
  })

  it('负责人几天答复是一条规则：改了用在以后开的督办，逾期提级和退回都照它，开着的照旧', async () => {
    const change = (workingDays: number, from: number) => ground.world.as(BUREAU, (call) => changeRule(call, { kind: 'deadline', id: 'card-head' },
      { isOn: true, tells: [], settings: { workingDays }, basis: '本区定的', effectiveOn: ground.world.today, from, reason: '一天来不及' }))
    await change(3, 1)
    const { order } = await ordered()
    await change(2, 2)
    ground.world.today = '2026-03-21'
    await timers()
    assert.equal((await ground.world.caseNow(order)).queueDueOn, '2026-03-25')
    await step(APPROVER, order, 'answerEscalated', ANSWER)
    assert.deepEqual((await step(SUPERVISOR, order, 'sendBack', { opinion: '没有写哪天办结' })).queueDueOn, '2026-03-25')
    ground.world.today = '2026-03-26'
    const tried = await ground.world.as(BUREAU, (call) => tryRule(call, { kind: 'deadline', id: 'card-head' },
      { isOn: true, tells: [], settings: { workingDays: 9 }, basis: '本区定的', effectiveOn: ground.world.today }))
    assert.deepEqual(tried.lines.map(({ what, now, then }) => [/ 1 件里/.test(what), now, then]), [[true, 1, 0]])
  })

  it('按期答复的不提级；答复不行交负责人；看过就了结', async () => {
    const { order } = await ordered()
    const answered = await step(REVIEWER, order, 'answer', ANSWER)
    assert.deepEqual([answered.queue, answered.queueDueOn], ['window:government-services', '2026-03-19'])
    ground.world.today = '2026-03-23'
    await timers()
    assert.deepEqual(await steps(order), ['open', 'answer'])
    await step(SUPERVISOR, order, 'sendBack', { opinion: '没有写哪天办结' })
    await step(APPROVER, order, 'answerEscalated', ANSWER)
    assert.notEqual((await step(SUPERVISOR, order, 'accept', { opinion: '可以' })).closedAt, null)
  })

  it('答复以后又出的黄牌另开一件；办件都办结了，没有答复的督办自己了结', async () => {
    const { order, cases } = await ordered()
    await step(REVIEWER, order, 'answer', ANSWER)
    await runSql(ground.database, `
      insert into governance.alert (rule, rule_version, level, case_id, occurrence, organisation, item_code, due_on, fired_on, fired_at, supervise_until)
      select 'deemed', 1, 'yellow', case_id, 'late', organisation, item_code, due_on, fired_on, fired_at + interval '1 minute', supervise_until
      from governance.alert limit 1`)
    await orderAnswers(ground.world)
    const [, second = ''] = await orders()
    assert.deepEqual((await ground.world.as(REVIEWER, (call) => cardOrderFor(call, second))).cards.map(({ rule }) => rule), ['deemed'])
    await runSql(ground.database, "update governance.alert set settled_on = fired_on, settled_how = 'dismissed' where rule = 'deemed'")
    for (const id of cases) await led(ground, id, ['review', 'approve'])
    await settleRound.run(ground.world)
    await Promise.all([orderAnswers(ground.world), orderAnswers(ground.world)])
    assert.deepEqual([await steps(order), await steps(second)], [['open', 'answer'], ['open', 'settle']])
  })
})

describe('预警背后的办件：概要', () => {
  it('领导看得到状态、期限、经过，看不到申请人和填的内容；没有预警的、封存的、别的单位的看不到', async () => {
    const { cases: [id = ''] } = await ordered()
    const outline = await ground.world.as(LEADER, (call) => outlineFor(call, id))
    assert.deepEqual(
      [outline.stateLabel !== '', outline.clock.dueOn, outline.mayOpen, outline.history.map(({ by }) => by)],
      [true, '2026-03-16', false, ['申请人', ground.world.kernel.nameOf('hall')]],
    )
    const found = await ground.world.caseNow(id)
    const said = JSON.stringify(outline)
    for (const secret of [found.applicant.name, LIN.name, ...Object.values(found.form).filter((value) => typeof value === 'string' && value.length > 3)])
      assert(!said.includes(String(secret)), String(secret))
    assert.equal((await ground.world.as(REVIEWER, (call) => outlineFor(call, id))).mayOpen, true)
    await assert.rejects(ground.world.as(STRANGER, (call) => outlineFor(call, id)), { code: 'not-found' })
    const quiet = (await filed(ground)).found.id
    await assert.rejects(ground.world.as(LEADER, (call) => outlineFor(call, quiet)), { code: 'not-found' })
    await runSql(ground.database, 'update kernel.case set sealed = true where id = $1', [id])
    await assert.rejects(ground.world.as(LEADER, (call) => outlineFor(call, id)), { code: 'not-found' })
  })
})

describe('汇报', () => {
  it('每个数等于它打开的办件，黄牌、红牌等于指标读的数；单位只看自己的', async () => {
    await ordered()
    ground.world.today = '2026-03-21'
    await fireDeadlines(ground.database, ground.world)
    await mendRound.run(ground.world)
    await timers()
    const asked = { on: '2026-03-21' }
    const { figures, units, months } = await ground.world.as(LEADER, (call) => reportOf(call, asked))
    const counts = Object.fromEntries(figures.map(({ name, n }) => [name, n]))
    assert.deepEqual([counts['yellow'], counts['red'], counts['problems'], counts['mending'], counts['cardOrders'], counts['escalated']], [2, 2, 1, 1, 1, 1])
    for (const measure of REPORT_MEASURE_NAMES) {
      const { total, cases } = await ground.world.as(LEADER, (call) => reportCases(call, { ...asked, measure, page: 1 }))
      assert.deepEqual([total, cases.length], [counts[measure], counts[measure]], measure)
    }
    const governed = await Promise.all(
      ['yellow', 'red'].map((name) =>
        sourceOf(`governance.${name}`)?.count(ground.database, { from: '2026-03-01', to: '2026-03-31', today: '2026-03-21', by: 'organisation' }),
      ),
    )
    assert.deepEqual(governed.map((rows) => rows?.[0]?.n), [counts['yellow'], counts['red']])
    assert.deepEqual([units.map(({ organisation, points }) => [organisation, points]), months.length, months.at(-1)?.red], [[['market-regulation', 70]], 12, 2])
    assert.deepEqual((await ground.world.as(STRANGER, (call) => reportOf(call, asked))).units, [])
    await assert.rejects(ground.world.as(STRANGER, (call) => reportOf(call, { ...asked, organisation: 'market-regulation' })), { code: 'forbidden' })
  })
})
