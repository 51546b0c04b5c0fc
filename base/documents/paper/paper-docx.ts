import type { FileChild, ITableCellOptions, Paragraph, Table } from 'docx'
import { startOf } from '#platform/day'
import type { Block } from '../layout.ts'
import { addPart, change, relate } from './office-parts.ts'
import { CHART_RELATION, CHART_TYPE, chartXml, escaped } from './chart-xml.ts'
import { titleIn, type BarChart, type Paper, type PaperBlock } from './paper.ts'
import { partsIn, zipOf } from './zip.ts'

type Docx = typeof import('docx')

/** GB/T 9704: margins 37, 28, 35 and 26 mm; text 三号 (16 pt), lines of 28 pt; title 二号 (22 pt). In twentieths of a point. */
const MARGIN = { top: 2098, bottom: 1984, left: 1587, right: 1474 } as const
const BODY = { size: 32, line: 560 } as const
/** In twentieths of a point. */
const HALF_POINT = 10
const INDENT_CHARACTERS = 2
const TITLE_SIZE = 44
/** Half points and lines of exactly so many twentieths of a point, the same with whatever font the reader's machine has; as in the PDF. */
const CELL = { usual: { size: 21, line: 340, margin: 40 }, dense: { size: 18, line: 240, margin: 20 } } as const
/** 小四, for what explains a table: it stays on the page of its table. */
const ANNEX_SIZE = 24
const FONTS = { ascii: 'Times New Roman', hAnsi: 'Times New Roman', eastAsia: '仿宋' } as const
const HEADS = { ...FONTS, eastAsia: '黑体' } as const
/** English metric units: 914400 to the inch. The text is 156 mm wide. */
const CHART_WIDTH = 5_616_000
const CHART_PITCH = 250_000
const CHART_FRAME = 1_100_000

/** The paper as DOCX, to be changed and signed on: real headings, tables whose heads repeat, charts the office program draws itself. */
export async function paperDocx(paper: Paper): Promise<Buffer> {
  const docx = await import('docx')
  const charts: BarChart[] = []
  const write = (blocks: readonly PaperBlock[], size: number = BODY.size): FileChild[] =>
    blocks.flatMap((block, index) => blockOf(docx, block, { charts, size, isKept: size === BODY.size && index === blocks.length - 1 }))
  const file = new docx.Document({
    creator: '春风',
    title: titleIn(paper),
    styles: { default: { document: { run: { font: FONTS, size: BODY.size, language: { eastAsia: 'zh-CN' } } } } },
    sections: [
      {
        properties: { page: { size: { width: 11906, height: 16838 }, margin: MARGIN } },
        footers: { default: new docx.Footer({ children: [pageNumber(docx)] }) },
        children: [
          ...headOf(docx, paper),
          ...write(paper.blocks),
          ...tailOf(docx, paper),
          ...paper.annexes.flatMap(({ title, blocks }, index) => [annexTitle(docx, `附表 ${index + 1}　${title}`), ...write(blocks, ANNEX_SIZE)]),
        ],
      },
    ],
  })
  return withCharts(await docx.Packer.toBuffer(file), charts, paper)
}

function headOf(docx: Docx, { number, titleLines, addressee, watermark }: Paper): Paragraph[] {
  const mark = [watermark === undefined ? '' : `（${watermark}）`, number === '' ? '' : `编号：${number}`].filter((words) => words !== '').join('　')
  return [
    ...(mark === '' ? [] : [line(docx, mark, { size: 24, align: 'right' })]),
    line(docx, titleLines.join('\n'), { size: TITLE_SIZE, align: 'center', heading: 1 }), line(docx, '', {}), line(docx, addressee, {}),
  ]
}

/** All on one page, with the end of the text: a signature never stands alone. */
function tailOf(docx: Docx, { signature, annexes }: Paper): Paragraph[] {
  const attached = annexes.map(({ title }, index) => line(docx, `${index === 0 ? '附：' : '　　'}${index + 1}. ${title}`, { isIndented: true, isKept: true }))
  return [
    line(docx, '', { isKept: true }),
    ...attached,
    line(docx, '', { isKept: true }),
    line(docx, signature.organ, { align: 'right', endIndent: 4, isKept: true }),
    line(docx, signature.date, { align: 'right', endIndent: 4 }),
  ]
}

function annexTitle(docx: Docx, title: string): Paragraph {
  return line(docx, title, { size: 32, align: 'center', heading: 2, isOnNewPage: true })
}

/** `isKept`: on one page with what follows. */
interface Look {
  size?: number; align?: 'center' | 'right'; heading?: 1 | 2 | 3; isIndented?: boolean; isOnNewPage?: boolean; endIndent?: number; isKept?: boolean
}

function line(docx: Docx, words: string, look: Look): Paragraph {
  const { size = BODY.size, align, heading, isIndented = false, isOnNewPage = false, endIndent = 0, isKept = heading !== undefined } = look
  const { HEADING_1, HEADING_2, HEADING_3 } = docx.HeadingLevel
  const levels = { 1: HEADING_1, 2: HEADING_2, 3: HEADING_3 } as const
  const spacing = size > BODY.size ? { line: 720, lineRule: 'exact' as const } : { line: size < BODY.size ? 360 : BODY.line, lineRule: 'exact' as const }
  return new docx.Paragraph({
    ...(align !== undefined && { alignment: align }),
    ...(heading !== undefined && { heading: levels[heading] }),
    keepNext: isKept,
    pageBreakBefore: isOnNewPage,
    spacing,
    indent: { ...(isIndented && { firstLine: INDENT_CHARACTERS * size * HALF_POINT }), ...(endIndent > 0 && { right: endIndent * 320 }) },
    children: words
      .split('\n')
      .map(
        (text, index) =>
          new docx.TextRun({ text, size, ...(index > 0 && { break: 1 }), font: heading === undefined ? FONTS : HEADS, bold: heading === 1, color: '000000' }),
      ),
  })
}

interface Place { charts: BarChart[]; size: number; isKept: boolean }

function blockOf(docx: Docx, block: PaperBlock, { charts, size, isKept }: Place): FileChild[] {
  switch (block.kind) {
    case 'paragraph': return [line(docx, block.text, { isIndented: true, size, isKept })]
    case 'heading': return [line(docx, block.text, { isIndented: true, size, heading: 3 })]
    case 'fields': return block.fields.map(({ label, value }) => line(docx, `${label}：${value}`, { isIndented: true, size }))
    case 'table': return [...captionOf(docx, block.caption), tableOf(docx, block), line(docx, '', { size: 20 })]
    case 'chart': return [line(docx, placeOf(charts.push(block.chart) - 1), {}), line(docx, block.chart.caption, { size: 18, align: 'center' })]
  }
}

function captionOf(docx: Docx, caption: string | undefined): Paragraph[] {
  return caption === undefined ? [] : [line(docx, caption, { size: 24, align: 'center', isKept: true })]
}

function tableOf(docx: Docx, { columns, rows, isDense = false }: Extract<Block, { kind: 'table' }>): Table {
  const whole = columns.reduce((sum, { share }) => sum + share, 0)
  const { size, line: pitch, margin } = CELL[isDense ? 'dense' : 'usual']
  const cell = (words: string, column: number, isHead: boolean): InstanceType<Docx['TableCell']> => {
    const options: ITableCellOptions = {
      width: { size: Math.round(((columns[column]?.share ?? 1) / whole) * 100), type: 'pct' },
      verticalAlign: 'center',
      margins: { left: 80, right: 80, top: margin, bottom: margin },
      children: words
        .split('\n')
        .map(
          (part) =>
            new docx.Paragraph({
              alignment: isHead || columns[column]?.align === 'centre' ? 'center' : 'left',
              spacing: { line: pitch, lineRule: 'exact' },
              keepNext: isHead,
              children: [new docx.TextRun({ text: part, size, bold: isHead, font: FONTS })],
            }),
        ),
    }
    return new docx.TableCell(options)
  }
  const head = new docx.TableRow({ tableHeader: true, cantSplit: true, children: columns.map(({ title }, column) => cell(title, column, true)) })
  const body = rows.map((cells) => new docx.TableRow({ cantSplit: true, children: cells.map((words, column) => cell(words, column, false)) }))
  return new docx.Table({ width: { size: 100, type: 'pct' }, rows: [head, ...body] })
}

/** — 1 —, centred, as official papers have it. */
function pageNumber(docx: Docx): Paragraph {
  return new docx.Paragraph({ alignment: 'center', children: [new docx.TextRun({ children: ['— ', docx.PageNumber.CURRENT, ' —'], size: 28, font: FONTS })] })
}

/** Stands where a chart goes until the file is put together; the library knows no charts. */
const placeOf = (index: number): string => `〔图表${index}〕`

function withCharts(file: Buffer, charts: readonly BarChart[], { issuedOn }: Paper): Buffer {
  const parts = partsIn(file)
  charts.forEach((chart, index) => {
    const name = `charts/chart${index + 1}.xml`
    addPart(parts, { name: `word/${name}`, type: CHART_TYPE, xml: chartXml(chart) })
    const id = relate(parts, 'word/document.xml', { type: CHART_RELATION, target: name })
    change(parts, 'word/document.xml', (text) => text.replace(new RegExp(`<w:p>(?:(?!</w:p>).)*${placeOf(index)}.*?</w:p>`), drawing(chart, { id, index })))
  })
  // The library writes the moment of making; the same paper is to give the same bytes.
  const day = startOf(issuedOn).toISOString().replace(/\.\d+/, '')
  change(parts, 'docProps/core.xml', (text) => text.replace(/(<dcterms:\w+ [^>]*>)[^<]*/g, `$1${day}`))
  return zipOf(parts)
}

function drawing({ title, caption, bars }: BarChart, { id, index }: { id: string; index: number }): string {
  const height = CHART_FRAME + bars.length * CHART_PITCH
  return '<w:p><w:pPr><w:keepNext/><w:jc w:val="center"/></w:pPr><w:r><w:drawing>'
    + '<wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" distT="0" distB="0" distL="0" distR="0">'
    + `<wp:extent cx="${CHART_WIDTH}" cy="${height}"/><wp:docPr id="${1000 + index}" name="${escaped(title)}" descr="${escaped(`${title}。${caption}`)}"/><wp:cNvGraphicFramePr/>`
    + '<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart">'
    + `<c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:id="${id}"/>`
    + '</a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>'
}
