import { Type } from 'typebox'
import { decodedText } from '#platform/csv'
import { inTransaction, runSql } from '#platform/database'
import { Id } from '#platform/identity'
import { Refusal } from '#platform/refusal'
import { created, json, Reply } from '#platform/reply'
import { route, type Call, type Route } from '#kernel'
import { listOrganisations } from '#base/people'
import { RULES } from '../rules.ts'
import { GroupEntry, keepGroup, keepPlace, keepWindow, PlaceEntry, WindowEntry } from './keep.ts'
import { issueMachineKey } from './machine-key.ts'
import { oneDoorRate, receiptsIn, soundPeriod } from './receipts.ts'
import { RATE_DEFINITIONS } from './rates.ts'
import { hallsIn } from './register.ts'
import { endException, exceptionsOf, EXCEPTION_KINDS, ExceptionEntry, grantException, seatItem } from './residents.ts'
import { importRegister, registerCsv } from './sheet.ts'
import { standingCounts, standingItems } from './standing.ts'

const closed = { additionalProperties: false } as const
/** Whoever works with the halls may read the register; the bureau alone writes it. */
export const READERS = ['bureau', 'supervisor', 'leader', 'window', 'reviewer', 'approver'] as const
const Day = Type.Optional(Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' }))
const Page = Type.Optional(Type.Integer({ minimum: 1, maximum: 1000 }))
const ItemCode = Type.Object({ code: Type.String({ pattern: '^[0-9A-Z]{6,36}$' }) }, closed)
const Period = Type.Object({ from: Day, to: Day }, closed)
const ItemsQuery = Type.Object(
  {
    standing: Type.Optional(Type.Union(['in', 'missing', 'expired', 'excepted', 'must'].map((one) => Type.Literal(one)))),
    organisation: Type.Optional(Type.String({ maxLength: 64 })),
    q: Type.Optional(Type.String({ maxLength: 100 })),
    general: Type.Optional(Type.Literal('yes')),
    page: Page,
  },
  closed,
)
const ReceiptsQuery = Type.Object({ ...Period.properties, door: Type.Optional(Type.Union([Type.Literal('in'), Type.Literal('out')])), page: Page }, closed)
const Mode = Type.Object({ mode: Type.Union([Type.Literal('check'), Type.Literal('import')]) }, closed)
const BYTES_MAX = 5 * 1_048_576

const reading: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/hall/register',
    summary: '大厅、窗口组、窗口和可改的规则',
    for: [...READERS],
    handle: async ({ tx, kernel }) => {
      const [halls, organisations] = await Promise.all([hallsIn(tx), listOrganisations(tx)])
      return {
        halls: halls.map((hall) => ({ ...hall, organisationName: kernel.nameOf(hall.organisation) })),
        organisations: organisations.map(({ id, name }) => ({ id, name })),
        rules: RULES,
        exceptionKinds: EXCEPTION_KINDS,
      }
    },
  }),
  route({
    method: 'GET',
    path: '/api/hall/rates',
    summary: '进驻率、综合窗口受理率、一门办理率',
    for: [...READERS],
    query: Period,
    handle: async ({ tx, today, now }, { query }) => {
      const period = soundPeriod(query, today)
      const [items, door] = await Promise.all([standingCounts(tx, today), oneDoorRate(tx, period)])
      return { asOf: now.toISOString(), ...period, items, oneDoorRate: door, definitions: RATE_DEFINITIONS }
    },
  }),
  route({
    method: 'GET',
    path: '/api/hall/items',
    summary: '事项的进驻情况',
    for: [...READERS],
    query: ItemsQuery,
    handle: (call, { query: { general, page = 1, ...filter } }) => standingItems(call, { ...filter, page, ...(general === 'yes' && { isGeneral: true }) }),
  }),
  route({
    method: 'GET',
    path: '/api/hall/items/:code',
    summary: '一个事项的窗口和例外',
    for: [...READERS],
    params: ItemCode,
    handle: async ({ tx }, { params }) => {
      const [windows, exceptions] = await Promise.all([
        runSql<{ id: string }>(tx, 'select window_id as id from hall.resident_item where item_code = $1 limit 500', [params.code]),
        exceptionsOf(tx, params.code),
      ])
      return { windowIds: windows.map(({ id }) => id), exceptions: exceptions.map((one) => ({ ...one, kindLabel: EXCEPTION_KINDS[one.kind] })) }
    },
  }),
  route({
    method: 'GET',
    path: '/api/hall/receipts',
    summary: '一门办理率背后的办件',
    for: [...READERS],
    query: ReceiptsQuery,
    handle: (call, { query: { door, page = 1, ...period } }) => receiptsIn(call, { ...soundPeriod(period, call.today), door, page }),
  }),
  route({
    method: 'GET',
    path: '/api/hall/sheet',
    summary: '导出进驻登记表（CSV）',
    for: [...READERS],
    handle: async ({ tx, today }) =>
      new Reply(200, 'text/csv; charset=utf-8', await registerCsv(tx), {
        headers: { 'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(`进驻登记表${today}.csv`)}` },
      }),
  }),
]

const writing: readonly Route[] = [
  route({
    method: 'POST',
    path: '/api/hall/places',
    summary: '登记大厅',
    for: ['bureau'],
    body: PlaceEntry,
    handle: async (call, { body }) => {
      await keepPlace(call, body)
      return { kept: true }
    },
  }),
  route({
    method: 'POST',
    path: '/api/hall/groups',
    summary: '登记窗口组',
    for: ['bureau'],
    body: GroupEntry,
    handle: async (call, { body }) => {
      await keepGroup(call, body)
      return { kept: true }
    },
  }),
  route({
    method: 'POST',
    path: '/api/hall/windows',
    summary: '登记窗口',
    for: ['bureau'],
    body: WindowEntry,
    handle: async (call, { body }) => {
      await keepWindow(call, body)
      return { kept: true }
    },
  }),
  route({
    method: 'POST',
    path: '/api/hall/places/:hall/machine-key',
    summary: '给取号机发新口令，旧口令作废',
    for: ['bureau'],
    params: Type.Object({ hall: Type.String({ minLength: 1, maxLength: 40 }) }, closed),
    handle: (call, { params }) => issueMachineKey(call, params.hall),
  }),
  route({
    method: 'POST',
    path: '/api/hall/items/:code/windows',
    summary: '登记事项在哪些窗口办',
    for: ['bureau'],
    params: ItemCode,
    body: Type.Object({ windowIds: Type.Array(Id, { maxItems: 200 }) }, closed),
    handle: async (call, { params, body }) => {
      await seatItem(call, params.code, body.windowIds)
      return { kept: true }
    },
  }),
  route({
    method: 'POST',
    path: '/api/hall/exceptions',
    summary: '登记不进驻的例外',
    for: ['bureau'],
    body: ExceptionEntry,
    handle: async (call, { body }) => created(await grantException(call, body)),
  }),
  route({
    method: 'POST',
    path: '/api/hall/exceptions/:id/end',
    summary: '结束不进驻的例外',
    for: ['bureau'],
    params: Type.Object({ id: Id }, closed),
    handle: async (call, { params }) => {
      await endException(call, params.id)
      return { ended: true }
    },
  }),
  route({
    method: 'POST',
    path: '/api/hall/sheet',
    summary: '导入进驻登记表（CSV）：check 只检查，import 没有错误才写入',
    for: ['bureau'],
    query: Mode,
    upload: true,
    transaction: 'none',
    perMinuteMax: 30,
    handle: async (call, { query, uploads }) => {
      for await (const { stream } of uploads) return json(200, await receive(call, await bytesOf(stream), query.mode))
      throw new Refusal('invalid', '请选择要导入的表格（字段名 file）', [{ path: 'file', message: '请选择文件' }])
    },
  }),
]

export const registerRoutes: readonly Route[] = [...reading, ...writing]

function receive(call: Call, bytes: Buffer, mode: 'check' | 'import') {
  return inTransaction(call.tx, (tx) => importRegister({ ...call, tx }, decodedText(bytes), mode))
}

async function bytesOf(stream: AsyncIterable<Buffer>): Promise<Buffer> {
  const parts: Buffer[] = []
  let size = 0
  for await (const part of stream) {
    size += part.length
    if (size > BYTES_MAX) throw new Refusal('too-large', '表格太大，最大 5 MB')
    parts.push(part)
  }
  return Buffer.concat(parts)
}
