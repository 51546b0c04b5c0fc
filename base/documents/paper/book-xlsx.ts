import type { Cell as SheetCell, Column as SheetColumn, Workbook, Worksheet } from 'exceljs'
import { startOf } from '#platform/day'
import { drawChart, openChartSheet } from './book-chart.ts'
import type { Book, Cell, Sheet } from './book.ts'
import { partsIn, zipOf } from './zip.ts'

/** The fonts of the program's own theme, also for Chinese; a font without name and size looks different in each program. */
const FONT = { name: 'Calibri', family: 2, scheme: 'minor' } as const
const HEAD_FILL = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFE8EEF2' } } as const
const EDGE = { style: 'thin', color: { argb: 'FFB9C2C9' } } as const
const BORDER = { top: EDGE, left: EDGE, bottom: EDGE, right: EDGE } as const
const A4 = { paperSize: 9, fitToPage: true, fitToWidth: 1, horizontalCentered: true } as const
const FOOT = { oddFooter: '&C第 &P 页，共 &N 页' } as const
/** What a spreadsheet takes for a formula when somebody edits the cell, unless it is said to be text. */
const LIKE_FORMULA = /^[=+\-@\t\r]/
const LINE_HEIGHT = 16

/** The book as XLSX; charts are drawn by the spreadsheet program itself from the cells. */
export async function bookXlsx({ title, issuedOn, sheets }: Book): Promise<Buffer> {
  const { default: exceljs } = await import('exceljs')
  const workbook = new exceljs.Workbook()
  Object.assign(workbook, { creator: '春风', title, created: startOf(issuedOn), modified: startOf(issuedOn) })
  const charts = sheets.flatMap((sheet) => {
    writeSheet(workbook, sheet)
    return sheet.chart === undefined ? [] : [{ sheet, chart: sheet.chart, sheetNumber: openChartSheet(workbook, sheet, { pageSetup: A4, headerFooter: FOOT }) }]
  })
  const parts = partsIn(Buffer.from(await workbook.xlsx.writeBuffer()))
  charts.forEach(({ sheet, chart, sheetNumber }, index) => { drawChart(parts, sheet, { chart, number: index + 1, sheetNumber }) })
  return zipOf(parts)
}

function writeSheet(workbook: Workbook, { name, lines, columns, rows }: Sheet): void {
  const sheet = workbook.addWorksheet(name, {
    views: [{ state: 'frozen', ySplit: lines.length + 1 }],
    // The head of the table stands on every page.
    pageSetup: { ...A4, orientation: 'landscape', fitToHeight: 0, printTitlesRow: `${lines.length + 1}:${lines.length + 1}` },
    headerFooter: FOOT,
  })
  sheet.columns = columns.map(({ width }): Partial<SheetColumn> => ({ width }))
  lines.forEach((words, index) => writeLine(sheet, words, { columns, isTitle: index === 0 }))
  const head = sheet.addRow(columns.map(({ title }) => title))
  head.eachCell((cell) => {
    cell.style = {
      font: { ...FONT, size: 11, bold: true }, fill: HEAD_FILL, border: BORDER, alignment: { wrapText: true, vertical: 'middle', horizontal: 'center' },
    }
  })
  for (const cells of rows) {
    const row = sheet.addRow(cells.map(valueOf))
    const lineCount = Math.max(...columns.map(({ width }, index) => linesOf(cells[index], width)))
    if (lineCount > 1) row.height = LINE_HEIGHT * lineCount
    columns.forEach(({ digits }, index) => { styleCell(row.getCell(index + 1), cells[index] ?? null, digits) })
  }
}

/** Across the whole table, as high as it needs: joined cells do not find their height themselves. */
function writeLine(sheet: Worksheet, words: string, { columns, isTitle }: { columns: Sheet['columns']; isTitle: boolean }): void {
  const row = sheet.addRow([words])
  const size = isTitle ? 14 : 11
  const room = columns.reduce((sum, { width }) => sum + width, 0) * (11 / size)
  row.height = (LINE_HEIGHT * size) / 11 * linesOf(words, room)
  row.getCell(1).style = { font: { ...FONT, size, bold: isTitle }, alignment: { wrapText: true, vertical: 'middle', horizontal: 'left' } }
  if (columns.length > 1) sheet.mergeCells(row.number, 1, row.number, columns.length)
}

/** Not every program finds the height of a row by itself. A Chinese character is as broad as two digits. */
function linesOf(cell: Cell | undefined, width: number): number {
  return typeof cell === 'string' ? Math.max(1, Math.ceil(cell.replace(/[^ -~]/g, '字字').length / (width - 2))) : 1
}

function valueOf(cell: Cell): string | number | Date | null {
  return typeof cell === 'object' && cell !== null ? new Date(`${cell.day}T00:00:00Z`) : cell
}

function styleCell(cell: SheetCell, value: Cell, digits: number | undefined): void {
  const isNumber = typeof value === 'number'
  const format = isNumber ? digits === undefined ? undefined : `0${digits === 0 ? '' : `.${'0'.repeat(digits)}`}`
    : typeof value === 'string' ? LIKE_FORMULA.test(value) ? '@' : undefined : 'yyyy"年"m"月"d"日"'
  cell.style = {
    font: { ...FONT, size: 11 }, border: BORDER, ...(format !== undefined && { numFmt: format }),
    alignment: isNumber ? { vertical: 'top', horizontal: 'right' } : { vertical: 'top', horizontal: 'left', indent: 1, wrapText: true },
  }
}
