import { randomBytes } from 'node:crypto'
import { isDay, type Day } from '#platform/day'
import { runSql, type Tx } from '#platform/database'
import { Refusal } from '#platform/refusal'
import type { Call, Kernel } from '#kernel'
import { recordAudit } from '#base/audit'
import type { Family } from './shapes/column.ts'
import { addressIn, upperHosts } from './wire/address.ts'

export const PEERS = { province: '省平台', city: '市平台' } as const
export type PeerId = keyof typeof PEERS
export const PEER_IDS = ['province', 'city'] as const satisfies readonly PeerId[]
const SECRET_BYTES = 32

export interface Peer { id: PeerId; url: string; families: Family[]; state: 'off' | 'on'; fromDay: Day | null }

const COLUMNS = 'id, url, families, state, from_day as "fromDay"'

/** The platforms that get what happens now, and from which day on. */
export function peersOn(tx: Tx): Promise<Peer[]> {
  return runSql<Peer>(tx, `select ${COLUMNS} from upper_exchange.peer where state = 'on' order by id limit ${PEER_IDS.length}`)
}

/** @throws Refusal `not-found` where nobody has said yet where it is */
export async function peerOf(tx: Tx, id: PeerId): Promise<Peer> {
  const [found] = await runSql<Peer>(tx, `select ${COLUMNS} from upper_exchange.peer where id = $1`, [id])
  if (!found) throw new Refusal('not-found', `还没有登记${PEERS[id]}的地址，请系统管理员先登记`)
  return found
}

export interface Connection { url: string; families: readonly Family[]; newSecret?: boolean }

/**
 * Where the platform is and what goes there; what is added there begins from the day on which reporting began. The secret is answered when it is made, this once, and kept sealed.
 * @throws Refusal `invalid` for an address that is not allowed
 */
export async function connect(call: Call, id: PeerId, { url, families, newSecret = false }: Connection): Promise<{ secret: string | null }> {
  const { tx, kernel, now } = call
  const address = addressIn(url, upperHosts(process.env))
  const secret = randomBytes(SECRET_BYTES).toString('hex')
  const wanted = [...new Set(families)].toSorted()
  const made = await runSql<{ isNew: boolean }>(tx, `
    insert into upper_exchange.peer (id, url, secret, families, next_at, pull_at, created_at) values ($1, $2, $3, $4, $5, $5, $5)
    on conflict (id) do update set url = excluded.url, families = excluded.families, next_at = excluded.next_at, failures = 0, reason = null,
      secret = case when $6 then excluded.secret else upper_exchange.peer.secret end,
      backfill_after = case when upper_exchange.peer.families = excluded.families then upper_exchange.peer.backfill_after end,
      backfill_done = case when upper_exchange.peer.families = excluded.families then upper_exchange.peer.backfill_done else 0 end,
      backfill_ended_at = case when upper_exchange.peer.families = excluded.families then upper_exchange.peer.backfill_ended_at end
    returning (xmax = 0) as "isNew"`, [id, address, kernel.vault.seal(secretPlace(id), secret), wanted, now, newSecret])
  await recordAudit(call, { action: 'admin', what: '登记上级平台', object: id, detail: { url: address, families: families.join(' '), newSecret } })
  return { secret: newSecret || made[0]?.isNew === true ? secret : null }
}

/** Begins to report, from a day on; what was there before follows in the background. An earlier day may follow later, a later one not. */
export async function switchOn(call: Call, id: PeerId, fromDay: Day): Promise<void> {
  const { fromDay: before } = await peerOf(call.tx, id)
  if (!isDay(fromDay)) throw wrongDay(`没有 ${fromDay} 这一天`)
  if (fromDay > call.today) throw wrongDay('起报日不能晚于今天')
  if (before !== null && fromDay > before) throw wrongDay(`已经从 ${before} 起报过，报过的收不回来；可以改成更早的一天`)
  const isSame = before === fromDay
  await runSql(call.tx, `
    update upper_exchange.peer set state = 'on', from_day = $2, next_at = $3, pull_at = $3, failures = 0, reason = null, swept_on = null,
      backfill_after = case when $4 then backfill_after end, backfill_total = case when $4 then backfill_total end,
      backfill_done = case when $4 then backfill_done else 0 end, backfill_ended_at = case when $4 then backfill_ended_at end
    where id = $1`, [id, fromDay, call.now, isSame])
  await recordAudit(call, { action: 'admin', what: '开始向上级平台报送', object: id, detail: { fromDay } })
}

/** Nothing goes out any more; what happens meanwhile is made up for when it is switched on again. */
export async function switchOff(call: Call, id: PeerId): Promise<void> {
  await peerOf(call.tx, id)
  await runSql(call.tx,
    "update upper_exchange.peer set state = 'off', backfill_after = null, backfill_done = 0, backfill_total = null, backfill_ended_at = null where id = $1",
    [id])
  await recordAudit(call, { action: 'admin', what: '停止向上级平台报送', object: id })
}

export async function secretOf({ tx, kernel }: { tx: Tx; kernel: Pick<Kernel, 'vault'> }, id: PeerId): Promise<string> {
  const [row] = await runSql<{ secret: string }>(tx, 'select secret from upper_exchange.peer where id = $1', [id])
  if (!row) throw new Error(`no peer ${id}`)
  return kernel.vault.open(secretPlace(id), row.secret)
}

export const secretPlace = (id: string): string => `upper_exchange.peer.secret/${id}`
const wrongDay = (message: string): Refusal => new Refusal('invalid', message, [{ path: 'fromDay', message }])
