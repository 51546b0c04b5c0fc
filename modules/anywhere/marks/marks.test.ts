import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, beforeEach, describe, it } from 'node:test'
import fc from 'fast-check'
import { csvRows, csvText } from '#platform/csv'
import { runSql } from '#platform/database'
import { inProject } from '#platform/project'
import { demoItems } from '../../../demo.ts'
import { hall, ITEM, type Hall } from '../../applications/hall.test-support.ts'
import { BUREAU, HERE, TIANHE, XINHUA } from '../anywhere.test-support.ts'
import { OTHER_DISTRICTS, OUR_PLACES, PLACES } from '../places.ts'
import { RULES } from '../rules.ts'
import { allMarks, markedItems, markOn, overlaps, setMark, type MarkEntry } from './marks.ts'
import { COLUMNS, importMarks, marksTable, readTable } from './sheet.ts'

let own: Hall
before(async () => { own = await hall() })
after(() => own.close())
beforeEach(() => runSql(own.database, 'delete from anywhere.mark'))

const PROXY: MarkEntry = { itemCode: ITEM.code, mode: 'proxy', places: [], fromOn: '2026-01-01', basis: '测试用的依据' }
const set = (changes: Partial<MarkEntry> = {}) => own.world.as(BUREAU, (call) => setMark(call, { ...PROXY, ...changes }))
const table = (...rows: string[][]) => csvRows(csvText([COLUMNS, ...rows]))
const row = (changes: Partial<Record<(typeof COLUMNS)[number], string>> = {}): string[] =>
  COLUMNS.map(
    (column) =>
      ({
        事项编码: ITEM.code,
        事项名称: '',
        通办方式: '异地代收代办',
        办理地点: '全市',
        起始日: '2026-01-01',
        截止日: '',
        依据: '测试用的依据',
        示例: '',
        ...changes,
      })[column],
  )
const take = (rows: string[][], mode: 'check' | 'import' = 'import') => own.world.as(BUREAU, (call) => importMarks(call, table(...rows), mode))

describe('标注', () => {
  it('从起始日到截止日有效；过了不再有', async () => {
    await set({ toOn: '2026-03-31' })
    const on = (day: string) => own.world.as(BUREAU, ({ tx }) => markOn(tx, { itemCode: ITEM.code, mode: 'proxy', day }))
    assert.deepEqual([
      await on('2025-12-31'), (await on('2026-01-01'))?.basis, (await on('2026-03-31'))?.basis, await on('2026-04-01'),
    ], [undefined, '测试用的依据', '测试用的依据', undefined])
  })

  it('日子重叠的、没有这一天的、不认识的地点不收；同一天起的是改，不是加', async () => {
    await set()
    await set({ basis: '改过的依据' })
    assert.deepEqual((await own.world.as(BUREAU, ({ tx }) => allMarks(tx))).map(({ basis }) => basis), ['改过的依据'])
    await assert.rejects(set({ fromOn: '2026-02-01' }), { code: 'rule' })
    for (const wrong of [{ fromOn: '2026-02-30' }, { toOn: '2025-12-31' }, { places: ['999999'] }]) await assert.rejects(set(wrong), { code: 'invalid' })
  })

  it('公开的清单按方式和地点筛：没写地点的哪里都有', async () => {
    await set({ places: [XINHUA] })
    await set({ mode: 'online' })
    const found = async (query: object) =>
      (await own.world.as(BUREAU, ({ tx }) => markedItems(tx, { day: '2026-03-02', page: 1, ...query }))).items.map(({ modes }) => modes.toSorted().join())
    assert.deepEqual(
      [
        await found({}),
        await found({ mode: 'proxy' }),
        await found({ place: XINHUA }),
        await found({ place: TIANHE }),
        await found({ mode: 'proxy', place: TIANHE }),
      ],
      [['online,proxy'], ['proxy'], ['online,proxy'], ['online'], []],
    )
  })
})

describe('导入高频事项', () => {
  it('先看会怎样，再写；同一张表导两遍没有变化；导出再导入也没有变化', async () => {
    const rows = [row(), row({ 通办方式: '全程网办', 办理地点: '新华街道、天河区', 示例: '是' })]
    assert.partialDeepStrictEqual(await take(rows, 'check'), { rows: 2, added: 2, changed: 0, errorsTotal: 0 })
    assert.equal((await own.world.as(BUREAU, ({ tx }) => allMarks(tx))).length, 0)
    assert.partialDeepStrictEqual(await take(rows), { added: 2, changed: 0, same: 0 })
    assert.partialDeepStrictEqual(await take(rows), { added: 0, changed: 0, same: 2 })
    const out = marksTable(await own.world.as(BUREAU, ({ tx }) => allMarks(tx)), () => '').slice(1)
    assert.partialDeepStrictEqual(await take(out), { added: 0, changed: 0, same: 2 })
    assert.partialDeepStrictEqual(await take([row({ 截止日: '2026-12-31' })]), { added: 0, changed: 1 })
    // Saved once more in a spreadsheet, days come back as it writes them.
    assert.partialDeepStrictEqual(await take([row({ 起始日: '2026/1/1', 截止日: '2026/12/31' })]), { added: 0, changed: 0, same: 1 })
  })

  it('错在哪一格就说哪一格；一格错，一行也不写', async () => {
    const wrong: [Partial<Record<(typeof COLUMNS)[number], string>>, string][] = [
      [{ 事项编码: 'SL9999999' }, '事项编码'], [{ 事项编码: '' }, '事项编码'], [{ 通办方式: '随便办' }, '通办方式'], [{ 办理地点: '月球' }, '办理地点'], [{ 起始日: '明天' }, '起始日'],
      [{ 起始日: '2026-02-30' }, '起始日'], [{ 截止日: '2025-01-01' }, '截止日'], [{ 依据: '' }, '依据'], [{ 示例: '也许' }, '示例'],
    ]
    for (const [changes, column] of wrong) {
      const report = await take([row({ 通办方式: '全程网办' }), row(changes)])
      assert.deepEqual(report.errors.map((fault) => [fault.line, fault.column]), [[3, column]], JSON.stringify(changes))
    }
    assert.partialDeepStrictEqual(await take([row(), row({ 起始日: '2026-02-01' })]), { errorsTotal: 1 })
    assert.equal((await own.world.as(BUREAU, ({ tx }) => allMarks(tx))).length, 0)
    await assert.rejects(own.world.as(BUREAU, (call) => importMarks(call, csvRows('甲,乙\n1,2'), 'check')), { code: 'invalid' })
  })

  it('随便什么表：读出来的每一条都认得，互相不重叠', () => {
    const cell = fc.oneof(fc.string({ maxLength: 12 }), fc.constantFrom(ITEM.code, '全程网办', '异地代收代办', '全市', '新华街道', '2026-01-01', '2026-06-30', '依据依据', '是', ''))
    fc.assert(fc.property(fc.array(fc.array(cell, { minLength: 8, maxLength: 8 }), { maxLength: 8 }), (rows) => {
      const { marks, faults } = readTable(table(...rows), { items: new Set([ITEM.code]), present: [] })
      assert(marks.length + faults.length <= rows.length)
      for (const [index, mark] of marks.entries()) {
        assert(mark.itemCode === ITEM.code && mark.places.every((code) => PLACES.some((place) => place.code === code)))
        assert(marks.slice(index + 1).every((other) => other.mode !== mark.mode || !overlaps(other, mark)))
      }
    }), { numRuns: 100 })
  })

  it('装好时带的表每一条都标着示例，事项都在演示目录里；方式四种都有', () => {
    const { marks, faults } = readTable(csvRows(readFileSync(inProject('data/anywhere-marks.csv'), 'utf8')), {
      items: new Set(demoItems().map(({ code }) => code)), present: [],
    })
    assert.deepEqual(faults, [])
    assert(marks.every(({ isExample, basis }) => isExample === true && basis.includes('没有找到')))
    assert.equal(new Set(marks.map(({ mode }) => mode)).size, 4)
  })
})

describe('地点和时限', () => {
  it('广州 11 个区，花都 10 个镇街；没有查到的地址和电话不写', () => {
    assert.deepEqual([OTHER_DISTRICTS.length, OUR_PLACES.length, PLACES.find(({ code }) => code === HERE)?.kind], [10, 11, 'centre'])
    assert(PLACES.every(({ address, phone }) => address === null && phone === null))
  })

  it('自己的时限写明是默认值；法定的写明条文', () => {
    for (const [name, { workingDays, basis }] of Object.entries(RULES)) { assert(workingDays > 0); assert.match(basis, name === 'acceptance' ? /^行政许可法/ : /^默认值，可改/) }
  })
})
