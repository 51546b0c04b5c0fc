import { setImmediate as breathe } from 'node:timers/promises'
import { shown } from '../import/finding.ts'
import { checkCells, checkHeading, type Heading, type SheetRow } from './check-rows.ts'
import type { ItemRows } from './compose.ts'
import { errorAt, findingAt, type SheetFinding } from './finding.ts'
import { ITEM_SHEET, LIST_SHEETS, SHEETS, type Sheet } from './layout.ts'
import type { TextRow } from './read-rows.ts'

/** What the sheets of the template hold, row by row, with every cell checked. */
export interface OurSheets {
  items: ItemRows[]
  headings: ReadonlyMap<string, Heading>
  findings: SheetFinding[]
}

/** Others are served while a long file is checked. */
const BREATH_ROWS = 500
const CODE_TITLE = '事项编码'

/** Checks the sheets of the template against their columns, and ties the rows of the lists to their items. */
export async function checkOurSheets(sheets: ReadonlyMap<string, readonly TextRow[]>): Promise<OurSheets> {
  const findings: SheetFinding[] = []
  const headings = new Map<string, Heading>()
  const read = new Map<string, SheetRow[]>()
  for (const sheet of SHEETS) {
    const [first, ...rows] = sheets.get(sheet.name) ?? []
    if (!first) {
      findings.push(errorAt({ sheet: sheet.name, row: 0 }, `缺少“${sheet.name}”表`, '请用下载的模板，不要删表；没有内容的表只留列名'))
      continue
    }
    const checked = checkHeading(sheet, first)
    findings.push(...checked.findings)
    headings.set(sheet.name, checked.heading)
    if (checked.findings.length === 0) read.set(sheet.name, await checkAll(sheet, checked.heading, rows, findings))
  }
  return { items: itemsIn(read, headings, findings), headings, findings }
}

async function checkAll(sheet: Sheet, heading: Heading, rows: readonly TextRow[], findings: SheetFinding[]): Promise<SheetRow[]> {
  const read: SheetRow[] = []
  for (const [at, row] of rows.entries()) {
    const checked = checkCells(sheet, heading, row)
    findings.push(...checked.findings)
    read.push(checked.row)
    if (at % BREATH_ROWS === 0) await breathe()
  }
  return read
}

type Read = ReadonlyMap<string, readonly SheetRow[]>

/** An item with a broken row is left out of what follows: one mistake is named once. */
function itemsIn(read: Read, headings: ReadonlyMap<string, Heading>, findings: SheetFinding[]): ItemRows[] {
  const blame = (sheet: Sheet, row: number, said: { code: string; reason: string; suggestion: string }): void => void findings.push(findingAt(
    { sheet: sheet.name, row, column: CODE_TITLE, at: placeIn(headings.get(sheet.name), CODE_TITLE) },
    { value: shown(said.code), reason: said.reason, suggestion: said.suggestion, severity: 'error' },
  ))
  const rows = new Map<string, SheetRow>()
  for (const row of read.get(ITEM_SHEET.name) ?? []) {
    const { code } = row.fields
    if (typeof code !== 'string') continue
    const earlier = rows.get(code)
    if (earlier) blame(ITEM_SHEET, row.row, { code, reason: `与第 ${earlier.row} 行是同一个事项`, suggestion: '一个事项只写一行，请删去重复的，或改正编码' })
    else rows.set(code, row)
  }
  const lists = LIST_SHEETS.map((sheet) => [sheet, Map.groupBy(read.get(sheet.name) ?? [], ({ fields }) => fields['code'])] as const)
  for (const [sheet, groups] of lists) {
    for (const [code, [first]] of groups) {
      if (typeof code !== 'string' || rows.has(code) || !first) continue
      blame(sheet, first.row, { code, reason: '“事项”表里没有这个编码', suggestion: `请先在“事项”表里写这个事项，或改正编码${nearest(code, [...rows.keys()])}` })
    }
  }
  return [...rows].map(([code, item]) => ({ code, item, lists: Object.fromEntries(lists.map(([{ field }, groups]) => [field, groups.get(code) ?? []])) }))
}

/** Where a column stands among the cells of its sheet. */
export function placeIn(heading: Heading | undefined, title: string): number | undefined {
  const found = [...heading ?? []].find(([column]) => column.title === title)?.[1]
  return found === undefined || found < 0 ? undefined : found
}

const DISTANCE_MAX = 2

/** A code of the same length that differs in a character or two is what was meant. */
function nearest(code: string, codes: readonly string[]): string {
  const close = codes.find((other) => other.length === code.length && [...other].filter((character, at) => character !== code[at]).length <= DISTANCE_MAX)
  return close === undefined ? '' : `，是不是“${close}”？`
}
