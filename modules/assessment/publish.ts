import { runSql, type Tx } from '#platform/database'
import type { Day } from '#platform/day'
import { Refusal } from '#platform/refusal'
import type { Call } from '#kernel'
import { recordAudit } from '#base/audit'
import { openAppeals } from './appeals.ts'
import { bulletinFacts, type BulletinFacts } from './bulletin/facts.ts'
import { reportFailed } from './failed.ts'
import { heldPeriod, periodOf, type Period } from './ledger.ts'
import { nameOf } from './span.ts'

export interface Bulletin { number: string; version: number; issuedOn: Day; by: string }

/**
 * 发布通报: after the days for appeals, when every appeal has been decided. A version is published once; after a later
 * correction the next version is published as 更正通报 that names the one it replaces.
 */
export async function publishBulletin(call: Call, periodId: string, { expectedVersion }: { expectedVersion: number }): Promise<Bulletin> {
  const period = await heldPeriod(call.tx, periodId)
  if (period.version === 0 || period.appealUntil === null) throw new Refusal('rule', '还没有锁定，不能发布通报')
  if (period.version !== expectedVersion) throw new Refusal('conflict', `刚刚有了第 ${period.version} 版，请刷新看过以后再发布`)
  if (call.today <= period.appealUntil) throw new Refusal('rule', `各单位申诉到 ${period.appealUntil} 为止，过了这一天才能发布`)
  const open = await openAppeals(call.tx, periodId)
  if (open > 0) throw new Refusal('rule', `还有 ${open} 件申诉没有办结，请先办结再发布`)
  const earlier = (await bulletinsOf(call.tx, periodId)).at(-1)
  if (earlier?.version === period.version) throw new Refusal('conflict', `第 ${period.version} 版已经发布，编号 ${earlier.number}`)
  const number = await nextNumber(call.tx, call.today)
  const facts = await bulletinFacts(call, period, { number, replaces: earlier?.number ?? null })
  await runSql(call.tx, `insert into assessment.bulletin (number, period_id, version, facts, issued_on, issued_by, issued_by_name, issued_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8)`, [number, periodId, period.version, JSON.stringify(facts), call.today, call.actor.id, call.actor.name, call.now])
  await reportFailed(call, period, number)
  await recordAudit(call, { action: 'admin', what: '发布考核通报', object: number, detail: { period: nameOf(period), version: period.version } })
  return { number, version: period.version, issuedOn: call.today, by: call.actor.name }
}

/** The bulletins of a period, the oldest first. */
export function bulletinsOf(tx: Tx, periodId: string): Promise<Bulletin[]> {
  return runSql<Bulletin>(tx, `
    select number, version, issued_on as "issuedOn", issued_by_name as by from assessment.bulletin where period_id = $1 order by version limit 100`, [periodId])
}

/** What the newest bulletin says; before the first, for those who prepare it, what it would say today. */
export async function bulletinOrDraft(call: Call, periodId: string): Promise<BulletinFacts> {
  const [published] = await runSql<{ facts: BulletinFacts }>(
    call.tx, 'select facts from assessment.bulletin where period_id = $1 order by version desc limit 1', [periodId],
  )
  if (published) return published.facts
  const period: Period = await periodOf(call.tx, periodId)
  if (!call.actor.roles.some((role) => role === 'supervisor' || role === 'leader' || role === 'bureau')) throw new Refusal('rule', '通报还没有发布，发布以后可以下载')
  return bulletinFacts(call, period, { number: null, replaces: null })
}

/** 编号 of our own, gapless within a year; it is no 发文字号. */
async function nextNumber(tx: Tx, today: Day): Promise<string> {
  const year = today.slice(0, 4)
  const [row] = await runSql<{ last: number }>(tx,
    'insert into assessment.counter as counter (year, last) values ($1, 1) on conflict (year) do update set last = counter.last + 1 returning last',
    [Number(year)])
  return `KHTB-${year}-${String(row?.last ?? 0).padStart(3, '0')}`
}
