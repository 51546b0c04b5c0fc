import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import ExcelJS from 'exceljs'
import fc from 'fast-check'
import { PAGE, RIGHT } from '../pdf/page.ts'
import { printedText } from '../pdf/printed-text.ts'
import { bookXlsx } from './book-xlsx.ts'
import type { Book } from './book.ts'
import { chartRows } from './chart-rows.ts'
import { chartXml, escaped } from './chart-xml.ts'
import { paperDocx } from './paper-docx.ts'
import { paperPages, paperPdf } from './paper-pdf.ts'
import type { BarChart, Paper } from './paper.ts'
import { namedRelations, PAPER, soundParts } from './paper.test-support.ts'
import { partsIn, zipOf } from './zip.ts'

const CHART = PAPER.annexes.flatMap(({ blocks }) => blocks).find((block) => block.kind === 'chart')?.chart ?? assert.fail('没有图')
const WORDS = ['考核情况的通报', 'KHTB-2026-001', '各单位：', '一、总体情况', '甲局 & 乙局 <示例> “引号”。', '某局（示例）', '2026年3月10日', '考核得分', '得分表', '91.5', '附表 1']

describe('公文的 PDF', () => {
  it('写的每个字都在，附表另起一页；同样的内容是同样的字节', async () => {
    const pdf = await paperPdf(PAPER)
    const printed = printedText(pdf)
    const whole = printed.map(({ text }) => text).join('')
    for (const words of WORDS) assert(whole.includes(words), words)
    assert.equal(printed.find(({ text }) => text.includes('附表 1'))?.page, 2)
    assert(pdf.equals(await paperPdf(PAPER)))
  })

  it('图是矢量：每个单位一条，画在版心里，长的名字截短，区间有横线', () => {
    const rows = chartRows(CHART, 10)
    const marks = rows.flatMap((row) => row.marks)
    assert.equal(marks.filter(({ kind }) => kind === 'bar').length, 2)
    for (const mark of marks) {
      const [from, to] = mark.kind === 'bar' ? [mark.x, mark.x + mark.width] : mark.kind === 'rule' ? [mark.fromX, mark.toX] : [PAGE.left, RIGHT]
      assert(from >= PAGE.left && to <= RIGHT, JSON.stringify(mark))
    }
    assert(marks.some((mark) => mark.kind === 'text' && mark.text.endsWith('…')))
    assert(marks.every((mark) => !JSON.stringify(mark).includes('null')))
  })

  it('一百个单位的图和表分几页，一条也不少', () => {
    const bars = Array.from({ length: 100 }, (_, index) => ({ label: `单位${index}`, value: index, low: null, high: null, word: '合格', tone: 'plain' as const }))
    const paper: Paper = { ...PAPER, annexes: [{ title: '得分', blocks: [{ kind: 'chart', chart: { ...CHART, bars } }] }] }
    const placed = paperPages(paper).slice(1)
    assert(placed.length > 1)
    assert.equal(placed.flat().flatMap(({ row }) => row.marks).filter(({ kind }) => kind === 'bar').length, 100)
  })
})

describe('公文的 DOCX', () => {
  it('每一部分都是合格的 XML，关系都指得到；图是 Word 自己画的，标题是标题', async () => {
    const parts = soundParts(await paperDocx(PAPER))
    const text = parts.get('word/document.xml')?.toString('utf8') ?? ''
    assert(!text.includes('〔图表'), '占位的字还在')
    const { named, held } = namedRelations(parts, 'word/document.xml')
    assert(named.every((id) => held.includes(id)))
    assert.match(parts.get('word/charts/chart1.xml')?.toString('utf8') ?? '', /<c:barChart>.*<c:errBars>/s)
    for (const words of ['关于某季度', '甲局 &amp; 乙局 &lt;示例&gt;', '附表 1', '某局（示例）']) assert(text.includes(words), words)
    assert.match(text, /<w:pStyle w:val="Heading1"\/>/)
  })

  it('表的名字不和表分在两页，署名不单独在一页；表格里的行距是定的，换了字体也不变高', async () => {
    const text = soundParts(await paperDocx(PAPER)).get('word/document.xml')?.toString('utf8') ?? ''
    const paragraphs = [...text.matchAll(/<w:p>.*?<\/w:p>/gs)].map(([paragraph]) => paragraph)
    const isKept = (words: string): boolean => /<w:keepNext\/>/.test(paragraphs.find((paragraph) => paragraph.includes(`>${words}<`)) ?? assert.fail(words))
    assert.deepEqual(['得分表', '附：1. 得分', '某局（示例）', '2026年3月10日'].map(isKept), [true, true, true, false])
    const cells = [...text.matchAll(/<w:tc>.*?<\/w:tc>/gs)].map(([cell]) => cell)
    assert(cells.length > 0 && cells.every((cell) => /w:line="240" w:lineRule="exact"/.test(cell)))
  })

  it('没有图的也行；同样的内容是同样的字节', async () => {
    const plain: Paper = { ...PAPER, number: '', watermark: undefined, annexes: [] }
    soundParts(await paperDocx(plain))
    assert((await paperDocx(PAPER)).equals(await paperDocx(PAPER)))
  })
})

describe('表格的 XLSX', () => {
  const BOOK: Book = {
    title: '某季度',
    issuedOn: '2026-03-10',
    sheets: [
      {
        name: '得分表',
        lines: ['某季度', '说明'],
        columns: [
          { title: '单位', width: 20 },
          { title: '得分', width: 8, digits: 1 },
          { title: '下限', width: 8 },
          { title: '上限', width: 8 },
        ],
        rows: [
          ['甲局', 91.5, 88, 93],
          ['乙局', null, null, null],
        ],
        chart: { chart: CHART, labels: 0, values: 1, range: { low: 2, high: 3 } },
      },
      { name: '别的', lines: [], columns: [{ title: '一', width: 8 }, { title: '日', width: 14 }], rows: [
        ['=1+1', { day: '2026-03-02' }], ['很长的一句话，一行放不下', null],
      ] },
    ],
  }

  async function opened(): Promise<ExcelJS.Workbook> {
    const workbook = new ExcelJS.Workbook()
    // Safe: the library's declarations name a Buffer of an older Node; any bytes will do.
    await workbook.xlsx.load(await bookXlsx(BOOK) as unknown as ExcelJS.Buffer)
    return workbook
  }

  it('打印是 A4，表头每页都有，有页码；字体有名有号，长的行有高度', async () => {
    for (const { name, pageSetup, headerFooter } of (await opened()).worksheets) {
      assert.deepEqual([pageSetup.paperSize, pageSetup.fitToPage, headerFooter.oddFooter], [9, true, '&C第 &P 页，共 &N 页'], name)
    }
    const sheet = (await opened()).getWorksheet('别的')
    assert.equal(sheet?.pageSetup.printTitlesRow, '1:1')
    assert.equal(sheet?.getRow(3).height, 64)
    for (const part of ['A1', 'A2']) assert.deepEqual([sheet?.getCell(part).font.name, sheet?.getCell(part).font.size], ['Calibri', 11])
  })

  it('像公式的字是文本格，日子是日子，同一列的小数一样多位', async () => {
    const workbook = await opened()
    assert.equal(workbook.getWorksheet('别的')?.getCell('A2').numFmt, '@')
    assert.deepEqual(workbook.getWorksheet('别的')?.getCell('B2').value, new Date('2026-03-02T00:00:00Z'))
    assert.equal(workbook.getWorksheet('得分表')?.getCell('B4').numFmt, '0.0')
  })

  it('图在自己的一张表上，区间的横线也取自格子，格子里是公式', async () => {
    const chart = soundParts(await bookXlsx(BOOK)).get('xl/charts/chart1.xml')?.toString('utf8') ?? ''
    assert.match(chart, /<c:minus><c:numRef><c:f>'得分表图'!\$M\$2:\$M\$3<\/c:f>/)
    const cell = (await opened()).getWorksheet('得分表图')?.getCell('M2')
    assert.deepEqual([cell?.formula, cell?.result], ["ROUND('得分表'!B4-'得分表'!C4,2)", 3.5])
  })

  it('打开来数是数、字是字；图取自格子', async () => {
    const file = await bookXlsx(BOOK)
    const parts = soundParts(file)
    assert.match(parts.get('xl/charts/chart1.xml')?.toString('utf8') ?? '', /<c:f>'得分表'!\$B\$4:\$B\$5<\/c:f>/)
    for (const part of ['xl/worksheets/sheet2.xml', 'xl/drawings/drawing1.xml']) {
      const { named, held } = namedRelations(parts, part)
      assert.deepEqual(named, held)
    }
    const workbook = await opened()
    const sheet = workbook.getWorksheet('得分表')
    assert.deepEqual([sheet?.getCell('A4').value, sheet?.getCell('B4').value, sheet?.getCell('B5').value], ['甲局', 91.5, null])
    assert.equal(workbook.getWorksheet('别的')?.getCell('A2').value, '=1+1')
  })
})

describe('图的 XML 和压缩包', () => {
  it('任何名字、任何数，都是合格的 XML', () => {
    const bar = fc.record({
      label: fc.string({ unit: 'binary' }),
      value: fc.double({ min: 0, max: 100, noNaN: true }),
      low: fc.constant(null),
      high: fc.constant(null),
      word: fc.string(),
      tone: fc.constantFrom('good' as const, 'bad' as const),
    })
    fc.assert(fc.property(fc.array(bar, { maxLength: 3 }), fc.string({ unit: 'binary' }), (bars, title) => {
      const chart: BarChart = { ...CHART, title, bars }
      soundParts(
        zipOf(new Map([['[Content_Types].xml', Buffer.from('<Types><Default Extension="xml"/></Types>')], ['chart.xml', Buffer.from(chartXml(chart))]])),
      )
    }), { numRuns: 60 })
    assert.equal(escaped('a\u0000<"&>b\ud800'), 'a&lt;&quot;&amp;&gt;b')
  })

  it('放进去的和拿出来的一样，次序也一样', () => {
    fc.assert(fc.property(fc.uniqueArray(fc.tuple(fc.stringMatching(/^[a-z一-龥]{1,8}\.xml$/), fc.uint8Array({ maxLength: 300 })), { selector: ([name]) => name }), (given) => {
      const parts = new Map(given.map(([name, bytes]) => [name, Buffer.from(bytes)]))
      assert.deepEqual([...partsIn(zipOf(parts))], [...parts])
    }), { numRuns: 60 })
  })
})
