/** The rows of campaigns, read and written; what may be done to them is decided elsewhere. */
import { runSql, type Tx } from '#platform/database'
import type { Day } from '#platform/day'
import { Refusal } from '#platform/refusal'
import type { Kind, Scheme, Subject } from './scheme.ts'

export type Status = 'draft' | 'open' | 'locked' | 'announced'
export const STATUS_LABELS: Readonly<Record<Status, string>> = { draft: '草稿', open: '推荐中', locked: '评审中', announced: '已公布' }

export interface Campaign {
  id: string
  kind: Kind
  version: number
  status: Status
  body: Scheme
  edits: number
  onDuty: number | null
  seats: number | null
  lockedBy: string | null
  lockedAt: Date | null
  announcedOn: Day | null
  /** Of those chosen at first; who moved up later has a day of her own. */
  firstPublicUntil: Day | null
  /** The last of all. */
  publicUntil: Day | null
  isExample: boolean
}

const CAMPAIGN = `id, kind, version, status, body, edits, on_duty as "onDuty", seats, locked_by_name as "lockedBy", locked_at as "lockedAt",
  announced_on as "announcedOn", public_until as "firstPublicUntil", is_example as "isExample",
  greatest(public_until, (select max(succession.public_until) from awards.succession where succession.campaign_id = campaign.id)) as "publicUntil"`
const CAMPAIGNS_MAX = 200
const ELIGIBLE_MAX = 5000

/** The newest first. */
export function campaignsIn(tx: Tx): Promise<Campaign[]> {
  return runSql<Campaign>(tx, `select ${CAMPAIGN} from awards.campaign order by written_at desc, id limit ${CAMPAIGNS_MAX}`)
}

export async function campaignOf(tx: Tx, id: string): Promise<Campaign> {
  return found(await runSql<Campaign>(tx, `select ${CAMPAIGN} from awards.campaign where id = $1`, [id]))
}

/** The same, held until the transaction ends: who publishes, locks, announces, nominates or scores takes turns here. */
export async function heldCampaign(tx: Tx, id: string, how: 'update' | 'share' = 'update'): Promise<Campaign> {
  return found(await runSql<Campaign>(tx, `select ${CAMPAIGN} from awards.campaign where id = $1 for ${how}`, [id]))
}

function found([campaign]: readonly Campaign[]): Campaign {
  if (!campaign) throw new Refusal('not-found', '没有这次评选')
  return campaign
}

interface Listed { subject: string; kind: Subject['kind']; name: string; organisation: string; people: string[]; partyMember: boolean | null }
export interface Eligible extends Listed { nominated: boolean }

/** Who may be nominated, as it was published; by unit and name. */
export function eligibleIn(tx: Tx, campaignId: string): Promise<Eligible[]> {
  return runSql<Eligible>(tx, `
    select eligible.subject, kind, name, organisation, people, party_member as "partyMember", nomination.case_id is not null as nominated
    from awards.eligible left join awards.nomination using (campaign_id, subject)
    where campaign_id = $1 order by organisation, name, subject limit ${ELIGIBLE_MAX}`, [campaignId])
}

export async function keepEligible(tx: Tx, campaignId: string, subjects: readonly Subject[]): Promise<void> {
  await runSql(tx, 'delete from awards.eligible where campaign_id = $1 and subject not in (select subject from awards.nomination where campaign_id = $1)', [
    campaignId,
  ])
  await runSql(tx, `
    insert into awards.eligible (campaign_id, subject, kind, name, organisation, people, party_member)
    select $1, id, kind, name, organisation, array(select json_array_elements_text(people)), "partyMember"
    from json_to_recordset($2::json) as given (id text, kind text, name text, organisation text, people json, "partyMember" boolean) on conflict do nothing`,
  [campaignId, JSON.stringify(subjects)])
}

export interface VersionRow { version: number; reason: string; by: string; at: Date }

export function versionsOf(tx: Tx, campaignId: string): Promise<VersionRow[]> {
  return runSql<VersionRow>(tx, `
    select version, reason, written_by_name as by, written_at as at from awards.campaign_version where campaign_id = $1 order by version desc limit 100`, [
      campaignId,
    ])
}
