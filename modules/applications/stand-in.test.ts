import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { inTransaction, runSql } from '#platform/database'
import { caseFor, eventsOf, eventView, relationsOf, takeStepTogether, verifyLog, type Absentee, type Actor, type Case, type Role } from '#kernel'
import { person } from '#kernel/testing'
import { APPROVER, filed, FILLED, hall, LIN, led, papersOf, REVIEWER, SUPERVISOR, WINDOW, type Hall } from './hall.test-support.ts'
import { applicationWorkflow2 } from './promise-workflow.ts'
import { applicationWorkflow } from './workflow.ts'

let ground: Hall
before(async () => { ground = await hall() })
after(() => ground.close())

const WANG: Actor = { ...person('wang', ['reviewer'], 'market-regulation'), name: '王五' }
const away = ({ id, roles }: Actor, name = id): Absentee => ({ id, name, roles, until: '2026-03-31' })
/** The actor on a day on which she stands in for these. */
const inPlaceOf = (actor: Actor, ...absent: Absentee[]): Actor =>
  ({ ...actor, ownRoles: actor.roles, standsInFor: absent, roles: [...new Set([...actor.roles, ...absent.flatMap(({ roles }) => roles)])] })
const ready = async (...steps: string[]): Promise<Case> => led(ground, (await filed(ground)).found.id, steps)
const step = (actor: Actor, found: Case, name: string) => ground.world.step(actor, found.id, name, { data: FILLED[name] ?? {} })
const lastActor = async (found: Case) => (await eventsOf(ground.database, found.id)).at(-1)?.actor
const BOTH = { code: 'rule', message: /审查和决定不能是同一个人/ }

describe('代办的人走一步', () => {
  it('记录写明谁代谁；同事的时间线是“王五 代 李四”，申请人和外人只看到单位', async () => {
    const found = await ready('accept', 'review')
    await step(inPlaceOf(person('li-wang', ['window'], 'market-regulation'), away(APPROVER, '李四')), found, 'approve')
    assert.deepEqual((await lastActor(found))?.onBehalfOf, { id: APPROVER.id, name: '李四' })
    const views = (actor: Actor) => ground.world.as(actor, async (call) => {
      const { found: kept, relations } = await caseFor(call, found.id, ['applicant', 'owner', 'approver', 'window', 'supervisor'])
      return (await eventsOf(call.tx, found.id)).map((event) => eventView(call, kept, { event, relations })).at(-1)
    })
    for (const colleague of [REVIEWER, WINDOW, SUPERVISOR]) assert.equal((await views(colleague))?.person, 'li-wang 代 李四', colleague.id)
    const own = await views(LIN)
    assert.deepEqual([own?.person, own?.by], [null, ground.world.kernel.nameOf('market-regulation')])
    assert(!JSON.stringify(own).includes('李四'))
  })

  it('自己的岗位办得了的，用自己的名义；办不了的才是代办；代几个人的，按办得了的那一个', async () => {
    const found = await ready('accept')
    const twofold = inPlaceOf(WANG, away(person('window-away', ['window'], 'market-regulation')), away(APPROVER, '李四'))
    await step(twofold, found, 'review')
    assert.equal((await lastActor(found))?.onBehalfOf, undefined)
    const other = await ready('accept', 'review')
    await step(twofold, other, 'extend')
    assert.deepEqual((await lastActor(other))?.onBehalfOf, { id: APPROVER.id, name: '李四' })
  })

  it('几个人的岗位不能拼成一项权：分开来看都办不了的，就是办不了', async () => {
    const found = await ready('accept')
    // 终止 of an accepted case is the department's; the window alone may not, and standing in as a window adds nothing.
    const windows = inPlaceOf(person('w', ['window'], 'hall'), away(person('w2', ['window'], 'hall')))
    await assert.rejects(step(windows, found, 'terminate'), { code: 'rule' })
  })

  it('代办没有给的岗位，办件对他不存在', async () => {
    const found = await ready('accept')
    const stranger = inPlaceOf(person('x', ['hotline'], 'market-regulation'), away(person('y', ['leader'], 'market-regulation')))
    await assert.rejects(step(stranger, found, 'review'), { code: 'not-found' })
  })

  it('摘要链连代谁办也管着：改掉、抹掉、添上，核验都指得出来；从前的记录照样核验得过', async () => {
    const found = await ready('accept', 'review')
    await step(inPlaceOf(person('li-wang', [], 'market-regulation'), away(APPROVER, '李四')), found, 'approve')
    assert.deepEqual(await Array.fromAsync(verifyLog(ground.database, () => {}, ground.world.kernel)), [])
    const changes = {
      "on_behalf_name = '别人'": '4:on_behalf_name',
      'on_behalf_id = null, on_behalf_name = null': '4:on_behalf_id 4:on_behalf_name',
      "on_behalf_id = 'x'": '4:on_behalf_id',
    }
    for (const [change, expected] of Object.entries(changes)) assert.equal(await named(found, change, 4), expected, change)
    assert.equal(await named(found, "on_behalf_id = 'x', on_behalf_name = '添上的'", 3), '3:on_behalf_id 3:on_behalf_name')
  })

  it('文书与从前一样只写单位', async () => {
    const found = await ready('accept', 'review')
    await step(inPlaceOf(person('li-wang', [], 'market-regulation'), away(APPROVER, '李四')), found, 'approve')
    const papers = JSON.stringify(await papersOf(ground, found.id))
    assert(!papers.includes('李四') && !papers.includes('li-wang'))
  })
})

/** Which fields verify names after a hand with every power has changed one event; then all is as before. */
async function named(found: Case, change: string, seq: number): Promise<string> {
  let fields = ''
  await inTransaction(ground.database, async (tx) => {
    await runSql(tx, 'set local session_replication_role = replica')
    await runSql(tx, `update kernel.event set ${change} where case_id = $1 and seq = $2`, [found.id, seq])
    fields = (await Array.fromAsync(verifyLog(tx))).map((one) => `${one.seq}:${one.field}`).sort().join(' ')
    throw new Error('undo')
  }).catch((error: unknown) => { if (Object(error).message !== 'undo') throw error })
  return fields
}

describe('审查和决定不能因为代办落到一个人手里', () => {
  const approverAway = away(APPROVER, '李四')
  const reviewerAway = away(REVIEWER, '张三')

  it('自己审查过的，不能代审批人决定：准予、不予、延期都不行；换一个人可以', async () => {
    const found = await ready('accept')
    await step(WANG, found, 'review')
    for (const name of ['approve', 'deny', 'extend']) await assert.rejects(step(inPlaceOf(WANG, approverAway), found, name), BOTH, name)
    const other = inPlaceOf(person('other-one', ['reviewer'], 'market-regulation'), approverAway)
    assert.equal((await step(other, found, 'approve')).state, 'approved')
  })

  it('代别人审查过的，不能再用自己的审批岗决定', async () => {
    const found = await ready('accept')
    const boss: Actor = { ...person('boss', ['approver'], 'market-regulation') }
    await step(inPlaceOf(boss, reviewerAway), found, 'review')
    await assert.rejects(step(boss, found, 'approve'), BOTH)
    assert.equal((await step(APPROVER, found, 'approve')).state, 'approved')
  })

  it('一个人两边都代的，只能办一边；被代的人也不能再办另一边', async () => {
    const found = await ready('accept')
    const both = inPlaceOf(person('both', [], 'market-regulation'), reviewerAway, approverAway)
    await step(both, found, 'review')
    await assert.rejects(step(both, found, 'approve'), BOTH)
    // The review stands in the name of the reviewer who was away; back again, she must not decide in the approver's place.
    await assert.rejects(step(inPlaceOf(REVIEWER, approverAway), found, 'approve'), BOTH)
    const third = inPlaceOf(person('third', [], 'market-regulation'), approverAway)
    assert.equal((await step(third, found, 'approve')).state, 'approved')
  })

  it('同时到的步骤合在一起办时也一样', async () => {
    const found = await ready('accept')
    await step(WANG, found, 'review')
    const { world, database } = ground
    const together = (actor: Actor) => takeStepTogether({ kernel: world.kernel, tx: database, actor, now: world.now, today: world.today }, found.id, 'approve')
    await assert.rejects(together(inPlaceOf(WANG, approverAway)), BOTH)
    assert.equal((await together(inPlaceOf(person('other-one', [], 'market-regulation'), approverAway))).state, 'approved')
  })

  it('没有代办的，和从前一样：本来就一人兼两岗的，不因此办不了', async () => {
    const found = await ready('accept')
    const small: Actor = person('small', ['reviewer', 'approver'], 'market-regulation')
    await step(small, found, 'review')
    assert.equal((await step(small, found, 'approve')).state, 'approved')
    assert.equal((await ground.world.caseNow(found.id)).traits['inPlaceOf'], undefined)
  })

  it('每个流程里，审批人的步骤都写明是决定：新加的一步不会漏在规则外面', () => {
    for (const workflow of [applicationWorkflow, applicationWorkflow2]) {
      const duties = Object.entries(workflow.steps).filter(([, { by }]) => by.includes('approver')).map(([name, { duty }]) => [name, duty])
      assert.deepEqual(duties, [['extend', 'decide'], ['approve', 'decide'], ['deny', 'decide']])
      assert.equal(workflow.steps['review']?.duty, 'review')
    }
  })
})

describe('代办的人看得到什么', () => {
  it('看得到被代的人的队列和“我经办的”，别的单位的看不到', async () => {
    const found = await ready('accept')
    const standIn = inPlaceOf(person('si', ['hotline'], 'market-regulation'), away(REVIEWER, '张三'))
    assert.deepEqual(relationsOf(standIn, found), ['owner'])
    const elsewhere = inPlaceOf(person('si', ['hotline'], 'hall'), away({ ...REVIEWER }, '张三'))
    assert.deepEqual(relationsOf(elsewhere, found), [])
    const roles: readonly Role[] = standIn.ownRoles ?? []
    assert.deepEqual(relationsOf({ ...standIn, roles }, found), [])
  })
})
