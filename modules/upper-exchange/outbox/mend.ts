import { runSql, sendSql } from '#platform/database'
import { Refusal } from '#platform/refusal'
import { canonicalJson } from '#platform/sm'
import type { Call } from '#kernel'
import { recordAudit } from '#base/audit'
import type { PeerId } from '../peers.ts'
import { tableOf } from '../shapes/tables.ts'
import { faultsOf, type Columns } from '../shapes/validate.ts'
import { openedOf, type Kept } from './stored.ts'
import { moveUp } from './send.ts'
import { insertVersions, lineOf, OWN_FAULTS } from './version.ts'
import { stampedColumns } from './stamp.ts'

export const RESEND_MAX = 200
const RESEND_ALL_MAX = 2000

interface Rejected extends Kept {
  peer: PeerId; family: string; table: string; caseId: string; number: string; sequence: number; version: number; place: number; mended: string[]; guid: string; state: string
}

/**
 * A row that came back goes up again as its next version, with what a person has changed; `changes` with an empty text takes a value away.
 * @throws Refusal `not-found`, `conflict` when it is not rejected (any more), `invalid` when the row would still be wrong by our own rules
 */
export async function mendRow(
  call: Call, id: string, { changes, reason }: { changes: Readonly<Record<string, string>>; reason: string },
): Promise<{ id: string; version: number }> {
  const row = await lockRejected(call, id)
  const table = tableOf(row.table)
  refuseFixed(table.columns, changes)
  const own = withoutStamps(row, openedOf(call.kernel, row))
  // What a person has typed is never cut behind her back: too long is said to be too long.
  const columns = Object.fromEntries(Object.entries({ ...own, ...changes }).map(([name, value]) => [name, value.trim()]).filter(([, value]) => value !== ''))
  const version = row.version + 1
  const faults = faultsOf(table, stampedColumns(table, columns, { guid: row.guid, version, now: call.now }))
  if (faults.length > 0) throw new Refusal('invalid', '改过以后还不符合上级的要求，请按提示再改', faults.map(({ column, message }) => ({ path: `changes.${column}`, message })))
  const mended = [...new Set([...row.mended, ...Object.keys(changes)])]
  const standing = await standingOf(call, row)
  const content = call.kernel.vault.digest('upper_exchange.row.content', canonicalJson(columns))
  const line = lineOf(call, { ...row, id: crypto.randomUUID(), version, columns, mended, standing, content })
  await sendSql(call.tx, "update upper_exchange.row set state = 'replaced' where id = $1", [id])
  await insertVersions(call.tx, [line])
  await recordAudit(call, { action: 'admin',
    what: '改正退回的上报数据', caseId: row.caseId, object: `${row.table} 第 ${row.sequence} 条`,
    reason, detail: { peer: row.peer, version, columns: Object.keys(changes).join(' ') } })
  return { id: String(line['id']), version }
}

/** Rows that came back wrongly go up again as they are, each as its next version. */
export async function resendRows(call: Call, ids: readonly string[]): Promise<{ resent: number }> {
  for (const id of ids) await mendRow(call, id, { changes: {}, reason: '原样重报' })
  return { resent: ids.length }
}

/** Whatever came back goes up once more, but for what our own rules find wrong. @returns how many */
export async function resendAll(call: Call): Promise<number> {
  const ids = await runSql<{ id: string }>(call.tx, `
    select id from upper_exchange.row where state = 'rejected' and reason not like '${OWN_FAULTS}%' order by peer, answered_at limit ${RESEND_ALL_MAX}`)
  await resendRows(call, ids.map(({ id }) => id))
  return ids.length
}

/** It shall not go up; what waits behind it goes on. */
export async function dropRow(call: Call, id: string, reason: string): Promise<void> {
  const row = await lockRejected(call, id)
  await sendSql(call.tx, "update upper_exchange.row set state = 'dropped', answered_at = $2 where id = $1", [id, call.now])
  await moveUp(call.tx, [row])
  await recordAudit(call, { action: 'admin',
    what: '决定不再上报一行', caseId: row.caseId, object: `${row.table} 第 ${row.sequence} 条`,
    reason, detail: { peer: row.peer, version: row.version } })
}

async function lockRejected({ tx }: Call, id: string): Promise<Rejected> {
  const [row] = await runSql<Rejected>(tx, `
    select id, peer, family, tbl as "table", case_id as "caseId", number, sequence, version,
      place::float8 as place, mended, guid, columns, sealed, state
      from upper_exchange.row where id = $1 for update`, [id])
  if (!row) throw new Refusal('not-found', '没有这一行')
  if (row.state !== 'rejected') throw new Refusal('conflict', '这一行已经有人处理过了，请刷新')
  return row
}

/** Our own rules may have stopped it before its turn. */
async function standingOf({ tx }: Call, { peer, caseId, family, place, version }: Rejected): Promise<'waiting' | 'queued'> {
  const before = await runSql(tx, `
    select 1 from upper_exchange.row where peer = $1 and case_id = $2 and family = $3
      and state in ('waiting', 'queued', 'rejected') and (place, version) < ($4, $5) limit 1`, [peer, caseId, family, place, version])
  return before.length > 0 ? 'queued' : 'waiting'
}

/** What the exchange adds is made anew for each version. */
function withoutStamps({ table }: Pick<Rejected, 'table'>, columns: Columns): Columns {
  const stamped = new Set(tableOf(table).columns.flatMap(({ name, stamp }) => (stamp ? [name] : [])))
  return Object.fromEntries(Object.entries(columns).filter(([name]) => !stamped.has(name)))
}

function refuseFixed(columns: readonly {
  name: string; stamp?: string; isFixed?: true; personal?: string; label: string
}[], changes: Readonly<Record<string, string>>): void {
  const wrong = Object.keys(changes).flatMap((name) => {
    const rule = columns.find((one) => one.name === name)
    if (!rule) return [{ path: `changes.${name}`, message: '这张表没有这一列' }]
    return rule.stamp || rule.isFixed || rule.personal === 'withheld' ? [{ path: `changes.${name}`, message: `${rule.label}不能改` }] : []
  })
  if (wrong.length > 0) throw new Refusal('invalid', '有的列不能改', wrong)
}
