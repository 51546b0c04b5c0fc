import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { byTitle, csvCell, csvRows, defused } from './csv.ts'

describe('逗号分隔的表里的一格', () => {
  it('有逗号、引号、换行的加引号，别的照写', () => {
    const cells = [['甲', '甲'], ['', ''], ['甲,乙', '"甲,乙"'], ['说"好"', '"说""好"""'], ['两\n行', '"两\n行"']] as const
    for (const [text, cell] of cells) assert.equal(csvCell(text), cell)
  })

  it('表格软件会当成公式的，前面加一个撇号；公式里有逗号的也逃不掉', () => {
    for (const text of ['=1+1', '+1', '-1', '@x', '\tx', '\rx']) assert.equal(defused(text), `'${text}`)
    for (const text of ['甲=1', '1-2', '', ' =1']) assert.equal(defused(text), text)
    assert.equal(csvCell('=HYPERLINK("x",1)'), `"'=HYPERLINK(""x"",1)"`)
  })

  it('不管写什么，一格还是一格：引号外面没有逗号和换行', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => {
      const outside = csvCell(text).replace(/"(?:[^"]|"")*"/g, '')
      assert.doesNotMatch(outside, /[",\r\n]/)
      assert.doesNotMatch(csvCell(text), /^"?[=+\-@]/)
    }))
  })
})

describe('按第一行的名称读一张表', () => {
  it('列的先后随便；两头的空格不算；缺哪几列说得出；短的一行，没有的格是空的', () => {
    const [head, ...rows] = csvRows('名称, 编码 \r\n 甲 ,1\r\n乙\r\n')
    const { missing, cellOf } = byTitle(head, ['编码', '依据', '名称'])
    assert.deepEqual(missing, ['依据'])
    assert.deepEqual(rows.map((row) => ['编码', '名称', '依据'].map(cellOf(row))), [['1', '甲', ''], ['', '乙', '']])
    assert.deepEqual(byTitle(undefined, ['编码']).missing, ['编码'])
  })
})
