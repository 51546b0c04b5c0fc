import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { inTransaction, runSql } from '#platform/database'
import { testDatabase, type TestDatabase } from '#platform/testing'
import { person } from '#kernel/testing'
import { askFor, computation, computations, computed, oldestWaiting, seedComputation, workOff, type Kind } from './index.ts'

const NOW = new Date('2026-03-02T01:00:00Z')
const KIND: Kind = { name: 'test.sum', oneOf: '道加法', kept: 3 }
const OTHER_KIND: Kind = { name: 'test.other', oneOf: '道减法', kept: 3 }
const CLERK = person('clerk', ['window'], 'hall')
interface Sum { one: number; other: number }

let test: TestDatabase
before(async () => { test = await testDatabase() })
after(() => test.close())

const ask = (asked: Sum, key?: string, now = NOW) => inTransaction(test.db, (tx) => askFor({ tx, actor: CLERK, now }, KIND, asked, key))
const later = (seconds: number) => new Date(NOW.getTime() + seconds * 1000)
const add = (now = NOW) => workOff<Sum>({ database: test.db, now }, KIND, async ({ one, other }) => ({ result: { sum: one + other } }))
const found = (id: string) => computed<Sum, { sum: number }>(test.db, KIND, id)
const allDone = async () => { while (await add()); }

describe('要算一阵子的，在后台算', () => {
  it('先来的先算，算好了看得见结果；没有等着的就停；别的种类不归它算', async () => {
    const first = await ask({ one: 1, other: 2 })
    const second = await ask({ one: 3, other: 4 }, undefined, later(1))
    const strange = await inTransaction(test.db, (tx) => askFor({ tx, actor: CLERK, now: NOW }, OTHER_KIND, { one: 0, other: 0 }, undefined))
    assert.deepEqual(await oldestWaiting({ database: test.db, now: NOW }, KIND), NOW)
    assert.equal(await add(), true)
    assert.deepEqual([(await found(first)).result, (await found(second)).state], [{ sum: 3 }, 'waiting'])
    assert.deepEqual([await add(), await add(), (await found(second)).finishedAt], [true, false, NOW])
    assert.equal((await computation(test.db, OTHER_KIND, strange)).state, 'waiting')
    await assert.rejects(computation(test.db, KIND, strange), /没有这道加法/)
  })

  it('同一个人的同一个键只有一份，一起来也是；换了内容就拒绝', async () => {
    const [one, other] = await Promise.all([ask({ one: 1, other: 1 }, 'key'), ask({ one: 1, other: 1 }, 'key')])
    assert.equal(one, other)
    await assert.rejects(ask({ one: 1, other: 2 }, 'key'), /Idempotency-Key 已用于另一个请求/)
    await allDone()
  })

  it('几个进程一起，每份恰好算一次', async () => {
    const id = await ask({ one: 5, other: 5 })
    let times = 0
    const count = () => workOff<Sum>({ database: test.db, now: NOW }, KIND, async () => { times += 1; return { result: {} } })
    assert.deepEqual((await Promise.all([count(), count(), count()])).toSorted(), [false, false, true])
    assert.deepEqual([times, (await found(id)).state], [1, 'done'])
  })

  it('算到哪里写得下来；结果和它的行在一个事务里，行写不下去就还要再算', async () => {
    const id = await ask({ one: 1, other: 1 })
    const rows = 'insert into computations.computation select * from computations.computation where false'
    const broken = workOff<Sum>({ database: test.db, now: NOW }, KIND, async (_, tell) => {
      tell(1, 4)
      return { result: {}, writeRows: async (tx) => { await runSql(tx, rows); await runSql(tx, 'select 1 / 0') } }
    })
    await assert.rejects(broken, /division by zero/)
    const { state, result, done, total } = await found(id)
    assert.deepEqual([state, result, done, total], ['waiting', null, 1, 4])
    await allDone()
    assert.deepEqual((await found(id)).result, { sum: 2 })
  })

  it('进程死在中间，过了租约别的进程接着算；丢了的那个后来写不进去', async () => {
    const id = await ask({ one: 2, other: 2 })
    const slow = workOff<Sum>({ database: test.db, now: NOW }, KIND, async () => {
      assert.equal(await add(later(59)), false)
      assert.equal(await add(later(61)), true)
      return { result: { sum: -1 }, writeRows: () => assert.fail('没有它的份') }
    })
    assert.equal(await slow, true)
    assert.deepEqual((await found(id)).result, { sum: 4 })
  })

  it('算不成的说为什么；一再出错的三次以后放弃', async () => {
    const [hopeless, failing] = [await ask({ one: 0, other: 0 }), await ask({ one: 9, other: 9 }, undefined, later(1))]
    await workOff<Sum>({ database: test.db, now: NOW }, KIND, async () => ({ trouble: '零加零没有意思' }))
    assert.deepEqual([(await found(hopeless)).state, (await found(hopeless)).trouble], ['failed', '零加零没有意思'])
    const fault = () => workOff<Sum>({ database: test.db, now: NOW }, KIND, () => Promise.reject(new Error('坏了')))
    for (let time = 0; time < 3; time += 1) await assert.rejects(fault(), /坏了/)
    assert.equal(await fault(), false)
    assert.match((await found(failing)).trouble ?? '', /联系运维/)
  })

  it('等着的太多就请过一会再来；旧的清掉，新的还在；示例只有一份', async () => {
    for (let count = 0; count < 10; count += 1) await ask({ one: count, other: 0 })
    await assert.rejects(ask({ one: 10, other: 0 }), /已经有 10 道加法在等着计算/)
    await allDone()
    const newest = await ask({ one: 11, other: 0 }, undefined, later(100))
    const kept = await computations<Sum>(test.db, KIND)
    assert.deepEqual([kept.length, kept[0]?.id], [3, newest])
    const demo = { id: '00000000-0000-7000-8000-0000000000ff', asked: { one: 0, other: 1 }, now: later(200) }
    for (let time = 0; time < 2; time += 1) await seedComputation(test.db, KIND, demo)
    assert.equal((await computations<Sum>(test.db, KIND)).filter(({ id }) => id === demo.id).length, 1)
  })
})
