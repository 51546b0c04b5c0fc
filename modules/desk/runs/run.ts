import { randomUUIDv7 } from 'node:crypto'
import { runSql, type Tx } from '#platform/database'
import { Refusal } from '#platform/refusal'
import { requestHashOf, type Call, type Case } from '#kernel'
import { HOLD_DEFAULT_MILLISECONDS } from '../hold.ts'

export type RunKind = 'step' | 'assign' | 'print'

/** One case of a run as it is written down: waiting, or already done (print), or refused before anything was tried. */
export interface NewItem {
  found: Pick<Case, 'id' | 'number' | 'title'>
  version: number | null
  data: object | null
  state: 'waiting' | 'done' | 'refused'
  message: string | null
}

export interface NewRun { kind: RunKind; step: string | null; label: string; data: object; dueAt: Date; items: readonly NewItem[] }

/** What makes a request the same request: its key and what it asks for. */
export interface Request { key: string | undefined; asked: unknown }

/** The run an earlier request with this key began, or undefined. Those with one key wait for each other. */
export async function findRun({ tx, actor }: Call, { key, asked }: Request): Promise<string | undefined> {
  if (key === undefined) return undefined
  await runSql(tx, "select pg_advisory_xact_lock(hashtextextended('desk.run ' || $1, 0))", [`${actor.id} ${key}`])
  const [earlier] = await runSql<{ id: string; requestHash: string }>(tx,
    'select id, request_hash as "requestHash" from desk.run where actor_id = $1 and key = $2', [actor.id, key])
  if (earlier && earlier.requestHash !== requestHashOf(asked)) throw new Refusal('conflict', '这个 Idempotency-Key 已用于另一个请求，请换一个新的值')
  return earlier?.id
}

/** Writes the run with its cases; whatever waits is done by the next round of any process. */
export async function addRun({ tx, actor, now }: Call, { items, ...run }: NewRun, { key, asked }: Request): Promise<string> {
  const id = randomUUIDv7()
  await runSql(tx, `
    insert into desk.run (id, kind, step, label, data, actor_id, actor_name, actor_organisation, key, request_hash, created_at, due_at, revocable_until)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
  [id, run.kind, run.step, run.label, JSON.stringify(run.data), actor.id, actor.name, actor.organisation ?? '', key ?? id, requestHashOf(asked), now, run.dueAt,
    new Date(now.getTime() + HOLD_DEFAULT_MILLISECONDS)])
  await addItems(tx, { id, dueAt: run.dueAt, now }, items)
  return id
}

async function addItems(tx: Tx, { id, dueAt, now }: { id: string; dueAt: Date; now: Date }, items: readonly NewItem[]): Promise<void> {
  const rows = items.map(({ found, version, data, state, message }, index) => ({
    seq: index + 1, case_id: found.id, number: found.number, title: found.title, version, data, state, message, ended_at: state === 'waiting' ? null : now,
  }))
  await runSql(tx, `
    insert into desk.run_item (run_id, seq, case_id, case_number, case_title, case_version, data, state, message, due_at, ended_at)
    select $1, seq, case_id, number, title, version, data, state, message, $2, ended_at
    from jsonb_to_recordset($3::jsonb) as given (seq int, case_id uuid, number text,
      title text, version int, data jsonb, state text, message text, ended_at timestamptz)`,
  [id, dueAt, JSON.stringify(rows)])
}
