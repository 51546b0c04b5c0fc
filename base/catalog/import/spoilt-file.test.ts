import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { readImport, type ReadImport } from '../import-lines.ts'
import { COLUMNS } from './columns.ts'
import { fileOf, testRows } from './test-rows.ts'
import { type Column, type SourceRow } from './source-row.ts'

type Row = Record<string, unknown>
type Spoil = (value: unknown) => unknown

const LEFT_OUT = Symbol('left out')
const context = { organisations: [], today: '2026-03-02' }
const REAL = fileURLToPath(new URL('../../../../shared/data/items/guangdong-items-2021.jsonl', import.meta.url))
const absent = !existsSync(REAL) && !process.env['CI'] && '没有 ../shared/data 里的真实事项清单'
// Safe: the table has one rule for each column by its type; Object.keys only forgets that.
const COLUMN_NAMES = Object.keys(COLUMNS) as Column[]

/** What breaks any cell, whatever its column. */
const ANY_CELL: Readonly<Record<string, Spoil>> = {
  数字: () => 12345, 零: () => 0, 小数: () => 1.5, 是非: () => true, 对象: () => ({ a: 1 }), 列表套列表: () => [[1]],
  文字换列表: (value) => Array.isArray(value) ? 'abc' : [value],
  空文字: () => '', 空格: () => '   ', 缺列: () => LEFT_OUT, 乱码: () => '锟斤拷锟斤拷', 问号: () => '????', 替换符: () => '\uFFFD\uFFFD某',
  控制字符: () => '示例\u0000', 响铃: () => '\u0007示例', 换行: () => '示例\n示例', 零宽: () => '示\u200b例', 半个字符: () => '\ud800示例', 表情: () => '😀😀',
  过长: () => '长'.repeat(10_001), 占位: () => 'null', 表格错误: () => '#REF!', 负数: () => '-1', 字母: () => 'abc',
  注入: () => "'; DROP TABLE item;--", 网页代码: () => '<script>alert(1)</script>',
}

/** What breaks cells of one column only. */
const ONE_COLUMN: Partial<Record<Column, readonly unknown[]>> = {
  TASK_CODE: [null, '1144', '11440000006939756b2440101007000', '11440000006939756B244010100200Y', '1144000000693975-B2440101007000'],
  ORGCODE: ['00693975', '006939756 ', 'abcdefghi'],
  TASK_TYPE: ['99', '1', '02'], TASK_TYPE_TEXT: ['未知类型'], matter_type: ['行政许可证'],
  ONLINECHECK: ['maybe', '2', '是'], LIMIT_SCENE_NUM: ['-1', '100', '一'], visit_number: ['-1', 'x'],
  handle_time: [
    'abc(工作日)', '-5(工作日)', '0(工作日)', '99999(工作日)', '20(小时)', '20工作日', '２０(工作日)', '1.5(工作日)', '20', null, '即办',
  ],
  handle_time_limit: ['abc(工作日)', '-5(工作日)', '0(工作日)', '400(工作日)'],
  consult_phone: ['020-ABCDEFGH', '123', '020-8313417a', '电话', '00000000', '020-83134173999999'],
  complain_phone: ['O20-83134173', '不知道', '12'],
  district: ['火星区'], matter_level: ['超级'], AREACODE: ['999999', '4400'], AREA_CODE_TEXT: ['火星省', '北京市'],
  CATAID: ['44010100700', 'ABCDEFGHIJKL'], parentCatalogId: ['44010100700'], matter_code: ['12345'],
  URL: ['not a url', 'javascript:alert(1)', 'http://a b.com', 'http://', 'ftp://example.com/x'], online_book_addr: ['htp:/x'],
  courier_service: ['maybe', 'Y'], online_book: ['maybe'], handle_location: ['乱写一气'], co_department: ['某某部门乱写'],
  service_object_name: ['自然人', ['外星人'], [1], [], [null], ['自然人', '自然人']], theme_category: ['其他', [1], [], ['abc']],
  material_intro: [[1, 2], [null], [''], '身份证', [{ name: 'x' }]], TASK_NAME: ['事', '12345'], DEPT_NAME: ['部门123'],
}

async function errorsIn(rows: readonly unknown[]): Promise<ReadImport> {
  return readImport(fileOf(rows), context)
}

function spoilt(row: Row, column: string, value: unknown): Row {
  if (value !== LEFT_OUT) return { ...row, [column]: value }
  const { [column]: _, ...rest } = row
  return rest
}

const places = (findings: ReadImport['errors']): string[] => findings.map(({ line, column }) => `${line} ${column}`).sort()

describe('每一列的每一种坏法都认得出', () => {
  for (const column of COLUMN_NAMES) {
    it(`${COLUMNS[column].label}（${column}）`, async () => {
      const rows = testRows(12)
      const values = [...Object.values(ANY_CELL).map((spoil) => spoil(rows[4]?.[column])), ...ONE_COLUMN[column] ?? []]
      for (const value of values) {
        const { items, errors } = await errorsIn(rows.map((row, at) => at === 4 ? spoilt({ ...row }, column, value) : row))
        assert.deepEqual(places(errors), [`5 ${column}`], `${column} = ${JSON.stringify(value)}`)
        assert.deepEqual(items, [])
        assert.ok(errors.every(({ reason, suggestion }) => reason !== '' && suggestion !== ''))
      }
    })
  }
})

describe('一行里的各列互相作证', () => {
  const liars: [string, Partial<SourceRow>][] = [
    ['ORGCODE', { ORGCODE: '987654321' }], ['CATAID', { CATAID: '440199999000' }], ['parentCatalogId', { parentCatalogId: '440199999000' }],
    ['TASK_TYPE', { TASK_TYPE: '05' }], ['matter_type', { matter_type: '行政给付' }], ['district', { district: '县级' }],
    ['AREACODE', { AREACODE: '440300' }], ['visit_number', { visit_number: '3' }], ['ONLINECHECK', { ONLINECHECK: '0' }],
    ['URL', { URL: null }], ['online_book', { online_book: '否' }], ['matter_name', { matter_name: '完全不同的名称' }],
    ['TASK_NAME', { TASK_NAME: '完全不同的名称' }], ['subCatalogName', { subCatalogName: '完全不同的名称' }],
    ['CATANAME', { CATANAME: '完全不同的名称' }], ['parentCatalogName', { parentCatalogName: '完全不同' }],
    ['matter_short', { matter_short: null }], ['DEPT_NAME', { DEPT_NAME: '示例省不存在的厅' }],
    ['AREA_CODE_TEXT', { AREA_CODE_TEXT: '广东省深圳市' }], ['handle_time_limit', { handle_time_limit: '21(工作日)' }],
    ['subTaskName', { subTaskName: null }], ['matter_code', { matter_code: '无' }],
  ]
  for (const [column, change] of liars) {
    it(`与其他列矛盾的是 ${column}，只点它的名`, async () => {
      const rows = testRows(15)
      // The tenth row has a 业务办理项 of its own.
      const at = column === 'subTaskName' || column === 'matter_code' ? 9 : 7
      const { errors } = await errorsIn(rows.map((row, index) => index === at ? { ...row, ...change } : row))
      assert.deepEqual(places(errors), [`${at + 1} ${column}`])
    })
  }

  it('编码里任何一位写错都认得出来，而且只怪编码', async () => {
    const rows = testRows(15)
    for (let position = 0; position < 31; position++) {
      const code = rows[7]?.TASK_CODE ?? ''
      const wrong = code.slice(0, position) + (code[position] === '3' ? '4' : '3') + code.slice(position + 1)
      const { errors } = await errorsIn(rows.map((row, at) => at === 7 ? { ...row, TASK_CODE: wrong } : row))
      assert.ok(errors.length === 1 && /^(TASK_CODE|CATAID)$/.test(errors[0]?.column ?? ''), `${position}: ${places(errors)}`)
    }
  })
})

describe('真实的事项清单', { skip: absent }, () => {
  const lines = absent ? [] : readFileSync(REAL, 'utf8').trimEnd().split('\n')

  it('2262 行全部收下，没有错误，可疑的点名', async () => {
    const { rows, items, errors, odd } = await errorsIn(lines)
    assert.deepEqual([rows, items.length, errors], [2262, 2262, []])
    assert.equal(new Set(items.map(({ item }) => item.code)).size, 2262)
    assert.equal(new Set(odd.filter(({ column }) => column === 'TASK_CODE').map(({ value }) => value.slice(1, 19))).size, 2)
    assert.ok(odd.length > 500 && odd.length < 1000)
  })

  it('坏了一千格，一千格全部点名，完好的不冤枉，一个也不收', async () => {
    const rows = lines.map((line): Row => JSON.parse(line))
    const broken = new Set<string>()
    const spoils = Object.values(ANY_CELL)
    // Steps that have no factor in common with the numbers of rows, columns and spoils reach all of them.
    for (let at = 0; at < 1000; at++) {
      const line = (at * 997) % rows.length
      const column = COLUMN_NAMES[(at * 7) % COLUMN_NAMES.length] ?? 'TASK_CODE'
      const own = ONE_COLUMN[column] ?? []
      const value = at % 2 === 1 && own.length > 0 ? own[at % own.length] : spoils[at % spoils.length]?.(rows[line]?.[column])
      rows[line] = spoilt(rows[line] ?? {}, column, value)
      broken.add(`${line + 1} ${column}`)
    }
    assert.equal(broken.size, 1000)
    const { items, errors } = await errorsIn(rows)
    assert.deepEqual(places(errors), [...broken].sort())
    assert.deepEqual(items, [])
  })
})
