import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { runSql, type Database } from '#platform/database'
import { testDatabase, type TestDatabase } from '#platform/testing'
import { single } from './testing.ts'

let own: TestDatabase
let db: Database
before(async () => {
  own = await testDatabase([])
  db = own.db
})
after(() => own.close())

describe('执行计划', () => {
  it('重复的语句有名字、只解析一次，只出现一次的没有', async () => {
    const { one } = await single(own.url)
    for (let time = 0; time < 3; time += 1) await runSql(one, 'select $1::int + 1', [time])
    await runSql(one, 'select $1::int + 2', [1])
    const prepared = await runSql<{ statement: string }>(one, 'select statement from pg_prepared_statements')
    assert.deepEqual(prepared.map(({ statement }) => statement), ['select $1::int + 1'])
    await one.destroy()
  })

  it('有名字的语句总数有上限', async () => {
    const { one } = await single(own.url)
    for (let number = 0; number < 600; number += 1) {
      for (let time = 0; time < 2; time += 1) await runSql(one, `select $1::int + ${number}`, [time])
    }
    const [row] = await runSql<{ count: number }>(one, 'select count(*) from pg_prepared_statements')
    assert.equal(row?.count, 500)
    await one.destroy()
  })
})
