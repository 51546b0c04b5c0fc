import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { inTransaction, runSql } from '#platform/database'
import { faultsBehind } from '#base/faults'
import {
  assessmentGround,
  BUREAU,
  cleared,
  counted,
  HEALTH,
  LEADER,
  MONDAY,
  officeOf,
  SUPERVISOR,
  WATER,
  WATER_REVIEWER,
  type Ground,
} from '../../assessment/assessment.test-support.ts'
import { correctValue } from '../../assessment/correct.ts'
import { publishBulletin } from '../../assessment/publish.ts'
import { assessmentFor } from '../../assessment/views.ts'
import { outlineFor } from '../outline/outline.ts'
import { rectificationFor } from '../rectification/list.ts'
import { faultRound } from './mend-faults.ts'

let ground: Ground
const { as, draw, lock, step } = officeOf(() => ground)
before(async () => { ground = await assessmentGround() })
after(() => ground.close())
beforeEach(async () => {
  ground.world.today = MONDAY
  await cleared(ground)
  await runSql(
    ground.database,
    `truncate faults.fault; delete from governance.evidence; update governance.rectification set recurrence_of = null; delete from governance.rectification;
    update kernel.case set closed_at = now(), queue = null, queue_due_on = null where closed_at is null`,
  )
  await failing()
  await counted(ground, { organisation: 'health', n: 200 })
})

/** A month in which the water bureau failed, locked and published after the days for appeals. */
async function published(startsOn = '2026-02-01', publishedOn = '2026-03-10'): Promise<string> {
  const { id } = await lock(await draw({ kind: 'month', startsOn }))
  ground.world.today = publishedOn
  await as(SUPERVISOR, (call) => publishBulletin(call, id, { expectedVersion: 1 }))
  return id
}
/** Late, and nothing delivered in time. */
async function failing(start = '2026-02-01'): Promise<void> {
  await counted(ground, { organisation: 'water', start, n: 200, late: 190 })
  await runSql(ground.database, "update figures.measure set n = 0 where organisation = 'water' and measure = 'deliveredInTime'")
}
const rounds = () => Promise.all([faultRound.run(ground.world), faultRound.run(ground.world)])
const opened = () =>
  runSql<{ id: string; organisation: string; cause: string; times: number }>(
    ground.database,
    'select case_id as id, organisation, cause, times from governance.rectification order by opened_on, case_id',
  )
const unit = async (id: string, organisation: string) =>
  (await as(LEADER, (call) => assessmentFor(call, id))).units.find((one) => one.organisation === organisation)

describe('考核不合格进整改', () => {
  it('发布通报以后，不合格的单位恰好开一件，两个进程也是；两边都看得到对方；合格的不开', async () => {
    const id = await published()
    await rounds()
    await rounds()
    const [mending, ...more] = await opened()
    assert.deepEqual([mending?.organisation, mending?.cause, more], ['water', 'assessment-failed', []])
    const seen = await as(WATER, (call) => rectificationFor(call, mending?.id ?? ''))
    assert.deepEqual(seen.faults.map(({ address }) => address), [`/staff/assessment?id=${id}&unit=water`])
    assert.match(seen.problem, /2026年2月考核不合格/)
    assert.deepEqual([(await unit(id, 'water'))?.rectification?.caseId, (await unit(id, 'health'))?.rectification], [mending?.id, null])
    assert.equal((await as(BUREAU, (call) => outlineFor(call, mending?.id ?? ''))).stateLabel, '待交办')
    await assert.rejects(as(HEALTH, (call) => rectificationFor(call, mending?.id ?? '')), { code: 'not-found' })
  })

  it('发布写到一半失败，什么也没有留下；没有发布的不开', async () => {
    const { id } = await lock(await draw())
    await rounds()
    ground.world.today = '2026-03-10'
    const { kernel, now, today } = ground.world
    await assert.rejects(inTransaction(ground.database, async (tx) => {
      await publishBulletin({ kernel, tx, actor: SUPERVISOR, now, today }, id, { expectedVersion: 1 })
      throw new Error('undo')
    }), /undo/)
    await rounds()
    assert.deepEqual(await opened(), [])
  })

  it('更正以后不再是不合格：没有开的不开，开了的写明，由人撤销', async () => {
    const id = await published()
    const repaired = (expectedVersion: number) =>
      as(SUPERVISOR, (call) =>
        correctValue(call, {
          periodId: id,
          organisation: 'water',
          indicator: 'B01',
          figure: { n: 200, part: 200 },
          reason: '系统切换补录错了',
          expectedVersion,
        }),
      )
    await rounds()
    await repaired(1)
    await as(SUPERVISOR, (call) => publishBulletin(call, id, { expectedVersion: 2 }))
    const [mending] = await opened()
    const why = (await faultsBehind(ground.database, mending?.id ?? ''))[0]?.withdrawnWhy
    assert.match(why ?? '', /更正通报.*不再是不合格/)
    assert.notEqual((await step(SUPERVISOR, mending?.id ?? '', 'cancel', { reason: '考核已更正' })).closedAt, null)
  })

  it('九十天里又不合格，接着上一件，写第二次', async () => {
    await published()
    await rounds()
    const [first] = await opened()
    await step(SUPERVISOR, first?.id ?? '', 'order', { requirement: '一个月里按时率升到九成' })
    await step(WATER_REVIEWER, first?.id ?? '', 'evidence', { cause: '人手不够', measures: '调了两个人' })
    await step(SUPERVISOR, first?.id ?? '', 'close', { opinion: '已改' })
    await failing('2026-03-01')
    ground.world.today = '2026-04-02'
    await published('2026-03-01', '2026-04-20')
    await rounds()
    const again = (await opened()).find(({ times }) => times === 2)
    const { recurrenceOf, history } = await as(SUPERVISOR, (call) => rectificationFor(call, again?.id ?? ''))
    assert.deepEqual([recurrenceOf, history.map(({ measures }) => measures)], [first?.id, ['调了两个人']])
  })
})
