import { INK } from './page.ts'
import type { Page, PlacedRow } from './pagination.ts'
import type { RuleMark, TablePlace } from './rows.ts'

const THICKNESS = 0.6

/** The lines of the tables on one page; a table cut by a page break is closed on both sides of it. `y` counts from the top of the text. */
export function tableRules(page: Page): RuleMark[] {
  return page.flatMap((placed, index) => rulesOf(placed, page[index - 1], page[index + 1]))
}

function rulesOf({ row, y }: PlacedRow, before: PlacedRow | undefined, after: PlacedRow | undefined): RuleMark[] {
  const { table } = row
  if (table === undefined) return []
  const bottom = y + row.height
  const isFirst = before?.row.block !== row.block || before.row.table?.tableRow !== table.tableRow
  const isEnd = after?.row.block !== row.block || after.row.table === undefined
  return [
    ...(isFirst ? [level(table, y)] : []),
    ...(isEnd ? [level(table, bottom)] : []),
    ...table.edges.map((x): RuleMark => ({ kind: 'rule', fromX: x, toX: x, fromY: y, toY: bottom, thickness: THICKNESS, colour: INK })),
  ]
}

function level({ edges }: TablePlace, y: number): RuleMark {
  return { kind: 'rule', fromX: edges[0] ?? 0, toX: edges.at(-1) ?? 0, fromY: y, toY: y, thickness: THICKNESS, colour: INK }
}
