import type { CheckedRow } from '../import/row-check.ts'
import { checkedCells } from '../import/row-check.ts'
import { COLUMNS } from '../import/columns.ts'
import { NONE } from '../import/source-row.ts'
import type { TextRow } from './read-rows.ts'

/** The column that tells a sheet in the shape of the provincial portal: its headings are the portal's own names. */
export const PROVINCE_MARK = 'TASK_CODE'
const LISTS = new Set(['theme_category', 'service_object_name', 'material_intro'])

/** A row of such a sheet, checked as a line of the portal's own file is. */
export function provinceRow(headings: readonly string[], { row, cells }: TextRow): CheckedRow {
  const twice = headings.filter((title, at) => title !== '' && headings.indexOf(title) !== at)
  const pairs = headings.flatMap((title, at): [string, unknown][] => title === '' ? [] : [[title, valueOf(title, cells[at] ?? '')]])
  return { line: row, ...checkedCells(row, Object.fromEntries(pairs), new Set(twice)) }
}

/** A spreadsheet knows neither null nor lists: an empty cell is null where that may be, and a list is JSON or has separators. */
function valueOf(column: string, cell: string): unknown {
  if (cell === '') return mayBeNull(column) ? null : ''
  if (!LISTS.has(column) || cell === NONE) return cell
  return jsonList(cell) ?? cell.split(/[\n、]/).map((entry) => entry.trim()).filter((entry) => entry !== '')
}

function mayBeNull(column: string): boolean {
  const rules: Readonly<Record<string, { check: (value: unknown) => unknown }>> = COLUMNS
  return rules[column]?.check(null) === undefined
}

function jsonList(cell: string): unknown[] | undefined {
  if (!cell.startsWith('[')) return undefined
  try {
    const list: unknown = JSON.parse(cell)
    return Array.isArray(list) ? list : undefined
  } catch {
    return undefined
  }
}
