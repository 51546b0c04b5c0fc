import type { Block, Column, Field } from '../layout.ts'
import { widthOf } from './faces.ts'
import { printable } from './missing-glyphs.ts'
import { CELL, INK, PAGE } from './page.ts'
import type { Row, TextMark } from './rows.ts'
import { staysWithNext, textMarks, type TextStyle } from './text-rows.ts'

const PADDING = { side: 6, top: 4.5 } as const
/** For tables of many figures. */
const DENSE = { size: 9, pitch: 13 } as const
type Type = typeof CELL | typeof DENSE
/** Up to this many lines a row of a table stays whole; a longer one may go on on the next page. */
const WHOLE_LINES_MAX = 12
/** A form up to this height, in points, is not cut by a page break. */
const WHOLE_FORM_MAX = 220
const LABEL_WIDTH = 92

interface Cell { text: string; align: 'left' | 'centre'; weight: 'regular' | 'bold'; linesMin: number }
interface Grid { edges: readonly number[]; block: number; type: Type; head?: Row }

/** A list with a head that is repeated on each page. */
export function tableRows({ columns, rows, isDense = false }: TableContent, block: number): Row[] {
  const grid = { edges: edgesOf(columns), block, type: isDense ? DENSE : CELL }
  const head = wholeRow(columns.map(({ title }) => cellOf(title, 'centre', 'bold')), grid, 0)
  const body = rows.flatMap((cells, index) =>
    rowOf(cells.map((text, column) => cellOf(text, columns[column]?.align ?? 'left')), { ...grid, head }, index + 1))
  return [{ ...head, keepWithNext: true }, ...body]
}

type TableContent = Pick<Extract<Block, { kind: 'table' }>, 'columns' | 'rows' | 'isDense'>

/** Labels on the left, values on the right; two short fields share a row. */
export function fieldRows(fields: readonly Field[], block: number): Row[] {
  const rows: (readonly Field[])[] = []
  for (const field of fields) {
    const last = rows.at(-1)
    if (last?.length === 1 && [...last, field].every(isShort)) rows[rows.length - 1] = [...last, field]
    else rows.push([field])
  }
  const body = rows.flatMap((row, index) => rowOf(row.flatMap(fieldCells), { edges: fieldEdges(row.length), block, type: CELL }, index))
  const isWhole = body.reduce((sum, { height }) => sum + height, 0) <= WHOLE_FORM_MAX
  const stays = (index: number) => staysWithNext(index, body.length) || (isWhole && index < body.length - 1)
  return body.map((row, index) => ({ ...row, keepWithNext: row.keepWithNext || stays(index) }))
}

function fieldCells({ label, value, blankLines = 1 }: Field): Cell[] {
  return [cellOf(label, 'centre'), { ...cellOf(value, 'left'), linesMin: blankLines }]
}

/** Whether label and value stand on one line in half the width. */
function isShort({ label, value, blankLines = 1 }: Field): boolean {
  const room = PAGE.textWidth / 2 - LABEL_WIDTH - 2 * PADDING.side
  return value !== '' && blankLines === 1 && !value.includes('\n') && widthOf(printable(value), CELL.size) <= room
    && widthOf(label, CELL.size) <= LABEL_WIDTH - 2 * PADDING.side
}

function fieldEdges(fieldCount: number): number[] {
  const width = PAGE.textWidth / fieldCount
  const starts = Array.from({ length: fieldCount }, (_, index) => PAGE.left + index * width)
  return [...starts.flatMap((start) => [start, start + LABEL_WIDTH]), PAGE.left + PAGE.textWidth]
}

function cellOf(text: string, align: Cell['align'], weight: Cell['weight'] = 'regular'): Cell {
  return { text, align, weight, linesMin: 1 }
}

function edgesOf(columns: readonly Column[]): number[] {
  const whole = columns.reduce((sum, { share }) => sum + share, 0)
  let edge: number = PAGE.left
  return [edge, ...columns.map(({ share }) => (edge += (share / whole) * PAGE.textWidth))]
}

function rowOf(cells: readonly Cell[], grid: Grid, tableRow: number): Row[] {
  const whole = wholeRow(cells, grid, tableRow)
  return whole.height <= WHOLE_LINES_MAX * grid.type.pitch + 2 * PADDING.top ? [whole] : slicedRow(cells, grid, tableRow)
}

/** One row of the page, short cells in the middle of its height. */
function wholeRow(cells: readonly Cell[], grid: Grid, tableRow: number): Row {
  const columns = cells.map((cell, column) => cellMarks(cell, grid, column))
  const lines = Math.max(...columns.map((marks) => marks.length), ...cells.map(({ linesMin }) => linesMin * 1.25), 1)
  const marks = columns.flatMap((column) => moved(column, PADDING.top + ((lines - column.length) * grid.type.pitch) / 2, grid.type.pitch))
  return { ...placeOf(grid, tableRow), height: lines * grid.type.pitch + 2 * PADDING.top, marks, keepWithNext: false }
}

/** A row of the page for each line, so that a page break may fall inside. */
function slicedRow(cells: readonly Cell[], grid: Grid, tableRow: number): Row[] {
  const columns = cells.map((cell, column) => cellMarks(cell, grid, column))
  const count = Math.max(...columns.map((marks) => marks.length))
  return Array.from({ length: count }, (_, line) => {
    const above = line === 0 ? PADDING.top : 0
    const below = line === count - 1 ? PADDING.top : 0
    const marks = columns.flatMap((column) => column.slice(line, line + 1)).map((mark) => ({ ...mark, baseline: mark.baseline + above }))
    return { ...placeOf(grid, tableRow), height: grid.type.pitch + above + below, marks, keepWithNext: staysWithNext(line, count) }
  })
}

function placeOf({ edges, block, head }: Grid, tableRow: number): Omit<Row, 'height' | 'marks' | 'keepWithNext'> {
  return { gap: 0, block, role: 'Table', table: { edges, tableRow, ...(head === undefined ? {} : { head }) } }
}

function cellMarks({ text, align, weight }: Cell, { edges, type }: Grid, column: number): TextMark[] {
  const left = edges[column] ?? PAGE.left
  const right = edges[column + 1] ?? left
  const style: TextStyle = {
    ...type, weight, colour: INK, align, indent: 0, x: left + PADDING.side, width: right - left - 2 * PADDING.side,
  }
  return printable(text).split('\n').flatMap((paragraph) => textMarks(paragraph, style)).map((mark) => ({ ...mark, cell: column }))
}

/** Lines stacked under each other, the first this far below the top. */
function moved(marks: readonly TextMark[], top: number, pitch: number): TextMark[] {
  return marks.map((mark, line) => ({ ...mark, baseline: mark.baseline + top + line * pitch }))
}
