/** The list of 高频事项 as a table: out, and back in with every wrong cell named. The same table twice changes nothing. */
import { byTitle, dayCell, type TableRow } from '#platform/csv'
import { runSql } from '#platform/database'
import { Refusal } from '#platform/refusal'
import type { Call } from '#kernel'
import { recordAudit } from '#base/audit'
import { modeNamed, MODE_IDS, MODES } from '../modes.ts'
import { PLACES } from '../places.ts'
import { allMarks, faultOf, MARKS_MAX, overlaps, writeMarks, type Mark, type MarkEntry } from './marks.ts'

export const COLUMNS = ['事项编码', '事项名称', '通办方式', '办理地点', '起始日', '截止日', '依据', '示例'] as const
type Column = (typeof COLUMNS)[number]
/** The name is for people; the code decides. */
const NEEDED: readonly Column[] = ['事项编码', '通办方式', '起始日', '依据']
export const ROWS_MAX = MARKS_MAX
const FAULTS_MAX = 500
const ALL_PLACES = '全市'

export interface CellFault { line: number; column: string; value: string; reason: string; suggestion: string }
export interface ImportReport { mode: 'check' | 'import'; rows: number; added: number; changed: number; same: number; errorsTotal: number; errors: CellFault[] }
interface Placed extends MarkEntry { line: number }

/** Takes the table in: one wrong cell, and nothing is written. `check` only says what would happen. */
export async function importMarks(call: Call, table: readonly TableRow[], mode: 'check' | 'import'): Promise<ImportReport> {
  const items = await runSql<{ code: string }>(
    call.tx,
    `
    select distinct code from catalog.item
    where status = 'published' and effective_from <= $1::date and (effective_to is null or effective_to >= $1::date) limit 50000`,
    [call.today],
  )
  const present = await allMarks(call.tx)
  const { marks, faults, rows } = readTable(table, { items: new Set(items.map(({ code }) => code)), present })
  const { added, changed } = differenceOf(present, marks)
  if (faults.length === 0 && mode === 'import') {
    await writeMarks(call, marks.map(({ line: _, ...entry }) => entry))
    await recordAudit(call, { action: 'admin', what: '导入高频事项', detail: { rows, added, changed } })
  }
  return { mode, rows, added, changed, same: marks.length - added - changed, errorsTotal: faults.length, errors: faults.slice(0, FAULTS_MAX) }
}

export interface Known { items: ReadonlySet<string>; present: readonly Mark[] }

/** The marks a table names, and every fault of it. Pure. */
export function readTable([head, ...rows]: readonly TableRow[], known: Known): { marks: Placed[]; faults: CellFault[]; rows: number } {
  const { missing, cellOf } = byTitle(head, NEEDED)
  if (missing.length > 0) throw new Refusal('invalid', `表里缺少这些列：${missing.join('、')}。请用下载的表改，不要改第一行`)
  if (rows.length > ROWS_MAX) throw new Refusal('too-large', `一次最多导入 ${ROWS_MAX} 行，请分几次`)
  const marks: Placed[] = []
  const faults: CellFault[] = []
  for (const row of rows) {
    const [read, { line }] = [markOf(cellOf(row), known), row]
    if ('fault' in read) { faults.push({ line, ...read.fault }); continue }
    const clash = clashOf({ ...read.mark, line }, marks, known.present)
    if (clash) faults.push({ line, column: '起始日', value: read.mark.fromOn, ...clash })
    else marks.push({ ...read.mark, line })
  }
  return { marks, faults, rows: rows.length }
}

export function marksTable(marks: readonly Mark[], nameOf: (code: string) => string): string[][] {
  return [[...COLUMNS], ...marks.map(({ itemCode, mode, places, fromOn, toOn, basis, isExample }) => [
    itemCode, nameOf(itemCode), MODES[mode].name,
    places.length === 0 ? ALL_PLACES : places.map((code) => PLACES.find((one) => one.code === code)?.name ?? code).join('、'),
    fromOn, toOn ?? '', basis, isExample ? '是' : '',
  ])]
}

type Read = { mark: MarkEntry } | { fault: Omit<CellFault, 'line'> }

function markOf(cell: (column: Column) => string, { items }: Known): Read {
  const fault = (column: Column, reason: string, suggestion: string): Read => ({ fault: { column, value: cell(column).slice(0, 100), reason, suggestion } })
  const [itemCode, fromOn, toOn, basis, mode] = [cell('事项编码'), dayCell(cell('起始日')), dayCell(cell('截止日')), cell('依据'), modeNamed(cell('通办方式'))]
  if (!items.has(itemCode)) return fault('事项编码', itemCode === '' ? '没有写' : '目录里没有在用的这个事项', '照“事项目录”里的编码写')
  if (mode === undefined) return fault('通办方式', cell('通办方式') === '' ? '没有写' : '没有这种方式', `写${MODE_IDS.map((one) => `“${MODES[one].name}”`).join('、')}中的一个`)
  const places = placesIn(cell('办理地点'))
  if (places === undefined) return fault('办理地点', '有不认识的地点', `写“${ALL_PLACES}”，或者 ${PLACES.slice(0, 3).map(({ name }) => name).join('、')} 等地点，用顿号隔开`)
  if (basis.length < 2 || basis.length > 500) return fault('依据', basis === '' ? '没有写' : '要 2 到 500 个字', '写明哪个文件、哪一天，或者“示例”')
  if (!['', '是', '否'].includes(cell('示例'))) return fault('示例', '只能写“是”“否”或者空着', '不是示例的空着')
  const mark = { itemCode, mode, places, fromOn, ...(toOn !== '' && { toOn }), basis, isExample: cell('示例') === '是' }
  const wrong = faultOf(mark)
  return wrong ? fault(wrong.path === 'toOn' ? '截止日' : '起始日', wrong.message, '写成 2026-03-02 的样子') : { mark }
}

function placesIn(cell: string): string[] | undefined {
  if (cell === '' || cell === ALL_PLACES) return []
  const codes = cell.split(/[、，,]/).map((name) => name.trim()).filter((name) => name !== '')
    .map((name) => PLACES.find((place) => place.name === name || place.code === name)?.code)
  return codes.every((code) => code !== undefined) ? [...new Set(codes)] : undefined
}

function clashOf(mark: Placed, earlier: readonly Placed[], present: readonly Mark[]): Pick<CellFault, 'reason' | 'suggestion'> | undefined {
  const isSameKind = (other: { itemCode: string; mode: string }): boolean => other.itemCode === mark.itemCode && other.mode === mark.mode
  const before = earlier.find((other) => isSameKind(other) && overlaps(other, mark))
  if (before) return { reason: `与第 ${before.line} 行是同一个事项、同一种方式，日子重叠`, suggestion: '删去其中一行，或者改开日子' }
  const kept = present.find((other) => isSameKind(other) && other.fromOn !== mark.fromOn && overlaps(other, mark))
  return kept && { reason: `与已有的 ${kept.fromOn} 起的标注重叠`, suggestion: '先给已有的那一条写截止日' }
}

function differenceOf(present: readonly Mark[], marks: readonly MarkEntry[]): { added: number; changed: number } {
  const key = ({ itemCode, mode, fromOn }: Pick<MarkEntry, 'itemCode' | 'mode' | 'fromOn'>): string => `${itemCode} ${mode} ${fromOn}`
  const were = new Map(present.map((mark) => [key(mark), mark]))
  const known = marks.filter((mark) => were.has(key(mark)))
  const changed = known.filter((mark) => {
    const was = were.get(key(mark))
    return (
      was === undefined ||
      was.places.join() !== mark.places.join() ||
      was.toOn !== (mark.toOn ?? null) ||
      was.basis !== mark.basis ||
      was.isExample !== (mark.isExample ?? false)
    )
  })
  return { added: marks.length - known.length, changed: changed.length }
}
