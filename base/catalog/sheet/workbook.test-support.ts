import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import ExcelJS from 'exceljs'
import type { Item } from '../item.ts'
import { testItem } from '../test-item.ts'
import { rowsOf } from './compose.ts'
import { SHEETS } from './layout.ts'
import { readWorkbook, type ReadWorkbook } from './read-workbook.ts'

export const TODAY = '2026-03-02'
export const ORGANISATIONS = [{ id: 'market-regulation', name: '示例市场监管局' }, { id: 'hall', name: '示例综合窗口' }]
export const nameOf = (id: string): string => ORGANISATIONS.find((one) => one.id === id)?.name ?? id

type Cell = ExcelJS.CellValue
/** Sheet by sheet the rows, the headings first. */
export type Rows = Map<string, Cell[][]>

const folder = mkdtempSync(join(tmpdir(), 'chunfeng-workbook-'))
process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
let files = 0

export const newPath = (): string => join(folder, `${files++}.xlsx`)

/** An item of the test that can be told from others by its number. */
export const item = (number: number, changes: Partial<Item> = {}): Item => testItem({ code: `SL${String(number).padStart(7, '0')}`, ...changes })

export function rowsFor(items: readonly Item[]): Rows {
  const rows: Rows = new Map(SHEETS.map(({ name, columns }) => [name, [columns.map(({ title }) => title)]]))
  for (const one of items) for (const { sheet, cells } of rowsOf(one, nameOf)) rows.get(sheet)?.push(cells)
  return rows
}

export async function written(rows: Rows): Promise<string> {
  const workbook = new ExcelJS.Workbook()
  for (const [name, cells] of rows) workbook.addWorksheet(name).addRows(cells)
  const path = newPath()
  await workbook.xlsx.writeFile(path)
  return path
}

/** Writes the rows after they have been changed, and reads them back. */
export async function readBack(items: readonly Item[], change: (rows: Rows) => void = () => undefined): Promise<ReadWorkbook> {
  const rows = rowsFor(items)
  change(rows)
  return readWorkbook(await written(rows), { organisations: ORGANISATIONS, today: TODAY })
}

/** Puts a value into a cell; rows count from 1 as in the spreadsheet. */
export function put(rows: Rows, { sheet, row, column }: { sheet: string; row: number; column: string }, value: Cell): void {
  const cells = rows.get(sheet)
  const at = cells?.[0]?.indexOf(column) ?? -1
  const found = cells?.[row - 1]
  if (at < 0 || !found) throw new Error(`no cell ${sheet} ${row} ${column}`)
  found[at] = value
}
