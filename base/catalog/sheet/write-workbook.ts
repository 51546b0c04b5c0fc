import { PassThrough, type Readable } from 'node:stream'
import { setImmediate as breathe } from 'node:timers/promises'
import type ExcelJS from 'exceljs'
import type { Item } from '../item.ts'
import { rowsOf, type SheetCell } from './compose.ts'
import { GUIDE_SHEET, SHEETS, type Sheet, type SheetColumn } from './layout.ts'

const TEMPLATE_ROWS = 2000
/** Others are served while a long catalogue is written. */
const BREATH_ITEMS = 50
const WIDTH_MIN = 10
const WIDTH_MAX = 40
/** A code has up to 33 characters, and is what everything else hangs on. */
const CODE_WIDTH = 36
/** Higher rows would leave hardly any on the screen; the rest of a long cell is read by opening it. */
const ROW_LINES_MAX = 6
const LINE_HEIGHT = 16
/** So many characters across a sheet of A4 can still be read. */
const PAGE_CHARACTERS = 200
/** The font of the program's own theme; one without name and size looks different in each program. */
const HEAD_FONT = { name: 'Calibri', family: 2, scheme: 'minor', size: 11, bold: true } as const
/** What a list of choices may have in it, as the spreadsheet keeps it. */
const CHOICES_CHARACTERS_MAX = 255
const HEAD_FILL = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFE6F0FA' } } as const
const GUIDE_HEADS = ['表', '列', '必填', '怎样填', '可用的词', '说明']
const GUIDE_WIDTHS = [12, 18, 8, 40, 60, 40]

/** The workbook with these items, or with none: then it is the template. Written while it is being read. */
export function writeWorkbook(items: Iterable<Item> | AsyncIterable<Item>, nameOf: (organisation: string) => string): Readable {
  const stream = new PassThrough()
  fill(stream, items, nameOf).catch((error: unknown) => stream.destroy(error instanceof Error ? error : new Error(String(error))))
  return stream
}

async function fill(stream: PassThrough, items: Iterable<Item> | AsyncIterable<Item>, nameOf: (organisation: string) => string): Promise<void> {
  // Large, and wanted only here: every start of the program is quicker without it.
  const { default: { stream: { xlsx } } } = await import('exceljs')
  const workbook = new xlsx.WorkbookWriter({ stream, useSharedStrings: false, useStyles: true })
  const sheets = new Map(SHEETS.map((sheet) => [sheet.name, openSheet(workbook, sheet)]))
  let written = 0
  for await (const item of items) {
    written += 1
    if (written % BREATH_ITEMS === 0) await breathe()
    for (const { sheet, cells } of rowsOf(item, nameOf)) writeRow(sheets.get(sheet), cells)
  }
  for (const sheet of SHEETS) closeSheet(sheet, sheets.get(sheet.name))
  explain(workbook)
  await workbook.commit()
}

function openSheet(workbook: ExcelJS.stream.xlsx.WorkbookWriter, { name, columns }: Sheet): ExcelJS.Worksheet {
  const widths = columns.map(({ title, field, kind }) => field === 'code' ? CODE_WIDTH : widthOf(title, kind.says))
  const sheet = workbook.addWorksheet(name, { ...printed(widths), views: [{ state: 'frozen', xSplit: 1, ySplit: 1 }] })
  sheet.columns = columns.map(({ kind }, at): Partial<ExcelJS.Column> => ({
    width: widths[at] ?? WIDTH_MIN, style: { numFmt: kind.format ?? '@', alignment: { wrapText: true, vertical: 'top' } },
  }))
  writeHead(sheet, columns.map(({ title, isRequired }) => isRequired ? `${title}*` : title))
  return sheet
}

/** A4 across, as many sheets side by side as it takes to read it; the head and the code stand on each. */
function printed(widths: readonly number[]): Partial<ExcelJS.AddWorksheetOptions> {
  const across = Math.ceil(widths.reduce((sum, width) => sum + width, 0) / PAGE_CHARACTERS)
  return {
    pageSetup: {
      paperSize: 9, orientation: 'landscape', fitToPage: true, fitToWidth: across, fitToHeight: 0, printTitlesRow: '1:1',
      ...(across > 1 && { printTitlesColumn: 'A:A' }),
    },
    headerFooter: { oddFooter: '&C&A　第 &P 页，共 &N 页' },
  }
}

/** Not every program finds the height of a row by itself. A Chinese character is as broad as two digits. */
function writeRow(sheet: ExcelJS.Worksheet | undefined, cells: readonly SheetCell[]): void {
  if (!sheet) return
  const row = sheet.addRow(cells)
  const lineCounts = cells.map((cell, at) => typeof cell === 'string' ? linesOf(cell, sheet.getColumn(at + 1).width ?? WIDTH_MIN) : 1)
  const lineCount = Math.min(ROW_LINES_MAX, Math.max(1, ...lineCounts))
  if (lineCount > 1) row.height = lineCount * LINE_HEIGHT
  row.commit()
}

function linesOf(cell: string, width: number): number {
  return cell.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(line.replace(/[^ -~]/g, '字字').length / (width - 1))), 0)
}

function writeHead(sheet: ExcelJS.Worksheet, titles: readonly string[]): void {
  const head = sheet.addRow(titles)
  head.eachCell((cell) => { cell.style = { font: HEAD_FONT, fill: HEAD_FILL, numFmt: '@', alignment: { wrapText: true, vertical: 'middle' } } })
  head.commit()
}

/** Choices for the columns with fixed words; below the rows that are written, so that new ones have them too. */
function closeSheet({ columns }: Sheet, sheet: ExcelJS.Worksheet | undefined): void {
  columns.forEach((column, at) => {
    const choices = choicesOf(column)
    if (choices !== undefined && sheet) offer(sheet, at, choices)
  })
  sheet?.commit()
}

/** The library offers choices cell by cell; for a whole column there is only what its types leave out. */
function offer(sheet: ExcelJS.Worksheet, at: number, choices: string): void {
  const letter = sheet.getColumn(at + 1).letter
  if (!('dataValidations' in sheet)) return
  const validations: unknown = sheet.dataValidations
  if (typeof validations !== 'object' || validations === null || !('add' in validations) || typeof validations.add !== 'function') return
  validations.add(`${letter}2:${letter}${TEMPLATE_ROWS}`, {
    type: 'list', allowBlank: true, formulae: [`"${choices}"`], showErrorMessage: true, error: '请从列表里选',
  })
}

/** Only where one word is chosen: a spreadsheet cannot offer several for one cell. */
function choicesOf({ kind }: SheetColumn): string | undefined {
  const choices = kind.words?.join(',')
  return choices !== undefined && !kind.says.includes('顿号') && choices.length <= CHOICES_CHARACTERS_MAX ? choices : undefined
}

function explain(workbook: ExcelJS.stream.xlsx.WorkbookWriter): void {
  const sheet = workbook.addWorksheet(GUIDE_SHEET, { ...printed(GUIDE_WIDTHS), views: [{ state: 'frozen', ySplit: 1 }] })
  sheet.columns = GUIDE_WIDTHS.map((width) => ({ width, style: { alignment: { wrapText: true, vertical: 'top' } } }))
  writeHead(sheet, GUIDE_HEADS)
  for (const { name, says, columns } of SHEETS) {
    writeRow(sheet, [name, '（整张表）', '', says])
    for (const { title, kind, isRequired, help } of columns) {
      writeRow(sheet, [name, title, isRequired ? '必填' : '', kind.says, kind.words?.join('、') ?? '', help])
    }
  }
  sheet.commit()
}

function widthOf(title: string, says: string): number {
  return Math.min(WIDTH_MAX, Math.max(WIDTH_MIN, title.length * 2 + 4, /最多 (?:\d{3,}) /.test(says) ? WIDTH_MAX : 0))
}
