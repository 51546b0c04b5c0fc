import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { asRefusal, CommitUnknown, inTransaction, openDatabase, runSql, type Database } from '#platform/database'
import { testDatabase, type TestDatabase } from '#platform/testing'
import { Cable } from './cable.ts'

/** So that the silence is over soon; in service a statement may take half a minute. */
const STATEMENT_MILLISECONDS_MAX = 300

let direct: TestDatabase
let cable: Cable
let database: Database

before(async () => {
  direct = await testDatabase([])
  await runSql(direct.db, 'create table kept (id int primary key)')
})
beforeEach(async () => {
  cable = await Cable.to(direct.url)
  database = openDatabase({ url: cable.url, max: 2, statementMillisecondsMax: STATEMENT_MILLISECONDS_MAX })
  await runSql(database, 'truncate kept')
})
after(() => direct?.close())

async function done(): Promise<void> {
  await database.destroy()
  await cable.close()
}

const isUnavailable = (error: unknown): boolean => asRefusal(error)?.code === 'unavailable'

describe('网线断了，数据库不说话', () => {
  it('查询不会永远等下去，说的是数据库连接不上；接好以后照常', async () => {
    cable.cut()
    await assert.rejects(runSql(database, 'select 1'), isUnavailable)
    cable.mend()
    assert.deepEqual(await runSql(database, 'select 1 as one'), [{ one: 1 }])
    await done()
  })

  it('提交以后没有答复，说不知道是否保存，绝不说没有保存', async () => {
    const write = inTransaction(database, async (tx) => {
      await runSql(tx, 'insert into kept values (1)')
      cable.cut()
    })
    await assert.rejects(write, (error) => error instanceof CommitUnknown && isUnavailable(error))
    await done()
  })

  it('办到一半断了，什么都没有保存', async () => {
    const write = inTransaction(database, async (tx) => {
      await runSql(tx, 'insert into kept values (2)')
      cable.cut()
      await runSql(tx, 'insert into kept values (3)')
    })
    await assert.rejects(write, isUnavailable)
    await done()
    assert.deepEqual(await runSql(direct.db, 'select id from kept where id in (2, 3)'), [])
  })
})
