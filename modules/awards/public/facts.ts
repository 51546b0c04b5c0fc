/** What everybody may see of the awards: nothing before it is published, of people only what they agreed to. */
import { runSql } from '#platform/database'
import type { Day } from '#platform/day'
import { Refusal } from '#platform/refusal'
import type { Call } from '#kernel'
import { campaignOf, campaignsIn, eligibleIn, type Campaign } from '../campaigns/ledger.ts'
import { KIND_NAMES } from '../campaigns/scheme.ts'
import { rankingNow } from '../campaigns/ranking.ts'
import { placesOf } from '../campaigns/succession.ts'
import { certificateOf, certificatesOf, type Certificate } from '../certificates/issue.ts'
import { evidenceOf } from '../evidence/evidence.ts'
import type { EvidenceValue } from '../evidence/values.ts'
import { nominationOf, nominationsIn, type Nomination } from '../nominations/ledger.ts'
import { publicUntilOf } from '../nominations/workflow-facts.ts'
import { publicStories } from '../stories/stories.ts'
import { showsCounts, votesIn } from '../votes/voting.ts'

const WINNERS_MAX = 100

export interface PublicCampaign { campaign: Campaign; kindName: string; isNominating: boolean; isVoting: boolean; isPublic: boolean }
export interface PublicNominee {
  id: string
  name: string
  unit: string
  state: string
  total: number | null
  rank: number | null
  votes: number | null
  /** The last day of her publicity. */
  publicUntil: Day | null
  /** Moved up after somebody was disqualified. */
  isSuccessor: boolean
  certificate: Certificate | undefined
  hasStory: boolean
}
export interface Winner { number: string; name: string; unit: string; award: string; campaign: string; issuedOn: Day; isExample: boolean }

export function publicOf(campaign: Campaign, today: Day): PublicCampaign {
  const { status, body, kind, publicUntil } = campaign
  const isVoting = body.vote !== null && (status === 'open' || status === 'locked') && today >= body.vote.from && today <= body.vote.until
  return {
    campaign, kindName: KIND_NAMES[kind], isNominating: status === 'open' && today <= body.nominateUntil, isVoting,
    isPublic: publicUntil !== null && today <= publicUntil,
  }
}

/** All campaigns that are published, and who has won and still holds it. */
export async function awardsOverview({ tx, today }: Pick<Call, 'tx' | 'today'>): Promise<{ campaigns: PublicCampaign[]; winners: Winner[] }> {
  const campaigns = (await campaignsIn(tx)).filter(({ status }) => status !== 'draft').map((campaign) => publicOf(campaign, today))
  const winners = await runSql<Winner>(tx, `
    select number, facts->>'name' as name, facts->>'organisationName' as unit, facts->>'award' as award, facts->>'campaign' as campaign,
      issued_on as "issuedOn", (facts->>'isExample')::boolean as "isExample"
    from awards.certificate where revoked_on is null order by issued_on desc, number limit ${WINNERS_MAX}`)
  return { campaigns, winners }
}

/** A published campaign; a draft does not exist for the public. */
export async function publishedCampaign({ tx, today }: Pick<Call, 'tx' | 'today'>, id: string): Promise<PublicCampaign> {
  const campaign = await campaignOf(tx, id)
  if (campaign.status === 'draft') throw new Refusal('not-found', '没有这次评选')
  return publicOf(campaign, today)
}

const AFTER_ANNOUNCEMENT: readonly string[] = ['publicity', 'objected', 'settled', 'approved', 'awarded', 'revoked']

/** Who may be voted for, and after the announcement who was chosen; neither who was left out nor why. */
export async function publicNominees(call: Call, { campaign }: PublicCampaign): Promise<PublicNominee[]> {
  const isAnnounced = campaign.status === 'announced'
  const nominations = (await nominationsIn(call.tx, campaign.id)).filter(({ state }) =>
    isAnnounced ? AFTER_ANNOUNCEMENT.includes(state) : campaign.body.vote !== null && state === 'qualified',
  )
  const ids = nominations.map(({ id }) => id)
  const [certificates, stories, votes] = [
    await certificatesOf(call.tx, ids),
    await publicStories(call.tx, ids),
    showsCounts(campaign, call.today) ? await votesIn(call.tx, campaign.id) : null,
  ]
  const [ranking, places] = isAnnounced ? [(await rankingNow(call, campaign)).rows, await placesOf(call.tx, campaign.id)] : [[], []]
  return nominations.map(({ id, name, organisation, state, traits }) => {
    const row = ranking.find((one) => one.id === id)
    return {
      id,
      name,
      unit: call.kernel.nameOf(organisation),
      state,
      total: row?.total ?? null,
      rank: row?.rank ?? null,
      votes: votes === null ? null : (votes.get(id) ?? 0),
      publicUntil: publicUntilOf({ traits }),
      isSuccessor: places.some(({ successor }) => successor === id),
      certificate: certificates.get(id),
      hasStory: stories.has(id),
    }
  }).toSorted((one, other) => (one.rank ?? 9999) - (other.rank ?? 9999) || (one.name < other.name ? -1 : 1))
}

/** The people a citizen may choose from, unit by unit. */
export async function choosable(call: Call, campaignId: string): Promise<{ unit: string; people: { id: string; name: string }[] }[]> {
  const eligible = await eligibleIn(call.tx, campaignId)
  return [...Map.groupBy(eligible, ({ organisation }) => organisation)].map(([organisation, people]) => ({
    unit: call.kernel.nameOf(organisation), people: people.map(({ subject, name }) => ({ id: subject, name })),
  }))
}

/** A nominee against whom somebody may object now. */
export async function objectable(call: Call, id: string): Promise<{ nomination: Nomination; campaign: Campaign; unit: string }> {
  const nomination = await nominationOf(call.tx, id)
  const campaign = await campaignOf(call.tx, nomination.campaignId)
  if (campaign.status !== 'announced' || !AFTER_ANNOUNCEMENT.includes(nomination.state)) throw new Refusal('not-found', '没有这个公示，请核对网址')
  return { nomination, campaign, unit: call.kernel.nameOf(nomination.organisation) }
}

export interface WinnerFacts { certificate: Certificate; story: string | null; values: EvidenceValue[]; campaignId: string; nominationId: string }

/** One winner: what is on the certificate, the story that was read and passed, and the figures where the unit and she let them be shown. */
export async function winnerOf(call: Call, number: string): Promise<WinnerFacts> {
  const certificate = await certificateOf(call.tx, number)
  const nomination = await nominationOf(call.tx, certificate.nominationId)
  const [campaign, stories] = [await campaignOf(call.tx, nomination.campaignId), await publicStories(call.tx, [nomination.id])]
  const story = stories.get(nomination.id)
  const isShown = story?.figures === true && certificate.revokedOn === null
  const values = isShown ? (await evidenceOf(call, campaign, [nomination])).get(nomination.id)?.values ?? [] : []
  return { certificate, story: certificate.revokedOn === null ? story?.text ?? null : null, values, campaignId: campaign.id, nominationId: nomination.id }
}
