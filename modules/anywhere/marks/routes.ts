import { readFile } from 'node:fs/promises'
import { Type } from 'typebox'
import { csvRows, csvText, decodedText, type TableRow } from '#platform/csv'
import { inTransaction, runSql } from '#platform/database'
import type { Upload } from '#platform/endpoint'
import { Refusal } from '#platform/refusal'
import { created, json, Reply } from '#platform/reply'
import { route, type Call, type Route } from '#kernel'
import { rowsOfWorkbook } from '#base/catalog'
import { discard, lookInto, sniff, takeIn } from '#base/materials'
import { MODES } from '../modes.ts'
import { PLACES } from '../places.ts'
import { allMarks, MarkEntry, setMark } from './marks.ts'
import { importMarks, marksTable } from './sheet.ts'

const closed = { additionalProperties: false } as const
const READERS = ['bureau', 'supervisor', 'leader', 'window', 'reviewer', 'approver'] as const
const Mode = Type.Object({ mode: Type.Union([Type.Literal('check'), Type.Literal('import')]) }, closed)
const BYTES_MAX = 5 * 1_048_576

export const markRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/anywhere/marks',
    summary: '全市通办标注、方式和地点',
    for: [...READERS],
    handle: async ({ tx, kernel }) => {
      const [marks, names] = await Promise.all([allMarks(tx), namesOf(tx)])
      return {
        modes: MODES,
        places: PLACES.map((place) => ({ ...place, organisationName: kernel.nameOf(place.organisation) })),
        marks: marks.map((mark) => ({ ...mark, itemName: names.get(mark.itemCode) ?? mark.itemCode })),
      }
    },
  }),
  route({
    method: 'GET',
    path: '/api/anywhere/marks/sheet',
    summary: '导出高频事项（CSV）',
    for: [...READERS],
    handle: async ({ tx, today }) => {
      const [marks, names] = await Promise.all([allMarks(tx), namesOf(tx)])
      const headers = { 'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(`全市通办事项${today}.csv`)}` }
      return new Reply(200, 'text/csv; charset=utf-8', csvText(marksTable(marks, (code) => names.get(code) ?? '')), { headers })
    },
  }),
  route({
    method: 'POST',
    path: '/api/anywhere/marks',
    summary: '设置一条标注',
    for: ['bureau'],
    body: MarkEntry,
    handle: async (call, { body }) => created(await setMark(call, body)),
  }),
  route({
    method: 'POST',
    path: '/api/anywhere/marks/sheet',
    summary: '导入高频事项（CSV 或 XLSX）：check 只检查，import 没有错误才写入',
    for: ['bureau'],
    query: Mode,
    upload: true,
    transaction: 'none',
    perMinuteMax: 30,
    handle: async (call, { query, uploads }) => {
      for await (const { stream } of uploads) {
        const table = await tableIn(stream)
        return json(200, await inTransaction(call.tx, (tx) => importMarks({ ...call, tx }, table, query.mode)))
      }
      throw new Refusal('invalid', '请选择要导入的表格（字段名 file）', [{ path: 'file', message: '请选择文件' }])
    },
  }),
]

/** The rows of a table, in whichever of the two forms it came. */
async function tableIn(stream: Upload['stream']): Promise<TableRow[]> {
  const { path } = await takeIn(stream, BYTES_MAX)
  try {
    const bytes = await readFile(path)
    if (!bytes.subarray(0, 2).equals(Buffer.from('PK'))) return csvRows(decodedText(bytes))
    if ((await lookInto(path, sniff)) !== 'xlsx') throw new Refusal('unsupported-media', '请用 CSV 或者 XLSX 表格')
    const rows = await rowsOfWorkbook(path)
    return rows.filter(({ sheet }) => sheet === rows[0]?.sheet).map(({ row, cells }) => ({ line: row, cells }))
  } finally {
    await discard(path)
  }
}

async function namesOf(tx: Call['tx']): Promise<Map<string, string>> {
  const rows = await runSql<{ code: string; name: string }>(tx, `
    select distinct on (item.code) item.code, item.name from catalog.item item
    where item.code in (select item_code from anywhere.mark) order by item.code, item.version desc limit 2000`)
  return new Map(rows.map(({ code, name }) => [code, name]))
}
