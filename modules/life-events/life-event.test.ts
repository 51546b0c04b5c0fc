import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { runSql } from '#platform/database'
import { documentFactsOf, plainText, renderText } from '#base/documents'
import { endedIn } from '#base/joint'
import { documentsOf, eventsOf, openedForm, verifyLog, worklistFor, type Actor, type Case } from '#kernel'
import { person } from '#kernel/testing'
import {
  family, fileOf, filed, FIRST_DAY, LIN, move, officeOf, submissionOf, testJointItem, THROUGH, town, WINDOW, work, type Families, type Town,
} from '../../base/joint/joint.test-support.ts'
import { submitApplication } from '../applications/submission.ts'

let ground: Town
before(async () => { ground = await town() })
after(() => ground.close())
beforeEach(() => { ground.world.today = FIRST_DAY })

const stepsOf = async (id: string): Promise<string[]> => (await eventsOf(ground.database, id)).map(({ step }) => step)
const statesOf = ({ parent, lanes }: Families) => ({ parent: parent.state, ...Object.fromEntries(Object.entries(lanes).map(([id, { state }]) => [id, state])) })

describe('一件事一次办', () => {
  it('一次申请，各项随总件；受理以前轮到总件，谁的待办里都没有子件', async () => {
    const { parent, lanes } = await filed(ground)
    assert.deepEqual(Object.keys(lanes).sort(), ['birth', 'build', 'plan'])
    assert.deepEqual([parent.state, parent.queue, parent.queueDueOn], ['submitted', 'window:hall', '2026-03-09'])
    for (const child of Object.values(lanes)) {
      assert.deepEqual([
        child.queue, child.queueDueOn, child.workflowVersion, child.nextTimerAt, child.parentId,
      ], [`parent:${parent.id}`, '2026-03-09', 3, null, parent.id])
    }
    assert.deepEqual([parent.clock.limitWorkingDays, parent.clock.statutoryWorkingDays, parent.clock.joint], [12, 40, true])
    assert.deepEqual([
      lanes['build']?.clock.limitWorkingDays, lanes['build']?.clock.joint, lanes['plan']?.clock.limitWorkingDays, lanes['plan']?.clock.joint,
    ], [12, true, 8, false])
  })

  it('从受理到办结：前一项制好证，后一项随即开始；一次送达；全部办结，评价一次', async () => {
    let matter = await move(ground, await filed(ground), 'accept')
    assert.deepEqual(statesOf(matter), { parent: 'handling', birth: 'accepted', plan: 'accepted', build: 'accepted' })
    assert.deepEqual([matter.parent.dueOn, matter.parent.queue], ['2026-03-18', 'owner:lead'])
    ground.world.today = '2026-03-04'
    matter = await work(ground, matter, 'birth', THROUGH)
    assert.deepEqual(statesOf(matter), { parent: 'handling', birth: 'issued', register: 'accepted', plan: 'accepted', build: 'accepted' })
    assert.deepEqual([matter.lanes['register']?.acceptedOn, matter.lanes['register']?.dueOn, matter.parent.queue], ['2026-03-04', '2026-03-11', 'window:hall'])
    matter = await work(ground, await work(ground, await work(ground, matter, 'register', THROUGH), 'plan', THROUGH), 'build', THROUGH)
    assert.equal(matter.parent.clock.events.at(-1)?.what, 'decided')
    ground.world.today = '2026-03-05'
    matter = await move(ground, matter, 'deliver', { method: '当场领取' })
    assert.deepEqual(statesOf(matter), { parent: 'complete', birth: 'delivered', register: 'delivered', plan: 'delivered', build: 'delivered' })
    await move(ground, matter, 'rate', { level: 1, text: '跑了两趟' })
    await ground.world.step(LIN, matter.lanes['plan']?.id ?? '', 'rate', { data: { level: 5 } })
    await ground.world.settle()
    const complaints = await runSql<{ rated: string }>(ground.database, 'select rated_case_id as rated from ratings.complaint')
    assert.deepEqual(complaints.map(({ rated }) => rated), [matter.parent.id])
    assert.deepEqual(await stepsOf(matter.parent.id), [
      'open', 'startLanes', 'accept', 'laneIssued', 'startLanes', 'laneIssued',
      'laneIssued', 'decided', 'laneIssued', 'deliver', 'laneEnded', 'complete', 'rate',
    ])
  })
})

const papersOf = async ({ id }: Pick<Case, 'id'>) => (await documentsOf(ground.database, id)).map(({ facts }) => documentFactsOf(facts))
const accepted = async (): Promise<Families> => move(ground, await filed(ground), 'accept')

describe('受理以前，总件和各项一起走', () => {
  it('子件不能单独受理、补正、不予受理，句子指向总件；也不在窗口的待办里', async () => {
    const { parent, lanes } = await filed(ground)
    const asked = { materials: [{ materialId: 'form', problems: ['没签字'] }] }
    for (const [step, data] of [['accept', {}], ['refuseAcceptance', { reason: '不行的' }], ['requestCorrection', asked]] as const) {
      await assert.rejects(ground.world.step(WINDOW, lanes['plan']?.id ?? '', step, { data }), { code: 'rule', message: /在总件上统一办理/ })
    }
    const { cases } = await ground.world.as(WINDOW, (call) => worklistFor(call.tx, WINDOW, { queue: 'todo', today: ground.world.today, page: 1, size: 200 }))
    assert.deepEqual(cases.filter(({ id, parentId }) => id === parent.id || parentId === parent.id).map(({ id }) => id), [parent.id])
  })

  it('谁也不能替总件带着子件走：只有总件的那一步可以', async () => {
    const { lanes } = await filed(ground)
    await assert.rejects(ground.world.step(WINDOW, lanes['plan']?.id ?? '', 'acceptTogether'), { code: 'forbidden' })
  })

  it('受理通知书一张，列出每一项；子件不另出', async () => {
    const matter = await accepted()
    const notice = (await papersOf(matter.parent)).find((facts) => facts.kind === 'acceptance')
    assert(notice?.kind === 'acceptance')
    assert.deepEqual(notice.data.items?.map(({ name, promisedWorkingDays }) => [name, promisedWorkingDays]), [
      ['出生证明（示例）', 3], ['户口登记（示例）', 5], ['规划许可（示例）', 8], ['施工许可（示例）', 4],
    ])
    assert.match(plainText(renderText(notice)), /一起办理的事项[\s\S]*户口登记（示例）[\s\S]*5个工作日/)
    for (const child of Object.values(matter.lanes)) assert.deepEqual(await papersOf(child), [])
  })

  it('一次性补正：各项都等；补正一次，新的文件和填写到每一项，期限重新起算', async () => {
    let matter = await move(ground, await filed(ground), 'requestCorrection', { materials: [{ materialId: 'form', problems: ['没有签字'] }], withinWorkingDays: 10 })
    assert.deepEqual(statesOf(matter), { parent: 'correcting', birth: 'correcting', plan: 'correcting', build: 'correcting' })
    assert.deepEqual(Object.values(matter.lanes).map(({ queue, queueDueOn }) => [queue, queueDueOn]), Array(3)
      .fill([`parent:${matter.parent.id}`, '2026-03-16']))
    ground.world.today = '2026-03-04'
    const fileId = await fileOf(ground)
    matter = await move(ground, matter, 'supplement', { materials: [{ materialId: 'form', fileId }], form: { holder: '林大溪' } })
    assert.deepEqual(statesOf(matter), { parent: 'submitted', birth: 'submitted', plan: 'submitted', build: 'submitted' })
    for (const found of [matter.parent, ...Object.values(matter.lanes)]) {
      assert.equal(found.queueDueOn, '2026-03-11')
      assert.deepEqual(openedForm(ground.world.kernel.vault, found), { holder: '林大溪', idNumber: '440114200001010011' })
      const given = await runSql(ground.database, 'select file_id, replaced from applications.material where case_id = $1 order by id', [found.id])
      assert.deepEqual(given.map((row) => [row['file_id'] === fileId, row['replaced']]), [[false, true], [true, false]])
    }
    await assert.rejects(move(ground, matter, 'requestCorrection', { materials: [{ materialId: 'form', problems: ['还要'] }] }), { code: 'rule', message: /已经告知过一次/ })
  })

  it('五个工作日没有答复：总件视为受理，各项同一天视为受理，只由总件计时', async () => {
    const { parent } = await filed(ground)
    ground.world.today = '2026-03-10'
    await ground.world.settle()
    const matter = await family(ground, parent.id)
    assert.deepEqual(statesOf(matter), { parent: 'handling', birth: 'accepted', plan: 'accepted', build: 'accepted' })
    for (const found of [matter.parent, ...Object.values(matter.lanes)]) assert.equal(found.acceptedOn, '2026-03-02')
  })

  it('其中一项不予受理：其余照办；靠它才能开始的办不了，写明原因', async () => {
    const matter = await move(ground, await filed(ground), 'accept', { notAccepted: [{ lane: 'birth', reason: '不在本院出生' }] })
    assert.deepEqual(statesOf(matter), { parent: 'handling', birth: 'notAccepted', plan: 'accepted', build: 'accepted' })
    assert.deepEqual(endedIn(matter.parent), { birth: { outcome: 'notAccepted' }, register: { outcome: 'blocked', reason: '办不了：前一项“出生证明（示例）”不予受理' } })
  })

  it('各项都不能受理的，要办理不予受理；写错了哪一项，指出来', async () => {
    const matter = await filed(ground, { answers: { build: 'no' } })
    const all = ['birth', 'plan'].map((lane) => ({ lane, reason: '不能受理' }))
    await assert.rejects(move(ground, matter, 'accept', { notAccepted: all }), { code: 'rule', message: /请办理“不予受理”/ })
    await assert.rejects(move(ground, matter, 'accept', { notAccepted: [{ lane: 'register', reason: '还没有开始' }] }), { code: 'invalid' })
    assert.deepEqual(statesOf(await move(ground, matter, 'refuseAcceptance', { reason: '不在本区' })), { parent: 'notAccepted', birth: 'notAccepted', plan: 'notAccepted' })
  })
})

describe('受理以后，各走各的', () => {
  it('前一项没有核发，后一项审完也不能准予；核发以后可以', async () => {
    let matter = await work(ground, await accepted(), 'build', ['review'])
    await assert.rejects(work(ground, matter, 'build', ['approve']), { code: 'rule', message: /“规划许可（示例）”还没有核发（城乡规划法第四十条）/ })
    await assert.rejects(work(ground, await work(ground, matter, 'plan', ['review', 'approve']), 'build', ['approve']), { code: 'rule' })
    matter = await work(ground, await work(ground, matter, 'plan', ['issue']), 'build', ['approve', 'issue'])
    assert.equal(matter.lanes['build']?.state, 'issued')
  })

  it('一项不予批准：其余不受影响，靠它放行的留着等；申请人撤回其余的，办成的照样送达', async () => {
    let matter = await work(ground, await work(ground, await accepted(), 'birth', THROUGH), 'plan', ['review', 'deny'])
    assert.deepEqual(statesOf(matter), { parent: 'handling', birth: 'issued', register: 'accepted', plan: 'denied', build: 'accepted' })
    matter = await move(ground, matter, 'withdraw')
    assert.deepEqual(statesOf(matter), { parent: 'handling', birth: 'issued', register: 'withdrawn', plan: 'denied', build: 'withdrawn' })
    assert.equal(matter.parent.clock.events.at(-1)?.what, 'decided')
    assert.deepEqual(statesOf(await move(ground, matter, 'deliver')), { parent: 'complete', birth: 'delivered', register: 'withdrawn', plan: 'denied', build: 'withdrawn' })
  })

  it('撤回以后，已准予的还会制证，但后一项不再用他的名义开始', async () => {
    const matter = await work(ground, await move(ground, await work(ground, await accepted(), 'birth', ['review', 'approve']), 'withdraw'), 'birth', ['issue'])
    assert.deepEqual(statesOf(matter), { parent: 'handling', birth: 'issued', plan: 'withdrawn', build: 'withdrawn' })
    assert.deepEqual(endedIn(matter.parent)['register'], { outcome: 'withdrawn' })
    assert.equal((await move(ground, matter, 'deliver')).parent.state, 'complete')
  })

  it('撤回全部；只撤一项；没有制好的证不能送达', async () => {
    const whole = await move(ground, await filed(ground), 'withdraw', { note: '不办了' })
    assert.deepEqual(statesOf(whole), { parent: 'withdrawn', birth: 'withdrawn', plan: 'withdrawn', build: 'withdrawn' })
    const matter = await work(ground, await filed(ground), 'birth', ['withdraw'])
    assert.deepEqual([matter.parent.state, endedIn(matter.parent)['register']?.reason], ['submitted', '办不了：前一项“出生证明（示例）”已撤回'])
    await assert.rejects(move(ground, matter, 'deliver'), { code: 'conflict' })
    await assert.rejects(move(ground, await accepted(), 'deliver'), { code: 'rule', message: /还没有制好/ })
  })

  it('不在最长路上的一项启动特别程序：只停那一项的表', async () => {
    const matter = await work(ground, await accepted(), 'birth', ['startSpecialProcedure'])
    assert.deepEqual([matter.lanes['birth']?.dueOn, matter.lanes['plan']?.dueOn, matter.parent.dueOn], [null, '2026-03-12', '2026-03-18'])
  })

  it('最长路上的一项启动特别程序：整件事的期限随之暂停，结束后继续；中途撤回的也继续', async () => {
    let matter = await work(ground, await accepted(), 'plan', ['startSpecialProcedure'])
    assert.deepEqual([matter.lanes['plan']?.dueOn, matter.lanes['birth']?.dueOn, matter.parent.dueOn], [null, '2026-03-05', null])
    ground.world.today = '2026-03-05'
    matter = await work(ground, matter, 'plan', ['endSpecialProcedure'])
    assert.deepEqual([matter.lanes['plan']?.dueOn, matter.parent.dueOn], ['2026-03-16', '2026-03-20'])
    matter = await work(ground, await work(ground, matter, 'build', ['startSpecialProcedure']), 'build', ['withdraw'])
    assert.deepEqual([matter.lanes['build']?.state, matter.parent.dueOn], ['withdrawn', '2026-03-20'])
  })

  it('最后两项同时送达：总件恰好办结一次', async () => {
    let matter = await filed(ground, { answers: { build: 'no' } })
    matter = await work(ground, await work(ground, await work(ground, await move(ground, matter, 'accept'), 'birth', THROUGH), 'register', THROUGH), 'plan', THROUGH)
    await Promise.all(Object.values(matter.lanes).map(({ id }) => ground.world.step(WINDOW, id, 'deliver')))
    assert.equal((await family(ground, matter.parent.id)).parent.state, 'complete')
    assert.deepEqual((await stepsOf(matter.parent.id)).filter((step) => step === 'complete' || step === 'laneEnded'), ['laneEnded', 'laneEnded', 'laneEnded', 'complete'])
  })

  it('办到一半出错：总件和各项都退回原样', async () => {
    const matter = await filed(ground)
    await runSql(ground.database, "create function halfway() returns trigger language plpgsql as $$ begin raise exception 'half way'; end $$")
    await runSql(ground.database, `create trigger halfway before insert on kernel.event for each row
      when (new.case_id = '${matter.lanes['plan']?.id}' and new.kind = 'application.acceptTogether') execute function halfway()`)
    await assert.rejects(move(ground, matter, 'accept'), /half way/)
    await runSql(ground.database, 'drop trigger halfway on kernel.event')
    assert.deepEqual(statesOf(await family(ground, matter.parent.id)), { parent: 'submitted', birth: 'submitted', plan: 'submitted', build: 'submitted' })
  })

  it('各部门每一步以后，没有一项在两个队列里，也没有一项丢了', async () => {
    const { reviewer } = officeOf({ ownerOrganisation: 'office-3' })
    const matter = await accepted()
    const { cases } = await ground.world.as(reviewer, (call) => worklistFor(call.tx, reviewer, { queue: 'todo', today: ground.world.today, page: 1, size: 200 }))
    assert(cases.some(({ id }) => id === matter.lanes['plan']?.id))
    const rows = await runSql<{ queue: string | null }>(ground.database, 'select queue from kernel.case where parent_id = $1', [matter.parent.id])
    assert.deepEqual(rows.map(({ queue }) => queue).toSorted(), ['owner:office-1', 'owner:office-3', 'owner:office-4'])
  })
})

describe('经办人替单位办', () => {
  const agency = { party: 'firm', name: '某公司（示例）', items: ['SLJ00009'], organisations: [], powers: ['file', 'supplement', 'withdraw'] as const, until: '2026-12-31' }
  const CLERK: Actor = { ...person('clerk', ['citizen']), agency }

  it('只被授权办这件一件事：提交、补正、撤回总件，各项一起走；里面的一项单独看不到', async () => {
    await runSql(ground.database, "insert into people.party (id, name, uscc) values ('firm', '某公司（示例）', '91440114000000000D')")
    const paper = async () => [{ materialId: 'form', fileId: await fileOf(ground, { ...CLERK, party: 'firm' }) }]
    const submission = await submissionOf(ground, { materials: await paper() })
    const { caseId } = await ground.world.as(CLERK, (call) => submitApplication(call, submission))
    const { parent, lanes } = await move(ground, await family(ground, caseId), 'requestCorrection', { materials: [{ materialId: 'form', problems: ['没有盖章'] }] })
    assert.deepEqual([parent, ...Object.values(lanes)].map(({ applicant, agentId }) => [applicant.id, agentId]), Array(4).fill(['firm', 'clerk']))
    await ground.world.step(CLERK, caseId, 'supplement', { data: { materials: await paper() } })
    await assert.rejects(ground.world.step(CLERK, lanes['plan']?.id ?? '', 'withdraw'), { code: 'not-found' })
    await ground.world.step(CLERK, caseId, 'withdraw')
    assert.deepEqual(statesOf(await family(ground, caseId)), { parent: 'withdrawn', birth: 'withdrawn', plan: 'withdrawn', build: 'withdrawn' })
  })
})

describe('不能一起申请的时候', () => {
  it('待完善的一件事不收申请；材料不能容缺', async () => {
    const draft = testJointItem()
    const other = await town([testJointItem('life-event', { ...(draft.joint && { joint: { ...draft.joint, readiness: 'draft' } }) })])
    await assert.rejects(filed(other), { code: 'rule', message: /还在完善/ })
    await other.close()
    const submission = await submissionOf(ground, { materials: [{ materialId: 'form', promisedBy: '2026-03-20' }] })
    await assert.rejects(ground.world.as(LIN, (call) => submitApplication(call, submission)), { code: 'invalid' })
  })

  it('同一个幂等键：一个总件，一套子件，同一张回执', async () => {
    const submission = await submissionOf(ground)
    const submit = () => ground.world.as(LIN, (call) => submitApplication(call, submission, 'same-key'))
    const [one, two] = [await submit(), await submit()]
    assert.deepEqual(one, two)
    assert.equal((await runSql(ground.database, 'select 1 from kernel.case where parent_id = $1', [one.caseId])).length, 3)
  })
})

it('办过的所有件，记录核验无误', async () => {
  assert.deepEqual(await Array.fromAsync(verifyLog(ground.database, () => {}, ground.world.kernel)), [])
})
