import { schemaErrors } from '#platform/schema'
import { judgeRows, type ImportedItem } from '../import-lines.ts'
import type { Finding } from '../import/finding.ts'
import type { ImportContext } from '../import/item-of-row.ts'
import { Item } from '../item.ts'
import { composed, type ItemRows } from './compose.ts'
import { errorAt, findingAt, type Place, type SheetFinding } from './finding.ts'
import { GUIDE_SHEET, ITEM_SHEET, SHEETS } from './layout.ts'
import { checkOurSheets, placeIn, type OurSheets } from './our-sheets.ts'
import { placeOf } from './places.ts'
import { PROVINCE_MARK, provinceRow } from './province.ts'
import { rowsOfWorkbook, type TextRow } from './read-rows.ts'

/** An item a workbook describes, and where a remark on one of its fields belongs. */
export interface SheetItem { item: Item; placeOf: (path: string) => Place }

export interface ReadWorkbook {
  /** Rows below the headings, in all sheets. */
  rows: number
  /** Items of the template; empty when there is any error. */
  items: SheetItem[]
  /** Items in the shape of the provincial portal; empty when there is any error. */
  imported: ImportedItem[]
  errors: SheetFinding[]
  odd: SheetFinding[]
}

/**
 * Reads a workbook of the template, or in the shape of the provincial portal, and names every cell that is wrong, without
 * touching the database. The file must have been looked into before (#base/materials). Refuses what is no catalogue at all.
 */
export async function readWorkbook(path: string, context: ImportContext): Promise<ReadWorkbook> {
  const sheets = Map.groupBy(await rowsOfWorkbook(path), ({ sheet }) => sheet)
  const province = [...sheets].filter(([, rows]) => isProvince(rows)).map(([sheet, rows]) => readProvince(sheet, rows, context))
  const hasOurs = SHEETS.some(({ name }) => sheets.has(name))
  const ours: OurSheets = hasOurs && province.length === 0 ? await checkOurSheets(sheets) : { items: [], headings: new Map(), findings: [] }
  const judged = ours.findings.some(({ severity }) => severity === 'error') ? [] : ours.items.map((rows) => itemOf(rows, ours, context))
  const findings = [
    ...province.flatMap((read) => read.findings), ...ours.findings, ...judged.flatMap((read) => read.findings), ...(hasOurs ? [] : unread(sheets)),
  ]
  const items = judged.flatMap(({ item }) => item ? [item] : [])
  const imported = province.flatMap((read) => read.imported)
  const errors = inOrder(findings.filter(({ severity }) => severity === 'error'))
  if (errors.length === 0 && items.length + imported.length === 0) errors.push(nothing())
  const isWhole = errors.length === 0
  return {
    rows: [...sheets].reduce((sum, [name, rows]) => name === GUIDE_SHEET ? sum : sum + rows.length - 1, 0),
    items: isWhole ? items : [], imported: isWhole ? imported : [], errors, odd: inOrder(findings.filter(({ severity }) => severity === 'odd')),
  }
}

interface ReadProvince { imported: ImportedItem[]; findings: SheetFinding[] }

function readProvince(sheet: string, [first, ...rows]: readonly TextRow[], context: ImportContext): ReadProvince {
  const headings = first?.cells.map((cell) => cell.trim()) ?? []
  const { items, errors, odd } = judgeRows(rows.map((row) => provinceRow(headings, row)), context)
  const placed = (finding: Finding): SheetFinding => {
    const at = headings.indexOf(finding.column ?? '')
    return findingAt({ sheet, row: finding.line, column: finding.column ?? undefined, at: at < 0 ? undefined : at }, finding)
  }
  return { imported: items, findings: [...errors, ...odd].map(placed) }
}

function itemOf(rows: ItemRows, { headings }: OurSheets, { organisations }: ImportContext): { item?: SheetItem; findings: SheetFinding[] } {
  const document = composed(rows, organisations)
  const exactly = (path: string): Place => {
    const place = placeOf(path, rows)
    return { ...place, at: place.column === undefined ? undefined : placeIn(headings.get(place.sheet), place.column) }
  }
  const findings = schemaErrors(Item, document).map(({ path, message }) => errorAt(exactly(path), message, '请按“填写说明”改正'))
  if (findings.length > 0) return { findings }
  // Safe: it has just passed the schema of an item.
  return { item: { item: document as unknown as Item, placeOf: exactly }, findings }
}

function isProvince([first]: readonly TextRow[]): boolean {
  return first?.cells.some((cell) => cell.trim() === PROVINCE_MARK) === true
}

function unread(sheets: ReadonlyMap<string, readonly TextRow[]>): SheetFinding[] {
  return [...sheets].filter(([name, rows]) => name !== GUIDE_SHEET && !isProvince(rows)).map(([sheet]): SheetFinding =>
    findingAt({ sheet, row: 0 }, { value: '', reason: '这张表没有读', suggestion: '表名或列名不是模板里的，请确认没有放错地方', severity: 'odd' }))
}

function nothing(): SheetFinding {
  return errorAt({ sheet: ITEM_SHEET.name, row: 0 }, '文件里一个事项也没有', `请确认选对了文件：应有“${ITEM_SHEET.name}”表，或以 ${PROVINCE_MARK} 等为列名的表`)
}

/** By sheet as the template has them, then by row. */
function inOrder(findings: SheetFinding[]): SheetFinding[] {
  const rank = (name: string): number => SHEETS.findIndex((sheet) => sheet.name === name)
  return findings.sort((one, other) => rank(one.sheet) - rank(other.sheet) || one.line - other.line)
}
