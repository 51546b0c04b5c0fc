import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { sql } from 'kysely'
import { testDatabase, type TestDatabase } from '#platform/testing'
import { assembleKernel } from '../app.ts'
import { publishAll } from '../cli/simulate.ts'
import { simulate, type Report } from '../cli/simulate/run.ts'
import { chanceFrom } from '../cli/simulate/chance.ts'
import { violations } from '../cli/simulate/invariants.ts'
import { Town } from '../cli/simulate/town.ts'
import { demoItems } from '../demo.ts'

const CASES = 600
const JOINT = 60
const kernel = assembleKernel({ sendJobs: async () => {} })
const items = demoItems()

/** A district with the sample catalogue and nobody in it yet. */
async function district(): Promise<TestDatabase> {
  const database = await testDatabase()
  await database.db.transaction().execute((tx) => publishAll(tx, items))
  return database
}

describe('一个区的一百天：单独办的、一件事和多证联办，人会出错，进程会崩溃', () => {
  let database: TestDatabase
  let report: Report
  before(async () => {
    database = await district()
    report = await simulate(database.db, kernel, { cases: CASES, joint: JOINT, seed: 20240415, items, note: () => {} })
  })
  after(() => database.close())

  it('每个未结办件恰好在一个队列里并有到期日，步骤不丢不重，摘要链完好，投影等于重建，没有超过自动办理日的办件；总件和各项处处一致，前证不到不放行，期限与慢算法相同', () => {
    assert.deepEqual(report.violations, [])
  })
  it('确实发生过崩溃、重发、拒绝和自动办理，否则上面一条没有检验力', () => {
    for (const count of [report.crashes, report.repeated, report.refused, report.timers, report.atOnce, report.registered])
      assert(count > 0, JSON.stringify(report))
    assert(report.steps > CASES * 4)
  })
})

describe('检查本身会失败', () => {
  let database: TestDatabase
  let town: Town
  before(async () => {
    database = await district()
    await simulate(database.db, kernel, { cases: 5, joint: 8, seed: 3, items, note: () => {} })
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

  const LIES: Readonly<Record<string, readonly [statement: string, says: RegExp]>> = {
    '总件一直为一项暂停': [
      "update kernel.event set kind = 'application.endSpecialProcedure', to_state = 'accepted' where kind = 'application.startSpecialProcedure'",
      /总件为 \w+ 暂停，应为/,
    ],
    '能开始而没有开始的事项': [`delete from kernel.event where kind = 'application.open' and case_id in (
      select id from kernel.case where traits->'produced' <> '{}' and parent_id is not null)`, /可以开始而没有开始/],
    '前证没有就放行的证': [`insert into joint_permits.fact (project_id, seq, on_day, at, what, permit, by_account, by_name)
      select min(id::text)::uuid, 400, '2024-08-01', '2024-08-01', 'released', 'SG', 'a', 'a' from joint_permits.project`, /SG 发出时缺少 审查.*GC.*RF/],
    '放行了而办件没有准予的证': [
      "delete from kernel.event where kind = 'application.approve' and case_id in (select case_id from joint_permits.permit)", /记录准予 0 次，项目记了放行 1 次/,
    ],
    '总件待补正而各项在办': [
      "update kernel.event set kind = 'life-event.requestCorrection', to_state = 'correcting' where kind = 'life-event.accept'",
      /总件 correcting 而子件 \w+ accepted/,
    ],
    '总件没有记下的结束': ["update kernel.case set traits = traits || '{\"ended\": {}, \"begun\": []}' where parent_id is null and traits ? 'begun'", /总件记的 begun 是/],
    '受理以后还等着总件的一项': ["update kernel.case set queue = 'parent:' || parent_id where parent_id is not null", /在队列 parent:/],
    '期限多一天的一项': ["update kernel.case set due_on = due_on + 1 where parent_id is not null", /的 dueOn 是 .*慢算法是/],
    '期限不是最长路径的总件': ["update kernel.case set clock = jsonb_set(clock, '{limitWorkingDays}', '44') where traits ? 'begun'", /的期限是 44\/.*应是/],
  }
  for (const [lie, [statement, says]] of Object.entries(LIES)) {
    it(`${lie}，查得出来`, async () => {
      const found = await afterAltering(statement)
      assert(found.some((line) => says.test(line)), found.slice(0, 8).join('\n'))
    })
  }
})
