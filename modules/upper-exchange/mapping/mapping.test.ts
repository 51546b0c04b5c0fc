import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { FAMILY_IDS } from '../shapes/column.ts'
import { TABLES, tableOf } from '../shapes/tables.ts'
import { faultsOf } from '../shapes/validate.ts'
import { stampedColumns } from '../outbox/stamp.ts'
import { assembleKernel } from '#app'
import { history, KERNEL } from './history.test-support.ts'
import { REPORTED_STEPS, REPORTED_TYPE, rowsOf, type Row } from './rows-of.ts'

/** CHUNFENG_EXCHANGE_HISTORIES makes it larger: run with 20,000 (some 290,000 steps, 640,000 rows) it found nothing. */
const HISTORIES = Number(process.env['CHUNFENG_EXCHANGE_HISTORIES'] ?? 250)

const rowsOfAll = ({ found, events }: ReturnType<typeof history>): Row[] =>
  events.flatMap((_, index) => rowsOf({ kernel: KERNEL, found, events, index }, FAMILY_IDS))

describe('从办件记录映射到上级的表', () => {
  it('随便怎样办、随便写什么字：每一行都过得了上级的检查，同一件同一表的序号不重', () => {
    const seen = new Set<string>()
    fc.assert(fc.property(fc.integer(), (seed) => {
      const told = history(seed)
      const byKey = Map.groupBy(rowsOfAll(told), ({ table, sequence, place }) => `${table}/${sequence}/${place}`)
      for (const rows of byKey.values()) {
        const [{ table, columns } = assert.fail()] = rows
        assert.equal(rows.length, 1, table)
        seen.add(table)
        assert.deepEqual(
          faultsOf(tableOf(table), stampedColumns(tableOf(table), columns, { guid: 'a'.repeat(32), version: 1, now: told.found.openedAt })),
          [],
          `${table} ${JSON.stringify(columns)}`,
        )
      }
    }), { numRuns: HISTORIES })
    assert.deepEqual(TABLES.map(({ id }) => id).filter((id) => !seen.has(id)), ['EX_GDBS_WSYSL'], '每张表都映射到过；网上预受理没有')
  })

  it('一段一段地映射和一口气映射，结果一样：后来的事不改前面的行', () => {
    fc.assert(fc.property(fc.integer(), (seed) => {
      const { found, events } = history(seed)
      const oneByOne = events.flatMap((_, index) => rowsOf({ kernel: KERNEL, found, events: events.slice(0, index + 1), index }, FAMILY_IDS))
      assert.deepEqual(oneByOne, rowsOfAll({ found, events }))
    }), { numRuns: 30 })
  })

  it('按位置排好：申办在最前，受理在审批前，办结在领取前', () => {
    const order = ['EX_GDBS_SB', 'EX_GDBS_SL', 'EX_GDBS_SPCL', 'EX_GDBS_BJ', 'EX_GDBS_LQDJ']
    fc.assert(fc.property(fc.integer(), (seed) => {
      const first = new Map(rowsOfAll(history(seed)).toSorted((a, b) => b.place - a.place).map(({ table, place }) => [table, place]))
      const places = order.flatMap((table) => first.get(table) ?? [])
      assert.deepEqual(places, places.toSorted((a, b) => a - b))
    }), { numRuns: 30 })
  })

  it('办件的每一种步骤都在上报的名单里，名单里没有流程不认识的', () => {
    const workflows = assembleKernel({ sendJobs: async () => {} }).workflows.get(REPORTED_TYPE) ?? assert.fail()
    const steps = new Set(['open', ...workflows.flatMap((one) => Object.keys(one.steps))])
    assert.deepEqual([...steps].toSorted(), [...REPORTED_STEPS].toSorted())
  })

  it('该扣下的个人信息一列也不映射；查询密码、证件号、电话在表里有位置，也不报', () => {
    const withheld = new Set(TABLES.flatMap(({ id, columns }) => columns.filter(({ personal }) => personal === 'withheld').map(({ name }) => `${id}.${name}`)))
    for (const name of ['EX_GDBS_SL.CXMM', 'APPRATE.userCert', 'APPRATE.phonumber']) assert(withheld.has(name), name)
    fc.assert(fc.property(fc.integer(), (seed) => {
      for (const { table, columns } of rowsOfAll(history(seed)))
        for (const name of Object.keys(columns)) assert(!withheld.has(`${table}.${name}`), `${table}.${name}`)
    }), { numRuns: 30 })
  })
})

describe('检查一行', () => {
  const right = { SBLSH: 'A1', SXBM: 'SL0100001', XZQHDM: '440114', VERSION: '1', SQRLX: '1', SBSJ: '2026-03-02 09:00:00' }
  const wrong: readonly (readonly [words: string, columns: Record<string, string>, column: string, message: RegExp])[] = [
    ['缺了必填的', { ...right, SBLSH: '' }, 'SBLSH', /不能为空/], ['太长', { ...right, BZ: '字'.repeat(501) }, 'BZ', /最多 500 个字/],
    ['代码不在表里', { ...right, SQRLX: '7' }, 'SQRLX', /只能是 1（个人）/], ['时间不像时间', { ...right, SBSJ: '2026-13-02 09:00:00' }, 'SBSJ', /应当是时间/],
    ['没有的列', { ...right, NAME: '甲' }, 'NAME', /没有这一列/], ['控制字符', { ...right, BZ: 'a\u0000' }, 'BZ', /不能传输/], ['半个字', { ...right, BZ: '\ud83d' }, 'BZ', /不能传输/],
    ['行政区划不像', { ...right, XZQHDM: '4401' }, 'XZQHDM', /6、9 或 12 位/],
  ]

  it('对的没有话说；错的说清是哪一列、错在哪里', () => {
    assert.deepEqual(faultsOf(tableOf('EX_GDBS_SB'), right), [])
    for (const [words, columns, column, message] of wrong) {
      const faults = faultsOf(tableOf('EX_GDBS_SB'), columns)
      assert.deepEqual(faults.map((fault) => fault.column), [column], words)
      assert.match(faults[0]?.message ?? '', message, words)
    }
  })

  it('该扣下的个人信息填了也不让报', () => {
    const columns = { SBLSH: 'A1', SXBM: 'SL0100001', XZQHDM: '440114', VERSION: '1', SLZTDM: '1', CXMM: '123456' }
    assert.match(faultsOf(tableOf('EX_GDBS_SL'), columns)[0]?.message ?? '', /个人信息，不得报送/)
  })
})
