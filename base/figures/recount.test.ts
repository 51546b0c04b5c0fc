import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { inTransaction, runSql } from '#platform/database'
import { testDatabase, type TestDatabase } from '#platform/testing'
import { resetProjection, type Kernel, type Place } from '#kernel'
import { assembleKernel } from '#app'
import { figuresProjection } from './projection.ts'
import { followLog, randomFrom, randomLog, writeLog } from './random-log.test-support.ts'
import { rebuildFigures } from './rebuild.ts'
import { recount, type Recount } from './recount.ts'

/**
 * How many random cases; a case has some six events. CHUNFENG_RANDOM_CASES=180000 makes more than a million events.
 */
const CASES = Number(process.env['CHUNFENG_RANDOM_CASES'] ?? 120)
const AT_ONCE = 20_000

let own: TestDatabase
const kernel: Kernel = assembleKernel({ sendJobs: async () => {} })
before(async () => { own = await testDatabase() })
after(() => own.close())

const recounted = (): Promise<Recount> => inTransaction(own.db, (tx) => recount(tx, kernel))
const rows = (table: string): Promise<unknown[]> => runSql(own.db, `select * from figures.${table} t order by t::text`)

async function countOf(table: string): Promise<number> {
  const [row] = await runSql<{ n: number }>(own.db, `select count(*) as n from ${table}`)
  return row?.n ?? 0
}

describe('一路数来的，与从头重算的，一个也不差', () => {
  const random = randomFrom(20260302)
  before(async () => {
    for (let cases = 0; cases < CASES; cases += AT_ONCE) await writeLog(own.db, randomLog(random, Math.min(AT_ONCE, CASES - cases)))
  })

  it('任意的补正、特别程序、延期、撤回、评价、办结后又打开，批次有大有小：每个事实、停留和计数都一致', async (t) => {
    const began = performance.now()
    await followLog(own.db, kernel, () => (CASES > AT_ONCE ? 2000 : 1 + Math.floor(random() * 400)))
    const followedIn = performance.now() - began
    const found = await recounted()
    t.diagnostic(`${found.events} events, ${Math.round(found.events / followedIn * 1000)}/s followed, `
      + `recount ${Math.round(performance.now() - began - followedIn)} ms, ${found.counters} counters`)
    assert.deepEqual(found.differences, [])
    assert.deepEqual([found.agrees, found.events], [true, await countOf('kernel.event')])
    assert(found.cases === CASES && found.stays > CASES && found.counters > 1000)
    const [odd] = await runSql<{ n: number }>(own.db, 'select count(*) as n from figures.case_fact where reopenings > 1')
    assert((odd?.n ?? 0) > 0, '随机记录里要有反复打开的')
  })

  it('改了任何一个事实、停留或计数，重算都说得出是哪一个', { skip: CASES > AT_ONCE }, async () => {
    const wrongs = [
      ["update figures.case_fact set waiting_days = waiting_days + 1 where case_id = (select min(case_id::text)::uuid from figures.case_fact)", /办件 .*与记录不符/],
      ["update figures.stay set late_days = late_days + 1 where (case_id, seq) = (select case_id, seq from figures.stay where left_on is not null limit 1)", /停留 与记录不符/],
      ["update figures.stay_days set n = n + 1 where ctid = (select ctid from figures.stay_days limit 1)", /停留天数 .* 与停留不符/],
      ["update figures.measure set n = n + 1 where (measure, grain, organisation, place) = ('received', 'month', '', '') and start = '2024-02-01'", /计数 received month 2024-02-01/],
      ["delete from figures.stay where (case_id, seq) = (select case_id, seq from figures.stay where left_on is null limit 1)", /停留 没有数到/],
      ["insert into figures.measure values ('day', '2024-02-01', 'received', 'nobody', '', '', 1, 0)", /计数 received day 2024-02-01 nobody：记着 1／0，重算是 0／0/],
    ] as const
    for (const [wrong, named] of wrongs) {
      const found = await inTransaction(own.db, async (tx) => {
        await runSql(tx, wrong)
        const seen = await recount(tx, kernel)
        throw new Undone(seen)
      }).catch((error: unknown) => { if (error instanceof Undone) return error.seen; throw error })
      assert.deepEqual([found.agrees, found.differing], [false, 1], found.differences.join())
      assert.match(found.differences[0] ?? '', named)
    }
    assert.equal((await recounted()).agrees, true)
  })

  it('清空以后一条条重走，和一次装满，得到的行完全一样', { skip: CASES > AT_ONCE }, async () => {
    const kept = [await rows('case_fact'), await rows('stay'), await rows('measure'), await rows('stay_days')]
    const [end] = await runSql<Place>(own.db, 'select xid::text, position from kernel.checkpoint where projection = $1', [figuresProjection.name])
    await inTransaction(own.db, (tx) => rebuildFigures(tx, kernel, end))
    assert.deepEqual([await rows('case_fact'), await rows('stay'), await rows('measure'), await rows('stay_days')], kept)
    await resetProjection(own.db, figuresProjection)
    assert.equal((await recounted()).events, 0)
    await followLog(own.db, kernel, () => 2000)
    assert.deepEqual([await rows('case_fact'), await rows('stay'), await rows('measure'), await rows('stay_days')], kept)
  })
})

class Undone extends Error {
  readonly seen: Recount
  constructor(seen: Recount) {
    super()
    this.seen = seen
  }
}
