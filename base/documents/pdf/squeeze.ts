import { paginate, type Page } from './pagination.ts'
import type { Row } from './rows.ts'
import { MIDDLE } from './text-rows.ts'

/** Line distances tried, as parts of the usual one; any closer, and the lines would be hard to read. */
const FACTORS = [0.93, 0.86] as const

/**
 * The pages of a document. Where slightly closer lines save a page they are set closer, as official papers do, so that a
 * signature does not go over to a page of its own.
 */
export function pagesOf(rows: readonly Row[]): Page[] {
  const usual = paginate(rows)
  for (const factor of usual.length > 1 ? FACTORS : []) {
    const pages = paginate(rows.map((row) => squeezed(row, factor)))
    if (pages.length < usual.length) return pages
  }
  return usual
}

/** Lines move together around their middles; a row with a seal place or a code keeps its size. */
function squeezed(row: Row, factor: number): Row {
  if (row.marks.some(({ kind }) => kind !== 'text')) return row
  const marks = row.marks.map((mark) => (mark.kind === 'text' ? { ...mark, baseline: closer(mark, factor) } : mark))
  const table = row.table?.head === undefined ? row.table : { ...row.table, head: squeezed(row.table.head, factor) }
  return { ...row, height: row.height * factor, gap: row.gap * factor, marks, ...(table === undefined ? {} : { table }) }
}

function closer({ baseline, size }: { baseline: number; size: number }, factor: number): number {
  return (baseline - MIDDLE * size) * factor + MIDDLE * size
}
