import { runSql, type Tx } from '#platform/database'
import type { Day } from '#platform/day'
import { Refusal } from '#platform/refusal'
import type { Call } from '#kernel'
import { recordAudit } from '#base/audit'
import { campaignOf, heldCampaign } from '../campaigns/ledger.ts'
import { BURST_RULES } from './bursts.ts'

interface Row { id: string; nominee: string; day: Day; rule: string; votes: number; counts: boolean | null; reason: string | null; by: string | null }

/** The bursts of a campaign, what is undecided first. */
export async function burstsOf(call: Call, campaignId: string) {
  const { body } = await campaignOf(call.tx, campaignId)
  const rows = await runSql<Row>(call.tx, `
    select burst.id, eligible.name as nominee, burst.day, burst.rule,
      (select count(*)::int from awards.vote where burst_id = burst.id) as votes, burst.counts, burst.reason, burst.decided_by_name as by
    from awards.burst burst join awards.nomination nomination on nomination.case_id = burst.nomination_id
    join awards.eligible eligible on eligible.campaign_id = nomination.campaign_id and eligible.subject = nomination.subject
    where burst.campaign_id = $1 order by burst.counts is not null, burst.day desc, burst.id limit 500`, [campaignId])
  const closesOn = body.vote?.until ?? null
  return {
    closesOn, isOpen: body.vote !== null && call.today >= body.vote.from && call.today <= body.vote.until,
    bursts: rows.map(({ counts, reason, by, ...row }) => ({
      ...row, sentence: sentenceOf(row), verdict: counts === null ? null : { counts, reason: reason ?? '', by: by ?? '' },
    })),
  }
}

function sentenceOf({ rule, votes }: Pick<Row, 'rule' | 'votes'>): string {
  const found = BURST_RULES.find(({ id }) => id === rule)
  return found ? `${found.label} ${found.minutes} 分钟里 ${found.votesMin} 票以上，一共 ${votes} 票` : `${votes} 票`
}

/** A supervisor says whether the votes of a burst count; once, until the result is announced. */
export async function decideBurst(call: Call, id: string, { counts, reason }: { counts: boolean; reason: string }): Promise<{ counts: boolean }> {
  const [burst] = await runSql<{ campaignId: string }>(call.tx, 'select campaign_id as "campaignId" from awards.burst where id = $1', [id])
  if (!burst) throw new Refusal('not-found', '没有这一批投票')
  const { status, body } = await heldCampaign(call.tx, burst.campaignId)
  if (status === 'announced') throw new Refusal('rule', '结果已经公布，不能再改')
  const rows = await runSql(
    call.tx,
    'update awards.burst set counts = $2, reason = $3, decided_by_name = $4, decided_at = $5 where id = $1 and counts is null returning id',
    [id, counts, reason, call.actor.name, call.now],
  )
  if (rows.length === 0) throw new Refusal('conflict', '这一批已经有人看过并决定了，请刷新')
  await recordAudit(call, { action: 'admin', what: counts ? '成批投票计入' : '成批投票不计入', object: body.title, detail: { reason } })
  return { counts }
}

export async function undecidedBursts(tx: Tx, campaignId: string): Promise<number> {
  const [row] = await runSql<{ count: number }>(tx, 'select count(*)::int as count from awards.burst where campaign_id = $1 and counts is null', [campaignId])
  return row?.count ?? 0
}
