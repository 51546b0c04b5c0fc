import { runSql } from '#platform/database'
import type { Day } from '#platform/day'
import { Refusal } from '#platform/refusal'
import { addWorkingDays, SYSTEM, takeStep, type Call } from '#kernel'
import { recordAudit } from '#base/audit'
import { freezeEvidence } from '../evidence/evidence.ts'
import { nominationsIn } from '../nominations/ledger.ts'
import { undecidedBursts } from '../votes/review.ts'
import { heldCampaign, type Campaign } from './ledger.ts'
import { rankingNow, type RankedRow } from './ranking.ts'

/** 锁定: nominations are over and reviewed; from now on the evidence stands still and the panel scores. */
export async function lockCampaign(call: Call, id: string): Promise<{ lockedAt: Date }> {
  const campaign = await heldCampaign(call.tx, id)
  const why = await whyNoLock(call, campaign)
  if (why !== null) throw new Refusal('rule', why)
  await freezeEvidence(call, campaign, await nominationsIn(call.tx, id, 'qualified'))
  await runSql(call.tx, "update awards.campaign set status = 'locked', locked_by_name = $2, locked_at = $3 where id = $1", [id, call.actor.name, call.now])
  await recordAudit(call, { action: 'admin', what: '锁定评选证据', object: campaign.body.title })
  return { lockedAt: call.now }
}

export async function whyNoLock({ tx, today }: Pick<Call, 'tx' | 'today'>, { id, status, body }: Campaign): Promise<string | null> {
  if (status !== 'open') return status === 'draft' ? '还没有发布' : '已经锁定过了'
  if (today <= body.nominateUntil) return `推荐到 ${body.nominateUntil} 为止，过了这一天才能锁定`
  const waiting = await nominationsIn(tx, id, 'nominated')
  if (waiting.length > 0) return `还有 ${waiting.length} 件提名没有审查，请先审查`
  return (await nominationsIn(tx, id, 'qualified')).length === 0 ? '没有通过资格审查的提名，不能锁定' : null
}

export async function whyNoAnnouncement({ tx, today }: Pick<Call, 'tx' | 'today'>, { id, status, body: { vote } }: Campaign): Promise<string | null> {
  if (status !== 'locked') return status === 'announced' ? '已经公布过了' : '还没有锁定证据'
  if (vote !== null && today <= vote.until) return `投票到 ${vote.until} 为止，过了这一天才能公布`
  const undecided = await undecidedBursts(tx, id)
  return undecided > 0 ? `还有 ${undecided} 批投票没有看，请先决定算不算` : null
}

export interface Announcement { rankingSm3: string; leaveOutTied?: boolean | undefined }

/**
 * 公布初评结果: those within the quota go into publicity, the others are told that they were not chosen. What is announced is what was
 * looked at; who share a rank across the quota are not chosen by chance: whoever announces says that all of them stay out.
 */
export async function announce(
  call: Call, id: string, { rankingSm3, leaveOutTied = false }: Announcement,
): Promise<{ chosen: number; leftOut: number; until: Day }> {
  const campaign = await heldCampaign(call.tx, id)
  const why = await whyNoAnnouncement(call, campaign)
  if (why !== null) throw new Refusal('rule', why)
  const ranking = await rankingNow(call, campaign)
  if (ranking.rankingSm3 !== rankingSm3) throw new Refusal('conflict', '名次刚刚变了（有人打分或者更正），请刷新看过以后再公布')
  if (!ranking.isComplete) throw new Refusal('rule', `评委打分不够：${ranking.waiting.slice(0, 3).join('；')}`)
  const tied = ranking.rows.filter(({ chosen }) => chosen === 'tied')
  if (tied.length > 0 && !leaveOutTied) throw new Refusal('rule', `${tied.map(({ name }) => name).join('、')}并列，跨过了名额。请评委补评，或者明确“并列的都不入选”`)
  const chosen = ranking.rows.filter((row) => row.chosen === 'in')
  const until = addWorkingDays(call.kernel.calendar, call.today, campaign.body.publicityWorkingDays)
  await runSql(call.tx, "update awards.campaign set status = 'announced', announced_on = $2, public_until = $3, ranking = $4 where id = $1", [
    id,
    call.today,
    until,
    JSON.stringify(ranking.rows),
  ])
  await moveOn(call, ranking.rows, until)
  await recordAudit(call, { action: 'admin', what: '公布评选初评结果', object: campaign.body.title, detail: { rankingSm3 } })
  return { chosen: chosen.length, leftOut: ranking.rows.length - chosen.length, until }
}

/** In the order of their cases, so that two who move many never wait for each other in a circle. */
async function moveOn(call: Call, rows: readonly RankedRow[], until: Day): Promise<void> {
  const by = call.actor.name
  for (const { id, rank, total, chosen } of rows.toSorted((one, other) => (one.id < other.id ? -1 : 1))) {
    const place = { ...(rank !== null && { rank }), ...(total !== null && { total }), by }
    await takeStep({ ...call, actor: SYSTEM }, id, chosen === 'in' ? 'shortlist' : 'leaveOut', { data: chosen === 'in' ? { ...place, until } : place })
  }
}
