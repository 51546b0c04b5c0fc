/** A page is a stack of rows; a row is what a page break may not cut. Plain data, so that pagination can be tested without a PDF. */
export type Role = 'H1' | 'H2' | 'P' | 'Table' | 'Artifact'

export interface Row {
  height: number
  /** Free space above, dropped at the top of a page. */
  gap: number
  marks: readonly Mark[]
  keepWithNext: boolean
  /** Rows of one paragraph or table share a number, so that readers that speak meet one piece of text. */
  block: number
  role: Role
  table?: TablePlace
}

/** Where a row stands in a table; the rules of the table are drawn from it once the pages are known. */
export interface TablePlace {
  /** Left edges of the columns and the right edge of the last. */
  edges: readonly number[]
  /** Row of the table; a row too tall for a page is cut into several with the same number. */
  tableRow: number
  /** Repeated on top of each further page. */
  head?: Row
}

export type Mark = TextMark | RuleMark | CircleMark | QrMark | BarMark
/** `baseline` and all `y` count from the top of the row; `x` from the left edge of the page; points. */
export interface TextMark {
  kind: 'text'
  text: string
  x: number
  baseline: number
  size: number
  weight: 'regular' | 'bold'
  colour: string
  /** Width to which the line is spread, so that both margins are straight. */
  spreadTo?: number
  /** Column of a table. */
  cell?: number
}
export interface RuleMark { kind: 'rule'; fromX: number; fromY: number; toX: number; toY: number; thickness: number; colour: string }
/** A dashed circle, left open for text as far as `openHeight` above and below its middle. */
export interface CircleMark { kind: 'circle'; x: number; y: number; radius: number; openHeight: number; colour: string }
export interface QrMark { kind: 'qr'; x: number; y: number; side: number; text: string; alternative: string }
/** A filled bar of a chart. */
export interface BarMark { kind: 'bar'; x: number; y: number; width: number; height: number; colour: string }
