import { randomUUIDv7 } from 'node:crypto'
import { runSql } from '#platform/database'
import { Refusal } from '#platform/refusal'
import { requestHashOf, type Call } from '#kernel'
import { refuseUnsound, type Asked } from './asked.ts'

/** Runs kept; older ones go, for they can be asked for again. */
const KEPT = 50
/** So many may wait at once. */
const WAITING_MAX = 10

/** Writes down that a change is to be tried; the next round of any process does it. One key is one run. */
export async function askRun(call: Call, asked: Asked, key: string | undefined): Promise<string> {
  const { tx, actor, now, today } = call
  refuseUnsound(asked, today)
  await runSql(tx, "select pg_advisory_xact_lock(hashtextextended('what_if.run', 0))", [])
  const earlier = key === undefined ? undefined : await earlierWith(call, key, asked)
  if (earlier !== undefined) return earlier
  const [waiting] = await runSql<{ count: number }>(tx, "select count(*)::int as count from what_if.run where state in ('waiting', 'running')", [])
  if ((waiting?.count ?? 0) >= WAITING_MAX) throw new Refusal('too-many', `已经有 ${WAITING_MAX} 次推演在等着计算，请过几分钟再试`)
  const id = randomUUIDv7()
  await runSql(tx, `
    insert into what_if.run (id, asked, actor_id, actor_name, key, request_hash, asked_at, state) values ($1, $2, $3, $4, $5, $6, $7, 'waiting')`,
  [id, JSON.stringify(asked), actor.id, actor.name, key ?? id, requestHashOf(asked), now])
  await runSql(tx, `
    delete from what_if.run where state in ('done', 'failed') and id in (select id from what_if.run order by asked_at desc, id desc offset ${KEPT} limit 100)`, [])
  return id
}

async function earlierWith({ tx, actor }: Call, key: string, asked: Asked): Promise<string | undefined> {
  const [earlier] = await runSql<{ id: string; requestHash: string }>(tx,
    'select id, request_hash as "requestHash" from what_if.run where actor_id = $1 and key = $2', [actor.id, key])
  if (earlier && earlier.requestHash !== requestHashOf(asked)) throw new Refusal('conflict', '这个 Idempotency-Key 已用于另一个请求，请换一个新的值')
  return earlier?.id
}
