import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { inTransaction, runSql } from '#platform/database'
import { testDatabase, type TestDatabase } from '#platform/testing'
import { demoItems, seed } from '../../demo.ts'
import { seedHalls } from './index.ts'
import { hallsIn } from './register/register.ts'
import { standingCounts } from './register/standing.ts'

const NOW = new Date('2026-03-02T09:00:00+08:00')

describe('演示的大厅', () => {
  let own: TestDatabase
  before(async () => {
    own = await testDatabase()
    await seed(own.db, { demo: true, now: NOW, say: () => {} })
  })
  after(() => own.close())

  it('区里一个、十个镇街各一个，都标着示例；每一类毛病各有一个可看', async () => {
    const halls = await hallsIn(own.db)
    assert.equal(halls.length, 11)
    assert(halls.every(({ isExample, name }) => isExample && name.endsWith('（示例）')))
    const counts = await standingCounts(own.db, '2026-03-02')
    assert.deepEqual([counts.missing, counts.expired, counts.excepted], [1, 1, 1])
    assert.equal(counts.in, demoItems().length - 3)
  })

  it('预约在下一个工作日，人名和事项都是编的', async () => {
    const rows = await runSql<{ account: string; day: string; state: string }>(
      own.db, 'select account_id as account, day, state from hall.appointment order by account',
    )
    assert.deepEqual(rows, [
      { account: 'demo-citizen', day: '2026-03-03', state: 'booked' }, { account: 'demo-enterprise', day: '2026-03-03', state: 'booked' },
    ])
  })

  it('有了大厅就不再装，改过的不会被盖掉', async () => {
    await runSql(own.db, "update hall.place set name = '改过的名字' where code = 'centre'")
    await inTransaction(own.db, (tx) => seedHalls(tx, NOW))
    assert.deepEqual([(await hallsIn(own.db)).length, (await hallsIn(own.db))[0]?.name], [11, '改过的名字'])
  })

  it('没有演示数据就一个大厅也没有', async () => {
    const bare = await testDatabase()
    await seed(bare.db, { demo: false, now: NOW, say: () => {} })
    assert.deepEqual(await hallsIn(bare.db), [])
    await bare.close()
  })
})
