/** Which item sits at which windows (进驻), and which need not (不进驻的例外). */
import { randomUUIDv7 } from 'node:crypto'
import { Type, type Static } from 'typebox'
import { runSql, type Tx } from '#platform/database'
import { isDay, type Day } from '#platform/day'
import { Refusal } from '#platform/refusal'
import type { Call } from '#kernel'
import { recordAudit } from '#base/audit'
import { itemInForce } from '#base/catalog'
import { wrong } from './keep.ts'

const closed = { additionalProperties: false } as const
const WINDOWS_AN_ITEM_MAX = 200
const EXCEPTIONS_MAX = 50

/** Why an item may stay outside. Ours, to be replaced by the list the district keeps; the bureau writes the basis of each. */
export const EXCEPTION_KINDS = { secret: '涉及国家秘密', site: '场地或设备限制', safety: '公共安全要求', other: '其他（须写明依据）' } as const
export type ExceptionKind = keyof typeof EXCEPTION_KINDS

export const ExceptionEntry = Type.Object({
  itemCode: Type.String({ minLength: 6, maxLength: 36 }),
  kind: Type.Union([Type.Literal('secret'), Type.Literal('site'), Type.Literal('safety'), Type.Literal('other')]),
  reason: Type.String({ minLength: 5, maxLength: 500 }), basis: Type.String({ minLength: 2, maxLength: 300 }),
  approver: Type.String({ minLength: 2, maxLength: 100 }),
  approvedOn: Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' }), untilOn: Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' }),
}, closed)
export type ExceptionEntry = Static<typeof ExceptionEntry>

export interface Exception {
  id: string
  kind: ExceptionKind
  reason: string
  basis: string
  approver: string
  approvedOn: Day
  untilOn: Day
  endedOn: Day | null
}

/** Says at which windows an item is handled from today on; none takes it out of every hall. */
export async function seatItem(call: Call, itemCode: string, windowIds: readonly string[]): Promise<void> {
  const item = await itemInForce(call.tx, itemCode, call.today)
  if (windowIds.length > WINDOWS_AN_ITEM_MAX) throw wrong('windowIds', `一个事项最多在 ${WINDOWS_AN_ITEM_MAX} 个窗口办`)
  const known = await runSql(call.tx, 'select 1 from hall.window where id = any($1::uuid[]) and active for key share', [windowIds])
  if (known.length < new Set(windowIds).size) throw wrong('windowIds', '有的窗口没有登记或者已经停用，请刷新后重新选')
  await writeSeats(call, itemCode, windowIds.map((windowId) => ({ windowId, since: call.today })))
  await recordAudit(call, { action: 'admin', what: '登记进驻窗口', object: itemCode, detail: { name: item.name, windows: windowIds.length } })
}

/** The whole of one item's seats; a window it sat at before keeps its day. */
export async function writeSeats({ tx }: Pick<Call, 'tx'>, itemCode: string, seats: readonly { windowId: string; since: Day }[]): Promise<void> {
  const ids = seats.map(({ windowId }) => windowId)
  await runSql(tx, 'delete from hall.resident_item where item_code = $1 and window_id <> all($2::uuid[])', [itemCode, ids])
  await runSql(tx, `
    insert into hall.resident_item (item_code, window_id, since) select $1, given.id, given.since from unnest($2::uuid[], $3::date[]) as given (id, since)
    on conflict (item_code, window_id) do nothing`, [itemCode, ids, seats.map(({ since }) => since)])
}

/** Lets an item stay outside until a day. Only one exception of an item runs at a time: the older is ended first. */
export async function grantException(call: Call, entry: ExceptionEntry): Promise<{ id: string }> {
  const { itemCode, kind, reason, basis, approver, approvedOn, untilOn } = entry
  const item = await itemInForce(call.tx, itemCode, call.today)
  for (const [path, day] of [['approvedOn', approvedOn], ['untilOn', untilOn]] as const) if (!isDay(day)) throw wrong(path, '没有这一天，请按 2026-03-02 的样子写')
  if (approvedOn > call.today) throw wrong('approvedOn', '批准的日子还没有到，请核对')
  if (untilOn < call.today) throw wrong('untilOn', '到期的日子已经过了，请写今天或以后的日子')
  const [running] = await runSql(call.tx, 'select 1 from hall.exception where item_code = $1 and ended_on is null', [itemCode])
  if (running) throw new Refusal('conflict', `“${item.name}”已有一条没有结束的例外，请先结束它，再登记新的`)
  const id = randomUUIDv7()
  await runSql(call.tx, `
    insert into hall.exception (id, item_code, kind, reason, basis, approver, approved_on, until_on, written_by, written_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`, [id, itemCode, kind, reason, basis, approver, approvedOn, untilOn, call.actor.id, call.now])
  await recordAudit(call, { action: 'admin', what: '登记不进驻的例外', object: itemCode, detail: { kind, untilOn } })
  return { id }
}

/** Ends an exception today, because the item has moved in or because another follows. */
export async function endException(call: Call, id: string): Promise<void> {
  const [ended] = await runSql<{ itemCode: string }>(call.tx, `
    update hall.exception set ended_on = $2 where id = $1 and ended_on is null returning item_code as "itemCode"`, [id, call.today])
  if (!ended) throw new Refusal('not-found', '没有这条例外，或者它已经结束')
  await recordAudit(call, { action: 'admin', what: '结束不进驻的例外', object: ended.itemCode })
}

/** The exceptions of an item, newest first. */
export function exceptionsOf(tx: Tx, itemCode: string): Promise<Exception[]> {
  return runSql<Exception>(tx, `
    select id, kind, reason, basis, approver, approved_on as "approvedOn", until_on as "untilOn", ended_on as "endedOn" from hall.exception
    where item_code = $1 order by written_at desc limit ${EXCEPTIONS_MAX}`, [itemCode])
}
