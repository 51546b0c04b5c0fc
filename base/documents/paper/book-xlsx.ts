import { startOf, type Day } from '#platform/day'
import { addPart, change, relate } from './office-parts.ts'
import { CHART_RELATION, CHART_TYPE, chartXml, escaped } from './chart-xml.ts'
import type { BarChart } from './paper.ts'
import { partsIn, zipOf, type Parts } from './zip.ts'

/** A workbook of figures: numbers stay numbers. */
export interface Book { title: string; issuedOn: Day; sheets: readonly Sheet[] }
export interface Sheet {
  name: string
  /** Lines above the head: what it is, of which period. */
  lines: readonly string[]
  columns: readonly { title: string; width: number }[]
  rows: readonly (readonly Cell[])[]
  /** Beside the table; its bars are the first rows, labelled by column `labels` with the values of column `values` (from 0). */
  chart?: { chart: BarChart; labels: number; values: number } | undefined
}
export type Cell = string | number | null

const DRAWING_TYPE = 'application/vnd.openxmlformats-officedocument.drawing+xml'
const DRAWING_RELATION = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/drawing'
const HEAD_FILL = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFE8EEF2' } } as const

/** The book as XLSX; charts are drawn by the spreadsheet program itself from the cells. */
export async function bookXlsx({ title, issuedOn, sheets }: Book): Promise<Buffer> {
  const { default: { Workbook } } = await import('exceljs')
  const workbook = new Workbook()
  Object.assign(workbook, { creator: '春风', title, created: startOf(issuedOn), modified: startOf(issuedOn) })
  for (const { name, lines, columns, rows } of sheets) {
    const sheet = workbook.addWorksheet(name, {
      views: [{ state: 'frozen', ySplit: lines.length + 1 }],
      pageSetup: { paperSize: 9, orientation: 'landscape', fitToPage: true, fitToHeight: 0 },
    })
    sheet.columns = columns.map(({ width }) => ({ width }))
    lines.forEach((words, index) => { sheet.addRow([words]).font = { bold: index === 0, size: index === 0 ? 14 : 11 } })
    const head = sheet.addRow(columns.map(({ title: words }) => words))
    head.font = { bold: true }
    head.eachCell((cell) => { cell.fill = HEAD_FILL; cell.alignment = { wrapText: true, vertical: 'middle', horizontal: 'center' } })
    for (const row of rows) sheet.addRow([...row]).alignment = { vertical: 'top', wrapText: true }
  }
  const parts = partsIn(Buffer.from(await workbook.xlsx.writeBuffer()))
  sheets.forEach((sheet, index) => addChart(parts, sheet, index + 1))
  return zipOf(parts)
}

function addChart(parts: Parts, { name, lines, columns, chart }: Sheet, number: number): void {
  if (!chart) return
  const first = lines.length + 2
  const last = first + chart.chart.bars.length - 1
  const range = (column: number): string => `'${name.replaceAll("'", "''")}'!$${letterOf(column)}$${first}:$${letterOf(column)}$${last}`
  addPart(parts, { name: `xl/charts/chart${number}.xml`, type: CHART_TYPE, xml: chartXml(chart.chart, { labels: range(chart.labels), values: range(chart.values) }) })
  const drawing = `xl/drawings/drawing${number}.xml`
  addPart(parts, { name: drawing, type: DRAWING_TYPE, xml: drawingXml(chart.chart, { column: columns.length + 1, row: lines.length }) })
  relate(parts, drawing, { type: CHART_RELATION, target: `../charts/chart${number}.xml` })
  const sheet = `xl/worksheets/sheet${number}.xml`
  const id = relate(parts, sheet, { type: DRAWING_RELATION, target: `../drawings/drawing${number}.xml` })
  change(parts, sheet, (text) => text.replace('</worksheet>', `<drawing xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:id="${id}"/></worksheet>`))
}

/** The chart beside the table, as high as its bars need. The relation of the chart is the first of its drawing. */
function drawingXml({ title, caption, bars }: BarChart, { column, row }: { column: number; row: number }): string {
  const place = (name: string, at: { column: number; row: number }): string =>
    `<xdr:${name}><xdr:col>${at.column}</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>${at.row}</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:${name}>`
  return '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    + `<xdr:twoCellAnchor>${place('from', { column, row })}${place('to', { column: column + 10, row: row + 7 + Math.ceil(bars.length * 1.3) })}`
    + `<xdr:graphicFrame macro=""><xdr:nvGraphicFramePr><xdr:cNvPr id="2" name="${escaped(title)}" descr="${escaped(caption)}"/><xdr:cNvGraphicFramePr/></xdr:nvGraphicFramePr>`
    + '<xdr:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/></xdr:xfrm><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart">'
    + '<c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:id="rIdChart1"/>'
    + '</a:graphicData></a:graphic></xdr:graphicFrame><xdr:clientData/></xdr:twoCellAnchor></xdr:wsDr>'
}

/** 0 is A; a sheet of ours has at most 26 columns. */
function letterOf(column: number): string {
  return String.fromCharCode('A'.charCodeAt(0) + column)
}
