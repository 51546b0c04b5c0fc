import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { eventsOf, relationsOf, verifyLog, worklistFor, type Case } from '#kernel'
import { APPROVER, FIRST_DAY, FILLED, filed, led, LIN, REVIEWER, SUPERVISOR, WINDOW, type Hall } from '../applications/hall.test-support.ts'
import { colleaguesOf } from './colleagues.ts'
import { ASSIGN } from './handlers.ts'
import { COLLEAGUE, GONE, office, OTHER_POST } from './office.test-support.ts'

let ground: Hall
before(async () => { ground = await office() })
after(() => ground.close())
beforeEach(() => { ground.world.today = FIRST_DAY })

const give = (actor: typeof WINDOW, caseId: string, handlerId?: string): Promise<Case> =>
  ground.world.step(actor, caseId, ASSIGN, { data: handlerId === undefined ? {} : { handlerId } })

describe('确定经办人', () => {
  it('自己接过来、交给同岗位的同事、退回共有；每一次都在记录里，不动期限，不出文书', async () => {
    const { found } = await filed(ground)
    assert.equal((await give(WINDOW, found.id, WINDOW.id)).handlerId, WINDOW.id)
    assert.equal((await give(WINDOW, found.id, COLLEAGUE.id)).handlerId, COLLEAGUE.id)
    const back = await give(COLLEAGUE, found.id)
    assert.deepEqual([back.handlerId, back.state, back.queueDueOn, back.dueOn], [null, found.state, found.queueDueOn, found.dueOn])
    const events = await eventsOf(ground.database, found.id)
    assert.deepEqual(events.slice(1)
      .map(({ step, issued, clockEvent }) => [step, issued, clockEvent]), [[ASSIGN, null, null], [ASSIGN, null, null], [ASSIGN, null, null]])
  })

  it('只交给本单位同岗位、账号在用的人', async () => {
    const { found } = await filed(ground)
    for (const handlerId of [OTHER_POST.id, REVIEWER.id, APPROVER.id, GONE.id, LIN.id, 'nobody']) {
      await assert.rejects(give(WINDOW, found.id, handlerId), { code: 'rule' }, handlerId)
    }
    assert.equal((await ground.world.caseNow(found.id)).handlerId, null)
  })

  it('没有轮到的岗位、只监督的人、申请人都不能定', async () => {
    const { found } = await filed(ground)
    await assert.rejects(give(REVIEWER, found.id, REVIEWER.id), { code: 'rule' })
    await assert.rejects(give(SUPERVISOR, found.id, WINDOW.id), { code: 'forbidden' })
    await assert.rejects(give(LIN, found.id, WINDOW.id), { code: 'forbidden' })
    await led(ground, found.id, ['accept', 'review', 'approve', 'issue', 'deliver'])
    await assert.rejects(give(WINDOW, found.id, WINDOW.id), { code: 'conflict' })
  })

  it('转到下一个岗位就没有经办人；只等申请人补正的还是原来的经办人', async () => {
    const { found } = await filed(ground)
    await give(WINDOW, found.id, COLLEAGUE.id)
    assert.equal((await ground.world.step(WINDOW, found.id, 'requestCorrection', { data: FILLED['requestCorrection'] ?? {} })).handlerId, COLLEAGUE.id)
    assert.equal((await ground.world.step(LIN, found.id, 'supplement', { data: FILLED['supplement'] ?? {} })).handlerId, COLLEAGUE.id)
    assert.equal((await ground.world.step(WINDOW, found.id, 'accept')).handlerId, null)
    await give(REVIEWER, found.id, 'reviewer-two')
    assert.equal((
      await ground.world.step(REVIEWER, found.id, 'startSpecialProcedure', { data: FILLED['startSpecialProcedure'] ?? {} })).handlerId, 'reviewer-two',
    )
    assert.equal((await ground.world.step(REVIEWER, found.id, 'endSpecialProcedure', { data: FILLED['endSpecialProcedure'] ?? {} })).handlerId, 'reviewer-two')
    assert.equal((await ground.world.step(REVIEWER, found.id, 'review', { data: FILLED['review'] ?? {} })).handlerId, null)
  })

  it('转走以后，经办过的人还凭岗位看得到、列在“在办”里；只凭经办关系的不再看得到，因为不再轮到她', async () => {
    const { found } = await filed(ground)
    await give(WINDOW, found.id, COLLEAGUE.id)
    const moved = await ground.world.step(COLLEAGUE, found.id, 'accept')
    const doing = await ground.world.as(COLLEAGUE, (call) => worklistFor(call.tx, COLLEAGUE, { queue: 'doing', today: FIRST_DAY, page: 1, size: 200 }))
    assert(doing.cases.some(({ id }) => id === found.id))
    assert.deepEqual(relationsOf(COLLEAGUE, moved), ['window'])
    const elsewhere = { ...COLLEAGUE, roles: [], organisation: 'market-regulation' }
    assert.deepEqual([relationsOf(elsewhere, { ...found, handlerId: COLLEAGUE.id }), relationsOf(elsewhere, moved)], [['handler'], []])
  })

  it('摘要链照样核得过', async () => {
    const alterations = await Array.fromAsync(verifyLog(ground.database, () => {}, ground.world.kernel))
    assert.deepEqual(alterations, [])
  })
})

describe('同事', () => {
  it('只有本单位在用的办件账号，带着名下在办的件数', async () => {
    const { found } = await filed(ground)
    await give(WINDOW, found.id, COLLEAGUE.id)
    const { colleagues } = { colleagues: await ground.world.as(WINDOW, colleaguesOf) }
    assert.deepEqual(colleagues.map(({ id }) => id).sort(), [OTHER_POST.id, WINDOW.id, COLLEAGUE.id].sort())
    assert.equal(colleagues.find(({ id }) => id === COLLEAGUE.id)?.openCases, 1)
    assert.deepEqual(await ground.world.as({ ...WINDOW, organisation: null }, colleaguesOf), [])
  })
})
