import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { runSql, type Tx } from '#platform/database'
import type { CaseEvent } from './case.ts'
import { ground, kernelOf, led, opened, TAKERS, unfinished, WINDOW, type Ground } from './district.test-support.ts'
import { errand } from './errand.test-support.ts'
import { advanceProjection, resetProjection } from './projections.ts'
import { takeStep } from './take-step.ts'
import type { World } from './testing.ts'
import type { Projection } from './types.ts'

/** Keeps every event once, in the order in which it was given; a second time would break the primary key. */
const told: Projection = {
  name: 'test.told', tables: ['told'],
  apply: async (tx, events) => { for (const event of events) await keep(tx, event) },
  reset: async (tx) => void await runSql(tx, 'truncate told restart identity'),
}

async function keep(tx: Tx, { caseId, seq, hash }: CaseEvent): Promise<void> {
  await runSql(tx, 'insert into told (case_id, seq, hash) values ($1, $2, $3)', [caseId, seq, hash])
}

const kernel = kernelOf([errand], { projections: [told] })
let world: World
let close: Ground['close']
let database: Ground['database']
before(async () => {
  ({ world, close, database } = await ground(kernel))
  await runSql(database, 'create table told (nth int generated always as identity, case_id uuid, seq int, hash text, primary key (case_id, seq))')
})
after(() => close())
beforeEach(() => world.follow())

const advance = (): Promise<number> => advanceProjection(database, told, kernel)
const toldOf = (): Promise<{ caseId: string; seq: number }[]> => runSql(database, 'select case_id as "caseId", seq from told order by nth')
const eventCount = async (): Promise<number> => (await runSql<{ n: number }>(database, 'select count(*)::int as n from kernel.event'))[0]?.n ?? 0
const checkpoint = (): Promise<unknown[]> => runSql(database, 'select xid::text, position from kernel.checkpoint where projection = $1', [told.name])

describe('跟着记录走的表', () => {
  it('走到头，每条记录恰好一次，次序与办件里的一致', async () => {
    for (const path of [['accept', 'review', 'grant', 'thank'], ['ask', 'supplement'], ['withdraw']]) await led(world, (await opened(world)).id, path)
    await world.follow()
    const seen = await toldOf()
    assert.equal(seen.length, await eventCount())
    for (const caseId of new Set(seen.map((row) => row.caseId))) {
      const own = seen.filter((row) => row.caseId === caseId).map(({ seq }) => seq)
      assert.deepEqual(own, own.map((_, index) => index + 1))
    }
    assert.equal(await advance(), 0)
  })

  it('一批最多五百条，分批也一条不漏', async () => {
    await Promise.all(Array.from({ length: 520 }, () => opened(world)))
    await world.follow()
    assert.equal((await toldOf()).length, await eventCount())
  })
})

describe('晚提交的记录不会被跳过', () => {
  it('位置在前的事务还没有提交，后面的先等着；它提交以后都到，次序不乱', async () => {
    const [slow, quick] = [await opened(world), await opened(world)]
    await world.follow()
    const known = (await toldOf()).length
    const first = await unfinished(world, WINDOW, (call) => takeStep(call, slow.id, 'accept'))
    await world.step(WINDOW, quick.id, 'accept')
    assert.equal(await advance(), 0)
    assert.equal((await toldOf()).length, known)
    await first.commit()
    await world.follow()
    assert.deepEqual((await toldOf()).slice(known), [{ caseId: slow.id, seq: 2 }, { caseId: quick.id, seq: 2 }])
  })

  it('前面的事务撤回了，后面的照样到', async () => {
    const [doomed, quick] = [await opened(world), await opened(world)]
    await world.follow()
    const known = (await toldOf()).length
    const first = await unfinished(world, WINDOW, (call) => takeStep(call, doomed.id, 'accept'))
    await world.step(WINDOW, quick.id, 'accept')
    await first.abort()
    await world.follow()
    assert.deepEqual((await toldOf()).slice(known), [{ caseId: quick.id, seq: 2 }])
  })

  it('一个事务先办别的件、再办这一件：这一件的记录仍按次序到', async () => {
    const [other, mine] = [await opened(world), await opened(world)]
    await world.follow()
    const known = (await toldOf()).length
    const reviewer = TAKERS['review'] ?? WINDOW
    const both = await unfinished(
      world, reviewer, (call) => takeStep(call, other.id, 'note', { data: { opinion: '先办这件' } }), (call) => takeStep(call, mine.id, 'review'),
    )
    await world.step(WINDOW, mine.id, 'accept')
    await both.commit()
    await world.follow()
    assert.deepEqual((await toldOf()).slice(known).filter(({ caseId }) => caseId === mine.id).map(({ seq }) => seq), [2, 3])
  })
})

describe('恰好一次', () => {
  it('算到一半出错：表和检查点都不动，下一次从原处再来', async () => {
    await opened(world)
    const [rows, before] = [await toldOf(), await checkpoint()]
    const broken: Projection = { ...told, apply: async (tx, events, given) => { await told.apply(tx, events, given); throw new Error('断电') } }
    const fault = async (): Promise<unknown> => {
      for (;;) await advanceProjection(database, broken, kernel)
    }
    await assert.rejects(fault(), /断电/)
    assert.deepEqual([await toldOf(), await checkpoint()], [rows, before])
    await world.follow()
    assert.equal((await toldOf()).length, rows.length + 1)
  })

  it('八个进程一起跑，不重不漏；轮不到的立刻走开', async () => {
    await Promise.all(Array.from({ length: 40 }, () => opened(world)))
    const known = (await toldOf()).length
    let taken = 0
    while (known + taken < await eventCount()) {
      for (const count of await Promise.all(Array.from({ length: 8 }, advance))) taken += count
    }
    assert.equal((await toldOf()).length, await eventCount())
    assert.equal(known + taken, await eventCount())
  })

  it('第一次见到的表，几个进程同时开始也只有一个检查点', async () => {
    const fresh: Projection = { ...told, name: 'test.fresh', tables: [], apply: async () => {} }
    const counts = await Promise.all(Array.from({ length: 4 }, () => advanceProjection(database, fresh, kernel)))
    assert(counts.reduce((sum, count) => sum + count, 0) <= await eventCount())
    assert.deepEqual(await runSql(database, "select count(*)::int as n from kernel.checkpoint where projection = 'test.fresh'"), [{ n: 1 }])
    await runSql(database, "delete from kernel.checkpoint where projection = 'test.fresh'")
  })
})

describe('重建', () => {
  it('清空以后从头再走，与一路走来的一样', async () => {
    await led(world, (await opened(world)).id, ['accept', 'note', 'review'])
    await world.follow()
    const before = await runSql(database, 'select case_id, seq, hash from told order by nth')
    assert(before.length > 100)
    await resetProjection(database, told)
    assert.deepEqual([await toldOf(), await checkpoint()], [[], [{ xid: '0', position: 0 }]])
    await world.follow()
    assert.deepEqual(await runSql(database, 'select case_id, seq, hash from told order by nth'), before)
  })
})
