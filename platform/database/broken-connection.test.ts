import assert from 'node:assert/strict'
import { after, afterEach, before, beforeEach, describe, it } from 'node:test'
import { asRefusal, CommitUnknown, inTransaction, openDatabase, runSql, type Database } from '#platform/database'
import { testDatabase, type TestDatabase } from '#platform/testing'
import { errorOf, insertNote, noteIds, pidOf, single } from './testing.ts'

let own: TestDatabase
let db: Database
before(async () => {
  own = await testDatabase([])
  db = own.db
})
after(() => own.close())
beforeEach(() => runSql(db, 'create table note (id int primary key, text text)'))
afterEach(() => runSql(db, 'drop table if exists note'))

const terminate = (pid: number): Promise<unknown> => runSql(db, 'select pg_terminate_backend($1, 5000)', [pid])

describe('断了的连接', () => {
  it('查询中被断开：报“连接不上”，下一次用新连接', async () => {
    const { one, pid } = await single(own.url)
    const sleeping = runSql(one, 'select pg_sleep(60)')
    sleeping.catch(() => undefined)
    await terminate(pid)
    const error = await errorOf(sleeping)
    assert.equal(asRefusal(error)?.code, 'unavailable')
    assert.notEqual(await pidOf(one), pid)
    await one.destroy()
  })

  it('空闲时被断开：进程不受影响，下一次用新连接', async () => {
    const { one, pid } = await single(own.url)
    await terminate(pid)
    await assert.doesNotReject(pidOf(one).catch(() => pidOf(one)))
    await one.destroy()
  })

  it('事务中途被断开：什么也没有写，报“连接不上”', async () => {
    const { one, pid } = await single(own.url)
    const work = inTransaction(one, async (tx) => {
      await insertNote(tx, 1)
      await terminate(pid)
      await insertNote(tx, 2)
    })
    assert.equal(asRefusal(await errorOf(work))?.code, 'unavailable')
    await inTransaction(one, (tx) => insertNote(tx, 3))
    await one.destroy()
    assert.deepEqual(await noteIds(db), [3])
  })

  it('提交时被断开：说结果不确定，请先查看', async () => {
    const { one, pid } = await single(own.url)
    const work = inTransaction(one, async (tx) => {
      await insertNote(tx, 1)
      await terminate(pid)
    })
    const error = await errorOf(work)
    assert(error instanceof CommitUnknown)
    assert.match(asRefusal(error)?.message ?? '', /请先查看/)
    await one.destroy()
  })

  it('数据库根本不在：五秒内报“连接不上”，不是程序错误', async () => {
    const nowhere = openDatabase({ url: 'postgresql://nobody:x@127.0.0.1:1/nothing' })
    const error = await errorOf(runSql(nowhere, 'select 1'))
    assert.equal(asRefusal(error)?.code, 'unavailable')
    await nowhere.destroy()
  })

  it('表结构变了，旧的执行计划报错一次之后恢复', async () => {
    const { one } = await single(own.url)
    await insertNote(one, 1)
    const ask = (): Promise<unknown[]> => runSql(one, 'select * from note where id = $1', [1])
    for (let time = 0; time < 3; time += 1) await ask()
    await runSql(db, 'alter table note add column more int')
    await ask().catch((error) => assert.equal(error.code, '0A000'))
    assert.deepEqual(await ask(), [{ id: 1, text: '春风', more: null }])
    await one.destroy()
  })

  it('不能写成参数的值报错，不影响之后的同一条语句', async () => {
    const { one } = await single(own.url)
    const ring: Record<string, unknown> = {}
    ring.self = ring
    const ask = (value: unknown): Promise<unknown[]> => runSql(one, 'select $1::jsonb as value', [value])
    for (let time = 0; time < 3; time += 1) await ask({ a: 1 })
    await assert.rejects(ask(ring), TypeError)
    assert.deepEqual(await ask({ a: 1 }), [{ value: { a: 1 } }])
    await one.destroy()
  })
})
