/** The register as a table: out, and back in with every wrong row named. */
import { byTitle, csvRows, csvText, dayCell } from '#platform/csv'
import { runSql, type Tx } from '#platform/database'
import { isDay, type Day } from '#platform/day'
import { Refusal } from '#platform/refusal'
import type { Call } from '#kernel'
import { recordAudit } from '#base/audit'
import { writeSeats } from './residents.ts'

export const COLUMNS = ['事项编码', '事项名称', '大厅代码', '窗口号', '进驻日期'] as const
/** The name is for people; the code decides. */
const NEEDED = ['事项编码', '大厅代码', '窗口号'] as const
export const ROWS_MAX = 20_000

export interface RowFault { line: number; column: string; value: string; reason: string; suggestion: string }
export interface SheetReport { mode: 'check' | 'import'; rows: number; items: number; added: number; removed: number; errorsTotal: number; errors: RowFault[] }
interface Seat { itemCode: string; windowId: string; since: Day }

const FAULTS_MAX = 500

/** Every seat of every item in a hall, one line each. */
export async function registerCsv(tx: Tx): Promise<string> {
  const rows = await runSql<{ code: string; name: string | null; hall: string; number: string; since: Day }>(tx, `
    select resident.item_code as code, item.name, "window".hall, "window".number, resident.since
    from hall.resident_item resident join hall.window "window" on "window".id = resident.window_id
    left join lateral (select name from catalog.item where code = resident.item_code order by version desc limit 1) item on true
    order by resident.item_code, "window".hall, "window".number limit ${ROWS_MAX}`)
  return csvText([COLUMNS, ...rows.map(({ code, name, hall, number, since }) => [code, name ?? '', hall, number, since])])
}

/**
 * Takes a table in. The items named in it sit afterwards exactly where it says; items it does not name stay as they are, so the same table twice
 * changes nothing. One wrong row, and nothing is written.
 */
export async function importRegister(call: Call, text: string, mode: 'check' | 'import'): Promise<SheetReport> {
  const known = await knownThings(call)
  const { seats, faults, rows } = readSheet(text, { ...known, today: call.today })
  const byItem = Map.groupBy(seats, ({ itemCode }) => itemCode)
  const items = [...byItem.keys()]
  const { added, removed } = await differenceOf(call.tx, items, seats)
  if (faults.length === 0 && mode === 'import') {
    for (const [itemCode, own] of byItem) await writeSeats(call, itemCode, own)
    await recordAudit(call, { action: 'admin', what: '导入进驻登记表', detail: { rows, items: items.length, added, removed } })
  }
  return { mode, rows, items: items.length, added, removed, errorsTotal: faults.length, errors: faults.slice(0, FAULTS_MAX) }
}

export interface Known { items: ReadonlySet<string>; windows: ReadonlyMap<string, string>; halls: ReadonlySet<string>; today: Day }

/** The seats a table names, and every fault of it. Pure. Windows are known by 'hall number'. */
export function readSheet(text: string, known: Known): { seats: Seat[]; faults: RowFault[]; rows: number } {
  const [head, ...rows] = csvRows(text)
  const { missing, cellOf } = byTitle(head, NEEDED)
  if (missing.length > 0) throw new Refusal('invalid', `表里缺少这些列：${missing.join('、')}。请用导出的表改，不要改第一行`)
  if (rows.length > ROWS_MAX) throw new Refusal('too-large', `一次最多导入 ${ROWS_MAX} 行，请分几次`)
  const seats: Seat[] = []
  const faults: RowFault[] = []
  const seen = new Map<string, number>()
  for (const row of rows) {
    const [read, { line }] = [seatOf(cellOf(row), known), row]
    const key = 'fault' in read ? '' : `${read.itemCode} ${read.windowId}`
    const earlier = seen.get(key)
    if ('fault' in read) faults.push({ line, ...read.fault })
    else if (earlier !== undefined) faults.push({ line, column: '窗口号', value: read.itemCode, reason: `与第 ${earlier} 行是同一个事项、同一个窗口`, suggestion: '删去其中一行' })
    else { seen.set(key, line); seats.push(read) }
  }
  return { seats, faults, rows: rows.length }
}

type Read = Seat | { fault: Omit<RowFault, 'line'> }

function seatOf(cell: (column: typeof COLUMNS[number]) => string, { items, windows, halls, today }: Known): Read {
  const [itemCode, hall, number, since] = [cell('事项编码'), cell('大厅代码'), cell('窗口号'), dayCell(cell('进驻日期'))]
  const fault = (column: string, value: string, [reason, suggestion]: readonly [string, string]) => ({ fault: { column, value, reason, suggestion } })
  if (!items.has(itemCode)) return fault('事项编码', itemCode, [itemCode === '' ? '没有写' : '目录里没有在用的这个事项', '照“事项目录”里的编码写'])
  if (!halls.has(hall)) return fault('大厅代码', hall, [hall === '' ? '没有写' : '没有登记这个大厅', `写 ${[...halls].slice(0, 5).join('、')} 等登记过的代码`])
  const windowId = windows.get(`${hall} ${number}`)
  if (windowId === undefined) return fault('窗口号', number, [number === '' ? '没有写' : '这个大厅没有这个窗口，或者已经停用', '先登记窗口，或者改窗口号'])
  if (since !== '' && !isDay(since)) return fault('进驻日期', since, ['不是一个日子', '写成 2026-03-02 的样子，或者留空'])
  if (since > today) return fault('进驻日期', since, ['还没有到', '写今天或以前的日子，或者留空'])
  return { itemCode, windowId, since: since === '' ? today : since }
}

async function knownThings({ tx, today }: Call): Promise<Omit<Known, 'today'>> {
  const [items, windows] = await Promise.all([
    runSql<{ code: string }>(
      tx,
      `
      select distinct code from catalog.item
      where status = 'published' and effective_from <= $1::date and (effective_to is null or effective_to >= $1::date) limit 50000`,
      [today],
    ),
    runSql<{ id: string; hall: string; number: string }>(tx, 'select id, hall, number from hall.window where active limit 5000'),
  ])
  return {
    items: new Set(items.map(({ code }) => code)), halls: new Set(windows.map(({ hall }) => hall)),
    windows: new Map(windows.map(({ id, hall, number }) => [`${hall} ${number}`, id])),
  }
}

async function differenceOf(tx: Tx, items: readonly string[], seats: readonly Seat[]): Promise<{ added: number; removed: number }> {
  const present = await runSql<{ key: string }>(tx, `
    select item_code || ' ' || window_id as key from hall.resident_item where item_code = any($1) limit ${ROWS_MAX}`, [items])
  const [before, after] = [new Set(present.map(({ key }) => key)), new Set(seats.map(({ itemCode, windowId }) => `${itemCode} ${windowId}`))]
  return { added: after.difference(before).size, removed: before.difference(after).size }
}
