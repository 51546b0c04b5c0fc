import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { inTransaction, runSql } from '#platform/database'
import { findCase, type Actor, type Case } from '#kernel'
import { person } from '#kernel/testing'
import { APPROVER, filed, fileOf, FIRST_DAY, hall, led, LIN, REVIEWER, SUPERVISOR, type Hall } from '../../applications/hall.test-support.ts'
import { fireDeadlines } from '../alerts/fire.ts'
import { alertsSeen, dismissAlert } from '../alerts/list.ts'
import { settleRound } from '../alerts/rounds.ts'
import { mendRound } from './from-alerts.ts'
import { evidenceOf, rectificationFor, rectificationsSeen, rectifyAlert, rectifyByHand } from './list.ts'

const STRANGER = person('other-reviewer', ['reviewer'], 'housing')
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
  await runSql(ground.database, `delete from governance.evidence; delete from governance.alert; delete from governance.rectification;
    update kernel.case set closed_at = now(), queue = null, queue_due_on = null where closed_at is null`)
})

const rowOf = async (caseId: string) => (await ground.world.as(SUPERVISOR, (call) => rectificationFor(call, caseId)))
const opened = (): Promise<{ id: string; cause: string; times: number }[]> =>
  runSql(ground.database, 'select case_id as id, cause, times from governance.rectification order by opened_on, case_id')
const step = (actor: Actor, id: string, name: string, data: Record<string, unknown> = {}): Promise<Case> => ground.world.step(actor, id, name, { data })
const ORDER = { requirement: '查清为什么超期，一周内办结' }
const MENDED = { cause: '经办人请假没有人接', measures: '已经改派，今天办结；以后请假当天改派' }

/** Two red cards of one item, and what follows by rule. */
async function red(from = FIRST_DAY, yellowOn = '2026-03-17', redOn = '2026-03-21'): Promise<string> {
  ground.world.today = from
  for (let made = 0; made < 2; made += 1) await led(ground, (await filed(ground)).found.id, ['accept'])
  ground.world.today = yellowOn
  await fireDeadlines(ground.database, ground.world)
  ground.world.today = redOn
  await fireDeadlines(ground.database, ground.world)
  await Promise.all([mendRound.run(ground.world), mendRound.run(ground.world)])
  return (await opened()).findLast(({ cause }) => cause === 'overdue-red')?.id ?? assert.fail('没有整改')
}

describe('预警进整改', () => {
  it('两张红牌、两个进程同时，同一单位同一事项只有一件整改，两张都在里面；黄牌不自动进', async () => {
    const id = await red()
    assert.deepEqual((await opened()).map(({ cause, times }) => [cause, times]), [['overdue-red', 1]])
    const { alertList, problem, organisation } = await rowOf(id)
    assert.deepEqual([alertList.map(({ rule }) => rule), organisation], [['overdue-red', 'overdue-red'], 'market-regulation'])
    assert.match(problem, /红牌.*2 件/)
    await mendRound.run(ground.world)
    assert.equal((await opened()).length, 1)
  })

  it('监督部门把黄牌交给整改：点两次、两个人同时点，也是一件；别的角色、别的单位的预警打不开', async () => {
    await led(ground, (await filed(ground)).found.id, ['accept'])
    ground.world.today = '2026-03-17'
    await fireDeadlines(ground.database, ground.world)
    const { alerts: [alert] } = await ground.world.as(SUPERVISOR, (call) => alertsSeen(call, { level: 'yellow', page: 1 }))
    const made = await Promise.all([1, 2].map(() => ground.world.as(SUPERVISOR, (call) => rectifyAlert(call, alert?.id ?? ''))))
    assert.equal(new Set(made.map(({ caseId }) => caseId)).size, 1)
    await assert.rejects(ground.world.as(STRANGER, (call) => rectifyAlert(call, alert?.id ?? '')), { code: 'not-found' })
    await assert.rejects(ground.world.as(SUPERVISOR, (call) => dismissAlert(call, alert?.id ?? '', '日历错了')), { code: 'conflict' })
    assert.deepEqual((await ground.world.as(STRANGER, (call) => alertsSeen(call, { page: 1 }))).alerts, [])
  })

  it('预警有误的不算，也不能再进整改', async () => {
    await led(ground, (await filed(ground)).found.id, ['accept'])
    ground.world.today = '2026-03-17'
    await fireDeadlines(ground.database, ground.world)
    const { alerts: [alert] } = await ground.world.as(SUPERVISOR, (call) => alertsSeen(call, { page: 1 }))
    for (let times = 0; times < 2; times += 1) await ground.world.as(SUPERVISOR, (call) => dismissAlert(call, alert?.id ?? '', '停电一天'))
    await assert.rejects(ground.world.as(SUPERVISOR, (call) => rectifyAlert(call, alert?.id ?? '')), { code: 'rule' })
    ground.world.today = '2026-03-25'
    await fireDeadlines(ground.database, ground.world)
    await mendRound.run(ground.world)
    assert.deepEqual(await opened(), [])
  })

  it('手工登记：同一个键只开一件；单位要在名册里', async () => {
    const found = { organisation: 'market-regulation', situation: 'charging' as const, problem: '窗口另收复印费' }
    const made = await Promise.all([1, 2].map(() => ground.world.as(SUPERVISOR, (call) => rectifyByHand(call, found, 'key-one'))))
    assert.equal(new Set(made.map(({ caseId }) => caseId)).size, 1)
    await ground.world.as(SUPERVISOR, (call) => rectifyByHand(call, found, 'key-two'))
    assert.equal((await opened()).length, 2)
    await assert.rejects(ground.world.as(SUPERVISOR, (call) => rectifyByHand(call, { ...found, organisation: 'nobody' }, 'key-three')), { code: 'invalid' })
  })

  it('三十天里同一事项三个差评，开一件；两个不开；销号以后旧的差评不再算', async () => {
    const rate = async (level: number) => {
      const { found } = await filed(ground)
      await ground.world.step(LIN, found.id, 'withdraw', { data: {} })
      await ground.world.step(LIN, found.id, 'rate', { data: { level } })
    }
    for (const level of [1, 5, 2]) await rate(level)
    await mendRound.run(ground.world)
    assert.deepEqual(await opened(), [])
    await rate(1)
    await Promise.all([mendRound.run(ground.world), mendRound.run(ground.world)])
    const [cluster, ...more] = await opened()
    assert.deepEqual([cluster?.cause, more], ['rating-cluster', []])
    await step(SUPERVISOR, cluster?.id ?? '', 'cancel', { reason: '同一个人点错' })
    await mendRound.run(ground.world)
    assert.equal((await opened()).length, 1)
  })
})

describe('整改：交办—举证—复核—销号', () => {
  it('每一步的人和到期日；附上的文件两边看得到，外人看不到；销号', async () => {
    const id = await red()
    await assert.rejects(step(REVIEWER, id, 'order', ORDER), { code: 'forbidden' })
    const ordered = await step(SUPERVISOR, id, 'order', { ...ORDER, withinWorkingDays: 3 })
    assert.deepEqual([ordered.state, ordered.queue, ordered.queueDueOn], ['ordered', 'owner:market-regulation', '2026-03-25'])
    await assert.rejects(step(SUPERVISOR, id, 'evidence', MENDED), { code: 'forbidden' })
    await assert.rejects(step(STRANGER, id, 'evidence', MENDED), { code: 'not-found' })
    const [mine, theirs] = [await fileOf(ground, REVIEWER), await fileOf(ground, STRANGER)]
    await assert.rejects(step(REVIEWER, id, 'evidence', { ...MENDED, files: [{ fileId: theirs, name: '别人的.pdf' }] }), { code: 'invalid' })
    assert.equal((await ground.world.caseNow(id)).state, 'ordered')
    const shown = await step(REVIEWER, id, 'evidence', { ...MENDED, files: [{ fileId: mine, name: '改派记录.pdf' }] })
    assert.deepEqual([shown.state, shown.queue], ['evidenced', 'window:government-services'])
    assert.equal(await ground.world.as(SUPERVISOR, (call) => evidenceOf(call, { id, fileId: mine })), mine)
    await assert.rejects(ground.world.as(STRANGER, (call) => evidenceOf(call, { id, fileId: mine })), { code: 'not-found' })
    await assert.rejects(ground.world.as(SUPERVISOR, (call) => evidenceOf(call, { id, fileId: theirs })), { code: 'not-found' })
    assert.notEqual((await step(SUPERVISOR, id, 'close', { opinion: '已看记录，属实' })).closedAt, null)
    const { outcome, measures, verdict } = await rowOf(id)
    assert.deepEqual([outcome, measures, verdict], ['rectified', MENDED.measures, '已看记录，属实'])
  })

  it('退回两次以后只能提级；期限没有过不能提级；提级由负责人举证', async () => {
    const id = await red()
    await step(SUPERVISOR, id, 'order', ORDER)
    await assert.rejects(step(SUPERVISOR, id, 'escalate', { reason: '太慢' }), { code: 'rule' })
    for (let times = 0; times < 2; times += 1) {
      await step(REVIEWER, id, 'evidence', MENDED)
      await step(SUPERVISOR, id, 'sendBack', { reason: '没有附记录' })
    }
    await step(REVIEWER, id, 'evidence', MENDED)
    await assert.rejects(step(SUPERVISOR, id, 'sendBack', { reason: '还是没有' }), { code: 'rule' })
    const up = await step(SUPERVISOR, id, 'escalate', { reason: '三次都没有记录' })
    assert.equal(up.queue, 'approver:market-regulation')
    await assert.rejects(step(REVIEWER, id, 'evidenceEscalated', MENDED), { code: 'forbidden' })
    assert.equal((await step(APPROVER, id, 'evidenceEscalated', MENDED)).state, 'evidenced')
  })

  it('有异议由负责人提，只能提一次；不成立的继续整改', async () => {
    const id = await red()
    await step(SUPERVISOR, id, 'order', ORDER)
    await assert.rejects(step(REVIEWER, id, 'object', { reason: '不服' }), { code: 'forbidden' })
    await step(APPROVER, id, 'object', { reason: '系统停机一天' })
    assert.equal((await step(SUPERVISOR, id, 'reject', { reason: '停机只有一小时' })).queue, 'owner:market-regulation')
    await assert.rejects(step(APPROVER, id, 'object', { reason: '再提一次' }), { code: 'rule' })
  })

  it('异议成立就撤销，里面的预警不算；以后再有的不算再次发生', async () => {
    const id = await red()
    await step(SUPERVISOR, id, 'order', ORDER)
    await step(APPROVER, id, 'object', { reason: '系统停机一周' })
    await step(SUPERVISOR, id, 'sustain', { reason: '属实' })
    const { alerts } = await ground.world.as(SUPERVISOR, (call) => alertsSeen(call, { settled: true, page: 1 }))
    assert.deepEqual(alerts.filter(({ level }) => level === 'red').map(({ settled }) => settled), ['预警有误，不算', '预警有误，不算'])
    assert.equal((await rowOf(await red('2026-03-23', '2026-04-09', '2026-04-17'))).times, 1)
  })

  it('同时举证两次，只成一次；写到一半失败，什么也没有留下', async () => {
    const id = await red()
    await step(SUPERVISOR, id, 'order', ORDER)
    const both = await Promise.allSettled([1, 2].map(() => step(REVIEWER, id, 'evidence', MENDED)))
    assert.deepEqual(both.map(({ status }) => status).sort(), ['fulfilled', 'rejected'])
    await assert.rejects(inTransaction(ground.database, async (tx) => {
      const { kernel, now, today } = ground.world
      const { takeStep } = await import('#kernel')
      await takeStep({ kernel, tx, actor: SUPERVISOR, now, today }, id, 'close', { data: { opinion: '可以' } })
      throw new Error('undo')
    }), /undo/)
    const { state } = await ground.world.as(SUPERVISOR, (call) => findCase(call.tx, id)).then((found) => found ?? assert.fail())
    assert.deepEqual([state, (await rowOf(id)).closedOn], ['evidenced', null])
  })
})

describe('九十天里再发生', () => {
  const mended = async (): Promise<string> => {
    const id = await red()
    await step(SUPERVISOR, id, 'order', ORDER)
    await step(REVIEWER, id, 'evidence', MENDED)
    await step(SUPERVISOR, id, 'close', { opinion: '已改' })
    await runSql(
      ground.database, "update kernel.case set closed_at = now(), queue = null, queue_due_on = null where closed_at is null and type = 'application'",
    )
    await settleRound.run(ground.world)
    return id
  }

  it('九十天以内：接着上一件，写第二次，看得到以前的经过', async () => {
    const first = await mended()
    const second = await red('2026-05-20', '2026-06-09', '2026-06-16')
    const { times, recurrenceOf, history } = await rowOf(second)
    assert.deepEqual([times, recurrenceOf, history.map(({ id, measures }) => [id, measures])], [2, first, [[first, MENDED.measures]]])
  })

  it('九十天以外：是新的一件', async () => {
    await mended()
    const second = await red('2026-07-01', '2026-07-17', '2026-07-24')
    assert.deepEqual([(await rowOf(second)).times, (await rowOf(second)).history], [1, []])
  })

  it('领导看得到全部，别的单位一件也看不到', async () => {
    await mended()
    const seen = (actor: Actor) => ground.world.as(actor, (call) => rectificationsSeen(call, { closed: true, page: 1 })).then(({ total }) => total)
    assert.deepEqual(await Promise.all([person('leader', ['leader'], 'district'), SUPERVISOR, REVIEWER, STRANGER].map(seen)), [1, 1, 1, 0])
  })
})
