import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { runSql } from '#platform/database'
import { eventsOf, type Actor, type Case } from '#kernel'
import { FIRST_DAY, FILLED, led, LIN, REVIEWER, SUPERVISOR, WINDOW, type Hall } from '../../applications/hall.test-support.ts'
import { COLLEAGUE, later, office, several, workAllOff } from '../office.test-support.ts'
import { callBack, takeEffectNow } from './call-back.ts'
import { runsOf, runView, type RunView } from './run-view.ts'
import { startStepRun, type StepRun } from './start-run.ts'
import { workOff } from './work-off.ts'

let ground: Hall
before(async () => { ground = await office() })
after(() => ground.close())
beforeEach(() => { ground.world.today = FIRST_DAY })

const ACCEPT = { step: 'accept', data: { opinion: '材料齐全，予以受理。' } }
const chosen = (cases: readonly Case[]): StepRun['cases'] => cases.map(({ id, version }) => ({ caseId: id, version }))
const start = (asked: StepRun, { actor = WINDOW, key }: { actor?: Actor; key?: string } = {}): Promise<string> =>
  ground.world.as(actor, (call) => startStepRun(call, asked, key))
const seen = (runId: string, actor = WINDOW, page = 1) => ground.world.as(actor, (call) => runView(call, runId, page))
const counts = async (runId: string): Promise<RunView['counts']> => (await seen(runId)).counts
const states = async (cases: readonly Case[]): Promise<string[]> => Promise.all(cases.map(async ({ id }) => (await ground.world.caseNow(id)).state))
const stepsOf = async (caseId: string): Promise<string[]> => (await eventsOf(ground.database, caseId)).map(({ step }) => step)

describe('成批办一步', () => {
  it('十分钟以内什么也没有发生，过了十分钟逐件生效，办的人和时刻记在每一件上', async () => {
    const cases = await several(ground, 3)
    const run = await start({ ...ACCEPT, cases: chosen(cases) })
    later(ground, 9)
    await workAllOff(ground)
    assert.deepEqual(await counts(run), { waiting: 3 })
    assert.deepEqual(await states(cases), ['submitted', 'submitted', 'submitted'])
    later(ground, 1)
    await workAllOff(ground)
    assert.deepEqual(await counts(run), { done: 3 })
    for (const { id } of cases) {
      const last = (await eventsOf(ground.database, id)).at(-1)
      assert.deepEqual([last?.step, last?.actor.id, last?.relation, last?.at, last?.data], ['accept', WINDOW.id, 'window', ground.world.now, ACCEPT.data])
      assert.equal(last?.issued?.kind, 'acceptance')
    }
  })

  it('立即生效的不等', async () => {
    const [first, second] = [await several(ground, 2), await several(ground, 1)]
    const atOnce = await start({ ...ACCEPT, cases: chosen(first), atOnce: true })
    const hurried = await start({ ...ACCEPT, cases: chosen(second) })
    await ground.world.as(WINDOW, (call) => takeEffectNow(call, hurried))
    await workAllOff(ground)
    assert.deepEqual([await counts(atOnce), await counts(hurried)], [{ done: 2 }, { done: 1 }])
    await assert.rejects(ground.world.as(WINDOW, (call) => takeEffectNow(call, hurried)), { code: 'rule' })
  })

  it('不能办的当场说明是哪一件、为什么，别的照办', async () => {
    const cases = await several(ground, 3)
    const [ready, accepted, moved] = cases
    assert(ready && accepted && moved)
    await led(ground, accepted.id, ['accept'])
    await ground.world.step(WINDOW, moved.id, 'assign', { data: { handlerId: COLLEAGUE.id } })
    const run = await start({ ...ACCEPT, cases: chosen(cases) })
    const { items } = await seen(run)
    assert.deepEqual(items.map(({ caseId, state }) => [caseId, state]), [[accepted.id, 'refused'], [moved.id, 'refused'], [ready.id, 'waiting']])
    assert.match(items[0]?.message ?? '', /新进展|不能受理/)
    assert.match(items[1]?.message ?? '', /新进展/)
  })

  it('等的时候别人先办了，到时候不再办，说明原因', async () => {
    const cases = await several(ground, 2)
    const run = await start({ ...ACCEPT, cases: chosen(cases) })
    await ground.world.step(COLLEAGUE, cases[0]?.id ?? '', 'accept')
    later(ground, 10)
    await workAllOff(ground)
    assert.deepEqual(await counts(run), { done: 1, refused: 1 })
    assert.match((await seen(run)).items[0]?.message ?? '', /新进展|不能受理/)
    for (const { id } of cases) assert.deepEqual(await stepsOf(id), ['open', 'accept'])
  })

  it('一件已经排着一步，再排的当场拒绝', async () => {
    const cases = await several(ground, 1)
    await start({ ...ACCEPT, cases: chosen(cases) })
    const second = await start({ ...ACCEPT, cases: chosen(cases) }, { actor: COLLEAGUE })
    assert.match((await seen(second, COLLEAGUE)).items[0]?.message ?? '', /已经有一步在等着生效/)
    const { held } = await ground.world.as(COLLEAGUE, runsOf)
    assert.deepEqual(held.filter(({ caseId }) => caseId === cases[0]?.id).map(({ label, by }) => [label, by]), [['受理', WINDOW.name]])
    assert.deepEqual((await ground.world.as(REVIEWER, runsOf)).held, [])
  })

  it('要逐件向申请人写明理由的不能成批办；一件的可以排着', async () => {
    const cases = await several(ground, 2)
    const refuse = { step: 'refuseAcceptance', data: FILLED['refuseAcceptance'] ?? {} }
    const run = await start({ ...refuse, cases: chosen(cases) })
    assert.deepEqual(await counts(run), { refused: 2 })
    assert.match((await seen(run)).items[0]?.message ?? '', /逐件向申请人写明理由/)
    const single = await start({ ...refuse, cases: chosen(cases.slice(0, 1)) })
    later(ground, 10)
    await workAllOff(ground)
    assert.deepEqual([await counts(single), await states(cases)], [{ done: 1 }, ['notAccepted', 'submitted']])
  })

  it('表单填得不对，当场逐件拒绝；不认识的步骤也是', async () => {
    const cases = await several(ground, 1)
    assert.deepEqual(await counts(await start({ step: 'accept', data: { opinion: 3 }, cases: chosen(cases) })), { refused: 1 })
    assert.deepEqual(await counts(await start({ step: 'nothing', cases: chosen(cases) })), { refused: 1 })
    await assert.rejects(start({ step: 'assign', cases: chosen(cases) }), { code: 'invalid' })
  })

  it('选中的有一件与自己无关，整批不收：不泄露它在不在', async () => {
    const cases = await several(ground, 1)
    const nowhere = '00000000-0000-4000-8000-000000000000'
    for (const actor of [
      { ...WINDOW, organisation: 'town' },
      { ...REVIEWER, organisation: 'hall' },
    ])
      await assert.rejects(start({ ...ACCEPT, cases: chosen(cases) }, { actor }), { code: 'not-found' })
    await assert.rejects(start({ ...ACCEPT, cases: [...chosen(cases), { caseId: nowhere }] }), { code: 'not-found' })
    assert.deepEqual(await states(cases), ['submitted'])
    const supervised = await start({ ...ACCEPT, cases: chosen(cases) }, { actor: SUPERVISOR })
    assert.deepEqual((await seen(supervised, SUPERVISOR)).counts, { refused: 1 })
  })
})

describe('撤回', () => {
  it('还没有生效的撤回以后，到时候也不办，记录里什么也没有', async () => {
    const cases = await several(ground, 3)
    const run = await start({ ...ACCEPT, cases: chosen(cases) })
    later(ground, 5)
    await ground.world.as(WINDOW, (call) => callBack(call, run))
    later(ground, 30)
    await workAllOff(ground)
    assert.deepEqual(await counts(run), { cancelled: 3 })
    for (const { id } of cases) assert.deepEqual(await stepsOf(id), ['open'])
    await assert.rejects(ground.world.as(WINDOW, (call) => callBack(call, run)), { code: 'rule' })
  })

  it('已经生效的撤不回，说明要另行更正；只有自己的能撤', async () => {
    const cases = await several(ground, 1)
    const run = await start({ ...ACCEPT, cases: chosen(cases), atOnce: true })
    for (const actor of [COLLEAGUE, LIN]) await assert.rejects(ground.world.as(actor, (call) => callBack(call, run)), { code: 'not-found' })
    await workAllOff(ground)
    await assert.rejects(ground.world.as(WINDOW, (call) => callBack(call, run)), /另行更正/)
    assert.deepEqual(await states(cases), ['accepted'])
    await assert.rejects(seen(run, COLLEAGUE), { code: 'not-found' })
  })
})

describe('恰好一次', () => {
  it('同一个 Idempotency-Key 送两次是同一批；换了内容就冲突', async () => {
    const cases = await several(ground, 2)
    const asked = { ...ACCEPT, cases: chosen(cases) }
    const [one, other] = await Promise.all([start(asked, { key: 'twice' }), start(asked, { key: 'twice' })])
    assert.equal(one, other)
    await assert.rejects(start({ ...asked, atOnce: true }, { key: 'twice' }), { code: 'conflict' })
    assert.notEqual(await start(asked, { key: 'twice', actor: COLLEAGUE }), one)
  })

  it('几个进程一起办，每件只办一次，一件不落', async () => {
    const cases = await several(ground, 12)
    const run = await start({ ...ACCEPT, cases: chosen(cases), atOnce: true })
    const { database, world } = ground
    const process = async (): Promise<void> => { while (await workOff({ database, kernel: world.kernel, now: world.now, today: world.today })) continue }
    await Promise.all([process(), process(), process()])
    await workAllOff(ground)
    assert.deepEqual(await counts(run), { done: 12 })
    for (const { id } of cases) assert.deepEqual(await stepsOf(id), ['open', 'accept'])
  })

  it('办成而没有记下就死了：步骤与记号同在一个事务里，所以要么都有，要么都没有', async () => {
    const cases = await several(ground, 2)
    const run = await start({ ...ACCEPT, cases: chosen(cases), atOnce: true })
    const { database, world } = ground
    await runSql(database, `alter table desk.run_item add constraint dies check (not (run_id = '${run}' and seq = 1 and state = 'done'))`)
    await assert.rejects(workOff({ database, kernel: world.kernel, now: world.now, today: world.today }), AggregateError)
    assert.deepEqual([await states(cases), await counts(run)], [['submitted', 'accepted'], { waiting: 1, done: 1 }])
    await runSql(database, 'alter table desk.run_item drop constraint dies')
    later(ground, 1)
    await workAllOff(ground)
    assert.deepEqual(await counts(run), { done: 2 })
    for (const { id } of cases) assert.deepEqual(await stepsOf(id), ['open', 'accept'])
  })

  it('一直出错的一件，试过五次就放下，别的不受影响', async () => {
    const cases = await several(ground, 2)
    const run = await start({ ...ACCEPT, cases: chosen(cases), atOnce: true })
    const { database, world } = ground
    await runSql(database, `alter table desk.run_item add constraint dies check (not (run_id = '${run}' and seq = 1 and state = 'done'))`)
    for (let round = 0; round < 5; round += 1) {
      await assert.rejects(workOff({ database, kernel: world.kernel, now: world.now, today: world.today }), AggregateError)
      later(ground, 1)
    }
    await workAllOff(ground)
    await runSql(database, 'alter table desk.run_item drop constraint dies')
    assert.deepEqual(await counts(run), { refused: 1, done: 1 })
    assert.match((await seen(run)).items[0]?.message ?? '', /系统出错/)
  })

  it('等的时候账号停用了，不办', async () => {
    const cases = await several(ground, 1)
    const run = await start({ ...ACCEPT, cases: chosen(cases) }, { actor: COLLEAGUE })
    await runSql(ground.database, 'update people.account set active = false where id = $1', [COLLEAGUE.id])
    later(ground, 10)
    await workAllOff(ground)
    await runSql(ground.database, 'update people.account set active = true where id = $1', [COLLEAGUE.id])
    const { items } = await seen(run, COLLEAGUE)
    assert.match(items[0]?.message ?? '', /账号已经停用/)
    assert.deepEqual(await states(cases), ['submitted'])
  })
})

describe('看进展', () => {
  it('我的批次新的在前，件数按状态；每页五十件', async () => {
    ground.world.today = '2026-03-03'
    const cases = await several(ground, 51)
    const run = await start({ ...ACCEPT, cases: chosen(cases), atOnce: true })
    await workAllOff(ground)
    const { runs } = await ground.world.as(WINDOW, runsOf)
    assert.deepEqual([runs[0]?.id, runs[0]?.label, runs[0]?.total, runs[0]?.counts], [run, '受理 51 件', 51, { done: 51 }])
    assert.equal((await seen(run)).items.length, 50)
    assert.deepEqual((await seen(run, WINDOW, 2)).items.map(({ seq }) => seq), [51])
  })
})
