import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import type { Actor, Case } from '#kernel'
import { FIRST_DAY, led, REVIEWER, WINDOW, type Hall } from '../../applications/hall.test-support.ts'
import { COLLEAGUE, GONE, later, office, several, workAllOff } from '../office.test-support.ts'
import { callBack } from './call-back.ts'
import { startHandOver } from './hand-over.ts'
import { runView, type RunView } from './run-view.ts'
import { startAssignRun } from './start-run.ts'

let ground: Hall
before(async () => { ground = await office() })
after(() => ground.close())
beforeEach(() => { ground.world.today = FIRST_DAY })

const give = (cases: readonly Case[], handlerId?: string, actor: Actor = WINDOW): Promise<string> =>
  ground.world.as(actor, (call) => startAssignRun(call, { ...(handlerId && { handlerId }), cases: cases.map(({ id }) => ({ caseId: id })) }, undefined))
const handOver = (from: string, to: string, actor: Actor = WINDOW): Promise<string> =>
  ground.world.as(actor, (call) => startHandOver(call, { from, to, reason: '休产假' }, undefined))
const undo = (run: string): Promise<void> => ground.world.as(WINDOW, (call) => callBack(call, run))
const view = (run: string): Promise<RunView> => ground.world.as(WINDOW, (call) => runView(call, run, 1))
const handlers = (cases: readonly Case[]): Promise<(string | null)[]> => Promise.all(cases.map(async ({ id }) => (await ground.world.caseNow(id)).handlerId))

describe('成批交给同事', () => {
  it('马上就办；十分钟内撤回，每件回到原来的经办人', async () => {
    const cases = await several(ground, 3)
    await give(cases.slice(0, 1), WINDOW.id)
    await workAllOff(ground)
    const run = await give(cases, COLLEAGUE.id)
    await workAllOff(ground)
    assert.deepEqual([(await view(run)).label, (await view(run)).counts], ['交给二号窗口 3 件', { done: 3 }])
    assert.deepEqual(await handlers(cases), [COLLEAGUE.id, COLLEAGUE.id, COLLEAGUE.id])
    later(ground, 9)
    await undo(run)
    await workAllOff(ground)
    assert.deepEqual([await handlers(cases), (await view(run)).counts], [[WINDOW.id, null, null], { undone: 3 }])
  })

  it('过了十分钟不能整批撤回', async () => {
    const cases = await several(ground, 1)
    const run = await give(cases, COLLEAGUE.id)
    await workAllOff(ground)
    later(ground, 11)
    await assert.rejects(undo(run), { code: 'rule' })
    assert.deepEqual(await handlers(cases), [COLLEAGUE.id])
  })

  it('后来又换过人的那一件不改回，说明原因', async () => {
    const cases = await several(ground, 2)
    const run = await give(cases, COLLEAGUE.id)
    await workAllOff(ground)
    await ground.world.step(COLLEAGUE, cases[0]?.id ?? '', 'assign', { data: { handlerId: WINDOW.id } })
    await undo(run)
    await workAllOff(ground)
    const { items, counts } = await ground.world.as(WINDOW, (call) => runView(call, run, 1))
    assert.deepEqual([await handlers(cases), counts], [[WINDOW.id, null], { done: 1, undone: 1 }])
    assert.match(items.find(({ state }) => state === 'done')?.message ?? '', /后来又换了经办人/)
  })

  it('交给不合适的人，逐件说明；没有轮到的件当场拒绝；与自己无关的整批不收', async () => {
    const cases = await several(ground, 2)
    const run = await give(cases, GONE.id)
    await workAllOff(ground)
    assert.deepEqual((await view(run)).counts, { refused: 2 })
    await led(ground, cases[0]?.id ?? '', ['accept'])
    assert.deepEqual((await view(await give(cases, COLLEAGUE.id))).counts, { refused: 1, waiting: 1 })
    await assert.rejects(give(cases, COLLEAGUE.id, { ...WINDOW, organisation: 'town' }), { code: 'not-found' })
    await workAllOff(ground)
  })
})

describe('整岗移交', () => {
  it('一个人名下轮到本岗位的在办件全部交给另一个人，写明理由；别的岗位的不动', async () => {
    const cases = await several(ground, 4)
    const [mine, far] = [cases.slice(0, 3), cases.slice(3)]
    await give(mine, COLLEAGUE.id)
    await workAllOff(ground)
    await led(ground, far[0]?.id ?? '', ['accept'])
    await ground.world.step(REVIEWER, far[0]?.id ?? '', 'assign', { data: { handlerId: REVIEWER.id } })
    const run = await handOver(COLLEAGUE.id, WINDOW.id)
    await workAllOff(ground)
    for (const handler of await handlers(mine)) assert.equal(handler, WINDOW.id)
    assert.deepEqual(await handlers(far), [REVIEWER.id])
    assert.match((await view(run)).label, /^交给window \d+ 件$/)
  })

  it('名下没有、移交给自己、别的单位的人来移交，都不行', async () => {
    await assert.rejects(handOver('nobody', WINDOW.id), { code: 'rule' })
    await assert.rejects(handOver(WINDOW.id, WINDOW.id), { code: 'invalid' })
    await assert.rejects(handOver(WINDOW.id, COLLEAGUE.id, { ...WINDOW, organisation: 'town' }), { code: 'rule' })
    await assert.rejects(handOver(WINDOW.id, COLLEAGUE.id, REVIEWER), { code: 'rule' })
  })

  it('十分钟内可以整批撤回', async () => {
    const cases = await several(ground, 2)
    await give(cases, COLLEAGUE.id)
    await workAllOff(ground)
    const run = await handOver(COLLEAGUE.id, WINDOW.id)
    await workAllOff(ground)
    await undo(run)
    await workAllOff(ground)
    assert.deepEqual(await handlers(cases), [COLLEAGUE.id, COLLEAGUE.id])
  })
})
