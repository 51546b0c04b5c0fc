import { randomUUIDv7 } from 'node:crypto'
import { runSql, type Tx } from '#platform/database'
import { Refusal } from '#platform/refusal'
import { requestHashOf, type Call } from '#kernel'
import type { Kind } from './kind.ts'

/** So many of a kind may wait at once. */
const WAITING_MAX = 10

type Asker = Pick<Call, 'tx' | 'actor' | 'now'>

/**
 * Writes down that something is to be computed; the next round of any process does it. One key of one person is one computation.
 * @returns its id
 */
export async function askFor(call: Asker, kind: Kind, asked: object, key: string | undefined): Promise<string> {
  const { tx, actor, now } = call
  await runSql(tx, "select pg_advisory_xact_lock(hashtextextended('computations.' || $1, 0))", [kind.name])
  const earlier = key === undefined ? undefined : await earlierWith(call, kind, { asked, key })
  if (earlier !== undefined) return earlier
  const [waiting] = await runSql<{ count: number }>(tx, `
    select count(*)::int as count from computations.computation where kind = $1 and state in ('waiting', 'running')`, [kind.name])
  if ((waiting?.count ?? 0) >= WAITING_MAX) throw new Refusal('too-many', `已经有 ${WAITING_MAX} ${kind.oneOf}在等着计算，请过几分钟再试`)
  const id = randomUUIDv7()
  await writeDown(tx, kind, { id, asked, key: key ?? id, actor, now })
  await runSql(tx, `
    delete from computations.computation where state in ('done', 'failed')
      and id in (select id from computations.computation where kind = $1 order by asked_at desc, id desc offset $2 limit 100)`, [kind.name, kind.kept])
  return id
}

/** One of the demo district, computed as soon as the server runs. Idempotent. */
export async function seedComputation(tx: Tx, kind: Kind, { id, asked, now }: { id: string; asked: object; now: Date }): Promise<void> {
  await writeDown(tx, kind, { id, asked, key: 'demo', actor: { id: 'system', name: '示例（启动时算的）' }, now })
}

async function earlierWith({ tx, actor }: Asker, kind: Kind, { asked, key }: { asked: object; key: string }): Promise<string | undefined> {
  const [earlier] = await runSql<{ id: string; requestHash: string }>(tx, `
    select id, request_hash as "requestHash" from computations.computation where kind = $1 and actor_id = $2 and key = $3`, [kind.name, actor.id, key])
  if (earlier && earlier.requestHash !== requestHashOf(asked)) throw new Refusal('conflict', '这个 Idempotency-Key 已用于另一个请求，请换一个新的值')
  return earlier?.id
}

interface Line { id: string; asked: object; key: string; actor: Pick<Call['actor'], 'id' | 'name'>; now: Date }

async function writeDown(tx: Tx, kind: Kind, { id, asked, key, actor, now }: Line): Promise<void> {
  await runSql(tx, `
    insert into computations.computation (id, kind, asked, actor_id, actor_name, key, request_hash, asked_at, state)
    values ($1, $2, $3, $4, $5, $6, $7, $8, 'waiting') on conflict do nothing`,
  [id, kind.name, JSON.stringify(asked), actor.id, actor.name, key, requestHashOf(asked), now])
}
