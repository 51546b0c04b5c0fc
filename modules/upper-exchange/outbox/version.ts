import { randomUUIDv7 } from 'node:crypto'
import { dayAt } from '#platform/day'
import { sendSql, type Tx } from '#platform/database'
import type { Call, Kernel } from '#kernel'
import type { PeerId } from '../peers.ts'
import { tableOf } from '../shapes/tables.ts'
import { faultsOf, type Columns, type Fault } from '../shapes/validate.ts'
import { parted } from '../wire/sealing.ts'
import { guidOf, stampedColumns } from './stamp.ts'

/** Which row of which case it is, whatever the version. */
export interface RowKey { peer: PeerId; family: string; table: string; caseId: string; number: string; sequence: number }
export interface NewVersion extends RowKey {
  id?: string
  version: number
  place: number
  columns: Columns
  mended: readonly string[]
  content: string
  standing: 'waiting' | 'queued'
}

/** What stands behind a reason of our own; the other side's reasons are in its own words. */
export const OWN_FAULTS = '本平台检查不过，没有送出'

export const sealedPlace = (id: string): string => `upper_exchange.row.sealed/${id}`

/**
 * A version as it is kept. What our own rules find wrong is not sent at all, and waits for a person like what the other side has
 * rejected.
 */
export function lineOf({ kernel, now }: Pick<Call, 'now'> & { kernel: Pick<Kernel, 'vault'> }, made: NewVersion): Record<string, unknown> {
  const { peer, family, table, caseId, number, sequence, version, place, mended, content, standing, id = randomUUIDv7() } = made
  const guid = guidOf(made)
  const columns = stampedColumns(tableOf(table), made.columns, { guid, version, now })
  const faults = faultsOf(tableOf(table), columns)
  const { open, personal } = parted(tableOf(table), columns)
  const hasPersonal = Object.keys(personal).length > 0
  return {
    id,
    peer,
    family,
    tbl: table,
    case_id: caseId,
    number,
    sequence,
    version,
    place,
    guid,
    columns: open,
    sealed: hasPersonal ? kernel.vault.seal(sealedPlace(id), JSON.stringify(personal)) : null,
    mended,
    content,
    day: dayAt(now),
    made_at: now,
    state: faults.length === 0 ? standing : 'rejected',
    answered_at: faults.length === 0 ? null : now,
    reason: faults.length === 0 ? null : reasonOf(faults),
  }
}

function reasonOf(faults: readonly Fault[]): string {
  return `${OWN_FAULTS}：${faults.map(({ column, message }) => `${column} ${message}`).join('；')}`.slice(0, 1000)
}

const FIELDS = 'id, peer, family, tbl, case_id, number, sequence, version, place, guid, columns, sealed, mended, content, day, made_at, state, answered_at, reason'

/** Writes new versions, and the days they will be compared on. Twice the same is once. */
export async function insertVersions(tx: Tx, lines: readonly Record<string, unknown>[]): Promise<void> {
  if (lines.length === 0) return
  const text = JSON.stringify(lines)
  await sendSql(tx, `
    insert into upper_exchange.row (${FIELDS})
    select id, peer, family, tbl, case_id, number, sequence, version, place, guid, columns,
      sealed, coalesce(mended, '{}'), content, day, made_at, state, answered_at, reason
    from jsonb_to_recordset($1::jsonb) as made (id uuid, peer text, family text, tbl text, case_id uuid, number text,
      sequence int, version int, place bigint, guid text, columns jsonb,
      sealed text, mended text[], content text, day date, made_at timestamptz, state text, answered_at timestamptz, reason text)
    on conflict do nothing`, [text])
  await noteDays(tx, lines)
}

/** Nobody has seen the version yet. */
export async function rewriteVersions(tx: Tx, lines: readonly Record<string, unknown>[]): Promise<void> {
  if (lines.length === 0) return
  await sendSql(tx, `
    update upper_exchange.row r set columns = made.columns, sealed = made.sealed, content = made.content, day = made.day,
      made_at = made.made_at,
      state = case when made.state = 'rejected' then made.state else r.state end,
      answered_at = made.answered_at, reason = made.reason
    from jsonb_to_recordset($1::jsonb) as made (id uuid, columns jsonb, sealed text, content text,
      day date, made_at timestamptz, state text, answered_at timestamptz, reason text)
    where r.id = made.id and r.state in ('waiting', 'queued') and r.attempts = 0`, [JSON.stringify(lines)])
  await noteDays(tx, lines)
}

/** A day is compared half an hour after it is over. */
async function noteDays(tx: Tx, lines: readonly Record<string, unknown>[]): Promise<void> {
  const days = [...new Set(lines.map(({ peer, day }) => `${String(peer)} ${String(day)}`))].map((text) => text.split(' '))
  await sendSql(tx, `
    insert into upper_exchange.day (peer, day, next_at)
    select peer, day::date, (day::date + 1)::timestamp at time zone 'Asia/Shanghai' + interval '30 minutes'
    from unnest($1::text[], $2::text[]) as made (peer, day) on conflict do nothing`,
  [days.map(([peer]) => peer), days.map(([, day]) => day)])
}
