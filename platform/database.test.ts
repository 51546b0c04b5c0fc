import assert from 'node:assert/strict'
import { after, afterEach, before, beforeEach, describe, it } from 'node:test'
import fc from 'fast-check'
import { sql } from 'kysely'
import { asRefusal, CommitUnknown, inTransaction, openDatabase, retryConflicts, runSql, sendSql, type Database, type Tx } from '#platform/database'
import { Refusal } from '#platform/refusal'
import { testDatabase, type TestDatabase } from '#platform/testing'

type Tables = { note: { id: number; text: string | null } }

let own: TestDatabase
let db: Database

before(async () => {
  own = await testDatabase([])
  db = own.db
})
after(() => own.close())
beforeEach(() => runSql(db, 'create table note (id int primary key, text text)'))
afterEach(() => runSql(db, 'drop table if exists note'))

const notes = (tx: Tx) => tx.withTables<Tables>()
const idsNow = async (): Promise<number[]> => (await runSql<{ id: number }>(db, 'select id from note order by id')).map(({ id }) => id)
const insert = (tx: Tx, id: number): Promise<unknown> => runSql(tx, 'insert into note values ($1, $2)', [id, '春风'])

/** A handle with one connection, and the number of its process in PostgreSQL. */
async function single(): Promise<{ one: Database; pid: number }> {
  const one = openDatabase({ url: own.url, max: 1 })
  return { one, pid: await pidOf(one) }
}
const pidOf = async (one: Database): Promise<number> => (await runSql<{ pid: number }>(one, 'select pg_backend_pid() as pid'))[0]?.pid ?? 0
const terminate = (pid: number): Promise<unknown> => runSql(db, 'select pg_terminate_backend($1, 5000)', [pid])

describe('列的取值', () => {
  const valueOf = async (expression: string): Promise<unknown> => (await runSql(db, `select ${expression} as value`))[0]?.value

  it('日期是文本，不随时区变成前一天', async () => {
    assert.equal(await valueOf(`date '2024-05-01'`), '2024-05-01')
    assert.deepEqual(await valueOf(`array[date '2024-05-01', null]`), ['2024-05-01', null])
  })

  it('时刻是 Date，没有时区的时间是文本', async () => {
    assert.deepEqual(await valueOf(`timestamptz '2024-05-01T08:00+08'`), new Date('2024-05-01T00:00:00Z'))
    assert.equal(await valueOf(`timestamp '2024-05-01 08:00'`), '2024-05-01 08:00:00')
  })

  it('计数是数，准确到 2^53；再大就报错，绝不悄悄变成别的数', async () => {
    assert.equal(await valueOf('(select count(*) from note)'), 0)
    assert.deepEqual(await valueOf(`array[1, null]::int8[]`), [1, null])
    assert.equal(await valueOf(String(Number.MAX_SAFE_INTEGER)), Number.MAX_SAFE_INTEGER)
    await assert.rejects(valueOf(`'9007199254740993'::int8`), { message: /超出可以准确表示的范围/ })
    assert.equal(await valueOf('1'), 1, '报错之后照常使用')
  })

  it('精确小数是文本，JSON 已解析', async () => {
    assert.equal(await valueOf(`0.1::numeric + 0.2`), '0.3')
    assert.deepEqual(await valueOf(`'{"a": [1, "二"]}'::jsonb`), { a: [1, '二'] })
  })

  it('任何可存的文本存进去再取出来不变', async () => {
    const storable = fc.string({ unit: 'grapheme', maxLength: 50 }).filter((text) => !text.includes('\0') && text.isWellFormed())
    await fc.assert(
      fc.asyncProperty(storable, async (text) => {
        const [row] = await runSql(db, 'select $1::text as text, $2::jsonb as json', [text, JSON.stringify({ text })])
        assert.deepEqual({ ...row }, { text, json: { text } })
      }),
      { numRuns: 100 },
    )
  })
})

describe('事务', () => {
  it('正常返回就提交，抛错就全部撤销', async () => {
    await inTransaction(db, (tx) => insert(tx, 1))
    await assert.rejects(inTransaction(db, async (tx) => {
      await insert(tx, 2)
      throw new Refusal('rule', '不行')
    }), { message: '不行' })
    assert.deepEqual(await idsNow(), [1])
  })

  it('在事务中再开事务，加入原来的事务', async () => {
    await assert.rejects(inTransaction(db, async (tx) => {
      await inTransaction(tx, (inner) => insert(inner, 1))
      throw new Error('外层失败')
    }))
    assert.deepEqual(await idsNow(), [])
  })

  it('Kysely 自己的事务和语句照样可用', async () => {
    await notes(db).transaction().execute((tx) => tx.insertInto('note').values({ id: 1, text: null }).execute())
    const { numUpdatedRows } = await notes(db).updateTable('note').set({ text: '改' }).executeTakeFirst()
    assert.equal(numUpdatedRows, 1n)
    assert.deepEqual(await notes(db).selectFrom('note').selectAll().execute(), [{ id: 1, text: '改' }])
  })

  it('并行发出的语句在同一个事务里，按发出的顺序执行', async () => {
    await inTransaction(db, (tx) => Promise.all([insert(tx, 1), runSql(tx, 'update note set id = 2'), insert(tx, 1)]))
    assert.deepEqual(await idsNow(), [1, 2])
  })

  it('事务里的错误被吞掉，提交时仍然报出最初的原因，什么也没有写', async () => {
    const work = inTransaction(db, async (tx) => {
      await insert(tx, 1)
      await insert(tx, 1).catch(() => undefined)
      return '好像成功了'
    })
    await assert.rejects(work, { code: '23505' })
    assert.deepEqual(await idsNow(), [])
  })

  it('事务开头就失败（没有这种隔离级别），后面的语句不会单独生效', async () => {
    const work = db.transaction().setIsolationLevel('snapshot').execute((tx) => insert(tx, 1))
    await assert.rejects(work, { code: '42601' })
    await assert.rejects(inTransaction(db, (tx) => insert(tx, 1), 'snapshot'), { code: '42601' })
    assert.deepEqual(await idsNow(), [])
  })

  it('隔离级别和只读照所说的生效', async () => {
    const levelOf = (tx: Tx): Promise<unknown> => runSql(tx, 'show transaction_isolation')
    assert.deepEqual(await inTransaction(db, levelOf, 'serializable'), [{ transaction_isolation: 'serializable' }])
    assert.deepEqual(await inTransaction(db, levelOf), [{ transaction_isolation: 'read committed' }])
    await assert.rejects(db.transaction().setAccessMode('read only').execute((tx) => insert(tx, 1)), { code: '25006' })
  })

  it('延迟到提交才检查的约束，在提交时报错', async () => {
    await runSql(db, 'alter table note add unique (text) deferrable initially deferred')
    await assert.rejects(inTransaction(db, async (tx) => {
      await insert(tx, 1)
      await insert(tx, 2)
    }), { code: '23505' })
    assert.deepEqual(await idsNow(), [])
  })
})

describe('只发不等的写入', () => {
  it('与提交同行，提交后都在', async () => {
    await inTransaction(db, async (tx) => {
      sendSql(tx, 'insert into note values ($1, $2)', [1, '一'])
      sendSql(tx, 'insert into note values ($1, $2)', [2, '二'])
    })
    assert.deepEqual(await idsNow(), [1, 2])
  })

  it('有一条失败，整个事务撤销，报的是它的错误', async () => {
    const work = inTransaction(db, async (tx) => {
      sendSql(tx, 'insert into note values (1)')
      sendSql(tx, 'insert into note values (1)')
      sendSql(tx, 'insert into note values (2)')
    })
    await assert.rejects(work, { code: '23505' })
    assert.deepEqual(await idsNow(), [])
  })

  it('失败之后再等别的语句，报的也是最初的错误，不是“事务已中止”', async () => {
    const work = inTransaction(db, async (tx) => {
      sendSql(tx, 'insert into nowhere values (1)')
      await insert(tx, 1)
    })
    await assert.rejects(work, { code: '42P01' })
  })

  it('不在事务里不许用：失败将无人知道', () => {
    assert.throws(() => sendSql(db, 'select 1'), { message: /只能在事务中使用/ })
  })

  it('上一个事务的错误不会带到同一连接的下一个事务', async () => {
    const { one } = await single()
    await assert.rejects(inTransaction(one, async (tx) => sendSql(tx, 'insert into nowhere values (1)')))
    await inTransaction(one, async (tx) => sendSql(tx, 'insert into note values (7)'))
    await one.destroy()
    assert.deepEqual(await idsNow(), [7])
  })
})

describe('往返次数', () => {
  it('begin 与第一条语句同行，读一次写三次提交，共等两次', async () => {
    const { one, pid } = await single()
    const waits = await inTransaction(one, async (tx) => {
      await runSql(tx, 'select $1::int', [1])
      for (const id of [1, 2, 3]) sendSql(tx, 'insert into note values ($1)', [id])
      return pidOf(tx)
    })
    assert.equal(waits, pid)
    assert.deepEqual(await idsNow(), [1, 2, 3])
    await one.destroy()
  })
})

describe('断了的连接', () => {
  it('查询中被断开：报“连接不上”，下一次用新连接', async () => {
    const { one, pid } = await single()
    const sleeping = runSql(one, 'select pg_sleep(60)')
    sleeping.catch(() => undefined)
    await terminate(pid)
    const error = await sleeping.then(() => assert.fail(), (reason: unknown) => reason)
    assert.equal(asRefusal(error)?.code, 'unavailable')
    assert.notEqual(await pidOf(one), pid)
    await one.destroy()
  })

  it('空闲时被断开：进程不受影响，下一次用新连接', async () => {
    const { one, pid } = await single()
    await terminate(pid)
    await assert.doesNotReject(pidOf(one).catch(() => pidOf(one)))
    await one.destroy()
  })

  it('事务中途被断开：什么也没有写，报“连接不上”', async () => {
    const { one, pid } = await single()
    const work = inTransaction(one, async (tx) => {
      await insert(tx, 1)
      await terminate(pid)
      await insert(tx, 2)
    })
    assert.equal(asRefusal(await work.then(() => undefined, (error: unknown) => error))?.code, 'unavailable')
    await inTransaction(one, (tx) => insert(tx, 3))
    await one.destroy()
    assert.deepEqual(await idsNow(), [3])
  })

  it('提交时被断开：说结果不确定，请先查看', async () => {
    const { one, pid } = await single()
    const work = inTransaction(one, async (tx) => {
      await insert(tx, 1)
      await terminate(pid)
    })
    const error = await work.then(() => undefined, (reason: unknown) => reason)
    assert(error instanceof CommitUnknown)
    assert.match(asRefusal(error)?.message ?? '', /请先查看/)
    await one.destroy()
  })

  it('数据库根本不在：五秒内报“连接不上”，不是程序错误', async () => {
    const nowhere = openDatabase({ url: 'postgresql://nobody:x@127.0.0.1:1/nothing' })
    const error = await runSql(nowhere, 'select 1').then(() => undefined, (reason: unknown) => reason)
    assert.equal(asRefusal(error)?.code, 'unavailable')
    await nowhere.destroy()
  })

  it('表结构变了，旧的执行计划报错一次之后恢复', async () => {
    const { one } = await single()
    await insert(one, 1)
    const ask = (): Promise<unknown[]> => runSql(one, 'select * from note where id = $1', [1])
    for (let time = 0; time < 3; time += 1) await ask()
    await runSql(db, 'alter table note add column more int')
    await ask().catch((error) => assert.equal(error.code, '0A000'))
    assert.deepEqual(await ask(), [{ id: 1, text: '春风', more: null }])
    await one.destroy()
  })

  it('不能写成参数的值报错，不影响之后的同一条语句', async () => {
    const { one } = await single()
    const ring: Record<string, unknown> = {}
    ring.self = ring
    const ask = (value: unknown): Promise<unknown[]> => runSql(one, 'select $1::jsonb as value', [value])
    for (let time = 0; time < 3; time += 1) await ask({ a: 1 })
    await assert.rejects(ask(ring), TypeError)
    assert.deepEqual(await ask({ a: 1 }), [{ value: { a: 1 } }])
    await one.destroy()
  })
})

describe('执行计划', () => {
  it('重复的语句有名字、只解析一次，只出现一次的没有', async () => {
    const { one } = await single()
    for (let time = 0; time < 3; time += 1) await runSql(one, 'select $1::int + 1', [time])
    await runSql(one, 'select $1::int + 2', [1])
    const prepared = await runSql<{ statement: string }>(one, 'select statement from pg_prepared_statements')
    assert.deepEqual(prepared.map(({ statement }) => statement), ['select $1::int + 1'])
    await one.destroy()
  })

  it('有名字的语句总数有上限', async () => {
    const { one } = await single()
    for (let number = 0; number < 600; number += 1) {
      for (let time = 0; time < 2; time += 1) await runSql(one, `select $1::int + ${number}`, [time])
    }
    const [row] = await runSql<{ count: number }>(one, 'select count(*) from pg_prepared_statements')
    assert.equal(row?.count, 500)
    await one.destroy()
  })
})

describe('错误对办事人意味着什么', () => {
  it('空字符不能保存：是内容的问题，不是程序错误', async () => {
    const error = await runSql(db, 'select $1::text', ['一\0二']).then(() => undefined, (reason: unknown) => reason)
    assert.equal(asRefusal(error)?.code, 'invalid')
  })

  it('超时的查询被取消', async () => {
    const hurried = openDatabase({ url: own.url, statementMillisecondsMax: 20 })
    const error = await runSql(hurried, 'select pg_sleep(30)').then(() => undefined, (reason: unknown) => reason)
    assert.match(asRefusal(error)?.message ?? '', /处理时间过长/)
    await hurried.destroy()
  })

  it('程序自己的错误（表名写错、断言失败）不说成拒绝', async () => {
    const error = await runSql(db, 'select * from nowhere').then(() => undefined, (reason: unknown) => reason)
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
    for (const id of [1, 2]) await insert(db, id)
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
    const error = await work.then(() => undefined, (reason: unknown) => reason)
    assert.equal(attempts, 3)
    assert.match(asRefusal(error)?.message ?? '', /请刷新后再试/)
  })

  it('别的错误不重来', async () => {
    let attempts = 0
    await assert.rejects(retryConflicts(async () => {
      attempts += 1
      await insert(db, attempts && 1)
      await insert(db, 1)
    }), { code: '23505' })
    assert.equal(attempts, 1)
  })
})
