import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { Compile } from 'typebox/compile'
import { problemsOf } from './consistency.ts'
import { readImport, type ReadImport } from './import-lines.ts'
import { fileOf, testRow, testRows } from './import/test-rows.ts'
import type { SourceRow } from './import/source-row.ts'
import { Item } from './item.ts'

const context = { organisations: [{ id: 'some-office', name: '示例市某某局' }], today: '2026-03-02' }
const read = (rows: readonly unknown[]): Promise<ReadImport> => readImport(fileOf(rows), context)
const named = (findings: ReadImport['errors']): string[] => findings.map(({ line, column }) => `${line} ${column}`)
const withRow = (at: number, changes: object): unknown[] => testRows(10).map((row, index) => index === at ? { ...row, ...changes } : row)
describe('没有毛病的文件', () => {
  it('每行成为一个合格的事项，没有错误也没有可疑', async () => {
    const { rows, items, errors, odd } = await read(testRows(30))
    assert.deepEqual([rows, items.length, errors, odd], [30, 30, [], []])
    const check = Compile(Item)
    for (const { item } of items) assert.ok(check.Check(item), JSON.stringify(check.Errors(item)))
  })

  it('原来的一行原样留着，什么也不丢', async () => {
    const rows = testRows(4)
    const { items } = await read(rows)
    assert.deepEqual(items.map(({ source }) => source), rows)
    assert.deepEqual(items.map(({ line }) => line), [1, 2, 3, 4])
  })

  it('发布规则只看来源写了的，所以导入的事项都能过', async () => {
    const { items } = await read(testRows(6))
    for (const { item } of items) assert.deepEqual(problemsOf(item, { organisations: new Set([item.organisation]) }), [])
  })

  it('结尾没有换行、用回车换行、开头有 BOM、夹着空行，都照读', async () => {
    const lines = testRows(3).map((row) => JSON.stringify(row))
    for (const text of [lines.join('\n'), lines.join('\r\n'), `\uFEFF${lines.join('\n')}\n`, lines.join('\n\n') + '\n\n']) {
      const { items, errors } = await readImport((async function* () { yield Buffer.from(text) })(), context)
      assert.deepEqual([items.length, errors], [3, []])
    }
  })

  it('从任何一处切开来读都一样', async () => {
    const whole = Buffer.from(testRows(3).map((row) => `${JSON.stringify(row)}\n`).join(''))
    const expected = await readImport((async function* () { yield whole })(), context)
    for (const size of [1, 7, 1000]) {
      const got = await readImport((async function* () {
        for (let at = 0; at < whole.length; at += size) yield whole.subarray(at, at + size)
      })(), context)
      assert.deepEqual(got, expected)
    }
  })
})

describe('有错就一个也不收', () => {
  it('十行里坏一格，说出行、列、原因和办法，其余九行也不收', async () => {
    const { items, errors } = await read(withRow(3, { handle_time: 'abc(工作日)' }))
    assert.equal(items.length, 0)
    assert.deepEqual(errors, [{
      line: 4, column: 'handle_time', value: '"abc(工作日)"', severity: 'error', reason: '法定办结时限不是办结时限',
      suggestion: '请写成“数字(工作日)”或“数字(自然日)”，没有的写“无”',
    }])
  })

  it('一行坏几格，每格各说一次', async () => {
    const { errors } = await read(withRow(2, { TASK_NAME: '', consult_phone: 5, ONLINECHECK: 'maybe', material_intro: [1] }))
    assert.deepEqual(named(errors).sort(), ['3 ONLINECHECK', '3 TASK_NAME', '3 consult_phone', '3 material_intro'])
  })

  it('少一列、多一列、一列写两遍，都点名', async () => {
    const { district: _, ...short } = testRow(0)
    const twice = JSON.stringify(testRow(2)).replace('"ORGCODE":', '"ORGCODE":"000000000","ORGCODE":')
    const { errors } = await read([short, { ...testRow(1), 价格: 3 }, twice])
    assert.deepEqual(named(errors), ['1 district', '2 价格', '3 ORGCODE'])
  })

  it('不是 JSON、不是对象、不是 UTF-8、太长的行，整行点名，后面照查', async () => {
    const text = Buffer.from(`{"TASK_CODE": "1\n[1,2]\nnull\n`)
    const broken = Buffer.from(JSON.stringify(testRow(0)).replace('示例平台', '~'))
    broken[broken.indexOf('~')] = 0xff
    const last = Buffer.from(`\n${JSON.stringify({ ...testRow(1), URL: 'x' })}\n`)
    const { errors } = await readImport((async function* () { yield Buffer.concat([text, broken, last]) })(), context)
    assert.deepEqual(named(errors), ['1 null', '2 null', '3 null', '4 bear_paltform', '5 URL'])
  })

  it('编码重复而内容不同是错，完全相同的只收一次并点名', async () => {
    const different = await read([...testRows(3), { ...testRow(1), accept_standard: '另外一种说法' }])
    assert.deepEqual(named(different.errors), ['4 TASK_CODE'])
    assert.match(different.errors[0]?.reason ?? '', /与第 2 行重复/)
    const same = await read([...testRows(3), testRow(1)])
    assert.deepEqual([same.errors, same.items.length, named(same.odd)], [[], 3, ['4 TASK_CODE']])
  })

  it('抄错成别行的编码，只怪抄错的那一格，不怪原来那行', async () => {
    const { errors } = await read(withRow(1, { TASK_CODE: testRow(4).TASK_CODE }))
    assert.deepEqual(named(errors), ['2 TASK_CODE'])
  })

  it('空文件不算导入成功', async () => {
    const { errors, rows } = await read([])
    assert.deepEqual([rows, errors.length], [0, 1])
  })

  it('很长的值只显示开头，看不见的字符显示成编码', async () => {
    const { errors } = await read(withRow(0, { TASK_NAME: '长'.repeat(10_001), DEPT_NAME: '示例\u0000厅' }))
    assert.ok(errors.every(({ value }) => value.length < 90))
    assert.match(errors.find(({ column }) => column === 'DEPT_NAME')?.value ?? '', /\\u0000/)
  })
})

describe('可疑的照收，但要点名', () => {
  const odd = async (changes: Partial<SourceRow>): Promise<string[]> => {
    const { errors, items, odd: remarks } = await read(withRow(0, changes))
    assert.deepEqual([errors, items.length], [[], 10])
    return named(remarks)
  }

  it('前后有空格、没说完的条件、空的材料列表、自然日', async () => {
    assert.deepEqual(await odd({ accept_standard: '应当符合下列条件：' }), ['1 accept_standard'])
    assert.deepEqual(await odd({ material_intro: [] }), ['1 material_intro'])
    assert.deepEqual(await odd({ handle_time: '30(自然日)' }), ['1 handle_time'])
    assert.deepEqual(await odd({ bear_paltform: ' 示例平台 ' }), ['1 bear_paltform'])
  })

  it('没有区号、少一位、写法不规范的电话', async () => {
    for (const phone of ['11112222'.replace('1', '8'), '020-1111222', '020--11112222', '020－11112222', '0000abcd', '无w']) {
      assert.deepEqual(await odd({ consult_phone: phone }), ['1 consult_phone'], phone)
    }
  })

  it('投诉电话与咨询电话相同', async () => {
    assert.deepEqual(await odd({ complain_phone: '020-11112222' }), ['1 complain_phone'])
  })

  it('两个时限只写了一个', async () => {
    assert.deepEqual(await odd({ handle_time: '无' }), ['1 handle_time'])
    assert.deepEqual(await odd({ handle_time_limit: '无' }), ['1 handle_time_limit'])
  })

  it('几行都用同一个通不过校验的信用代码，是来源如此；孤零零一行是写错', async () => {
    const wrong = (row: SourceRow): SourceRow => {
      const check = row.TASK_CODE[17] === '0' ? '1' : '0'
      return { ...row, TASK_CODE: row.TASK_CODE.slice(0, 17) + check + row.TASK_CODE.slice(18) }
    }
    const all = await read([0, 3, 6, 1].map((at) => at % 3 === 0 ? wrong(testRow(at)) : testRow(at)))
    assert.deepEqual([named(all.errors), named(all.odd)], [[], ['1 TASK_CODE', '2 TASK_CODE', '3 TASK_CODE']])
    const alone = await read([0, 3, 6, 1].map((at) => at === 3 ? wrong(testRow(at)) : testRow(at)))
    assert.deepEqual(named(alone.errors), ['2 TASK_CODE'])
    const only = await read([wrong(testRow(0)), testRow(1)])
    assert.deepEqual(named(only.errors), ['1 TASK_CODE'])
  })
})
