import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { runSql } from '#platform/database'
import {
  countRows, ERRAND, errandKernelWithJobs, ground, led, LIN, opened, REVIEWER, unfinished, untilSomebodyWaits, WINDOW, type Ground,
} from './district.test-support.ts'
import { eventsOf } from './event-log.ts'
import { openCase } from './open-case.ts'
import { takeStep } from './take-step.ts'
import { person, type World } from './testing.ts'

let world: World
let close: Ground['close']
let database: Ground['database']
before(async () => ({ world, close, database } = await ground()))
after(() => close())

const note = { opinion: '已核对' }

describe('同一个请求送来两次', () => {
  it('同一个 Idempotency-Key 只办一次，第二次得到同样的办件', async () => {
    const { id } = await opened(world)
    const first = await world.step(WINDOW, id, 'accept', { idempotencyKey: 'k1' })
    const rows = await countRows(database)
    const second = await world.step(WINDOW, id, 'accept', { idempotencyKey: 'k1' })
    assert.deepEqual(second, first)
    assert.deepEqual(await countRows(database), rows)
  })

  it('办件后来又有进展，重送旧请求也不再办，得到现在的办件', async () => {
    const { id } = await opened(world)
    await world.step(WINDOW, id, 'note', { data: note, idempotencyKey: 'k2', expectedVersion: 1 })
    await led(world, id, ['accept', 'review'])
    const again = await world.step(WINDOW, id, 'note', { data: note, idempotencyKey: 'k2', expectedVersion: 1 })
    assert.deepEqual([again.state, again.version], ['reviewed', 4])
  })

  it('十个同时到，只有一次生效，十个都得到答复', async () => {
    const { id } = await opened(world)
    const answers = await Promise.all(Array.from({ length: 10 }, () => world.step(WINDOW, id, 'note', { data: note, idempotencyKey: 'k3' })))
    assert.deepEqual(answers.map(({ version }) => version), Array(10).fill(2))
    assert.equal((await eventsOf(database, id)).length, 2)
    assert.deepEqual(await runSql(database, 'select count(*)::int as n from errand_note where case_id = $1', [id]), [{ n: 1 }])
  })

  it('同一个键用于另一个请求：冲突，什么也不变', async () => {
    const [one, other] = [await opened(world), await opened(world)]
    await world.step(WINDOW, one.id, 'note', { data: note, idempotencyKey: 'k4' })
    const rows = await countRows(database)
    const conflict = { code: 'conflict', message: /Idempotency-Key/ }
    await assert.rejects(world.step(WINDOW, one.id, 'note', { data: { opinion: '另一句' }, idempotencyKey: 'k4' }), conflict)
    await assert.rejects(world.step(WINDOW, one.id, 'accept', { idempotencyKey: 'k4' }), conflict)
    await assert.rejects(world.step(WINDOW, other.id, 'note', { data: note, idempotencyKey: 'k4' }), conflict)
    await assert.rejects(world.step(WINDOW, one.id, 'note', { data: note, expectedVersion: 2, idempotencyKey: 'k4' }), conflict)
    assert.deepEqual(await countRows(database), rows)
  })

  it('同一个键同时用于两件：一个办成，另一个是冲突，不是故障', async () => {
    for (let round = 0; round < 5; round += 1) {
      const cases = [await opened(world), await opened(world)]
      const outcomes = await Promise.allSettled(cases.map(({ id }) => world.step(WINDOW, id, 'note', { data: note, idempotencyKey: `twice-${round}` })))
      const refused = outcomes.filter((outcome) => outcome.status === 'rejected')
      assert.equal(refused.length, 1)
      assert.deepEqual([refused[0]?.reason.code, /Idempotency-Key/.test(refused[0]?.reason.message)], ['conflict', true], String(refused[0]?.reason))
    }
  })

  it('同一个键同时提交两次申请：只开一件，另一个是冲突', async () => {
    const command = { actorId: 'lin', key: 'opening', requestHash: 'same' }
    const outcomes = await Promise.allSettled([1, 2, 3].map(() => world.as(LIN, (call) => openCase(call, ERRAND, command))))
    assert.deepEqual(outcomes.map((outcome) => (outcome.status === 'fulfilled' ? 'opened' : outcome.reason.code)).sort(), ['conflict', 'conflict', 'opened'])
    assert.deepEqual(await runSql(database, "select count(*)::int as n from kernel.command where key = 'opening'"), [{ n: 1 }])
  })

  it('键属于用它的人：别人用同一个键互不相干', async () => {
    const { id } = await opened(world)
    await world.step(WINDOW, id, 'note', { data: note, idempotencyKey: 'shared' })
    const other = { ...WINDOW, id: 'another-clerk' }
    assert.equal((await world.step(other, id, 'note', { data: note, idempotencyKey: 'shared' })).version, 3)
  })

  it('办不成的请求不占用键：改好了可以用原来的键再送', async () => {
    const { id } = await opened(world)
    await assert.rejects(world.step(WINDOW, id, 'note', { data: {}, idempotencyKey: 'k5' }), { code: 'invalid' })
    assert.equal((await world.step(WINDOW, id, 'note', { data: note, idempotencyKey: 'k5' })).version, 2)
  })

  it('不相干的人用别人的键探不出办件', async () => {
    const { id } = await opened(world)
    await world.step(WINDOW, id, 'note', { data: note, idempotencyKey: 'probe' })
    await assert.rejects(world.step(person('nobody', ['window'], 'town'), id, 'note', { data: note, idempotencyKey: 'probe' }), { code: 'not-found' })
  })
})

describe('两个人同时办', () => {
  it('看着旧版本办的被告知，请他刷新', async () => {
    const { id } = await opened(world)
    await world.step(WINDOW, id, 'note', { data: note, expectedVersion: 1 })
    await assert.rejects(world.step(WINDOW, id, 'accept', { expectedVersion: 1 }), { code: 'conflict', message: /当前版本 2/ })
    assert.equal((await world.step(WINDOW, id, 'accept', { expectedVersion: 2 })).state, 'accepted')
  })

  it('十个窗口人员同时受理：恰好一个办成，其余九个是冲突', async () => {
    const { id } = await opened(world)
    const clerks = Array.from({ length: 10 }, (_, index) => ({ ...WINDOW, id: `clerk-${index}` }))
    const outcomes = await Promise.allSettled(clerks.map((clerk) => world.step(clerk, id, 'accept', { expectedVersion: 1 })))
    assert.equal(outcomes.filter(({ status }) => status === 'fulfilled').length, 1)
    assert(outcomes.every((outcome) => outcome.status === 'fulfilled' || outcome.reason.code === 'conflict'))
    assert.equal((await eventsOf(database, id)).length, 2)
  })

  it('不带版本的十笔同时记，一笔不丢，一笔不重，次序连着', async () => {
    const { id } = await opened(world)
    await Promise.all(Array.from({ length: 10 }, (_, index) => world.step(WINDOW, id, 'note', { data: { opinion: `第 ${index} 笔` } })))
    const events = await eventsOf(database, id)
    assert.deepEqual(events.map(({ seq }) => seq), Array.from({ length: 11 }, (_, index) => index + 1))
    assert.equal(new Set(events.map(({ data }) => data['opinion'])).size, 11)
  })

  it('申请人撤回与窗口受理同时到：先到的算，结果与次序一致', async () => {
    for (let round = 0; round < 8; round += 1) {
      const { id } = await opened(world)
      const [withdrawn, accepted] = await Promise.allSettled([world.step(LIN, id, 'withdraw'), world.step(WINDOW, id, 'accept')])
      const steps = (await eventsOf(database, id)).map(({ step }) => step)
      assert.equal(withdrawn.status, 'fulfilled')
      assert.deepEqual(steps, accepted.status === 'fulfilled' ? ['open', 'accept', 'withdraw'] : ['open', 'withdraw'])
    }
  })
})

describe('写到一半出错，什么也不留', () => {
  for (const [opinion, why] of [['写到一半出错', /half way/], ['写到一半拒绝', /这样写不行/]] as const) {
    it(opinion, async () => {
      const found = await opened(world)
      const rows = await countRows(database)
      await assert.rejects(world.step(WINDOW, found.id, 'note', { data: { opinion }, idempotencyKey: opinion }), why)
      assert.deepEqual(await countRows(database), rows)
      assert.deepEqual(await world.caseNow(found.id), found)
    })
  }

  it('后面的事出错，前面的步骤、任务和别的模块写的都撤回', async () => {
    const { world: other, database: own, close: closeOwn } = await ground(errandKernelWithJobs())
    await runSql(own, 'create table sent_job (reaction text, case_id uuid, seq int)')
    const found = await opened(other)
    const rows = await countRows(own)
    await assert.rejects(other.as(WINDOW, async (call) => {
      await takeStep({ ...call, kernel: errandKernelWithJobs() }, found.id, 'accept')
      await takeStep({ ...call, kernel: errandKernelWithJobs() }, found.id, 'fly')
    }), { code: 'not-found' })
    assert.deepEqual([await countRows(own), await runSql(own, 'select * from sent_job')], [rows, []])
    await other.as(WINDOW, (call) => takeStep({ ...call, kernel: errandKernelWithJobs() }, found.id, 'accept'))
    assert.deepEqual(await runSql(own, 'select * from sent_job'), [{ reaction: 'tell', case_id: found.id, seq: 2 }])
    await closeOwn()
  })

  it('一步还没有提交，别人看不见，也等不到半件', async () => {
    const { id } = await opened(world)
    const first = await unfinished(world, WINDOW, (call) => takeStep(call, id, 'accept'))
    const waiting = world.step(REVIEWER, id, 'review')
    await untilSomebodyWaits(database)
    assert.equal((await world.caseNow(id)).state, 'submitted')
    await first.commit()
    assert.equal((await waiting).state, 'reviewed')
  })
})
