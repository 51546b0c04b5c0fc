import type { HeaderFooter, PageSetup, Workbook } from 'exceljs'
import type { ChartPlace, Sheet } from './book.ts'
import { CHART_RELATION, CHART_TYPE, chartXml, distances, escaped } from './chart-xml.ts'
import { addPart, change, relate } from './office-parts.ts'
import type { BarChart } from './paper.ts'
import type { Parts } from './zip.ts'

const DRAWING_TYPE = 'application/vnd.openxmlformats-officedocument.drawing+xml'
const DRAWING_RELATION = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/drawing'
/** Columns and rows of the usual size that the chart takes: a page, and beside it the lengths of its lines. */
const CHART_COLUMNS = 11
const DISTANCES = { below: CHART_COLUMNS + 1, above: CHART_COLUMNS + 2 } as const

interface Print { pageSetup: Partial<PageSetup>; headerFooter: Partial<HeaderFooter> }

/** A sheet for the chart of another one: beside a broad table it would be printed too small to read. Returns its number. */
export function openChartSheet(workbook: Workbook, { name, lines, chart }: Sheet, { pageSetup, headerFooter }: Print): number {
  const bars = chart?.chart.bars ?? []
  const sheet = workbook.addWorksheet(`${name}图`, {
    views: [{ showGridLines: false }],
    headerFooter,
    pageSetup: { ...pageSetup, orientation: 'portrait', fitToHeight: 1, printArea: `A$1:${letterOf(CHART_COLUMNS - 1)}$${heightOf(bars.length)}` },
  })
  if (!chart?.range || bars.every(({ low }) => low === null)) return sheet.id
  const { range, values } = chart
  const lengthsOf = (end: 'low' | 'high'): readonly number[] => distances(chart.chart, end)
  const [below, above] = [lengthsOf('low'), lengthsOf('high')]
  const cellOf = (column: number, index: number): string => `'${name}'!${letterOf(column)}${lines.length + 2 + index}`
  sheet.getCell(1, DISTANCES.below + 1).value = '区间向下多长'
  sheet.getCell(1, DISTANCES.above + 1).value = '区间向上多长'
  bars.forEach((bar, index) => {
    if (bar.low === null || bar.high === null) return
    const value = cellOf(values, index)
    sheet.getCell(index + 2, DISTANCES.below + 1).value = { formula: `ROUND(${value}-${cellOf(range.low, index)},2)`, result: below[index] ?? 0 }
    sheet.getCell(index + 2, DISTANCES.above + 1).value = { formula: `ROUND(${cellOf(range.high, index)}-${value},2)`, result: above[index] ?? 0 }
  })
  for (const column of Object.values(DISTANCES)) sheet.getColumn(column + 1).width = 14
  return sheet.id
}

/** Draws the chart on its sheet, out of the cells of the table and of the lengths. */
export function drawChart(parts: Parts, { name, lines }: Sheet, { chart, number, sheetNumber }: {
  chart: ChartPlace; number: number; sheetNumber: number
}): void {
  const { bars } = chart.chart
  const range = (sheet: string, column: number, first: number): string =>
    `'${sheet}'!$${letterOf(column)}$${first}:$${letterOf(column)}$${first + bars.length - 1}`
  const first = lines.length + 2
  const cells = {
    labels: range(name, chart.labels, first), values: range(name, chart.values, first),
    ...(chart.range && { below: range(`${name}图`, DISTANCES.below, 2), above: range(`${name}图`, DISTANCES.above, 2) }),
  }
  addPart(parts, { name: `xl/charts/chart${number}.xml`, type: CHART_TYPE, xml: chartXml(chart.chart, cells) })
  const drawing = `xl/drawings/drawing${number}.xml`
  addPart(parts, { name: drawing, type: DRAWING_TYPE, xml: drawingXml(chart.chart) })
  relate(parts, drawing, { type: CHART_RELATION, target: `../charts/chart${number}.xml` })
  const sheet = `xl/worksheets/sheet${sheetNumber}.xml`
  const id = relate(parts, sheet, { type: DRAWING_RELATION, target: `../drawings/drawing${number}.xml` })
  change(parts, sheet, (text) =>
    text.replace('</worksheet>', `<drawing xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:id="${id}"/></worksheet>`))
}

/** As high as its bars need. The relation of the chart is the first of its drawing. */
function drawingXml({ title, caption, bars }: BarChart): string {
  const place = (name: string, at: { column: number; row: number }): string =>
    `<xdr:${name}><xdr:col>${at.column}</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>${at.row}</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:${name}>`
  return '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    + '<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" '
    + 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    + `<xdr:twoCellAnchor>${place('from', { column: 0, row: 0 })}${place('to', { column: CHART_COLUMNS, row: heightOf(bars.length) })}`
    + `<xdr:graphicFrame macro=""><xdr:nvGraphicFramePr><xdr:cNvPr id="2" name="${escaped(title)}" descr="${escaped(caption)}"/><xdr:cNvGraphicFramePr/></xdr:nvGraphicFramePr>`
    + '<xdr:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/></xdr:xfrm><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart">'
    + '<c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:id="rIdChart1"/>'
    + '</a:graphicData></a:graphic></xdr:graphicFrame><xdr:clientData/></xdr:twoCellAnchor></xdr:wsDr>'
}

/** In rows. */
function heightOf(barCount: number): number {
  return 8 + Math.ceil(barCount * 1.4)
}

/** 0 is A; a sheet of ours has at most 26 columns. */
function letterOf(column: number): string {
  return String.fromCharCode('A'.charCodeAt(0) + column)
}
