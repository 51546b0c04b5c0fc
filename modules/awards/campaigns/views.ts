import { runSql } from '#platform/database'
import { Refusal } from '#platform/refusal'
import type { Call } from '#kernel'
import { nominationsIn } from '../nominations/ledger.ts'
import { memberIn } from '../panel/panel.ts'
import { whyNoAnnouncement, whyNoLock } from './announce.ts'
import { campaignOf, campaignsIn, eligibleIn, STATUS_LABELS, versionsOf, type Campaign } from './ledger.ts'
import { rankingNow } from './ranking.ts'
import { placesOf } from './succession.ts'
import { KIND_NAMES, refuseUnsound, type Kind } from './scheme.ts'

/** Those who run the awards, and who only reads. */
const RUNNERS = ['bureau', 'supervisor'] as const

export function isRunner({ actor }: Pick<Call, 'actor'>): boolean {
  return RUNNERS.some((role) => actor.roles.includes(role))
}

export interface CampaignHead {
  id: string; kind: Kind; kindName: string; title: string; version: number; status: Campaign['status']; statusLabel: string;
  period: { from: string; to: string }
  nominateUntil: string; publicUntil: string | null; isExample: boolean; nominations: number; onDuty: number; seats: number; isPanelMember: boolean
}

/** The campaigns this actor may see: drafts only for those who run them. */
export async function campaignsFor(call: Call): Promise<{ today: string; campaigns: CampaignHead[] }> {
  const campaigns = (await campaignsIn(call.tx)).filter((campaign) => campaign.status !== 'draft' || isRunner(call))
  return { today: call.today, campaigns: await headsOf(call, campaigns) }
}

export async function headsOf(call: Call, campaigns: readonly Campaign[]): Promise<CampaignHead[]> {
  const rows = await runSql<{ id: string; nominations: number }>(call.tx, `
    select campaign_id as id, count(*)::int as nominations from awards.nomination where campaign_id = any($1::uuid[]) group by 1`,
    [campaigns.map(({ id }) => id)])
  const counts = new Map(rows.map(({ id, nominations }) => [id, nominations]))
  return campaigns.map((campaign) => {
    const { id, kind, version, edits, status, body, publicUntil, isExample, onDuty, seats } = campaign
    return {
      id,
      kind,
      kindName: KIND_NAMES[kind],
      title: body.title,
      version: status === 'draft' ? edits : version,
      status,
      statusLabel: STATUS_LABELS[status],
      period: body.period,
      nominateUntil: body.nominateUntil,
      publicUntil,
      isExample,
      nominations: counts.get(id) ?? 0,
      onDuty: onDuty ?? 0,
      seats: seats ?? 0,
      isPanelMember: memberIn(campaign, call.actor) !== undefined,
    }
  })
}

/** The campaign, if this actor may see it. */
export async function campaignFor(call: Call, id: string): Promise<Campaign> {
  const campaign = await campaignOf(call.tx, id)
  if (campaign.status === 'draft' && !isRunner(call)) throw new Refusal('not-found', '没有这次评选')
  return campaign
}

/** One campaign with who may be nominated, its versions, and what this actor may do with it now. */
export async function campaignView(call: Call, id: string) {
  const campaign = await campaignFor(call, id)
  const { status, body, lockedAt, lockedBy } = campaign
  const [[head], versions, eligible, lock, announcement] = [
    await headsOf(call, [campaign]), await versionsOf(call.tx, id), await eligibleIn(call.tx, id), await whyNoLock(call, campaign),
    await whyNoAnnouncement(call, campaign),
  ]
  const publish = status === 'draft' ? whyUnsound(campaign, call.today) : '已经发布过了'
  const may = (role: 'bureau' | 'supervisor'): boolean => call.actor.roles.includes(role)
  return {
    ...head,
    today: call.today,
    body,
    versions,
    lockedAt,
    lockedBy,
    eligible: eligible.map(({ subject, people: _, ...row }) => ({ id: subject, ...row, organisationName: call.kernel.nameOf(row.organisation) })),
    may: {
      change: may('bureau') && (status === 'draft' || status === 'open'),
      publish: may('bureau') && publish === null,
      lock: may('supervisor') && lock === null,
      announce: may('bureau') && announcement === null,
      score: status === 'locked' && head?.isPanelMember === true,
      nominate: status === 'open' && call.today <= body.nominateUntil ? body.nominators : [],
    },
    whyNot: { publish, lock, announce: announcement },
  }
}

function whyUnsound({ body }: Campaign, today: string): string | null {
  try {
    refuseUnsound(body, today)
    return null
  } catch (error) {
    if (error instanceof Refusal) return error.message
    throw error
  }
}

/** The ranking, opened to every point; for those who run the campaign and, once the evidence is locked, its panel. */
export async function rankingFor(call: Call, id: string) {
  const campaign = await campaignFor(call, id)
  const isOwnPanel = campaign.status === 'announced' && memberIn(campaign, call.actor) !== undefined
  if (!isRunner(call) && !isOwnPanel) throw new Refusal('forbidden', '名次公布以前由监督部门和政数局看；评委公布以后看，打分才互不影响')
  const [head] = await headsOf(call, [campaign])
  const [ranking, nominations] = [await rankingNow(call, campaign), campaign.status === 'announced' ? await nominationsIn(call.tx, id) : []]
  // What has become of each since it was announced; the ranking itself stays as it was.
  const rows = ranking.rows.map((row) => ({ ...row, state: nominations.find((one) => one.id === row.id)?.state ?? null }))
  return { campaign: head, seats: campaign.seats ?? 0, onDuty: campaign.onDuty ?? 0, ...ranking, rows, places: await placesOf(call.tx, id) }
}
