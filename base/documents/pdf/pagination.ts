import { TEXT_HEIGHT } from './page.ts'
import type { Row } from './rows.ts'

/** A row on its page; `y` is its top, from the top of the text. */
export interface PlacedRow { row: Row; y: number; isRepeated: boolean }
export type Page = readonly PlacedRow[]

/**
 * Divides rows into pages: rows that belong together stay together when one page can hold them, and a table that goes on
 * shows its head again. Every row is placed exactly once, in order.
 */
export function paginate(rows: readonly Row[], heightMax: number = TEXT_HEIGHT): Page[] {
  const pages: PlacedRow[][] = [[]]
  for (const group of groupsOf(rows)) {
    if (!fits(pages.at(-1) ?? [], group, heightMax)) openPage(pages, group[0])
    for (const row of group) {
      if (!fits(pages.at(-1) ?? [], [row], heightMax)) openPage(pages, row)
      place(pages.at(-1) ?? [], row, { isRepeated: false })
    }
  }
  return pages
}

/** Longest runs of rows that ask to stay with the next. */
function groupsOf(rows: readonly Row[]): Row[][] {
  const groups: Row[][] = []
  let isOpen = false
  for (const row of rows) {
    if (isOpen) groups.at(-1)?.push(row)
    else groups.push([row])
    isOpen = row.keepWithNext
  }
  return groups
}

function fits(page: Page, rows: readonly Row[], heightMax: number): boolean {
  if (page.length === 0) return true
  const height = rows.reduce((sum, row) => sum + row.gap + row.height, 0)
  return bottomOf(page) + height <= heightMax + 0.01
}

/** An empty page is used before another is opened. */
function openPage(pages: PlacedRow[][], next: Row | undefined): void {
  const page: PlacedRow[] = []
  pages.push(page)
  const head = next?.table?.head
  if (head) place(page, head, { isRepeated: true })
}

function place(page: PlacedRow[], row: Row, { isRepeated }: { isRepeated: boolean }): void {
  page.push({ row, y: page.length === 0 ? 0 : bottomOf(page) + row.gap, isRepeated })
}

function bottomOf(page: Page): number {
  const last = page.at(-1)
  return last === undefined ? 0 : last.y + last.row.height
}
