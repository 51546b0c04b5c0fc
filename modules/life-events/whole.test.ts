import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, beforeEach, describe, it } from 'node:test'
import { runSql } from '#platform/database'
import { findCase, SYSTEM, waitsFor, type Actor, type Case } from '#kernel'
import { jointRoutes, wholeFor } from '#base/joint'
import {
  filed,
  FIRST_DAY,
  LIN,
  move,
  officeOf,
  REGISTER,
  STRANGER,
  testJointItem,
  THROUGH,
  town,
  WINDOW,
  work,
  type Families,
  type Town,
} from '../../base/joint/joint.test-support.ts'
import { storeEditions } from '../../base/catalog/versions.ts'
import { demoItems } from '../../demo.ts'
import { seedDemoJoint } from '../applications/seed-demo-joint.ts'

let ground: Town
before(async () => { ground = await town() })
after(() => ground.close())
beforeEach(() => { ground.world.today = FIRST_DAY })

const accepted = async (): Promise<Families> => move(ground, await filed(ground), 'accept')
const seen = (actor: Actor, { id }: Pick<Case, 'id'>) => ground.world.as(actor, async (call) => {
  const parent = await findCase(call.tx, id)
  assert(parent)
  return wholeFor(call, parent, null)
})
const statesOf = ({ lanes }: Awaited<ReturnType<typeof seen>>) => Object.fromEntries(lanes.map(({ id, state }) => [id, state]))
const toldOf = async ({ id }: Pick<Case, 'id'>): Promise<string[]> => {
  await ground.world.settle()
  const rows = await runSql<{ title: string }>(
    ground.database,
    'select m.title from messages.message m join kernel.case c on c.id = m.case_id where c.id = $1 or c.parent_id = $1',
    [id],
  )
  return rows.map(({ title }) => title)
}

describe('看一件事的全部', () => {
  it('每一项在哪一步、等谁、哪一条路决定总时间；没有开始的也在', async () => {
    const matter = await work(ground, await accepted(), 'build', ['review'])
    const whole = await seen(LIN, matter.parent)
    assert.deepEqual(statesOf(whole), { birth: 'handling', register: 'waiting', plan: 'handling', build: 'ready' })
    const [birth, register, plan, build] = whole.lanes
    assert.deepEqual([birth, register, plan, build].map((lane) => lane?.isCritical), [false, false, true, true])
    assert.deepEqual(register?.waitsFor, [{ lane: 'birth', needs: 'start', name: '出生证明（示例）' }])
    assert.deepEqual([build?.held, build?.dueOn], ['“规划许可（示例）”还没有核发（城乡规划法第四十条）', '2026-03-18'])
    assert.deepEqual([whole.dueOn, whole.expectedOn, birth?.expectedOn, register?.expectedOn], ['2026-03-18', '2026-03-18', '2026-03-05', '2026-03-12'])
    assert.match(whole.explanation[0] ?? '', /规划许可（示例）（8 个工作日） → 施工许可（示例）（4 个工作日），共 12 个工作日/)
  })

  it('没有选的一项写在外面；不予批准以后写明能做什么', async () => {
    const matter = await work(ground, await move(ground, await filed(ground, { answers: { build: 'no' } }), 'accept'), 'birth', ['review', 'deny'])
    const whole = await seen(LIN, matter.parent)
    assert.deepEqual(whole.leftOut, [{ id: 'build', name: '施工许可（示例）' }])
    assert.deepEqual(statesOf(whole), { birth: 'denied', register: 'blocked', plan: 'handling' })
    assert.deepEqual(whole.lanes[1]?.ended, { outcome: 'blocked', words: '办不了：前一项“出生证明（示例）”不予批准', next: '等前一项另行办成后，可以单独申请这一项；其余事项不受影响。' })
    assert.match(whole.lanes[0]?.ended?.next ?? '', /复议.*；“户口登记（示例）”因此不能开始；其余事项不受影响。$/)
  })

  it('参加的部门都看得到全部，只能打开自己的；没有关系的人不知道有这件事；里面没有个人信息', async () => {
    const { lanes } = await accepted()
    const ask = (actor: Actor, id: string) => ground.world.as(actor, (call) => {
      const [route] = jointRoutes
      assert(route)
      return route.handle(call, {
        params: { id }, query: undefined, body: undefined, headers: {}, cookies: {}, ip: '', origin: '', uploads: (async function* () {})(),
      })
    })
    const { reviewer } = officeOf(lanes['plan'] ?? { ownerOrganisation: '' })
    const answer = JSON.stringify(await ask(reviewer, lanes['plan']?.id ?? ''))
    const { self, lanes: shown, parent } = JSON.parse(answer)
    assert.deepEqual([self, parent.mayOpen, shown.map(({ mayOpen }: { mayOpen: boolean }) => mayOpen)], ['plan', false, [false, false, true, false]])
    assert(!answer.includes('林小溪') && !answer.includes('440114200001010011'))
    await assert.rejects(ask(STRANGER, lanes['plan']?.id ?? ''), { code: 'not-found' })
    await assert.rejects(ask(reviewer, lanes['birth']?.id ?? ''), { code: 'not-found' })
  })
})

describe('工作台上说等什么', () => {
  const waits = (type: string, state: string, queue: string): string | null =>
    waitsFor(ground.world.kernel, { type, workflowVersion: type === 'application' ? 2 : 1, state, queue })

  it('总件轮到窗口是等送达，轮到部门是等各项办好，不只说“办理”', () => {
    assert.equal(waits('life-event', 'handling', 'window:hall'), '等一次送达')
    assert.equal(waits('life-event', 'handling', 'owner:health'), '等各项办好')
  })

  it('本职的一步在前，只是推后的在后', () => {
    assert.match(waits('application', 'accepted', 'owner:health') ?? '', /^等审查、启动特别程序/)
  })
})

describe('告诉申请人', () => {
  it('一件事说一次：提交、受理、每项办好、后一项开始、全部办结；各项自己不再说', async () => {
    let matter = await work(ground, await move(ground, await filed(ground, { answers: { build: 'no' } }), 'accept'), 'birth', THROUGH)
    matter = await work(ground, await work(ground, matter, 'register', THROUGH), 'plan', THROUGH)
    matter = await move(ground, matter, 'deliver')
    assert.deepEqual((await toldOf(matter.parent)).map((title) => title.replace('一起办四件（示例）：', '')).toSorted(), [
      '申请已提交', '申请已受理', '出生证明（示例）的证已办好', '“户口登记（示例）”已开始办理', '户口登记（示例）的证已办好', '规划许可（示例）的证已办好', '全部办结',
    ].toSorted())
  })

  it('一项不予批准：一条消息说清哪一项没有办成、哪一项因此办不了', async () => {
    const matter = await work(ground, await accepted(), 'birth', ['review', 'deny'])
    assert((await toldOf(matter.parent)).includes('一起办四件（示例）：有事项没有办成'))
    const [message] = await runSql<{ body: string }>(
      ground.database, "select body from messages.message where case_id = $1 and title like '%没有办成'", [matter.parent.id],
    )
    assert.match(message?.body ?? '', /“出生证明（示例）”不予批准；“户口登记（示例）”办不了：前一项“出生证明（示例）”不予批准。.*其余事项不受影响/)
  })

  it('一项不予批准，同时审的另一项等着它：说清是哪一项、怎么办，不说它不受影响', async () => {
    const { parent } = await work(ground, await work(ground, await accepted(), 'build', ['review']), 'plan', ['review', 'deny'])
    const waits = '“施工许可（示例）”要等“规划许可（示例）”，这一次不能批准了：可以撤回，等前一项另行办成后单独申请；其余事项不受影响。'
    const { lanes } = await seen(LIN, parent)
    assert.equal(lanes.find(({ id }) => id === 'plan')?.ended?.next, `可以按决定书写明的途径申请复议或者起诉，也可以符合条件后单独再申请；${waits}`)
    await toldOf(parent)
    const [message] = await runSql<{ body: string }>(
      ground.database, "select body from messages.message where case_id = $1 and title like '%没有办成'", [parent.id],
    )
    assert.equal(message?.body, `“规划许可（示例）”不予批准。理由和救济途径见那一项的文书。${waits}接下来可以怎么办，请看办件进度。`)
  })

  it('其中一项不予受理的，和受理一起告诉', async () => {
    const matter = await move(ground, await filed(ground), 'accept', { notAccepted: [{ lane: 'plan', reason: '用地手续没有办' }] })
    assert.deepEqual((await toldOf(matter.parent)).filter((title) => title.includes('受理')), ['一起办四件（示例）：申请已受理，其中有不予受理的'])
    const [message] = await runSql<{ body: string }>(
      ground.database, "select body from messages.message where case_id = $1 and title like '%不予受理的'", [matter.parent.id],
    )
    assert.match(message?.body ?? '', /用地手续没有办。“施工许可（示例）”要等“规划许可（示例）”，.*其余事项不受影响。受理的，各部门已同时开始办理/)
  })

  it('窗口收件的人就是一起受理的窗口', async () => {
    const { lanes } = await filed(ground)
    for (const child of Object.values(lanes)) assert.equal(child.receivingOrganisation, WINDOW.organisation)
  })
})

it('办到一半发布了新的一版：总件和后面才开始的一项，都按提交时的那一版办', async () => {
  const own = await town()
  const matter = await move(own, await filed(own), 'accept')
  const newer = [{ ...REGISTER, promisedWorkingDays: 1 }, { ...testJointItem(), name: '改了名的一件事（示例）' }]
  await own.world.as(SYSTEM, ({ tx }) => storeEditions(tx, newer.map((item) => ({ item, source: null }))))
  const { parent, lanes } = await work(own, matter, 'birth', THROUGH)
  assert.deepEqual([parent.itemVersion, parent.title, lanes['register']?.itemVersion, lanes['register']?.clock.limitWorkingDays], [1, '一起办四件（示例）', 1, 5])
  const next = await filed(own)
  assert.deepEqual([next.parent.itemVersion, next.parent.title], [2, '改了名的一件事（示例）'])
  await own.close()
})

it('演示区有两件新生儿出生：一件待受理，一件第一项已办好、后面的已开始；装两次还是两件', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'chunfeng-joint-'))
  process.env['CHUNFENG_DATA'] = folder
  const { kernel, now } = ground.world
  await ground.world.as(SYSTEM, ({ tx }) => storeEditions(tx, demoItems().map((item) => ({ item, source: null }))))
  for (let times = 0; times < 2; times += 1) await ground.world.as(SYSTEM, ({ tx }) => seedDemoJoint(kernel, tx, now))
  rmSync(folder, { recursive: true, force: true })
  const lanes = await runSql<{ whole: string; lane: string; state: string }>(ground.database, `
    select p.state as whole, c.traits->>'lane' as lane, c.state from kernel.case c join kernel.case p on p.id = c.parent_id
    where p.applicant_id = 'demo-citizen' order by 1, 2`)
  assert.deepEqual(lanes.map(({ whole, lane, state }) => [whole, lane, state].join()), [
    'handling,birthNotice,accepted', 'handling,certificate,issued', 'handling,household,accepted', 'handling,vaccination,accepted',
    'submitted,birthNotice,submitted', 'submitted,certificate,submitted',
  ])
})
