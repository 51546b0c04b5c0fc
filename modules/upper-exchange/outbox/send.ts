import { inTransaction, retryConflicts, runSql, sendSql, type Tx } from '#platform/database'
import { SYSTEM } from '#kernel'
import { recordAudit } from '#base/audit'
import { sealedColumns, type WireRow } from '../wire/sealing.ts'
import { BATCH_MAX, PATHS, RowsAnswer } from '../wire/messages.ts'
import { WireTrouble, type Wire } from '../wire/client.ts'
import type { Columns } from '../shapes/validate.ts'
import { personalOf } from './stored.ts'
import type { Ground, Turn } from './turn.ts'

/** So often a row has been on its way by itself while others got through: then a person looks at it, and it holds up its case only. */
export const ALONE_MAX = 8

export interface Outgoing { id: string; table: string; guid: string; version: number; day: string; attempts: number; columns: Columns; sealed: string | null }
export interface Sent { rows: number; taken: number; rejected: number }

/** Sends what is first in line of each case: how much got through. @throws WireTrouble where the other side does not answer as it should */
export async function sendSome(ground: Ground, turn: Turn & { plain: string }, wire: Wire): Promise<Sent> {
  const rows = await takeOff(ground, turn)
  if (rows.length === 0) return { rows: 0, taken: 0, rejected: 0 }
  const { results } = await wire.ask(PATHS.rows, { rows: rows.map((row) => wireRow(ground, turn.plain, row)) }, RowsAnswer)
  const sent = await retryConflicts(() => inTransaction(ground.database, (tx) => apply({ ...ground, tx }, turn, { rows, results })))
  if (sent.taken + sent.rejected === 0) throw new WireTrouble('答复里没有送去的任何一条')
  return sent
}

const TAKEN_OFF = 'id, tbl as "table", guid, version, day::text as day, attempts, columns, sealed'

/**
 * Only what is first in line of its case waits; the others are queued behind it. What has been tried before goes alone, so that one row
 * the other side cannot bear keeps no other back. Marked before it leaves: from then on the version is never changed.
 */
async function takeOff({ database, now }: Ground, { id: peer, failures }: Turn): Promise<Outgoing[]> {
  const rows = await runSql<{ id: string; attempts: number }>(database, `
    select id, attempts from upper_exchange.row where peer = $1 and state = 'waiting' order by attempts, id limit ${BATCH_MAX}`, [peer])
  const isAlone = failures > 0 || (rows[0]?.attempts ?? 0) > 1
  const chosen = isAlone ? rows.slice(0, 1) : rows.filter(({ attempts }) => attempts <= 1)
  const taken = await runSql<Outgoing>(
    database,
    `
    update upper_exchange.row set attempts = attempts + 1, tried_at = coalesce(tried_at, $2) where id = any($1) and state = 'waiting' returning ${TAKEN_OFF}`,
    [chosen.map(({ id }) => id), now],
  )
  return taken.toSorted((a, b) => (a.id < b.id ? -1 : 1))
}

function wireRow({ kernel }: Ground, secret: string, { id, table, guid, version, day, columns, sealed }: Outgoing): WireRow {
  return { table, guid, version, day, columns, sealed: sealedColumns(secret, { table, guid }, personalOf(kernel, { id, sealed })) }
}

interface Answered { rows: readonly Outgoing[]; results: RowsAnswer['results'] }
type Writing = Pick<Ground, 'now' | 'kernel'> & { tx: Tx }

/** The first word about a version counts; what it says of others, or says again, changes nothing. */
async function apply({ tx, now }: Writing, turn: Turn, { rows, results }: Answered): Promise<Sent> {
  const said = new Map(results.toReversed().map((result) => [`${result.guid}/${result.version}`, result]))
  const heard = rows.flatMap((row) => { const result = said.get(`${row.guid}/${row.version}`); return result ? [{ row, result }] : [] })
  const taken = heard.filter(({ result }) => result.result === 'taken').map(({ row }) => row.id)
  const rejected = heard.filter(({ result }) => result.result === 'rejected')
    .map(({ row, result }) => ({ id: row.id, reason: result.reason?.trim() || '对方没有说原因' }))
  await acceptRows(tx, taken, now)
  await rejectRows(tx, rejected, now)
  await recordAudit({ tx, now, actor: SYSTEM }, {
    action: 'export', what: '向上级平台报送', object: turn.id, detail: { rows: rows.length, taken: taken.length, rejected: rejected.length, tables: countedBy(rows) },
  })
  return { rows: rows.length, taken: taken.length, rejected: rejected.length }
}

/** It has the row now; older versions of it are over. The days of both have to be compared anew if they are past. */
export async function acceptRows(tx: Tx, ids: readonly string[], now: Date): Promise<void> {
  if (ids.length === 0) return
  const touched = await runSql<{ peer: string; day: string; caseId: string }>(
    tx,
    `
    with taken as (update upper_exchange.row set state = 'accepted', answered_at = $2, reason = null
      where id = any($1) and state = 'waiting'
      returning peer, guid, version, day, case_id),
      older as (update upper_exchange.row o set state = 'replaced' from taken t
        where o.peer = t.peer and o.guid = t.guid and o.version < t.version
        and o.state = 'accepted' returning o.peer, o.day, o.case_id)
    select distinct peer, day::text as day, case_id as "caseId"
    from (select peer, day, case_id from taken union all select peer, day, case_id from older) both_of_them`,
    [ids, now],
  )
  await moveUp(tx, touched)
  await sendSql(tx, `
    update upper_exchange.day d set state = 'due', next_at = case when d.state = 'even' then $3::timestamptz else d.next_at end
    from unnest($1::text[], $2::date[]) as t (peer, day)
    where d.peer = t.peer and d.day = t.day and d.checked_at is not null`, [touched.map(({ peer }) => peer), touched.map(({ day }) => day), now])
}

/** Of these cases, what is first in line now may go. In a statement of its own, so that it sees what was queued until this moment. */
export async function moveUp(tx: Tx, cases: readonly { peer: string; caseId: string }[]): Promise<void> {
  await runSql(tx, `
    update upper_exchange.row r set state = 'waiting' from (
      select distinct on (o.peer, o.case_id, o.family) o.id, o.state from upper_exchange.row o
      where (o.peer, o.case_id) in (select * from unnest($1::text[], $2::uuid[])) and o.state in ('waiting', 'queued', 'rejected')
      order by o.peer, o.case_id, o.family, o.place, o.version) head
    where r.id = head.id and head.state = 'queued'`, [cases.map(({ peer }) => peer), cases.map(({ caseId }) => caseId)])
}

/** Back to the worklist, with the reason in the other side's words. */
export async function rejectRows(tx: Tx, rejected: readonly { id: string; reason: string }[], now: Date): Promise<void> {
  if (rejected.length === 0) return
  await sendSql(tx, `
    update upper_exchange.row r set state = 'rejected', reason = left(t.reason, 1000), answered_at = $3 from unnest($1::uuid[], $2::text[]) as t (id, reason)
    where r.id = t.id and r.state in ('waiting', 'accepted')`, [rejected.map(({ id }) => id), rejected.map(({ reason }) => reason), now])
}

/** After a failure: a row that has gone alone so often, and failed while others got through, is somebody's work now. */
export async function setAside({ database, now }: Ground, { id: peer, successAt }: Turn, reason: string): Promise<void> {
  if (successAt === null) return
  await runSql(database, `
    update upper_exchange.row set state = 'rejected', answered_at = $2, reason = $3
    where peer = $1 and state = 'waiting' and attempts >= ${ALONE_MAX} and tried_at < $4`, [peer, now, `单独送了 ${ALONE_MAX} 次都不成，别的送得到：${reason}`, successAt])
}

function countedBy(rows: readonly Outgoing[]): string {
  return [...Map.groupBy(rows, ({ table }) => table)].map(([table, some]) => `${table}×${some.length}`).join(' ')
}
