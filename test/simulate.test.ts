import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { sql } from 'kysely'
import { testDatabase, type TestDatabase } from '#platform/testing'
import { publishItem } from '#base/catalog'
import { listOrganisations, seedOrganisations } from '#base/people'
import { assembleKernel } from '../app.ts'
import { simulate, type Report } from '../cli/simulate/run.ts'
import { chanceFrom } from '../cli/simulate/chance.ts'
import { violations } from '../cli/simulate/invariants.ts'
import { Town } from '../cli/simulate/town.ts'
import { demoItems } from '../demo.ts'

const CASES = 1000
const kernel = assembleKernel({ sendJobs: async () => {} })
const items = demoItems()

/** A district with the sample catalogue and nobody in it yet. */
async function district(): Promise<TestDatabase> {
  const database = await testDatabase()
  await database.db.transaction().execute(async (tx) => {
    await seedOrganisations(tx)
    const organisations = new Set((await listOrganisations(tx)).map(({ id }) => id))
    for (const item of items) await publishItem(tx, item, { organisations })
  })
  return database
}

describe('一个区的一百天：人会出错，进程会崩溃', () => {
  let database: TestDatabase
  let report: Report
  before(async () => {
    database = await district()
    report = await simulate(database.db, kernel, { cases: CASES, seed: 20240415, items, note: () => {} })
  })
  after(() => database.close())

  it('每个未结办件恰好在一个队列里并有到期日，步骤不丢不重，摘要链完好，投影等于重建，没有超过自动办理日的办件', () => {
    assert.deepEqual(report.violations, [])
  })
  it('确实发生过崩溃、重发、拒绝和自动办理，否则上面一条没有检验力', () => {
    for (const count of [report.crashes, report.repeated, report.refused, report.timers]) assert(count > 0, JSON.stringify(report))
    assert(report.steps > CASES * 4)
  })
})

describe('检查本身会失败', () => {
  let database: TestDatabase
  let town: Town
  before(async () => {
    database = await district()
    await simulate(database.db, kernel, { cases: 5, seed: 1, items, note: () => {} })
    town = new Town(database.db, kernel, { chance: chanceFrom(1), today: '2024-09-01' })
  })
  after(() => database.close())

  /** Alters the database behind its own back, as only a superuser can, and looks for the violation. */
  async function afterAltering(statement: string): Promise<string[]> {
    await database.db.transaction().execute(async (tx) => {
      await sql`set local session_replication_role = replica`.execute(tx)
      await sql.raw(statement).execute(tx)
    })
    return violations(town, kernel)
  }

  it('没有改动时没有可报告的', async () => assert.deepEqual(await violations(town, kernel), []))
  it('改一个字就被指出', async () => {
    const found = await afterAltering("update kernel.event set actor_name = actor_name || '改' where seq = 1 and case_id = (select min(case_id::text)::uuid from kernel.event)")
    assert.equal(found.length, 1)
    assert.match(found[0] ?? '', /actor_name 与其摘要不符/)
  })
  it('过期未办的自动步骤被指出', async () => {
    const found = await afterAltering("update kernel.case set next_timer_at = '2024-05-01' where id = (select id from kernel.case limit 1)")
    assert(found.some((line) => line.includes('自动办理')))
  })
})
