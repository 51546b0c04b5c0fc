import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { sql } from 'kysely'
import type { Database, Tx } from '#platform/database'
import { Refusal } from '#platform/refusal'
import { testDatabase } from '#platform/testing'
import { readImport, type ImportedItem } from './import-lines.ts'
import { fileOf, testRow, testRows } from './import/test-rows.ts'
import type { Item } from './item.ts'
import { findItem, itemInForce, itemVersion, listItemsInForce, planImported, publishItem, retireItem, storeImported } from './items.ts'
import { draftJointMatter } from './joint-draft.ts'
import { testItem } from './test-item.ts'
import type { Stored } from './versions.ts'

const context = { organisations: new Set(['market-regulation', 'hall']) }
const TODAY = '2026-03-02'
let database: Database
let close: () => Promise<void>

before(async () => {
  const opened = await testDatabase(['base/catalog/migrations'])
  database = opened.db
  close = opened.close
})
after(() => close())

const inOne = <Result>(work: (tx: Tx) => Promise<Result>): Promise<Result> => database.transaction().execute(work)
const publish = (changes: Partial<Item>) => inOne((tx) => publishItem(tx, testItem(changes), context))
const imported = async (rows: readonly unknown[], today = TODAY): Promise<ImportedItem[]> =>
  (await readImport(fileOf(rows), { organisations: [], today })).items
const store = (items: readonly ImportedItem[], onProgress?: (done: number, total: number) => void): Promise<Stored[]> =>
  inOne((tx) => storeImported(tx, items, onProgress))
const outcomes = (stored: readonly { outcome: string }[]): string[] => [...new Set(stored.map(({ outcome }) => outcome))]
async function rowsOf(code: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from catalog.item where code = ${code}`.execute(database)
  return rows[0]?.count ?? -1
}

describe('发布', () => {
  it('第一次发布是第一版，当天就查得到', async () => {
    assert.deepEqual(await publish({ code: 'SL0000001' }), { code: 'SL0000001', version: 1, outcome: 'new' })
    assert.deepEqual(await findItem(database, 'SL0000001', TODAY), testItem({ code: 'SL0000001' }))
  })

  it('内容不变再发布，不出新版', async () => {
    await publish({ code: 'SL0000002' })
    assert.deepEqual(await publish({ code: 'SL0000002', version: 7 }), { code: 'SL0000002', version: 1, outcome: 'unchanged' })
    assert.equal(await rowsOf('SL0000002'), 1)
  })

  it('新版生效前办旧版，生效当天起办新版，旧版永远查得到', async () => {
    await publish({ code: 'SL0000003' })
    const inPerson = { code: 'SL0000003', visits: 1, onlineDepth: 3, visitReason: '核验原件', effectiveFrom: '2026-04-01' }
    assert.equal((await publish(inPerson)).version, 2)
    const visitsOn = async (day: string): Promise<number | undefined> => (await findItem(database, 'SL0000003', day))?.visits
    assert.deepEqual([await visitsOn('2026-03-31'), await visitsOn('2026-04-01')], [0, 1])
    assert.equal((await itemVersion(database, 'SL0000003', 1)).visits, 0)
    assert.equal((await itemVersion(database, 'SL0000003', 2)).version, 2)
  })

  it('一件事要等它的事项都发布了、规则都过了才能发布', async () => {
    const parts = [testItem({ code: 'SL0000401', name: '甲事项' }), testItem({ code: 'SL0000402', name: '乙事项' })]
    const whole = draftJointMatter(parts, { code: 'SL0000400', name: '示例一件事', lead: 'hall' })
    const refused = (said: RegExp) =>
      (error: unknown) => error instanceof Refusal && error.code === 'rule' && (error.fields ?? []).some(({ message }) => said.test(message))
    for (const part of parts) {
      await assert.rejects(publish(whole), refused(/没有发布/))
      await publish(part)
    }
    await assert.rejects(publish({ ...whole, promisedWorkingDays: 3 }), refused(/最慢的一条路/))
    assert.equal((await publish(whole)).outcome, 'new')
  })

  it('还没生效和已经失效的都不在用', async () => {
    await publish({ code: 'SL0000004', effectiveFrom: '2026-05-01', effectiveTo: '2026-06-30' })
    for (const [day, there] of [['2026-04-30', false], ['2026-05-01', true], ['2026-06-30', true], ['2026-07-01', false]] as const) {
      assert.equal(await findItem(database, 'SL0000004', day) !== undefined, there, day)
    }
    await assert.rejects(itemInForce(database, 'SL0000004', '2026-07-01'), { code: 'not-found' })
  })

  it('提前的新版把还没生效的旧版顶掉，任何一天都只有一版在用', async () => {
    const code = 'SL0000005'
    await publish({ code, effectiveFrom: '2026-01-01' })
    await publish({ code, effectiveFrom: '2026-06-01', promisedWorkingDays: 9 })
    await publish({ code, effectiveFrom: '2026-03-01', promisedWorkingDays: 8 })
    for (const [day, days] of [['2026-02-28', 10], ['2026-03-01', 8], ['2026-06-01', 8]] as const) {
      const inForce = (await listItemsInForce(database, day)).filter((item) => item.code === code)
      assert.deepEqual(inForce.map((item) => item.promisedWorkingDays), [days], day)
    }
  })

  it('不合规则的不能发布，逐条说明，什么也不留下', async () => {
    await assert.rejects(publish({ code: 'SL0000006', promisedWorkingDays: 99 }), (error) =>
      error instanceof Refusal && error.code === 'rule' && error.fields.length === 1 && /请改正后再发布/.test(error.message))
    assert.equal(await rowsOf('SL0000006'), 0)
  })

  it('不成样子的和存不下的字符，说无效，不是系统出错', async () => {
    await assert.rejects(publish({ code: '小写' }), { code: 'invalid' })
    await assert.rejects(publish({ code: 'SL0000007', name: '有\u0000零字符' }), { code: 'invalid' })
    await assert.rejects(publish({ code: 'SL0000007', conditions: ['半个\ud800字符'] }), { code: 'invalid' })
  })

  it('两人同时发布同一事项，两版先后排好，不会都是最新', async () => {
    const code = 'SL0000008'
    const stored = await Promise.all([publish({ code, promisedWorkingDays: 7 }), publish({ code, promisedWorkingDays: 6 })])
    assert.deepEqual(stored.map(({ version }) => version).sort(), [1, 2])
    assert.equal((await listItemsInForce(database, TODAY)).filter((item) => item.code === code).length, 1)
  })

  it('取消的事项不再在用，办着的件仍查得到自己的版本；重新发布是新的一版', async () => {
    await publish({ code: 'SL0000009' })
    await inOne((tx) => retireItem(tx, 'SL0000009'))
    assert.equal(await findItem(database, 'SL0000009', TODAY), undefined)
    assert.equal((await itemVersion(database, 'SL0000009', 1)).code, 'SL0000009')
    assert.deepEqual(await publish({ code: 'SL0000009' }), { code: 'SL0000009', version: 2, outcome: 'changed' })
    assert.equal((await findItem(database, 'SL0000009', TODAY))?.version, 2)
    await assert.rejects(inOne((tx) => retireItem(tx, 'SL9999999')), { code: 'not-found' })
  })

  it('数据库自己拒绝删除和改写已发布的版本', async () => {
    await publish({ code: 'SL0000010' })
    await assert.rejects(sql`delete from catalog.item where code = 'SL0000010'`.execute(database), /kept as they are/)
    await assert.rejects(sql`update catalog.item set document = '{}' where code = 'SL0000010'`.execute(database), /kept as they are/)
    await assert.rejects(sql`truncate catalog.item`.execute(database), /kept as they are/)
    assert.deepEqual(await itemVersion(database, 'SL0000010', 1), testItem({ code: 'SL0000010' }))
  })

  it('查没有的版本是程序的错，不装作没事', async () => {
    await assert.rejects(itemVersion(database, 'SL0000010', 9), /never deleted/)
  })
})

describe('导入写进数据库', () => {
  it('全部写入，来源的一行原样留着，在用清单里有它们', async () => {
    const rows = testRows(12)
    const items = await imported(rows)
    const before = (await listItemsInForce(database, TODAY)).length
    assert.deepEqual(outcomes(await store(items)), ['new'])
    assert.equal((await listItemsInForce(database, TODAY)).length, before + 12)
    const code = rows[5]?.TASK_CODE
    const { rows: sources } = await sql<{ source: unknown }>`select source from catalog.item where code = ${code}`.execute(database)
    assert.deepEqual(sources[0]?.source, rows[5])
  })

  it('同一文件再导一次全部未变，隔天再导也未变', async () => {
    assert.deepEqual(outcomes(await store(await imported(testRows(12)))), ['unchanged'])
    assert.deepEqual(outcomes(await store(await imported(testRows(12), '2026-08-08'))), ['unchanged'])
    assert.equal(await rowsOf(testRow(5).TASK_CODE), 1)
  })

  it('改了一行只有那一行出新版，事项里看不出的改动也算', async () => {
    const rows = testRows(12).map((row, at) => at === 3 ? { ...row, bear_paltform: '新示例平台' } : row)
    const stored = await store(await imported(rows, '2026-04-01'))
    const code = testRow(3).TASK_CODE
    assert.deepEqual(stored.filter(({ outcome }) => outcome === 'changed'), [{ code, version: 2, outcome: 'changed' }])
    assert.equal((await findItem(database, code, '2026-03-31'))?.version, 1)
    assert.equal((await findItem(database, code, '2026-04-01'))?.version, 2)
  })

  it('预演说出会怎样，什么也不写', async () => {
    const items = await imported([...testRows(12), testRow(20)])
    const planned = await inOne((tx) => planImported(tx, items))
    assert.deepEqual(outcomes(planned).sort(), ['changed', 'new', 'unchanged'])
    assert.equal(await rowsOf(testRow(20).TASK_CODE), 0)
  })

  it('写到一半失败，一个也不留', async () => {
    const items = await imported(Array.from({ length: 700 }, (_, at) => testRow(100 + at)))
    const last = items.at(-1)
    assert.ok(last)
    const spoilt = [...items.slice(0, -1), { ...last, item: { ...last.item, visits: -1 } }]
    await assert.rejects(store(spoilt))
    assert.equal(await rowsOf(testRow(100).TASK_CODE), 0)
  })

  it('进度一直走到头', async () => {
    const seen: string[] = []
    await store(await imported(Array.from({ length: 1200 }, (_, at) => testRow(1000 + at))), (done, total) => seen.push(`${done}/${total}`))
    assert.deepEqual(seen, ['500/1200', '1000/1200', '1200/1200'])
  })

  it('两次导入同时进行，结果与先后进行一样', async () => {
    const items = await imported(Array.from({ length: 50 }, (_, at) => testRow(5000 + at)))
    const both = await Promise.all([store(items), store(items)])
    assert.deepEqual(both.flatMap(outcomes).sort(), ['new', 'unchanged'])
  })
})
