import { randomBytes, randomUUIDv7 } from 'node:crypto'
import { runSql } from '#platform/database'
import { Refusal } from '#platform/refusal'
import type { Call, Kernel } from '#kernel'
import { recordAudit } from '#base/audit'
import { addressIn, allowedHosts } from './allowed-hosts.ts'

export const SUBSCRIPTIONS_MAX = 50
export const KINDS_MAX = 300
const SECRET_BYTES = 32

export interface Subscription {
  id: string
  url: string
  description: string
  kinds: string[]
  state: 'active' | 'paused'
  delivered: number
  deliveredAt: Date | null
  /** Of the event it stands at, since it last went through. */
  attempts: number
  reason: string | null
  /** While it stands: when it is told again. */
  nextAt: Date
  createdAt: Date
}
/** A kind of event and what people call it: the step, and the sort of case that takes it. */
export interface EventKind { kind: string; label: string; caseLabel: string }
export interface NewSubscription { url: string; description: string; kinds?: string[] }

const COLUMNS = `
  id, url, description, kinds, state, delivered::int as delivered, delivered_at as "deliveredAt", attempts, reason, next_at as "nextAt",
  created_at as "createdAt"`

export function subscriptions({ tx }: Call): Promise<Subscription[]> {
  return runSql<Subscription>(tx, `select ${COLUMNS} from webhooks.subscription order by created_at, id limit ${SUBSCRIPTIONS_MAX}`)
}

/** Every kind of event there is, as a subscription may name them, in the order of the workflows; named as in their newest version. */
export function kindsOf({ workflows }: Pick<Kernel, 'workflows'>): EventKind[] {
  const kinds = new Map<string, EventKind>()
  for (const { caseType, label: caseLabel, opening, steps } of [...workflows.values()].flat()) {
    const labels = [['open', opening?.label ?? '提交'], ...Object.entries(steps).map(([step, { label }]) => [step, label])]
    for (const [step, label = ''] of labels) kinds.set(`${caseType}.${step}`, { kind: `${caseType}.${step}`, label, caseLabel })
  }
  return [...kinds.values()]
}

/**
 * From now on the address is told what happens. The secret is answered this once and kept sealed.
 * @throws Refusal `invalid` for an address that is not allowed or a kind there is not, `rule` when there are too many
 */
export async function subscribe(call: Call, { url, description, kinds = [] }: NewSubscription): Promise<{ id: string; secret: string }> {
  const { tx, actor, now, kernel } = call
  const [address, known] = [addressIn(url, allowedHosts(process.env)), new Set(kindsOf(kernel).map(({ kind }) => kind))]
  const strange = kinds.find((kind) => !known.has(kind))
  if (strange !== undefined) throw new Refusal('invalid', `没有“${strange}”这种事件，可用的见 GET /api/webhooks/kinds`, [{ path: 'kinds', message: `没有“${strange}”` }])
  await runSql(tx, 'lock table webhooks.subscription in share row exclusive mode')
  const [counted] = await runSql<{ count: number }>(tx, 'select count(*)::int as count from webhooks.subscription')
  if ((counted?.count ?? 0) >= SUBSCRIPTIONS_MAX) throw new Refusal('rule', `最多登记 ${SUBSCRIPTIONS_MAX} 个推送地址，请先删掉不用的`)
  const [id, secret] = [randomUUIDv7(), `whsec_${randomBytes(SECRET_BYTES).toString('base64')}`]
  // What is committed from now on: every transaction that still runs comes after this place in the log.
  await runSql(tx, `
    insert into webhooks.subscription (id, url, description, kinds, secret, created_by, created_at, next_at, xid, position)
    values ($1, $2, $3, $4, $5, $6, $7, $7, pg_snapshot_xmin(pg_current_snapshot()), 0)`,
  [id, address, description, [...new Set(kinds)], kernel.vault.seal(placeOf(id), secret), actor.id, now])
  await recordAudit(call, { action: 'admin', what: '登记事件推送', object: id, detail: { url: address, kinds: kinds.join(' ') } })
  return { id, secret }
}

export async function unsubscribe(call: Call, id: string): Promise<void> {
  const gone = await runSql<{ url: string }>(call.tx, 'delete from webhooks.subscription where id = $1 returning url', [id])
  if (gone.length === 0) throw unknown()
  await recordAudit(call, { action: 'admin', what: '删除事件推送', object: id, detail: { url: gone[0]?.url ?? '' } })
}

/** Goes on from the event it stopped at. */
export async function resume(call: Call, id: string): Promise<void> {
  const woken = await runSql(
    call.tx, "update webhooks.subscription set state = 'active', attempts = 0, reason = null, next_at = $2 where id = $1 returning id", [id, call.now],
  )
  if (woken.length === 0) throw unknown()
  await recordAudit(call, { action: 'admin', what: '恢复事件推送', object: id })
}

export function secretIn({ vault }: Pick<Kernel, 'vault'>, { id, secret }: { id: string; secret: string }): string {
  return vault.open(placeOf(id), secret)
}

const placeOf = (id: string): string => `webhooks.subscription.secret/${id}`
const unknown = (): Refusal => new Refusal('not-found', '没有这个推送地址，可能已经删掉')
