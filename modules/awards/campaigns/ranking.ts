import type { Call } from '#kernel'
import { runSql } from '#platform/database'
import { canonicalJson, sm3Hex } from '#platform/sm'
import { evidenceOf } from '../evidence/evidence.ts'
import { nominationsIn, type Nomination } from '../nominations/ledger.ts'
import { recusalsIn, recusedWhy, scoresIn } from '../panel/panel.ts'
import { rankedOf, type Candidate, type Ranked } from '../ranking/rank.ts'
import { votesIn } from '../votes/voting.ts'
import type { Campaign } from './ledger.ts'

export interface RankedRow extends Ranked { name: string; organisation: string; organisationName: string }
export interface Ranking { rankingSm3: string; isComplete: boolean; waiting: string[]; rows: RankedRow[] }

/** The ranking as it stands now; of an announced campaign as it was announced. */
export async function rankingNow(call: Call, campaign: Campaign): Promise<Ranking> {
  if (campaign.status === 'announced') {
    const [kept] = await runSql<{ ranking: RankedRow[] }>(call.tx, 'select ranking from awards.campaign where id = $1', [campaign.id])
    return rankingFrom(kept?.ranking ?? [], [])
  }
  const nominations = await nominationsIn(call.tx, campaign.id, 'qualified')
  const candidates = await candidatesOf(call, campaign, nominations)
  const { criteria, tieBreakers, panel } = campaign.body
  const byId = new Map(nominations.map((nomination) => [nomination.id, nomination]))
  const rows = rankedOf({ criteria, tieBreakers, panel, seats: campaign.seats ?? 0 }, candidates).flatMap((row) => {
    const nomination = byId.get(row.id)
    return nomination
      ? [{ ...row, name: nomination.name, organisation: nomination.organisation, organisationName: call.kernel.nameOf(nomination.organisation) }]
      : []
  })
  return rankingFrom(rows, waitingFor(campaign, candidates))
}

function rankingFrom(rows: RankedRow[], waiting: string[]): Ranking {
  return { rankingSm3: sm3Hex(canonicalJson(rows)), isComplete: waiting.length === 0, waiting, rows }
}

async function candidatesOf(call: Call, campaign: Campaign, nominations: readonly Nomination[]): Promise<Candidate[]> {
  const ids = nominations.map(({ id }) => id)
  const [evidence, scores, recusals, votes] = [
    await evidenceOf(call, campaign, nominations),
    await scoresIn(call.tx, ids),
    await recusalsIn(call.tx, ids),
    await votesIn(call.tx, campaign.id),
  ]
  return nominations.map((nomination) => {
    const voting = new Set(campaign.body.panel.members.filter((member) => recusedWhy(member, nomination, recusals) === null).map(({ account }) => account))
    const own = scores.filter(({ nominationId, member }) => nominationId === nomination.id && voting.has(member))
    return {
      id: nomination.id,
      name: nomination.name,
      values: evidence.get(nomination.id)?.values ?? [],
      votingMembers: voting.size,
      votes: votes.get(nomination.id) ?? 0,
      scores: Object.fromEntries(
        [...Map.groupBy(own, ({ criterion }) => criterion)].map(([criterion, given]) => [criterion, given.map(({ member, points }) => ({ member, points }))]),
      ),
    }
  })
}

/** Who still waits for scores: fewer than the quorum, while there are members who may give them. */
function waitingFor({ body: { criteria, panel } }: Campaign, candidates: readonly Candidate[]): string[] {
  const wanted = criteria.filter(({ by }) => by === 'panel')
  return candidates.filter(({ scores }) => wanted.some(({ id }) => (scores[id]?.length ?? 0) < panel.quorum)).map(({ name, scores, votingMembers }) => {
    const least = Math.min(...wanted.map(({ id }) => scores[id]?.length ?? 0))
    return `${name}：${least} 位评委打了分，要 ${panel.quorum} 位${votingMembers < panel.quorum ? `；回避以后只剩 ${votingMembers} 位，请改评委名单或重新评选` : ''}`
  })
}
