import { csvCell } from '#platform/csv'
import type { Row } from './rows.ts'

export const FORMATS = ['jsonl', 'csv'] as const
export type Format = (typeof FORMATS)[number]

/** So that spreadsheets read the Chinese. */
const MARK = '\ufeff'

/** Rows as lines of the file; the first of a table comes with its heading. */
export function linesOf(rows: readonly Row[], { format, isFirst }: { format: Format; isFirst: boolean }): string {
  const [first] = rows
  if (first === undefined) return ''
  if (format === 'jsonl') return rows.map((row) => `${JSON.stringify(row)}\n`).join('')
  const heading = isFirst ? `${MARK}${Object.keys(first).join(',')}\r\n` : ''
  return heading + rows.map((row) => `${Object.values(row).map(cellText).map(csvCell).join(',')}\r\n`).join('')
}

function cellText(value: Row[string]): string {
  if (value === null) return ''
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
