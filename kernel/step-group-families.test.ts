import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { runSql } from '#platform/database'
import { advanceParent, bundle, familyIn } from './bundle.test-support.ts'
import type { Case } from './case.ts'
import { ground, kernelOf, LIN, unfinished, WINDOW, type Ground } from './district.test-support.ts'
import { errand } from './errand.test-support.ts'
import { eventsOf } from './event-log.ts'
import { lockCase } from './lock.ts'
import { takeStepTogether } from './step-group.ts'
import type { World } from './testing.ts'

const sharing = kernelOf([errand, bundle], { within: [{ ...advanceParent, isShareable: true }] })
let world: World
let close: Ground['close']
let database: Ground['database']
before(async () => ({ world, close, database } = await ground(sharing)))
after(() => close())

const family = (size: number, title?: string) => familyIn(world, size, title)
const stepsOf = async (id: string): Promise<string[]> => (await eventsOf(database, id)).map(({ step }) => step)

describe('同时到的几个子件', () => {
  const withdraw = ({ id }: Case) => takeStepTogether({ kernel: sharing, tx: database, actor: LIN, now: world.now, today: world.today }, id, 'withdraw')
  const transactionsOf = async (cases: readonly Case[]): Promise<number> => {
    const [row] = await runSql<{ n: number }>(
      database, 'select count(distinct xid)::int as n from kernel.event where case_id = any($1) and seq > 1', [cases.map(({ id }) => id)],
    )
    return row?.n ?? 0
  }

  it('合在一个事务里办，每个总件都跟上', async () => {
    const families = await Promise.all(Array.from({ length: 8 }, () => family(1)))
    const taken = await Promise.all(families.flatMap(({ children }) => children).map(withdraw))
    assert.deepEqual(new Set(taken.map(({ state }) => state)), new Set(['withdrawn']))
    for (const { parent } of families) assert.deepEqual(await stepsOf(parent.id), ['open', 'count', 'complete'])
    assert(await transactionsOf(families.flatMap(({ parent, children }) => [parent, ...children])) < 8)
  })

  it('一家的几个同时来，总件一件一件地记，恰好办结一次', async () => {
    const { parent, children } = await family(5)
    await Promise.all(children.map(withdraw))
    assert.deepEqual(await stepsOf(parent.id), ['open', ...Array(5).fill('count'), 'complete'])
  })

  it('有一家的总件不许，只有那一件不算，别家照样办成', async () => {
    const [fine, refused, also] = [await family(1), await family(1, '总件不许'), await family(1)]
    const outcomes = await Promise.allSettled([fine, refused, also].flatMap(({ children }) => children).map(withdraw))
    assert.deepEqual(outcomes.map(({ status }) => status), ['fulfilled', 'rejected', 'fulfilled'])
    assert.deepEqual(await Promise.all([fine, refused, also].map(async ({ parent }) => (await world.caseNow(parent.id)).version)), [3, 1, 3])
  })

  it('总件在别人手里，子件什么也不占，别家不等它', async () => {
    const [held, free] = [await family(1), await family(1)]
    const holding = await unfinished(world, WINDOW, (call) => lockCase(call.tx, held.parent.id))
    const waiting = Promise.all(held.children.map(withdraw))
    assert.equal((await Promise.all(free.children.map(withdraw)))[0]?.state, 'withdrawn')
    assert.equal((await runSql(database, 'select 1 from kernel.case where id = $1 for update skip locked', [held.children[0]?.id])).length, 1)
    await holding.commit()
    assert.equal((await waiting)[0]?.state, 'withdrawn')
  })
})
