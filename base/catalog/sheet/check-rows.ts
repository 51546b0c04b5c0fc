import { shown } from '../import/finding.ts'
import { errorAt, findingAt, type SheetFinding } from './finding.ts'
import type { Sheet, SheetColumn } from './layout.ts'
import type { TextRow } from './read-rows.ts'

/** What a row says, field by field; a field is absent where its cell is empty or broken. */
export interface SheetRow { row: number; fields: Readonly<Record<string, unknown>>; isSound: boolean }

/** Where each column stands; a column that is not there is -1. */
export type Heading = ReadonlyMap<SheetColumn, number>

export interface CheckedHeading { heading: Heading; findings: SheetFinding[] }

/** Ties the headings of a sheet to its columns; the order does not matter, but all must be there, each once. */
export function checkHeading(sheet: Sheet, { row, cells }: TextRow): CheckedHeading {
  const titles = cells.map((cell) => cell.replace(/[*＊\s]/g, ''))
  const findings: SheetFinding[] = []
  const known = new Set(sheet.columns.map(({ title }) => title))
  titles.forEach((title, at) => {
    const place = { sheet: sheet.name, row, column: title, at }
    const value = shown(title)
    if (title === '') return
    if (!known.has(title)) findings.push(
      findingAt(place, { value, reason: '没有这一列', suggestion: `请改正列名或删去这一列；可用的列名：${[...known].join('、')}`, severity: 'error' }),
    )
    else if (titles.indexOf(title) !== at) findings.push(findingAt(place, { value, reason: '这一列出现了两次', suggestion: '请只留一列', severity: 'error' }))
  })
  for (const { title } of sheet.columns) {
    if (!titles.includes(title)) findings.push(errorAt({ sheet: sheet.name, row, column: title }, '缺少这一列', '请用下载的模板，不要删列；没有内容的列留空'))
  }
  return { heading: new Map(sheet.columns.map((column) => [column, titles.indexOf(column.title)])), findings }
}

/** Checks every cell of a row and reads those that are in order. */
export function checkCells(sheet: Sheet, heading: Heading, { row, cells }: TextRow): { row: SheetRow; findings: SheetFinding[] } {
  const fields: Record<string, unknown> = {}
  const findings: SheetFinding[] = []
  for (const [column, at] of heading) {
    const cell = cells[at] ?? ''
    const finding = cellFinding(column, cell)
    if (finding) findings.push(findingAt({ sheet: sheet.name, row, column: column.title, at: at < 0 ? undefined : at }, finding))
    if (finding?.severity === 'error') continue
    const value = cell === '' ? column.kind.blank : column.kind.read(cell)
    if (value !== undefined) fields[column.field] = value
  }
  return { row: { row, fields, isSound: !findings.some(({ severity }) => severity === 'error') }, findings }
}

type Said = Pick<SheetFinding, 'value' | 'reason' | 'suggestion' | 'severity'>

function cellFinding({ title, kind, isRequired, help }: SheetColumn, cell: string): Said | undefined {
  const wanted = `请填${kind.words ? `其中的词：${kind.words.join('、')}` : kind.says}${help === '' ? '' : `；${help}`}`
  if (cell === '') return isRequired ? { value: '', reason: `“${title}”是空的`, suggestion: wanted, severity: 'error' } : undefined
  const verdict = kind.check(cell)
  return verdict && { value: shown(cell), suggestion: wanted, ...verdict, reason: `“${title}”${verdict.reason}` }
}
