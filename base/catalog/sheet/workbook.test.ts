import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { describe, it } from 'node:test'
import ExcelJS from 'exceljs'
import fc from 'fast-check'
import { inProject } from '#platform/project'
import { canonicalJson } from '#platform/sm'
import { testRows } from '../import/test-rows.ts'
import type { Item } from '../item.ts'
import { letters } from './finding.ts'
import { ITEM_SHEET, SHEETS } from './layout.ts'
import { readWorkbook } from './read-workbook.ts'
import { item, nameOf, newPath, ORGANISATIONS, put, readBack, rowsFor, TODAY, written, type Rows } from './workbook.test-support.ts'
import { writeWorkbook } from './write-workbook.ts'

const context = { organisations: ORGANISATIONS, today: TODAY }
const sameContent = ({ version: _, form, ...content }: Item): string => canonicalJson({ ...content, form: { ...form, required: form.required.toSorted() } })
const where = (findings: readonly { sheet: string; line: number; column: string | null }[]): string[] =>
  findings.map(({ sheet, line, column }) => `${sheet} ${line} ${column}`)

async function throughFile(items: readonly Item[], name: (id: string) => string, organisations: readonly { id: string; name: string }[]): ReturnType<typeof readWorkbook> {
  const path = newPath()
  await pipeline(writeWorkbook(items, name), createWriteStream(path))
  return readWorkbook(path, { organisations, today: TODAY })
}

describe('导出再导入', () => {
  it('演示区的每个事项原样回来，一个字不差', async () => {
    const organisations: { id: string; name: string }[] = JSON.parse(readFileSync(inProject('data/organisations.json'), 'utf8'))
    const files = ['complete', 'short', 'life', 'joint'].flatMap((kind) =>
      readdirSync(inProject(`data/items/${kind}`)).map((file) => inProject(`data/items/${kind}/${file}`)))
    const items: Item[] = files.flatMap((file) => JSON.parse(readFileSync(file, 'utf8')))
    assert(items.length > 100)
    const read = await throughFile(items, (id) => organisations.find((one) => one.id === id)?.name ?? id, organisations)
    assert.deepEqual([read.errors, read.odd], [[], []])
    // How a matter joins others is drawn in the editor; no sheet says it, and storing keeps it.
    assert.deepEqual(read.items.map((own) => sameContent(own.item)), items.map(({ joint: _, ...item }) => sameContent(item)))
  })

  it('从省里导入的事项，机构名称和没有载明的字段也留着', async () => {
    const body = 'uscc:11440000006939756B'
    const imported = item(1, { organisation: body, receivingOrganisation: body, organisationName: '示例省某某厅', unstated: ['fee', 'flow'] })
    const read = await throughFile([imported], nameOf, ORGANISATIONS)
    assert.deepEqual(read.items.map((own) => sameContent(own.item)), [sameContent(imported)])
  })

  it('空模板有全部的表和列，说明表写明每一列，读起来没有事项', async () => {
    const path = newPath()
    await pipeline(writeWorkbook([], nameOf), createWriteStream(path))
    const workbook = new ExcelJS.Workbook()
    await workbook.xlsx.readFile(path)
    assert.deepEqual(workbook.worksheets.map(({ name }) => name), [...SHEETS.map(({ name }) => name), '填写说明'])
    const columns = SHEETS.reduce((sum, sheet) => sum + sheet.columns.length + 1, 0)
    assert.equal(workbook.getWorksheet('填写说明')?.rowCount, columns + 1)
    const { errors } = await readWorkbook(path, context)
    assert.match(errors.map(({ reason }) => reason).join(), /一个事项也没有/)
  })

  it('数是数，日子是日子，别的是文本；打印是 A4，每页有表头和编码；长的格有高度，但不占满一屏', async () => {
    const path = newPath()
    const long = item(1, { conditions: Array.from({ length: 30 }, (_, at) => `第${at}条：有与经营相适应的场所`), name: '=1+1 的许可', effectiveTo: '2027-03-01' })
    await pipeline(writeWorkbook([long], nameOf), createWriteStream(path))
    const workbook = new ExcelJS.Workbook()
    await workbook.xlsx.readFile(path)
    const sheet = workbook.getWorksheet('事项') ?? assert.fail('没有“事项”表')
    const at = (title: string): string => letters(ITEM_SHEET.columns.findIndex((column) => column.title === title))
    const cell = (title: string): ExcelJS.Cell => sheet.getCell(`${at(title)}2`)
    assert.deepEqual([cell('承诺工作日').value, cell('承诺工作日').numFmt], [long.promisedWorkingDays, '0'])
    assert.deepEqual([cell('失效日期').value, cell('失效日期').numFmt], [new Date('2027-03-01T00:00:00Z'), 'yyyy-mm-dd'])
    assert.deepEqual([cell('事项名称').value, cell('事项名称').numFmt], ['=1+1 的许可', '@'])
    assert.equal(sheet.getRow(2).height, 96)
    const { paperSize, orientation, fitToPage, printTitlesRow, printTitlesColumn } = sheet.pageSetup
    assert.deepEqual([paperSize, orientation, fitToPage, printTitlesRow, printTitlesColumn], [9, 'landscape', true, '1:1', 'A:A'])
    assert((sheet.getColumn(1).width ?? 0) >= 33)
    assert.deepEqual([sheet.getCell('A1').font.name, sheet.getCell('A1').font.size], ['Calibri', 11])
  })

  it('长到分成许多段来读，汉字也不会在段与段之间断开', async () => {
    const items = Array.from({ length: 400 }, (_, at) => item(at, { name: `第${at}个事项的名称写得很长很长以便把文件撑大`, conditions: ['有与经营相适应的场所和设备'.repeat(20)] }))
    const { errors, items: back } = await readBack(items)
    assert.deepEqual(errors, [])
    assert.deepEqual(back.map((own) => sameContent(own.item)), items.map(sameContent))
  })
})

/** What is wrong in which column, in the words of the report. */
const WRONG: readonly (readonly [sheet: string, column: string, value: string | number | boolean, reason: RegExp])[] = [
  ['事项', '事项编码', '12345', /有 5 位/], ['事项', '事项名称', '', /是空的/], ['事项', '事项类型', '许可', /不在允许的取值里/],
  ['事项', '承诺工作日', '五天', /0 到 3650 的整数/], ['事项', '承诺工作日', -1, /整数/], ['事项', '法定工作日', 20.5, /整数/], ['事项', '快递', '可以', /不在允许的取值里/],
  ['事项', '咨询电话', '打电话问', /没有电话号码/], ['事项', '生效日期', '2026-02-30', /不是真实的日期/], ['事项', '服务对象', '自然人、张三', /第 2 项不在允许的取值里/],
  ['事项', '日常用语', '开饭店\n开饭店', /第 2 项与前面重复/], ['事项', '事项名称', '#REF!', /占位的字样/], ['事项', '受理条件', '锟斤拷锟斤拷', /乱码/],
  ['材料', '必要性', '必须', /不在允许的取值里/], ['材料', '前提', '自己的', /不合格式/], ['材料', '原件份数', 99, /0 到 20/],
  ['情形', '选项编号', '自己的', /字母、数字/], ['表单', '字段', '店名', /小写字母开头/], ['表单', '类型', true, /不在允许的取值里/],
  ['流程', '工作日', '当场', /整数/], ['常见问题', '答', '', /是空的/],
]

describe('错在哪一格就说哪一格', () => {
  for (const [sheet, column, value, reason] of WRONG) {
    it(`“${sheet}”表“${column}”列写成 ${JSON.stringify(value)}`, async () => {
      const { errors, items } = await readBack([item(1), item(2), item(3)], (rows) => put(rows, { sheet, row: 3, column }, value))
      assert.deepEqual(where(errors).slice(0, 1), [`${sheet} 3 ${column}`])
      assert.match(errors[0]?.reason ?? '', reason)
      assert.match(errors[0]?.suggestion ?? '', /\p{Script=Han}{2}/u)
      const at = SHEETS.find(({ name }) => name === sheet)?.columns.findIndex(({ title }) => title === column) ?? -1
      assert.equal(errors[0]?.cell, `${letters(at)}3`)
      assert.deepEqual(items, [])
    })
  }

  it('任何一格换成乱码、占位字样或控制字符，恰好那一格被点名', async () => {
    const items = Array.from({ length: 8 }, (_, at) => item(at))
    const rows = rowsFor(items)
    const cells = [...rows].flatMap(([sheet, [heads = [], ...own]]) =>
      own.flatMap((cellsOf, at) => heads.map((head, column) => ({ sheet, row: at + 2, column: String(head), was: cellsOf[column] }))),
    )
    await fc.assert(fc.asyncProperty(fc.constantFrom(...cells), fc.constantFrom('#REF!', '锟斤拷', 'null', '\u200b坏'), async (cell, value) => {
      const { errors } = await readBack(items, (fresh) => put(fresh, cell, value))
      assert(where(errors).includes(`${cell.sheet} ${cell.row} ${cell.column}`), JSON.stringify({ cell, value, errors }))
    }), { numRuns: 60 })
  })

  it('同一个事项写了两行、清单里的编码不在事项表里，点名那一格，并猜出是哪个', async () => {
    const twice = await readBack([item(1), item(2)], (rows) => put(rows, { sheet: '事项', row: 3, column: '事项编码' }, 'SL0000001'))
    assert(where(twice.errors).includes('事项 3 事项编码'))
    const astray = await readBack([item(1), item(2)], (rows) => put(rows, { sheet: '材料', row: 4, column: '事项编码' }, 'SL0000007'))
    assert.deepEqual(where(astray.errors), ['材料 4 事项编码'])
    assert.match(astray.errors[0]?.suggestion ?? '', /是不是“SL0000001”/)
  })

  it('少一列、多一列、列名重复、少一张表，说出是哪一个', async () => {
    const heads = (rows: Rows): unknown[] => rows.get('材料')?.[0] ?? []
    const missing = await readBack([item(1)], (rows) => { heads(rows)[2] = '名称' })
    assert.deepEqual(missing.errors.map(({ column, reason }) => `${column} ${reason}`), ['名称 没有这一列', '材料名称 缺少这一列'])
    const doubled = await readBack([item(1)], (rows) => heads(rows).push('材料名称'))
    assert.deepEqual(doubled.errors.map(({ cell, reason }) => `${cell} ${reason}`), ['M1 这一列出现了两次'])
    const gone = await readBack([item(1)], (rows) => rows.delete('流程'))
    assert.match(gone.errors[0]?.reason ?? '', /缺少“流程”表/)
  })

  it('列的次序不同、列名带星号、多一张自己的表，都照读', async () => {
    const read = await readBack([item(1)], (rows) => {
      for (const cells of rows.get('材料') ?? []) cells.reverse()
      rows.get('材料')?.[0]?.forEach((head, at, heads) => { heads[at] = `${String(head)}*` })
      rows.set('我的备注', [['随手记']])
    })
    assert.deepEqual([read.errors, read.items.map((own) => sameContent(own.item))], [[], [sameContent(item(1))]])
  })
})

describe('表格软件里的各种写法', () => {
  it('数字、日期、是非、富文本、公式的结果、链接，都按看到的读', async () => {
    const read = await readBack([item(1)], (rows) => {
      put(rows, { sheet: '事项', row: 2, column: '承诺工作日' }, 7)
      put(rows, { sheet: '事项', row: 2, column: '生效日期' }, new Date('2026-05-06T00:00:00Z'))
      put(rows, { sheet: '事项', row: 2, column: '快递' }, false)
      put(rows, { sheet: '事项', row: 2, column: '事项名称' }, { richText: [{ text: '小餐饮' }, { text: '店许可' }] })
      put(rows, { sheet: '事项', row: 2, column: '法定工作日' }, { formula: '10+10', result: 20 })
      put(rows, { sheet: '事项', row: 2, column: '来源说明' }, { text: '公布的文件', hyperlink: 'https://example.gov.cn' })
    })
    assert.deepEqual(read.errors, [])
    const found = read.items[0]?.item
    assert.deepEqual([found?.promisedWorkingDays, found?.effectiveFrom, found?.express, found?.name, found?.statutoryWorkingDays, found?.sourceNote],
      [7, '2026-05-06', false, '小餐饮店许可', 20, '公布的文件'])
  })
})

describe('省平台格式的表格', () => {
  const sheetOf = (rows: readonly object[]): Rows =>
    new Map([
      ['Sheet1', [Object.keys(rows[0] ?? {}), ...rows.map((row) => Object.values(row).map((value) => (Array.isArray(value) ? value.join('、') : value)))]],
    ])
  it('与 JSON 行一样检查，指出表、行、列', async () => {
    const rows = testRows(20)
    assert.deepEqual((await readWorkbook(await written(sheetOf(rows)), context)).imported.map(({ source }) => source), rows)
    const wrong = sheetOf(rows)
    put(wrong, { sheet: 'Sheet1', row: 8, column: 'handle_time' }, '二十天')
    const { errors, imported } = await readWorkbook(await written(wrong), context)
    assert.deepEqual([where(errors), imported], [['Sheet1 8 handle_time'], []])
    assert.match(errors[0]?.cell ?? '', /^[A-Z]{1,2}8$/)
  })
})

describe('每一列都说清楚', () => {
  it('列名不重复，每种写法有说明，事项表覆盖事项的每个字段', () => {
    for (const { columns } of SHEETS) {
      assert.equal(new Set(columns.map(({ title }) => title)).size, columns.length)
      for (const { kind } of columns) assert.match(kind.says, /\S/)
    }
    const covered = new Set([
      ...ITEM_SHEET.columns.map(({ field }) => field.split('.')[0]),
      'version',
      'organisationName',
      'situations',
      'materials',
      'form',
      'limitsByAnswer',
      'legalBasis',
      'flow',
      'questions',
      'places',
    ])
    const all = Object.keys(item(1)).concat(
      'basicCode',
      'limitNote',
      'visitReason',
      'sourceNote',
      'unstated',
      'effectiveTo',
      'organisationName',
      'personThemes',
      'enterpriseThemes',
    )
    assert.deepEqual(all.filter((field) => !covered.has(field)), [])
  })
})
