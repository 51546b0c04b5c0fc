import { defused } from '#platform/csv'
import type { Finding, ReadImport, SheetFinding, Stored } from '#base/catalog'

const BYTE_ORDER_MARK = '\uFEFF'

/** The whole result as one JSON object; `imported` counts every item of the file that is now in the catalogue. */
export function jsonOf({ rows, errors, odd }: ReadImport, stored: readonly Stored[], dryRun: boolean): string {
  return JSON.stringify({ rows, dryRun, imported: dryRun ? 0 : stored.length, ...countsOf(stored), errors, odd })
}

/** The result for a person: every finding on a line of its own, the counts at the end where the eye rests. */
export function linesOfReport({ rows, errors, odd }: ReadImport, stored: readonly Stored[], dryRun: boolean): string[] {
  const counts = countsOf(stored)
  const done = dryRun ? '检查通过，没有写入。若导入' : '已导入'
  return [
    ...odd.map((finding) => `可疑 ${sentenceOf(finding)}`),
    ...errors.map((finding) => `错误 ${sentenceOf(finding)}`),
    `共 ${rows} 行，错误 ${errors.length} 处，可疑 ${odd.length} 处。`,
    errors.length > 0
      ? '有错误，一个事项也没有导入。请按上面的建议改正后重新导入。'
      : `${done}：新增 ${counts.new}，更新 ${counts.changed}，未变 ${counts.unchanged}。`,
  ]
}

interface Findings<Found> { errors: readonly Found[]; odd: readonly Found[] }

/** The findings as a table that a spreadsheet opens. */
export function tableOf({ errors, odd }: Findings<Finding>): string {
  return table([HEADING, ...[...errors, ...odd].map(rowOf)])
}

/** The same for a workbook, where a finding also has a sheet and the address of its cell. */
export function sheetTableOf({ errors, odd }: Findings<SheetFinding>): string {
  return table([['表', '格', ...HEADING], ...[...errors, ...odd].map((finding) => [finding.sheet, finding.cell, ...rowOf(finding)])])
}

const HEADING = ['级别', '行', '列', '内容', '原因', '建议']

function rowOf({ severity, line, column, value, reason, suggestion }: Finding): string[] {
  return [severity === 'error' ? '错误' : '可疑', String(line), column ?? '整行', value, reason, suggestion]
}

function table(rows: readonly (readonly string[])[]): string {
  return BYTE_ORDER_MARK + rows.map((row) => `${row.map(quoted).join(',')}\r\n`).join('')
}

function countsOf(stored: readonly Stored[]): Record<Stored['outcome'], number> {
  const count = (wanted: Stored['outcome']): number => stored.filter(({ outcome }) => outcome === wanted).length
  return { new: count('new'), changed: count('changed'), unchanged: count('unchanged') }
}

function sentenceOf({ line, column, value, reason, suggestion }: Finding): string {
  const where = column === null ? `第 ${line} 行` : `第 ${line} 行 ${column} 列`
  return `${where}：${reason}${value === '' ? '' : `，现在是 ${value}`}。建议：${suggestion}`
}

function quoted(value: string): string {
  return `"${defused(value).replaceAll('"', '""')}"`
}
