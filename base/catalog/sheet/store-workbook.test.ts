import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { inTransaction, type Database } from '#platform/database'
import { testDatabase } from '#platform/testing'
import { changesOf } from '../changes.ts'
import { testRows } from '../import/test-rows.ts'
import { readImport } from '../import-lines.ts'
import { fileOf } from '../import/test-rows.ts'
import type { Item } from '../item.ts'
import { findItem, listItemsInForce, publishItem, storeImported } from '../items.ts'
import { draftJointMatter } from '../joint-draft.ts'
import { readBack, item, TODAY, put, type Rows } from './workbook.test-support.ts'
import type { ReadWorkbook } from './read-workbook.ts'
import { storeWorkbook, type StoredWorkbook } from './store-workbook.ts'

let database: Database
let close: () => Promise<void>
before(async () => {
  const opened = await testDatabase(['base/catalog/migrations'])
  database = opened.db
  close = opened.close
})
after(() => close())

const by = { id: 'bureau', name: '政数局管理员', at: new Date('2026-03-02T01:00:00Z') }
const organisations = new Set(['market-regulation', 'hall'])
const store = (read: ReadWorkbook, { isDryRun = false, today = TODAY } = {}): Promise<StoredWorkbook> =>
  inTransaction(database, (tx) => storeWorkbook(tx, read, { today, organisations, isDryRun, by }))
const take = async (items: readonly Item[], change: (rows: Rows) => void = () => undefined, today = TODAY): Promise<StoredWorkbook> => {
  const read = await readBack(items, change)
  assert.deepEqual(read.errors, [])
  return store(read, { today })
}
const said = ({ stored }: StoredWorkbook): string[] => stored.map(({ version, outcome }) => `${outcome} ${version}`)

describe('整份表格一起写入', () => {
  it('新事项是第一版；同一份表格再导入，一个新版也不出', async () => {
    const items = [item(1), item(2), item(3)]
    assert.deepEqual(said(await take(items)), ['new 1', 'new 1', 'new 1'])
    assert.deepEqual(said(await take(items)), ['unchanged 1', 'unchanged 1', 'unchanged 1'])
    assert.deepEqual(said(await take(items, undefined, '2027-08-09')), ['unchanged 1', 'unchanged 1', 'unchanged 1'])
  })

  it('改了的只出改了的那一件的新版，从导入当天起生效，不倒签；再导入同一份，不再出新版', async () => {
    await take([item(11), item(12)])
    const change = (rows: Rows): void => put(rows, { sheet: '事项', row: 3, column: '承诺工作日' }, 8)
    assert.deepEqual(said(await take([item(11), item(12)], change)), ['unchanged 1', 'changed 2'])
    assert.equal((await findItem(database, item(12).code, '2026-03-01'))?.promisedWorkingDays, 10)
    assert.equal((await findItem(database, item(12).code, TODAY))?.promisedWorkingDays, 8)
    assert.deepEqual(said(await take([item(11), item(12)], change, '2026-04-01')), ['unchanged 1', 'unchanged 2'])
  })

  it('写了将来的生效日期，就从那天起生效', async () => {
    await take([item(21)])
    const change = (rows: Rows): void => { put(rows, { sheet: '事项', row: 2, column: '承诺工作日' }, 8); put(rows, { sheet: '事项', row: 2, column: '生效日期' }, '2026-05-01') }
    assert.deepEqual(said(await take([item(21)], change)), ['changed 2'])
    assert.equal((await findItem(database, item(21).code, '2026-04-30'))?.promisedWorkingDays, 10)
    assert.equal((await findItem(database, item(21).code, '2026-05-01'))?.promisedWorkingDays, 8)
  })

  it('一件事的组成表格里没有，导出再导入也不会丢；改了它的事项，组成照旧、照样要过规则', async () => {
    const parts = [item(25, { name: '甲事项' }), item(26, { name: '乙事项' })]
    const whole = draftJointMatter(parts, { code: 'SL0000027', name: '示例一件事', lead: 'hall' })
    await inTransaction(database, async (tx) => { for (const one of [...parts, whole]) await publishItem(tx, one, { organisations }) })
    assert.deepEqual(said(await take([...parts, whole])), ['unchanged 1', 'unchanged 1', 'unchanged 1'])
    await take([...parts, whole], (rows) => put(rows, { sheet: '事项', row: 4, column: '事项名称' }, '示例一件事（改名）'))
    const renamed = await findItem(database, whole.code, TODAY)
    assert.deepEqual([renamed?.name, renamed?.joint], ['示例一件事（改名）', whole.joint])
    const read = await readBack([...parts, whole], (rows) => put(rows, { sheet: '事项', row: 4, column: '承诺工作日' }, 9))
    assert.match((await store(read)).errors.map(({ reason }) => reason).join(), /最慢的一条路要 10 个/)
  })

  it('只检查不写入：说出会怎样，一个字也不写', async () => {
    const before = (await listItemsInForce(database, TODAY)).length
    assert.deepEqual(said(await store(await readBack([item(31)]), { isDryRun: true })), ['new 1'])
    assert.equal((await listItemsInForce(database, TODAY)).length, before)
    assert.deepEqual(await changesOf(database, item(31).code), [])
  })

  it('过不了发布规则的，整份不收，说出是哪张表哪一格、该怎么办', async () => {
    const read = await readBack([item(41), item(42)], (rows) => put(rows, { sheet: '事项', row: 3, column: '投诉电话' }, '020-11112222'))
    const { stored, errors } = await store(read)
    assert.deepEqual([stored, errors.map(({ sheet, line, column, cell }) => `${sheet} ${line} ${column} ${cell}`)], [[], ['事项 3 投诉电话 AF3']])
    assert.match(errors[0]?.suggestion ?? '', /请写一个不同的投诉电话/)
    assert.equal(await findItem(database, item(41).code, TODAY), undefined)
  })

  it('规则说的是清单里的一行时，点名那一行', async () => {
    const read = await readBack([item(51)], (rows) => put(rows, { sheet: '材料', row: 3, column: '前提' }, 'premises=none'))
    const { errors } = await store(read)
    assert.deepEqual(errors.map(({ sheet, line, column }) => `${sheet} ${line} ${column}`), ['材料 3 前提'])
  })

  it('从省里导入的事项导出再导入，不出新版，原来的一行也还在', async () => {
    const { items } = await readImport(fileOf(testRows(3)), { organisations: [], today: TODAY })
    await inTransaction(database, (tx) => storeImported(tx, items))
    const read = await readBack(items.map((own) => own.item))
    assert.deepEqual(read.errors, [])
    assert.deepEqual([...new Set((await store(read)).stored.map(({ outcome }) => outcome))], ['unchanged'])
  })

  it('谁在什么时候用表格改的，记在每个改了的事项名下', async () => {
    await take([item(61)])
    await take([item(61)])
    assert.deepEqual((await changesOf(database, item(61).code)).map((change) => [
      change.what, change.version, change.by, change.at,
    ]), [['import', 1, '政数局管理员', by.at]])
  })
})
