import { problemsOf } from './consistency.ts'
import type { Item } from './item.ts'
import { findingsAcross } from './import/across-rows.ts'
import { censusOf, type Numbered } from './import/census.ts'
import { contradictionsIn } from './import/contradictions.ts'
import { shown, type Finding } from './import/finding.ts'
import { itemOfRow, type ImportContext } from './import/item-of-row.ts'
import { linesOf } from './import/line-reader.ts'
import { checkRow, type CheckedRow } from './import/row-check.ts'
import type { Column, SourceRow } from './import/source-row.ts'

/** A row ready to be stored: the item, and the row as it came, so that nothing of it is lost. */
export interface ImportedItem { line: number; item: Item; source: SourceRow }

export interface ReadImport {
  rows: number
  /** Empty when there is any error: an import is whole or not at all. */
  items: ImportedItem[]
  errors: Finding[]
  odd: Finding[]
}

/** Where a remark on the item belongs in the file. */
const COLUMN_OF_PATH: Readonly<Record<string, Column>> = { consultPhone: 'consult_phone', complaintPhone: 'complain_phone' }
const ROWS_MAX = 200_000

/**
 * First phase of an import: reads a file of JSON lines and names every broken or odd cell, without touching the database.
 * Three looks: each cell by its column, each row against itself, all rows against one another.
 */
export async function readImport(chunks: AsyncIterable<Uint8Array>, context: ImportContext): Promise<ReadImport> {
  return judgeRows(await checkedRows(chunks), context)
}

/** The same for rows that were read in some other way: each against itself, all against one another. */
export function judgeRows(rows: readonly CheckedRow[], context: ImportContext): ReadImport {
  const single = rows.flatMap(({ findings }) => findings)
  const own = contradictions(rows)
  const sound = withoutCells(rows, own)
  const findings = firstPerCell([...single, ...own, ...findingsAcross(sound)])
  const errors = findings.filter(({ severity }) => severity === 'error')
  if (rows.length === 0) errors.push(nothingToImport())
  const items = errors.length > 0 ? [] : itemsOf(sound, findings, context)
  const odd = firstPerCell([...findings.filter(({ severity }) => severity === 'odd'), ...remarksOn(items)])
  return { rows: rows.length, items, errors: inOrder(errors), odd: inOrder(odd) }
}

async function checkedRows(chunks: AsyncIterable<Uint8Array>): Promise<CheckedRow[]> {
  const rows: CheckedRow[] = []
  for await (const line of linesOf(chunks)) {
    const row = checkRow(line)
    if (row) rows.push(row)
    if (rows.length > ROWS_MAX) return [...rows.slice(0, -1), tooMany(line.number)]
  }
  return rows
}

function contradictions(rows: readonly CheckedRow[]): Finding[] {
  const census = censusOf(rows)
  return rows.flatMap((row) => contradictionsIn(row, census))
}

/** The rows without the cells that are already named, so that these are not held against their neighbours. */
function withoutCells(rows: readonly CheckedRow[], findings: readonly Finding[]): Numbered[] {
  const named = Map.groupBy(findings, ({ line }) => line)
  return rows.map(({ line, cells }) => {
    const broken = new Set(named.get(line)?.map(({ column }) => column))
    return { line, cells: Object.fromEntries(Object.entries(cells).filter(([column]) => !broken.has(column))) }
  })
}

/** One finding for a cell; an error before a remark. */
function firstPerCell(findings: readonly Finding[]): Finding[] {
  const kept = new Map<string, Finding>()
  for (const finding of findings) {
    const key = `${finding.line} ${finding.column}`
    const other = kept.get(key)
    if (!other || (other.severity === 'odd' && finding.severity === 'error')) kept.set(key, finding)
  }
  return [...kept.values()]
}

function itemsOf(rows: readonly Numbered[], findings: readonly Finding[], context: ImportContext): ImportedItem[] {
  const repeats = new Set(findings.filter(({ reason }) => reason.endsWith('行完全相同')).map(({ line }) => line))
  return rows.filter(({ line }) => !repeats.has(line)).map(({ line, cells }) => {
    // Safe: without any error every column of every row has passed its check.
    const source = cells as SourceRow
    return { line, item: itemOfRow(source, context), source }
  })
}

/** What the rules for publishing say: the items are in force at their source already, so it is said and not held against them. */
function remarksOn(items: readonly ImportedItem[]): Finding[] {
  return items.flatMap(({ line, item, source }) => {
    const problems = problemsOf(item, { organisations: new Set([item.organisation]) })
    return problems.map(({ path, text, cure }): Finding => {
      const column = COLUMN_OF_PATH[path] ?? null
      return { line, column, value: column === null ? '' : shown(source[column]), reason: text, suggestion: `已照收；${cure}`, severity: 'odd' }
    })
  })
}

function inOrder(findings: Finding[]): Finding[] {
  return findings.sort((one, other) => one.line - other.line)
}

function nothingToImport(): Finding {
  return { line: 1, column: null, value: '', reason: '文件里一个事项也没有', suggestion: '请确认选对了文件', severity: 'error' }
}

function tooMany(line: number): CheckedRow {
  const reason = `超过 ${ROWS_MAX} 行，后面的没有再读`
  return { line, cells: {}, findings: [{ line, column: null, value: '', reason, suggestion: '请把文件分成几个再导入', severity: 'error' }] }
}
