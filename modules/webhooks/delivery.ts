import { runSql, type Database } from '#platform/database'
import { VaultTrouble } from '#platform/vault'
import { eventsAfter, type CaseEvent, type Kernel, type Place, type Round } from '#kernel'
import { allowedHosts } from './allowed-hosts.ts'
import { envelopeOf, signatureHeaders, type Told } from './envelope.ts'
import { secretIn } from './subscriptions.ts'

const PAUSE_MILLISECONDS = 500
const BATCH = 100
const TIMEOUT_MILLISECONDS = 10_000
/** Another process takes over after this: the one that had the turn must have died. */
const LEASE_SECONDS = 60
/** It gives the turn back before that, and goes on in the next. */
const TURN_MILLISECONDS = 30_000
/** With pauses that double up to an hour, about a day; then it waits for a person. */
export const ATTEMPTS_MAX = 30
const AGAIN_SECONDS = 5
const AGAIN_SECONDS_MAX = 3600

/** Tells every subscriber what has happened since, in the order of the log. */
export const deliverEvents: Round = { name: 'webhooks', pauseMilliseconds: PAUSE_MILLISECONDS, run: (ground) => deliver(ground) }

type Ground = { database: Database; kernel: Kernel; now: Date }
interface Turn extends Place { id: string; url: string; kinds: string[]; secret: string; attempts: number; turn: string }

/**
 * One turn of one subscription: whether there may be more at once. Its place in the log moves after the other side has said yes, so that
 * whoever dies in between has the event told once more under the same id, and none is left out. One process at a time has the turn.
 */
export async function deliver(ground: Ground): Promise<boolean> {
  const turn = await claim(ground)
  if (!turn) return false
  const begun = performance.now()
  const { events, end } = await eventsAfter(ground.database, turn, BATCH)
  const told = await toldOf(ground.database, events)
  let [reached, count, trouble]: [Place, number, string | undefined] = [turn, 0, undefined]
  let hasAll = true
  for (const { event, place } of events) {
    const about = told.get(event.caseId)
    if (about && (turn.kinds.length === 0 || turn.kinds.includes(event.kind))) {
      trouble = await tell(ground, turn, { event, about })
      if (trouble !== undefined) break
      count += 1
    }
    reached = place
    hasAll = performance.now() - begun < TURN_MILLISECONDS
    if (!hasAll) break
  }
  await (trouble === undefined ? settle(ground, turn, { reached: hasAll ? end : reached, count }) : hold(ground, turn, { reached, count, trouble }))
  return trouble === undefined && (events.length === BATCH || !hasAll)
}

async function claim({ database, now }: Ground): Promise<Turn | undefined> {
  const [turn] = await runSql<Turn>(database, `
    update webhooks.subscription set next_at = $1::timestamptz + ${LEASE_SECONDS} * interval '1 second', turn = turn + 1
    where id = (
      select s.id from webhooks.subscription s where s.state = 'active' and s.next_at <= $1
        and exists (select from kernel.event e where (e.xid, e.position) > (s.xid, s.position) and e.xid < pg_snapshot_xmin(pg_current_snapshot()))
      order by s.next_at, s.id limit 1 for update skip locked)
    returning id, url, kinds, secret, attempts, xid::text as xid, position, turn::text as turn`, [now])
  return turn
}

/** Sealed cases are nobody's business outside: they are passed over without a word. */
async function toldOf(database: Database, events: readonly { event: CaseEvent }[]): Promise<Map<string, Told>> {
  const rows = await runSql<Told & { id: string }>(database, `
    select id, number, type, item_code as "itemCode", owner_organisation as owner, workflow_version as "workflowVersion" from kernel.case
    where id = any($1) and not sealed`, [[...new Set(events.map(({ event }) => event.caseId))]])
  return new Map(rows.map(({ id, ...about }) => [id, about]))
}

/** @returns what went wrong, for the administrator; nothing of what the other side wrote */
async function tell({ kernel, now }: Ground, turn: Turn, { event, about }: { event: CaseEvent; about: Told }): Promise<string | undefined> {
  if (!allowedHosts(process.env).has(new URL(turn.url).host)) return '运维已不允许往这个主机推送（CHUNFENG_WEBHOOK_HOSTS）'
  const envelope = envelopeOf(kernel, event, about)
  const body = JSON.stringify(envelope)
  try {
    const headers = signatureHeaders({ id: String(envelope['id']), body, secret: secretIn(kernel, turn), now })
    const answer = await fetch(turn.url, {
      method: 'POST',
      redirect: 'manual',
      body,
      signal: AbortSignal.timeout(TIMEOUT_MILLISECONDS),
      headers: { 'content-type': 'application/cloudevents+json; charset=utf-8', ...headers },
    })
    await answer.body?.cancel()
    return answer.ok ? undefined : `对方答复 ${answer.status}`
  } catch (error) {
    if (error instanceof VaultTrouble) return '签名密钥打不开，请检查主密钥'
    return error instanceof Error && error.name === 'TimeoutError' ? `${TIMEOUT_MILLISECONDS / 1000} 秒没有答复` : '连不上对方，或者连接中断'
  }
}

interface Reached { reached: Place; count: number }

/** Only while the turn is still ours: after the lease another process may have gone further. */
async function settle({ database, now }: Ground, { id, turn }: Turn, { reached, count }: Reached): Promise<void> {
  await runSql(database, `
    update webhooks.subscription set xid = $3::xid8, position = $4, delivered = delivered + $5, next_at = $6, attempts = 0, reason = null,
      delivered_at = case when $5 > 0 then $6 else delivered_at end
    where id = $1 and turn = $2`, [id, turn, reached.xid, reached.position, count, now])
}

async function hold({ database, now }: Ground, { id, turn, attempts: before }: Turn, { reached, count, trouble }: Reached & { trouble: string }): Promise<void> {
  const attempts = count > 0 ? 1 : before + 1
  const again = new Date(now.getTime() + Math.min(AGAIN_SECONDS * 2 ** (attempts - 1), AGAIN_SECONDS_MAX) * 1000)
  await runSql(database, `
    update webhooks.subscription set xid = $3::xid8, position = $4, delivered = delivered + $5, delivered_at = case when $5 > 0 then $6 else delivered_at end,
      next_at = $7, attempts = $8, reason = $9, state = case when $8 >= ${ATTEMPTS_MAX} then 'paused' else state end
    where id = $1 and turn = $2`, [id, turn, reached.xid, reached.position, count, now, again, attempts, trouble])
}
