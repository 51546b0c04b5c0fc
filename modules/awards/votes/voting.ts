import { randomUUIDv7 } from 'node:crypto'
import { runSql, type Tx } from '#platform/database'
import type { Day } from '#platform/day'
import { Refusal } from '#platform/refusal'
import { sm3Hex } from '#platform/sm'
import type { Call } from '#kernel'
import { heldCampaign, type Campaign } from '../campaigns/ledger.ts'
import { nominationOf } from '../nominations/ledger.ts'
import { burstsAround, type CastVote, type FoundBurst } from './bursts.ts'

/** Votes around one that are looked at with it. */
const NEARBY_MINUTES = 60
const NEARBY_MAX = 500

/** Where a vote came from: the address and what the browser says of itself, kept as digests only. */
export interface Origin { ip: string; agent: string | undefined }

/** One vote of a signed-in person today, for one nominee. What looks like a burst is set aside and said so to nobody but the supervision. */
export async function castVote(call: Call, nominationId: string, origin: Origin): Promise<{ votedOn: Day }> {
  const nomination = await nominationOf(call.tx, nominationId)
  // Held, because votes are counted against the cap of the day.
  const { id, status, body } = await heldCampaign(call.tx, nomination.campaignId)
  const { vote } = body
  if (vote === null || !(status === 'open' || status === 'locked')) throw new Refusal('rule', '这次评选现在不投票')
  if (call.today < vote.from || call.today > vote.until) throw new Refusal('rule', `投票从 ${vote.from} 到 ${vote.until}，今天不能投`)
  if (nomination.state !== 'qualified') throw new Refusal('rule', '这一位不在参评名单里，不能投票')
  if (nomination.people.includes(call.actor.id)) throw new Refusal('rule', '不能给自己投票')
  const [today] = await runSql<{ votes: number }>(call.tx, 'select count(*)::int as votes from awards.vote where nomination_id = $1 and voted_on = $2', [
    nominationId, call.today,
  ])
  if ((today?.votes ?? 0) >= vote.perNomineeADay) throw new Refusal('too-many', '这一位今天的票数已经到上限，请明天再投，谢谢')
  const own: CastVote = { id: randomUUIDv7(), nominationId, at: call.now, ...tracesOf(id, origin) }
  const rows = await runSql(call.tx, `
    insert into awards.vote (id, campaign_id, nomination_id, account, voted_on, voted_at, device_sm3, address_sm3) values ($1, $2, $3, $4, $5, $6, $7, $8)
    on conflict (campaign_id, account, voted_on) do nothing returning id`,
    [own.id, id, nominationId, call.actor.id, call.today, call.now, own.device, own.address])
  if (rows.length === 0) throw new Refusal('conflict', '您今天已经投过票了，一人一天一票；明天可以再投')
  for (const burst of burstsAround(own, await nearbyOf(call.tx, id, own))) await setAside(call, { campaignId: id, nominationId, burst })
  return { votedOn: call.today }
}

function tracesOf(campaignId: string, { ip, agent }: Origin): Pick<CastVote, 'device' | 'address'> {
  return { address: sm3Hex(`${campaignId}\n${ip}`), device: agent === undefined || agent === '' ? null : sm3Hex(`${campaignId}\n${ip}\n${agent}`) }
}

function nearbyOf(tx: Tx, campaignId: string, { nominationId, at, device, address }: CastVote): Promise<CastVote[]> {
  return runSql<CastVote>(tx, `
    select id, nomination_id as "nominationId", voted_at as at, device_sm3 as device, address_sm3 as address from awards.vote
    where campaign_id = $1 and nomination_id = $2 and (address_sm3 = $3 or device_sm3 = $4)
      and voted_at between $5::timestamptz - ${NEARBY_MINUTES} * interval '1 minute' and $5::timestamptz + ${NEARBY_MINUTES} * interval '1 minute'
    order by voted_at desc limit ${NEARBY_MAX}`, [campaignId, nominationId, address, device, at])
}

/** The votes of a burst that are not with another; what has been decided about a burst stays. */
async function setAside(
  call: Call, { campaignId, nominationId, burst: { rule, trace, votes } }: { campaignId: string; nominationId: string; burst: FoundBurst },
): Promise<void> {
  const [row] = await runSql<{ id: string }>(call.tx, `
    insert into awards.burst (id, campaign_id, nomination_id, day, rule, trace, found_at) values ($1, $2, $3, $4, $5, $6, $7)
    on conflict (nomination_id, day, rule, trace) do update set found_at = awards.burst.found_at returning id`,
  [randomUUIDv7(), campaignId, nominationId, call.today, rule.id, trace, call.now])
  await runSql(call.tx, 'update awards.vote set burst_id = $2 where id = any($1::uuid[]) and burst_id is null', [votes, row?.id])
}

/** The votes that count, by nominee: those set aside only where somebody has found that they do. */
export async function votesIn(tx: Tx, campaignId: string): Promise<Map<string, number>> {
  const rows = await runSql<{ id: string; votes: number }>(tx, `
    select vote.nomination_id as id, count(*)::int as votes from awards.vote vote left join awards.burst burst on burst.id = vote.burst_id
    where vote.campaign_id = $1 and (vote.burst_id is null or burst.counts) group by 1`, [campaignId])
  return new Map(rows.map(({ id, votes }) => [id, votes]))
}

/** Whether the counts may be shown: always where the campaign does not hide them, otherwise after the last day. */
export function showsCounts({ body: { vote } }: Pick<Campaign, 'body'>, today: Day): boolean {
  return vote !== null && (!vote.hidesCounts || today > vote.until)
}
