import { Refusal } from '#platform/refusal'
import { withParts, type Parts } from './xlsx/parts.ts'
import { openWorkbook, type Workbook } from './xlsx/workbook.ts'

/** One row of a sheet with every cell as text; columns count from 0. */
export interface TextRow { sheet: string; row: number; cells: readonly string[] }

/** Far above any catalogue; below what would fill the memory. */
export const ROWS_MAX = 200_000
export const COLUMNS_MAX = 100
/** What a spreadsheet itself allows in one cell. */
const CELL_CHARACTERS_MAX = 32_767
const DAY_MILLISECONDS = 86_400_000
const DAY_CHARACTERS = 10
/** Days from the spreadsheet's day 0 to 1970; the second way of counting begins in 1904. */
const DAYS_TO_1970 = 25_569
const DAYS_1900_TO_1904 = 1462

/**
 * The rows of a workbook that have anything in them, sheet by sheet. Our own reader and not that of the library which writes
 * them: the library decodes each piece of a file by itself and so destroys the Chinese character that a piece ends in.
 * Refuses with `unsupported-media` what is no workbook or unpacks to too much, with `too-large` what has more rows or columns
 * than any catalogue, with `invalid` what cannot be read.
 */
export async function rowsOfWorkbook(path: string): Promise<TextRow[]> {
  try {
    return await withParts(path, async (parts) => {
      const workbook = await openWorkbook(parts)
      const rows: TextRow[] = []
      for (const sheet of workbook.sheets) await readSheet(parts, workbook, { sheet, rows })
      return rows
    })
  } catch (error) {
    if (error instanceof Refusal || (error instanceof Error && 'syscall' in error)) throw error
    throw new Refusal('invalid', '表格读不出来，多半已损坏，请在表格软件里打开、另存为 xlsx 后再试')
  }
}

interface Into { sheet: Workbook['sheets'][number]; rows: TextRow[] }
interface Cell { column: number; type: string; style: number; words: string }

async function readSheet(parts: Parts, workbook: Workbook, { sheet, rows }: Into): Promise<void> {
  let row = 0
  let cells: string[] = []
  let cell: Cell | undefined
  let isValue = false
  const listener = {
    open: (name: string, attribute: (name: string) => string | undefined) => {
      if (name === 'row') { row = Number(attribute('r') ?? row + 1); cells = [] }
      else if (name === 'c') cell = {
        column: columnOf(attribute('r'), cells.length), type: attribute('t') ?? 'n', style: Number(attribute('s') ?? 0), words: '',
      }
      else if (name === 'v' || name === 't') isValue = true
      else if (name === 'rPh') isValue = false
    },
    text: (text: string) => { if (isValue && cell) cell.words += text },
    close: (name: string) => {
      if (name === 'v' || name === 't') isValue = false
      else if (name === 'c' && cell) { put(cells, cell, textOf(cell, workbook)); cell = undefined }
      else if (name === 'row' && cells.length > 0) rows.push({ sheet: sheet.name, row, cells: Array.from(cells, (text) => text ?? '') })
    },
  }
  for await (const _ of parts.scan(sheet.part, listener)) {
    void _
    if (rows.length > ROWS_MAX) throw tooLarge(`超过 ${ROWS_MAX} 行`)
  }
}

function put(cells: string[], { column }: Cell, text: string): void {
  if (text === '') return
  if (column >= COLUMNS_MAX) throw tooLarge(`有一行多于 ${COLUMNS_MAX} 列`)
  cells[column] = text
}

/** 'C12' → 2; some programs leave the address out, and then cells stand one after the other. */
function columnOf(address: string | undefined, next: number): number {
  const letters = /^[A-Z]{1,3}/.exec(address ?? '')?.[0]
  if (letters === undefined) return next
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1
}

/** Whatever kind of cell it is, what a person sees in it. Empty and blank cells are the same. */
function textOf({ type, style, words }: Cell, { strings, isDay, isFrom1904 }: Workbook): string {
  if (words.trim() === '') return ''
  if (type === 's') return tidy(strings[Number(words)] ?? '')
  if (type === 'b') return words.trim() === '1' ? '是' : '否'
  if (type !== 'n') return tidy(words)
  const number = Number(words)
  if (isDay[style] !== true || !Number.isFinite(number)) return Number.isFinite(number) ? String(number) : words
  const day = new Date((Math.floor(number) - DAYS_TO_1970 + (isFrom1904 ? DAYS_1900_TO_1904 : 0)) * DAY_MILLISECONDS)
  return Number.isNaN(day.getTime()) ? words : day.toISOString().slice(0, DAY_CHARACTERS)
}

/** Spreadsheets write a control character as _x000D_. */
function tidy(text: string): string {
  const words = text.replace(/_x([0-9A-F]{4})_/g, (_, code: string) => String.fromCharCode(parseInt(code, 16))).replace(/\r\n?/g, '\n')
  return words.trim() === '' ? '' : words.slice(0, CELL_CHARACTERS_MAX)
}

function tooLarge(what: string): Refusal {
  return new Refusal('too-large', `这个表格${what}，不像事项清单，请分成几个文件再导入`)
}
