import { runSql, type Tx } from '#platform/database'
import type { Day } from '#platform/day'
import { addWorkingDays, SYSTEM, takeStep, type Call, type Case } from '#kernel'
import { nominationOf, nominationsIn } from '../nominations/ledger.ts'
import { successorsOf } from '../ranking/succession.ts'
import { heldCampaign, type Campaign } from './ledger.ts'
import { rankingNow } from './ranking.ts'

/**
 * 递补: somebody who was chosen is disqualified before the award. Where the campaign says so the next in the ranking moves up and has a
 * publicity of her own; otherwise, as by default, the place stays empty. In the transaction of the disqualification. Once a campaign
 * is announced nobody who holds it waits for a case, so it may be held here after the case.
 */
export async function fillPlaceOf(call: Call, { id, state }: Pick<Case, 'id' | 'state'>): Promise<void> {
  if (!CHOSEN.includes(state)) return
  const campaign = await heldCampaign(call.tx, (await nominationOf(call.tx, id)).campaignId)
  if (campaign.body.succession !== 'next') return
  await runSql(call.tx, 'insert into awards.succession (vacated, campaign_id, vacated_on, why) values ($1, $2, $3, $4)', [id, campaign.id, call.today, '还没有递补'])
  await moveUp(call, campaign)
}

const CHOSEN: readonly string[] = ['publicity', 'objected', 'settled', 'approved']

async function moveUp(call: Call, campaign: Campaign): Promise<void> {
  const empty = (await placesOf(call.tx, campaign.id)).filter(({ successor }) => successor === null)
  const [{ rows }, waiting] = [await rankingNow(call, campaign), await nominationsIn(call.tx, campaign.id, 'notChosen')]
  const { ids, why } = successorsOf(rows, { places: empty.length, able: new Set(waiting.map(({ id }) => id)) })
  const until = addWorkingDays(call.kernel.calendar, call.today, campaign.body.publicityWorkingDays)
  for (const [index, { vacated }] of empty.entries()) {
    const row = rows.find(({ id }) => id === ids[index])
    if (!row) await runSql(call.tx, 'update awards.succession set why = $2 where vacated = $1', [vacated, why])
    else {
      const data = { ...(row.rank !== null && { rank: row.rank }), ...(row.total !== null && { total: row.total }), until, by: SYSTEM.name }
      await takeStep({ ...call, actor: SYSTEM }, row.id, 'moveUp', { data })
      await runSql(call.tx, 'update awards.succession set successor = $2, moved_up_on = $3, public_until = $4, why = null where vacated = $1', [
        vacated, row.id, call.today, until,
      ])
    }
  }
}

export interface Place {
  vacated: string
  vacatedName: string
  vacatedOn: Day
  successor: string | null
  successorName: string | null
  movedUpOn: Day | null
  publicUntil: Day | null
  why: string | null
}

/** Places that have become free since the announcement and what has become of them, the first first. */
export function placesOf(tx: Tx, campaignId: string): Promise<Place[]> {
  return runSql<Place>(tx, `
    select vacated, gone.name as "vacatedName", vacated_on as "vacatedOn", successor, moved.name as "successorName", moved_up_on as "movedUpOn",
      public_until as "publicUntil", why
    from awards.succession succession
    cross join lateral (${NAME_OF} where nomination.case_id = vacated) gone
    left join lateral (${NAME_OF} where nomination.case_id = successor) moved on true
    where succession.campaign_id = $1 order by vacated_on, vacated limit ${PLACES_MAX}`, [campaignId])
}

const NAME_OF = 'select eligible.name from awards.nomination nomination join awards.eligible eligible using (campaign_id, subject)'
const PLACES_MAX = 500
