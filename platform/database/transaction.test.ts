import assert from 'node:assert/strict'
import { after, afterEach, before, beforeEach, describe, it } from 'node:test'
import { inTransaction, runSql, sendSql, type Database, type Tx } from '#platform/database'
import { Refusal } from '#platform/refusal'
import { testDatabase, type TestDatabase } from '#platform/testing'
import { insertNote, noteIds, single } from './testing.ts'

let own: TestDatabase
let db: Database
before(async () => {
  own = await testDatabase([])
  db = own.db
})
after(() => own.close())
beforeEach(() => runSql(db, 'create table note (id int primary key, text text)'))
afterEach(() => runSql(db, 'drop table if exists note'))

type Tables = { note: { id: number; text: string | null } }
const notes = (tx: Tx) => tx.withTables<Tables>()

describe('事务', () => {
  it('正常返回就提交，抛错就全部撤销', async () => {
    await inTransaction(db, (tx) => insertNote(tx, 1))
    await assert.rejects(inTransaction(db, async (tx) => {
      await insertNote(tx, 2)
      throw new Refusal('rule', '不行')
    }), { message: '不行' })
    assert.deepEqual(await noteIds(db), [1])
  })

  it('在事务中再开事务，加入原来的事务', async () => {
    await assert.rejects(inTransaction(db, async (tx) => {
      await inTransaction(tx, (inner) => insertNote(inner, 1))
      throw new Error('外层失败')
    }))
    assert.deepEqual(await noteIds(db), [])
  })

  it('Kysely 自己的事务和语句照样可用', async () => {
    await notes(db).transaction().execute((tx) => tx.insertInto('note').values({ id: 1, text: null }).execute())
    const { numUpdatedRows } = await notes(db).updateTable('note').set({ text: '改' }).executeTakeFirst()
    assert.equal(numUpdatedRows, 1n)
    assert.deepEqual(await notes(db).selectFrom('note').selectAll().execute(), [{ id: 1, text: '改' }])
  })

  it('并行发出的语句在同一个事务里，按发出的顺序执行', async () => {
    await inTransaction(db, (tx) => Promise.all([insertNote(tx, 1), runSql(tx, 'update note set id = 2'), insertNote(tx, 1)]))
    assert.deepEqual(await noteIds(db), [1, 2])
  })

  it('事务里的错误被吞掉，提交时仍然报出最初的原因，什么也没有写', async () => {
    const work = inTransaction(db, async (tx) => {
      await insertNote(tx, 1)
      await insertNote(tx, 1).catch(() => undefined)
      return '好像成功了'
    })
    await assert.rejects(work, { code: '23505' })
    assert.deepEqual(await noteIds(db), [])
  })

  it('事务开头就失败（没有这种隔离级别），后面的语句不会单独生效', async () => {
    const work = db.transaction().setIsolationLevel('snapshot').execute((tx) => insertNote(tx, 1))
    await assert.rejects(work, { code: '42601' })
    await assert.rejects(inTransaction(db, (tx) => insertNote(tx, 1), 'snapshot'), { code: '42601' })
    assert.deepEqual(await noteIds(db), [])
  })

  it('隔离级别和只读照所说的生效', async () => {
    const levelOf = (tx: Tx): Promise<unknown> => runSql(tx, 'show transaction_isolation')
    assert.deepEqual(await inTransaction(db, levelOf, 'serializable'), [{ transaction_isolation: 'serializable' }])
    assert.deepEqual(await inTransaction(db, levelOf), [{ transaction_isolation: 'read committed' }])
    await assert.rejects(db.transaction().setAccessMode('read only').execute((tx) => insertNote(tx, 1)), { code: '25006' })
  })

  it('延迟到提交才检查的约束，在提交时报错', async () => {
    await runSql(db, 'alter table note add unique (text) deferrable initially deferred')
    await assert.rejects(inTransaction(db, async (tx) => {
      await insertNote(tx, 1)
      await insertNote(tx, 2)
    }), { code: '23505' })
    assert.deepEqual(await noteIds(db), [])
  })
})

describe('只发不等的写入', () => {
  it('与提交同行，提交后都在', async () => {
    await inTransaction(db, async (tx) => {
      sendSql(tx, 'insert into note values ($1, $2)', [1, '一'])
      sendSql(tx, 'insert into note values ($1, $2)', [2, '二'])
    })
    assert.deepEqual(await noteIds(db), [1, 2])
  })

  it('有一条失败，整个事务撤销，报的是它的错误', async () => {
    const work = inTransaction(db, async (tx) => {
      sendSql(tx, 'insert into note values (1)')
      sendSql(tx, 'insert into note values (1)')
      sendSql(tx, 'insert into note values (2)')
    })
    await assert.rejects(work, { code: '23505' })
    assert.deepEqual(await noteIds(db), [])
  })

  it('失败之后再等别的语句，报的也是最初的错误，不是“事务已中止”', async () => {
    const work = inTransaction(db, async (tx) => {
      sendSql(tx, 'insert into nowhere values (1)')
      await insertNote(tx, 1)
    })
    await assert.rejects(work, { code: '42P01' })
  })

  it('不在事务里不许用：失败将无人知道', () => {
    assert.throws(() => sendSql(db, 'select 1'), { message: /只能在事务中使用/ })
  })

  it('上一个事务的错误不会带到同一连接的下一个事务', async () => {
    const { one } = await single(own.url)
    await assert.rejects(inTransaction(one, async (tx) => sendSql(tx, 'insert into nowhere values (1)')))
    await inTransaction(one, async (tx) => sendSql(tx, 'insert into note values (7)'))
    await one.destroy()
    assert.deepEqual(await noteIds(db), [7])
  })
})
