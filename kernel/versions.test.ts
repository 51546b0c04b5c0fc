import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { caseView } from './case-view.ts'
import { ground, kernelOf, opened, REVIEWER, WINDOW, type Ground } from './district.test-support.ts'
import { errand } from './errand.test-support.ts'
import { takeStep } from './take-step.ts'
import { World } from './testing.ts'
import { fireTimers } from './timers.ts'
import { defineWorkflow } from './workflow.ts'

/** The next version: the window must inspect before it accepts, silence no longer counts as acceptance, and 'review' is gone. */
const { deem: _deem, review: _review, ...kept } = errand.steps
const stricter = defineWorkflow<string, string>({
  ...errand, version: 2, states: { ...errand.states, inspected: { label: '已踏勘', turn: 'window', dueOn: ({ on }) => on } },
  steps: {
    ...kept,
    accept: { ...required('accept'), from: ['inspected'] },
    inspect: { label: '踏勘', from: ['submitted'], to: 'inspected', by: ['window'] },
    examine: { label: '审核', from: ['accepted'], to: 'reviewed', by: ['owner'] },
  },
})

function required(name: string) {
  const step = errand.steps[name]
  assert(step)
  return step
}

let world: World
let later: World
let close: Ground['close']
let database: Ground['database']
before(async () => {
  ({ world, close, database } = await ground())
  later = new World(database, kernelOf([errand, stricter]), world.today)
})
after(() => close())

describe('流程改了版，在办的件按老规矩办', () => {
  it('在办件走自己那一版的步骤，新件走新的', async () => {
    const old = await opened(world)
    const fresh = await opened(later)
    assert.deepEqual([old.workflowVersion, fresh.workflowVersion], [1, 2])
    assert.equal((await later.step(WINDOW, old.id, 'accept')).state, 'accepted')
    assert.equal((await later.step(REVIEWER, old.id, 'review')).state, 'reviewed')
    await assert.rejects(later.step(WINDOW, fresh.id, 'accept'), { code: 'conflict' })
    await later.step(WINDOW, fresh.id, 'inspect')
    await later.step(WINDOW, fresh.id, 'accept')
    await assert.rejects(later.step(REVIEWER, fresh.id, 'review'), { code: 'not-found' })
    assert.equal((await later.step(REVIEWER, fresh.id, 'examine')).state, 'reviewed')
  })

  it('新版的步骤对老件不存在', async () => {
    const old = await opened(world)
    await assert.rejects(later.step(WINDOW, old.id, 'inspect'), { code: 'not-found', message: /没有“inspect”这一步/ })
  })

  it('页面上的按钮也按各自的版本', async () => {
    const [old, fresh] = [await opened(world), await opened(later)]
    const buttons = (id: string): Promise<string[]> => later.as(WINDOW, async (call) => caseView(call, await later.caseNow(id)).steps.map(({ step }) => step))
    assert.deepEqual([await buttons(old.id), await buttons(fresh.id)], [['accept', 'ask', 'note'], ['ask', 'note', 'inspect']])
  })

  it('老件的计时器照老规矩响，新版取消了就不响', async () => {
    const [old, fresh] = [await opened(world), await opened(later)]
    assert.equal(fresh.nextTimerAt, null)
    later.today = '2024-05-07'
    await fireTimers(database, later.kernel, later)
    assert.deepEqual([(await later.caseNow(old.id)).state, (await later.caseNow(fresh.id)).state], ['accepted', 'submitted'])
  })

  it('老版本从程序里拿掉了，老件不能乱办，说是程序缺陷而不是拒绝', async () => {
    const old = await opened(world)
    const without = kernelOf([stricter])
    await assert.rejects(world.as(WINDOW, (call) => takeStep({ ...call, kernel: without }, old.id, 'accept')), /no module declares workflow errand 1/)
    assert.equal((await world.caseNow(old.id)).version, 1)
  })
})
