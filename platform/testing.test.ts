import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { runSql } from '#platform/database'
import { migrationFolders } from '#platform/migrate'
import { testDatabase } from '#platform/testing'

describe('测试用的数据库', () => {
  it('已执行全部升级脚本，彼此互不相干，关闭后不留痕迹', async () => {
    const [one, other] = await Promise.all([testDatabase(), testDatabase()])
    const [row] = await runSql<{ count: number }>(one.db, 'select count(distinct folder) from platform.migration')
    assert.equal(row?.count, migrationFolders().length)
    await runSql(one.db, 'create table only_here (id int)')
    await assert.rejects(runSql(other.db, 'select * from only_here'), { code: '42P01' })
    const name = new URL(one.url).pathname.slice(1)
    await one.close()
    assert.deepEqual(await runSql(other.db, 'select 1 from pg_database where datname = $1', [name]), [])
    await other.close()
  })
})
