import assert from 'node:assert/strict'
import { after, afterEach, before, beforeEach, describe, it } from 'node:test'
import { sql } from 'kysely'
import { asRefusal, inTransaction, openDatabase, retryConflicts, runSql, type Database } from '#platform/database'
import { testDatabase, type TestDatabase } from '#platform/testing'
import { errorOf, insertNote } from './testing.ts'

let own: TestDatabase
let db: Database
before(async () => {
  own = await testDatabase([])
  db = own.db
})
after(() => own.close())
beforeEach(() => runSql(db, 'create table note (id int primary key, text text)'))
afterEach(() => runSql(db, 'drop table if exists note'))

describe('错误对办事人意味着什么', () => {
  it('空字符不能保存：是内容的问题，不是程序错误', async () => {
    const error = await errorOf(runSql(db, 'select $1::text', ['一\0二']))
    assert.equal(asRefusal(error)?.code, 'invalid')
  })

  it('超时的查询被取消', async () => {
    const hurried = openDatabase({ url: own.url, statementMillisecondsMax: 20 })
    const error = await errorOf(runSql(hurried, 'select pg_sleep(30)'))
    assert.match(asRefusal(error)?.message ?? '', /处理时间过长/)
    await hurried.destroy()
  })

  it('程序自己的错误（表名写错、断言失败）不说成拒绝', async () => {
    const error = await errorOf(runSql(db, 'select * from nowhere'))
    assert.equal(asRefusal(error), undefined)
    assert.equal(asRefusal(new Error('断言失败')), undefined)
    assert.equal(asRefusal(Object.assign(new Error('没有这个文件'), { code: 'ENOENT' })), undefined)
  })
})

describe('同时改同一件', () => {
  /** Two transactions lock two rows in opposite order; PostgreSQL ends one of them. */
  async function crossed(first: number, second: number, bothHold: () => Promise<void>): Promise<void> {
    await inTransaction(db, async (tx) => {
      await runSql(tx, `set local deadlock_timeout = '20ms'`)
      await runSql(tx, 'update note set text = $2 where id = $1', [first, '改'])
      await bothHold()
      await runSql(tx, 'update note set text = $2 where id = $1', [second, '改'])
    })
  }

  it('互相等待时一方自动重来，两方最后都成功', async () => {
    for (const id of [1, 2]) await insertNote(db, id)
    let holding = 0
    const met = Promise.withResolvers<void>()
    const bothHold = (): Promise<void> => {
      holding += 1
      if (holding === 2) met.resolve()
      return met.promise
    }
    await Promise.all([retryConflicts(() => crossed(1, 2, bothHold)), retryConflicts(() => crossed(2, 1, bothHold))])
    assert.equal(holding, 3, '恰有一方重来一次')
  })

  it('总是冲突时试三次就停，报“刷新后再试”', async () => {
    let attempts = 0
    const work = retryConflicts(async () => {
      attempts += 1
      await sql`do $$ begin raise exception using errcode = '40001'; end $$`.execute(db)
    })
    const error = await errorOf(work)
    assert.equal(attempts, 3)
    assert.match(asRefusal(error)?.message ?? '', /请刷新后再试/)
  })

  it('别的错误不重来', async () => {
    let attempts = 0
    await assert.rejects(retryConflicts(async () => {
      attempts += 1
      await insertNote(db, attempts && 1)
      await insertNote(db, 1)
    }), { code: '23505' })
    assert.equal(attempts, 1)
  })
})
