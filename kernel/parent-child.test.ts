import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { runSql } from '#platform/database'
import { SYSTEM } from './actor.ts'
import type { Case } from './case.ts'
import { countRows, FIRST_DAY, ground, kernelOf, led, LIN, opened, unfinished, untilSomebodyWaits, WINDOW, type Ground } from './district.test-support.ts'
import { errand } from './errand.test-support.ts'
import { eventsOf } from './event-log.ts'
import { childrenOf } from './find-case.ts'
import { lockCase } from './lock.ts'
import { takeStep } from './take-step.ts'
import type { World } from './testing.ts'
import { fireTimers } from './timers.ts'
import type { WithinReaction } from './types.ts'
import { defineWorkflow } from './workflow.ts'

/** Several matters filed together: over when the last of them is. */
const bundle = defineWorkflow({
  caseType: 'bundle', version: 1, label: '联办', initial: 'waiting',
  states: { waiting: { label: '各部门办理中', turn: 'window', dueOn: ({ on }) => on }, complete: { label: '全部办结', closed: true } },
  steps: {
    complete: { label: '全部办结', from: ['waiting'], to: 'complete', by: ['system'] },
    cancel: { label: '作罢', from: ['waiting'], to: 'complete', by: ['window'] },
    count: { label: '又办结一件', from: ['waiting'], by: ['system'] },
  },
})

const CLOSING = ['errand.withdraw', 'errand.grant', 'errand.refuse'] as const

/** In the transaction of the child's step: the parent counts it, and is over with the last. */
const advanceParent: WithinReaction = {
  name: 'bundle.advance', on: [...CLOSING, 'errand.deem'],
  react: async (call, event, found) => {
    if (found.parentId === null) return
    const system = { ...call, actor: SYSTEM }
    await takeStep(system, found.parentId, 'count')
    if (found.title === '总件不许') throw new Error('parent says no')
    const open = (await childrenOf(call.tx, found.parentId)).filter(({ closedAt }) => closedAt === null)
    if (open.length === 0) await takeStep(system, found.parentId, 'complete')
    assert(event.caseId === found.id)
  },
}

const kernel = kernelOf([errand, bundle], { within: [advanceParent] })
let world: World
let close: Ground['close']
let database: Ground['database']
before(async () => ({ world, close, database } = await ground(kernel)))
after(() => close())
beforeEach(async () => {
  world.today = FIRST_DAY
  await runSql(database, 'update kernel.case set next_timer_at = null')
})

async function family(size: number, title = '一起办'): Promise<{ parent: Case; children: Case[] }> {
  const parent = await opened(world, { type: 'bundle' })
  const children = await Promise.all(Array.from({ length: size }, () => opened(world, { parentId: parent.id, item: { code: 'SL1', version: 1, name: title } })))
  return { parent, children }
}

const stepsOf = async (id: string): Promise<string[]> => (await eventsOf(database, id)).map(({ step }) => step)

describe('总件与子件', () => {
  it('子件认得总件，总件列得出子件', async () => {
    const { parent, children } = await family(3)
    assert.deepEqual((await childrenOf(database, parent.id)).map(({ id }) => id), children.map(({ id }) => id).sort())
    assert(children.every(({ parentId }) => parentId === parent.id))
  })

  it('最后一件办结，总件在同一个事务里办结', async () => {
    const { parent, children: [first, second] } = await family(2)
    await led(world, first?.id ?? '', ['withdraw'])
    assert.equal((await world.caseNow(parent.id)).state, 'waiting')
    const last = await unfinished(world, LIN, (call) => takeStep(call, second?.id ?? '', 'withdraw'))
    assert.equal((await world.caseNow(parent.id)).state, 'waiting')
    await last.commit()
    assert.deepEqual(await stepsOf(parent.id), ['open', 'count', 'count', 'complete'])
  })

  it('总件那边出错，子件这一步也不算', async () => {
    const { parent, children: [child] } = await family(1, '总件不许')
    const rows = await countRows(database)
    await assert.rejects(world.step(LIN, child?.id ?? '', 'withdraw'), /parent says no/)
    assert.deepEqual(await countRows(database), rows)
    assert.deepEqual([(await world.caseNow(child?.id ?? '')).state, (await world.caseNow(parent.id)).version], ['submitted', 1])
  })

  it('子件的人办不了总件：反应以系统的身份办', async () => {
    const { parent } = await family(1)
    await assert.rejects(world.step(LIN, parent.id, 'complete'), { code: 'forbidden' })
  })
})

describe('先锁总件，再锁子件', () => {
  it('锁住子件的同时锁住了总件；没有总件的只锁自己', async () => {
    const { parent, children: [child, sibling] } = await family(2)
    const alone = await opened(world)
    const holding = await unfinished(world, WINDOW, (call) => lockCase(call.tx, child?.id ?? ''))
    const freeOf = async (id: string): Promise<number> => (await runSql(database, 'select 1 from kernel.case where id = $1 for update skip locked', [id])).length
    assert.deepEqual(await Promise.all([parent, child ?? parent, sibling ?? parent, alone].map(({ id }) => freeOf(id))), [0, 0, 1, 1])
    await holding.commit()
  })

  it('总件在别人手里，子件就等着，自己什么也不占', async () => {
    const { parent, children: [child] } = await family(1)
    const holding = await unfinished(world, WINDOW, (call) => lockCase(call.tx, parent.id))
    const waiting = world.step(LIN, child?.id ?? '', 'withdraw')
    await untilSomebodyWaits(database)
    assert.equal((await runSql(database, 'select 1 from kernel.case where id = $1 for update skip locked', [child?.id])).length, 1)
    await holding.commit()
    assert.equal((await waiting).state, 'withdrawn')
  })

  it('二十件同时办结：总件恰好办结一次，没有死锁，没有一件失败', async () => {
    const { parent, children } = await family(20)
    await Promise.all(children.map(({ id }) => world.step(LIN, id, 'withdraw')))
    assert.deepEqual(await stepsOf(parent.id), ['open', ...Array(20).fill('count'), 'complete'])
    assert(await deadlocks() === 0)
  })

  it('总件作罢、子件办结、计时器到点一起来：没有死锁，各自按次序', async () => {
    for (let round = 0; round < 4; round += 1) {
      world.today = FIRST_DAY
      const { parent, children } = await family(6)
      world.today = '2024-05-07'
      const outcomes = await Promise.allSettled([
        fireTimers(database, kernel, world), ...children.slice(0, 3).map(({ id }) => world.step(LIN, id, 'withdraw')),
        fireTimers(database, kernel, world), world.step(WINDOW, parent.id, 'cancel'),
      ])
      const codes = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? faultsOf(outcome.reason) : []))
      assert.deepEqual([...new Set(codes)].filter((code) => code !== 'conflict'), [])
      const steps = await stepsOf(parent.id)
      assert(steps.filter((step) => step === 'complete' || step === 'cancel').length <= 1, steps.join())
    }
    assert(await deadlocks() === 0)
  })

  it('计时器只在总件空着时动子件，下一次补上', async () => {
    const { parent, children: [child] } = await family(1)
    world.today = '2024-05-07'
    const holding = await unfinished(world, WINDOW, (call) => lockCase(call.tx, parent.id))
    assert.equal(await fireTimers(database, kernel, world), 0)
    await holding.commit()
    assert.equal(await fireTimers(database, kernel, world), 1)
    assert.deepEqual([await stepsOf(child?.id ?? ''), await stepsOf(parent.id)], [['open', 'deem'], ['open', 'count']])
  })
})

/** What was thrown; a round of timers throws all its faults at once. */
function faultsOf(reason: unknown): unknown[] {
  return reason instanceof AggregateError ? reason.errors.flatMap(faultsOf) : [Object(reason).code ?? String(reason)]
}

async function deadlocks(): Promise<number> {
  await runSql(database, 'select pg_stat_force_next_flush()')
  const [row] = await runSql<{ deadlocks: number }>(database, 'select deadlocks from pg_stat_database where datname = current_database()')
  return row?.deadlocks ?? -1
}
