import { Type } from 'typebox'
import { inTransaction } from '#platform/database'
import type { Upload } from '#platform/endpoint'
import { Refusal } from '#platform/refusal'
import { json, Reply } from '#platform/reply'
import { route, type Call, type Route } from '#kernel'
import { discard, takeIn } from '#base/materials'
import { listOrganisations } from '#base/people'
import { listItemsInForce } from '../items.ts'
import { readWorkbook, type ReadWorkbook } from '../sheet/read-workbook.ts'
import { storeWorkbook, type StoredWorkbook } from '../sheet/store-workbook.ts'
import { writeWorkbook } from '../sheet/write-workbook.ts'

const WORKBOOK_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const BYTES_MAX = 20 * 1_048_576
/** More than anybody mends before trying again; the totals are always told. */
const FINDINGS_MAX = 1000
const Mode = Type.Object({ mode: Type.Union([Type.Literal('check'), Type.Literal('import')]) }, { additionalProperties: false })
const Total = Type.Integer()
const Report = Type.Object({
  mode: Mode.properties.mode, rows: Total, imported: Total, new: Total, changed: Total, unchanged: Total,
  errorsTotal: Total, oddTotal: Total, errors: Type.Array(Type.Unknown()), odd: Type.Array(Type.Unknown()),
})

/** The catalogue as a workbook: the empty template, what is in force, and the way back in. */
export const workbookRoutes: readonly Route[] = [
  route({
    method: 'GET', path: '/api/catalog/workbook/template', summary: '实施清单表格模板（xlsx）', for: ['bureau'],
    handle: async (call) => workbook('实施清单模板.xlsx', [], call),
  }),
  route({
    method: 'GET', path: '/api/catalog/workbook', summary: '导出在用的实施清单（xlsx）', for: ['bureau'],
    handle: async (call) => workbook(`实施清单${call.today}.xlsx`, await listItemsInForce(call.tx, call.today), call),
  }),
  route({
    method: 'POST', path: '/api/catalog/workbook', summary: '导入实施清单表格：check 只检查，import 检查无误后全部写入（multipart，字段 file）', for: ['bureau'],
    query: Mode, upload: true, transaction: 'none', perMinuteMax: 30, answer: Report,
    handle: async (call, { query, uploads }) => {
      for await (const upload of uploads) return json(200, await receive(call, upload, query.mode))
      throw new Refusal('invalid', '请选择要导入的表格（字段名 file）', [{ path: 'file', message: '请选择文件' }])
    },
  }),
]

function workbook(fileName: string, items: Parameters<typeof writeWorkbook>[0], { kernel }: Call): Reply {
  const headers = { 'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(fileName)}` }
  return new Reply(200, WORKBOOK_TYPE, writeWorkbook(items, kernel.nameOf), { headers })
}

type Mode = 'check' | 'import'

async function receive(call: Call, { stream }: Upload, mode: Mode): Promise<object> {
  const { path } = await takeIn(stream, BYTES_MAX)
  try {
    const organisations = await listOrganisations(call.tx)
    const read = await readWorkbook(path, { organisations, today: call.today })
    const storing = {
      today: call.today, organisations: new Set(organisations.map(({ id }) => id)), isDryRun: mode === 'check', by: { ...call.actor, at: call.now },
    }
    const { stored, errors } = read.errors.length > 0 ? { stored: [], errors: [] } : await inTransaction(call.tx, (tx) => storeWorkbook(tx, read, storing))
    return reportOf(mode, { ...read, errors: [...read.errors, ...errors] }, stored)
  } finally {
    await discard(path)
  }
}

function reportOf(mode: Mode, { rows, errors, odd }: ReadWorkbook, stored: StoredWorkbook['stored']): object {
  const count = (wanted: string): number => stored.filter(({ outcome }) => outcome === wanted).length
  return {
    mode, rows, imported: mode === 'import' ? stored.length : 0, new: count('new'), changed: count('changed'), unchanged: count('unchanged'),
    errorsTotal: errors.length, oddTotal: odd.length, errors: errors.slice(0, FINDINGS_MAX), odd: odd.slice(0, FINDINGS_MAX),
  }
}
