import { COLUMNS } from './columns.ts'
import { shown, visible, type Finding } from './finding.ts'
import type { Line } from './line-reader.ts'
import type { Column, SoundCells } from './source-row.ts'

/** What one line holds: its cells that are in order, and a finding for each that is not. */
export interface CheckedRow { line: number; cells: SoundCells; findings: Finding[] }

// Safe: the table has a rule for each column by its type; Object.keys only forgets that.
const COLUMN_NAMES = Object.keys(COLUMNS) as Column[]
const NAME_CHARACTERS_MAX = 60
const BYTE_ORDER_MARK = '\uFEFF'
const utf8 = new TextDecoder('utf-8', { ignoreBOM: true })

/** Reads and checks one line; undefined for a blank one. Bytes that are not UTF-8 show in the cell they stand in. */
export function checkRow({ number, bytes }: Line): CheckedRow | undefined {
  if (!bytes) return unreadable(number, '', '这一行太长，不是事项', '请确认文件是每行一个事项的 JSON 行格式')
  const whole = utf8.decode(bytes)
  const text = number === 1 && whole.startsWith(BYTE_ORDER_MARK) ? whole.slice(1) : whole
  if (text.trim() === '') return undefined
  const row = parsed(text)
  if (row === undefined) return unreadable(number, text, '不是完整的 JSON，读不出内容', '请从来源重新导出这一行')
  if (!isRow(row)) return unreadable(number, text, '不是一组“列名: 内容”', '每行应是一个用花括号括起来的事项')
  const twice = repeatedColumns(text, row)
  return { line: number, ...checkedCells(number, row, new Set(twice)) }
}

export type RawRow = Readonly<Record<string, unknown>>

/** Checks a row whose cells are already apart; `twice` names the columns that stood in it more than once. */
export function checkedCells(line: number, row: RawRow, twice: ReadonlySet<string>): Pick<CheckedRow, 'cells' | 'findings'> {
  const findings = Object.keys(row).filter((name) => !Object.hasOwn(COLUMNS, name)).map((name): Finding => ({
    line, column: visible(name).slice(0, NAME_CHARACTERS_MAX), value: shown(row[name]), severity: 'error',
    reason: '来源的格式里没有这一列', suggestion: '请去掉这一列，或改正列名',
  }))
  const cells: Record<string, unknown> = {}
  for (const column of COLUMN_NAMES) {
    const finding = cellFinding(line, column, row, twice)
    if (finding) findings.push(finding)
    if (finding?.severity !== 'error') cells[column] = row[column]
  }
  // Safe: each kept cell has passed the check of its column.
  return { cells: cells as SoundCells, findings }
}

function cellFinding(line: number, column: Column, row: RawRow, twice: ReadonlySet<string>): Finding | undefined {
  const { check, label, suggestion } = COLUMNS[column]
  const said = { line, column, value: shown(row[column]) }
  if (!Object.hasOwn(row, column)) return { ...said, reason: `缺少这一列（${label}）`, suggestion, severity: 'error' }
  if (twice.has(column)) return { ...said, reason: `这一列（${label}）在一行里出现了两次`, suggestion: '请只留一个', severity: 'error' }
  const verdict = check(row[column])
  return verdict && { suggestion, ...said, ...verdict, reason: `${label}${verdict.reason}` }
}

function unreadable(line: number, text: string, reason: string, suggestion: string): CheckedRow {
  return { line, cells: {}, findings: [{ line, column: null, value: shown(text), reason, suggestion, severity: 'error' }] }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function isRow(row: unknown): row is Record<string, unknown> {
  return typeof row === 'object' && row !== null && !Array.isArray(row)
}

/** Columns that stand twice in one line; reading JSON would silently keep only the last. */
function repeatedColumns(text: string, row: RawRow): string[] {
  const names = [...text.matchAll(/"((?:[^"\\]|\\.)*)"(\s*:)?/g)].flatMap(([, name = '', colon]) => colon === undefined ? [] : [name])
  return names.length === Object.keys(row).length ? [] : names.filter((name, at) => names.indexOf(name) !== at)
}
