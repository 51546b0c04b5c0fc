import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { byTitle, csvRows, csvText, dayCell, decodedText } from '#platform/csv'

/** Nothing a spreadsheet would take for a formula: that is changed on purpose. */
const cell = fc.string({ unit: fc.constantFrom('甲', 'a', '1', ' ', ',', '"', '\n', '\r\n', '、') }).filter((text) => !/^[\r\t]/.test(text))
const row = fc.array(cell, { minLength: 1, maxLength: 5 }).filter((cells) => cells.some((one) => one.trim() !== ''))

describe('逗号分隔的表', () => {
  it('写出来再读回去，一格不差', () => {
    fc.assert(fc.property(fc.array(row, { maxLength: 6 }), (rows) => {
      assert.deepEqual(csvRows(csvText(rows)).map(({ cells }) => cells), rows)
    }))
  })

  it('随便什么文字，读的时候都不出错', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => { for (const { line, cells } of csvRows(text)) assert(line >= 1 && cells.length >= 1) }))
  })

  it('空行不算，行号是文件里的行', () => {
    assert.deepEqual(csvRows('a,b\n\n"多\n行",c\n d ,'), [{ line: 1, cells: ['a', 'b'] }, { line: 3, cells: ['多\n行', 'c'] }, { line: 5, cells: [' d ', ''] }])
  })

  it('表格软件会当成公式的，加一个撇号', () => {
    for (const text of ['=1+1', '+1', '-1', '@x']) assert.match(csvText([[text]]), /'/)
    assert.doesNotMatch(csvText([['甲=1']]), /'/)
  })

  it('加的撇号读回来又去掉：导出再导入不会越加越多', () => {
    for (const text of ['=1+1', '-依据', "'引用", '甲=1']) {
      const [head, row] = csvRows(csvText([['依据'], [text]]))
      assert.equal(byTitle(head, []).cellOf(row ?? assert.fail())('依据'), text)
    }
  })

  it('表格软件另存以后的日子也认得；不是日子的原样留着，由导入指出来', () => {
    assert.deepEqual(['2026/3/2', '2026-03-02', '2026年3月2日', '2026.12.31'].map(dayCell), ['2026-03-02', '2026-03-02', '2026-03-02', '2026-12-31'])
    assert.deepEqual(['', '3/2/2026', '2026年3月', '明天', '2026-02-30'].map(dayCell), ['', '3/2/2026', '2026年3月', '明天', '2026-02-30'])
  })

  it('中文 Excel 另存的国标编码也认得', () => {
    assert.equal(decodedText(new TextEncoder().encode('事项编码')), '事项编码')
    assert.equal(decodedText(Uint8Array.from([0xca, 0xc2, 0xcf, 0xee, 0xb1, 0xe0, 0xc2, 0xeb])), '事项编码')
  })
})
