import type { Day } from '#platform/day'
import type { BarChart } from './paper.ts'

/** A workbook of figures: numbers stay numbers, days are days. */
export interface Book { title: string; issuedOn: Day; sheets: readonly Sheet[] }
export interface Sheet {
  /** Without an apostrophe: the library does not write such names as others read them. */
  name: string
  /** Above the head: what it is, of which period. */
  lines: readonly string[]
  /** `digits`: all its numbers have so many after the point, so that they stand in line. */
  columns: readonly { title: string; width: number; digits?: number | undefined }[]
  rows: readonly (readonly Cell[])[]
  /** On a sheet of its own behind this one. */
  chart?: ChartPlace | undefined
}
export type Cell = string | number | { day: Day } | null

/** The bars are the first rows of the sheet: labelled by column `labels` with the values of column `values` (from 0), and their ranges. */
export interface ChartPlace { chart: BarChart; labels: number; values: number; range?: { low: number; high: number } | undefined }
