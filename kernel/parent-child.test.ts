import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { runSql } from '#platform/database'
import { SYSTEM } from './actor.ts'
import type { Case } from './case.ts'
import {
  countRows, ERRAND, FIRST_DAY, ground, kernelOf, led, LIN, opened, unfinished, untilSomebodyWaits, WINDOW, type Ground,
} from './district.test-support.ts'
import { advanceParent, bundle, familyIn } from './bundle.test-support.ts'
import { errand } from './errand.test-support.ts'
import { eventsOf, eventsOfEach } from './event-log.ts'
import { casesFiledBy, childrenOf, childrenOfEach, parentWithChildren } from './find-case.ts'
import { lockCase } from './lock.ts'
import { openCase } from './open-case.ts'
import { reactingTo } from './reactions.ts'
import { takeHeldSteps, takeStep } from './take-step.ts'
import type { World } from './testing.ts'
import { fireTimers } from './timers.ts'
import type { Call, Kernel, WithinReaction } from './types.ts'
import { waitsFor } from './whose-turn.ts'
import { defineWorkflow } from './workflow.ts'

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

const family = (size: number, title?: string) => familyIn(world, size, title)
const stepsOf = async (id: string): Promise<string[]> => (await eventsOf(database, id)).map(({ step }) => step)

/** Begins as its parent's turn, as long as the two go together. */
const paired = defineWorkflow<string, string>({
  ...errand,
  caseType: 'paired',
  states: {
    ...errand.states,
    submitted: { label: '待受理', turn: ({ traits }) => (traits['together'] === true ? 'parent' : 'window'), dueOn: ({ on }) => on },
  },
  steps: {
    ...errand.steps,
    deem: { ...(errand.steps['deem'] ?? assert.fail()), automaticOn: (reading, { traits }) => (traits['together'] === true ? null : reading.deemedOn) },
    part: {
      label: '分开',
      from: ['submitted'],
      by: ['system'],
      change: ({ found }) => ({ traits: { ...found.traits, together: false } }),
      refusal: ({ found, through }) => (through === found.parentId ? undefined : '由总件带着办'),
    },
  },
})

describe('轮到总件', () => {
  const own: Kernel = kernelOf([errand, bundle, paired], { within: [{ ...advanceParent, on: ['errand.withdraw'], onlyChildren: true }] })
  const within = <Result>(work: (call: Call) => Promise<Result>) => world.as(SYSTEM, (call) => work({ ...call, kernel: own }))
  const pair = async () => within(async (call) => {
    const { opened: parent } = await openCase(call, { ...ERRAND, type: 'bundle' })
    return {
      parent, child: (await openCase(call, { ...ERRAND, type: 'paired', parentId: parent.id, traits: { together: true }, withoutDocument: true })).opened,
    }
  })

  it('子件站在总件的队列里，不自己计时，不另出文书；等什么说得清', async () => {
    const { parent, child } = await pair()
    assert.deepEqual([child.queue, child.queueDueOn, child.nextTimerAt], [`parent:${parent.id}`, FIRST_DAY, null])
    assert.equal(waitsFor(own, child), '等总件统一办理')
    assert.deepEqual(await runSql(database, 'select 1 from kernel.document where case_id = $1', [child.id]), [])
    assert.deepEqual((await within((call) => parentWithChildren(call.tx, parent.id))).map(({ id }) => id), [parent.id, child.id])
  })

  it('只有总件带着才走的一步：写明哪个总件，别的总件不行；走完回到窗口，自己计时', async () => {
    const { parent, child } = await pair()
    const other = await pair()
    await assert.rejects(within((call) => takeStep(call, child.id, 'part')), { code: 'rule' })
    await assert.rejects(within((call) => takeStep({ ...call, through: other.parent.id }, child.id, 'part')), { code: 'rule' })
    const [parted] = await within((call) => takeHeldSteps({ ...call, through: parent.id }, [{ held: child, name: 'part', data: {} }]))
    assert.deepEqual([parted?.queue, parted?.nextTimerAt === null], ['window:hall', false])
  })

  it('几个子件一起走：一件不行，都不走；手里的旧了，也都不走', async () => {
    const [one, two] = [await pair(), await pair()]
    const both = (call: Call) => takeHeldSteps({ ...call, through: one.parent.id }, [one, two].map(({ child }) => ({ held: child, name: 'part', data: {} })))
    await assert.rejects(within(both), { code: 'rule' })
    const part = (call: Call) => takeHeldSteps({ ...call, through: one.parent.id }, [{ held: one.child, name: 'part', data: {} }])
    await within(part)
    await assert.rejects(within(part))
    assert.deepEqual(await stepsOf(one.child.id), ['open', 'part'])
    assert.deepEqual(await stepsOf(two.child.id), ['open'])
  })

  it('只和子件有关的反应，没有总件的办件不用等它', async () => {
    const alone = await opened(world)
    assert.deepEqual(reactingTo(own, 'errand.withdraw', alone), [])
    assert.equal(reactingTo(own, 'errand.withdraw', { ...alone, parentId: alone.id }).length, 1)
  })
})

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

describe('一个人的办件', () => {
  const filed = (isGrouped: boolean) => world.as(LIN, (call) => casesFiledBy(call, { page: 1, size: 100, isGrouped }))

  it('归到总件下面的子件不另占一行，也不另计一件；没有总件的照旧', async () => {
    const before = await filed(true)
    const [{ parent, children }, alone] = [await family(3), await opened(world)]
    const after = await filed(true)
    assert.equal(after.total, before.total + 2)
    const ids = after.cases.map(({ id }) => id)
    assert.deepEqual([parent.id, alone.id, ...children.map(({ id }) => id)].map((id) => ids.includes(id)), [true, true, false, false, false])
    assert.equal((await filed(false)).total - after.total >= 3, true)
  })

  it('几个总件的子件一次取齐，各归各的；一个都没有就不查', async () => {
    const [one, other] = [await family(2), await family(1)]
    const found = await childrenOfEach(database, [one.parent.id, other.parent.id])
    for (const { parent, children } of [one, other]) assert.deepEqual(found.get(parent.id)?.map(({ id }) => id), children.map(({ id }) => id).sort())
    assert.deepEqual([...await childrenOfEach(database, [])], [])
  })

  it('几件办件的经过合成一条，按发生的先后', async () => {
    const { parent, children } = await family(2)
    await led(world, children[1]?.id ?? '', ['withdraw'])
    const events = await eventsOfEach(database, [parent.id, ...children.map(({ id }) => id)])
    assert.deepEqual(events.map(({ at }) => at.getTime()), events.map(({ at }) => at.getTime()).toSorted((a, b) => a - b))
    const own = await Promise.all([parent, ...children].map(({ id }) => eventsOf(database, id)))
    assert.equal(events.length, own.flat().length)
    assert.deepEqual(await eventsOfEach(database, []), [])
  })
})

describe('先锁总件，再锁子件', () => {
  it('锁住子件的同时锁住了总件；没有总件的只锁自己', async () => {
    const { parent, children: [child, sibling] } = await family(2)
    const alone = await opened(world)
    const holding = await unfinished(world, WINDOW, (call) => lockCase(call.tx, child?.id ?? ''))
    const freeOf = async (id: string): Promise<number> =>
      (await runSql(database, 'select 1 from kernel.case where id = $1 for update skip locked', [id])).length
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
