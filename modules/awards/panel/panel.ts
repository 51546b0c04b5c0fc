import { Type, type Static } from 'typebox'
import { runSql, type Tx } from '#platform/database'
import { Refusal } from '#platform/refusal'
import type { Actor, Call } from '#kernel'
import { heldCampaign, type Campaign } from '../campaigns/ledger.ts'
import { nominationOf, noNomination, type Nomination } from '../nominations/ledger.ts'

const closed = { additionalProperties: false } as const
const CRITERIA_MAX = 12
const SCORES_MAX = 100_000

export const Scoring = Type.Object(
  {
    scores: Type.Array(
      Type.Object({ criterion: Type.String({ pattern: '^[a-z][a-z0-9-]{0,39}$' }), points: Type.Integer({ minimum: 0, maximum: 100 }) }, closed),
      { minItems: 1, maxItems: CRITERIA_MAX },
    ),
    note: Type.Optional(Type.String({ maxLength: 500 })),
  },
  closed,
)
export type Scoring = Static<typeof Scoring>

type Member = Campaign['body']['panel']['members'][number]
type Nominee = Pick<Nomination, 'id' | 'subject' | 'people' | 'organisation'>
export interface Recusal { nominationId: string; member: string; reason: string }

export function memberIn({ body }: Pick<Campaign, 'body'>, { id }: Pick<Actor, 'id'>): Member | undefined {
  return body.panel.members.find(({ account }) => account === id)
}

/** Why a member has no say about this nominee, or null. Of the same unit is by what the campaign says of the member. */
export function recusedWhy({ account, organisation }: Pick<Member, 'account' | 'organisation'>, nominee: Nominee, declared: readonly Recusal[]): string | null {
  if (account === nominee.subject || nominee.people.includes(account)) return '评委就是被提名的人'
  if (organisation === nominee.organisation) return '评委与被提名的人同一单位'
  const own = declared.find(({ nominationId, member }) => nominationId === nominee.id && member === account)
  return own ? `评委声明回避：${own.reason}` : null
}

export function recusalsIn(tx: Tx, nominationIds: readonly string[]): Promise<Recusal[]> {
  return runSql<Recusal>(tx, 'select nomination_id as "nominationId", member, reason from awards.recusal where nomination_id = any($1::uuid[]) limit 20000', [
    nominationIds,
  ])
}

export interface GivenScore { nominationId: string; member: string; criterion: string; points: number }

/** The latest score of each member; of those recused too, who are left out where it is counted. */
export function scoresIn(tx: Tx, nominationIds: readonly string[]): Promise<GivenScore[]> {
  return runSql<GivenScore>(tx, `
    select distinct on (nomination_id, member, criterion) nomination_id as "nominationId", member, criterion, points
    from awards.score where nomination_id = any($1::uuid[]) order by nomination_id, member, criterion, revision desc limit ${SCORES_MAX}`, [nominationIds])
}

/** A member scores all criteria of the panel, or changes what she gave; until the result is announced. */
export async function score(call: Call, nominationId: string, { scores, note }: Scoring): Promise<number> {
  const { nomination, campaign, member } = await seatOf(call, nominationId)
  const why =
    recusedWhy({ ...member, organisation: call.actor.organisation ?? member.organisation }, nomination, await recusalsIn(call.tx, [nominationId])) ??
    recusedWhy(member, nomination, [])
  if (why !== null) throw new Refusal('forbidden', `您应当回避：${why}，不能给这一位打分`)
  const wanted = campaign.body.criteria.filter(({ by }) => by === 'panel')
  const missing = wanted.find(({ id }) => scores.filter(({ criterion }) => criterion === id).length !== 1)
  if (missing) throw new Refusal('invalid', `请给每一项打一个分，“${missing.name}”没有打或者打了两次`, [{ path: 'scores', message: `“${missing.name}”要打一个分` }])
  if (scores.length !== wanted.length) throw new Refusal('invalid', '有的项目不由评委打分，请刷新后再打', [{ path: 'scores', message: '只打评委的项目' }])
  await runSql(call.tx, `
    insert into awards.score (nomination_id, member, criterion, revision, points, note, given_at)
    select $1, $2, given.criterion, 1 + coalesce((
      select max(revision) from awards.score earlier
      where earlier.nomination_id = $1 and earlier.member = $2 and earlier.criterion = given.criterion), 0), given.points, $4, $5
    from json_to_recordset($3::json) as given (criterion text, points int)`, [nominationId, call.actor.id, JSON.stringify(scores), note ?? null, call.now])
  return scores.length
}

/** 回避: declared for good; scores she gave before do not count. */
export async function recuse(call: Call, nominationId: string, reason: string): Promise<void> {
  await seatOf(call, nominationId)
  await runSql(call.tx, 'insert into awards.recusal (nomination_id, member, reason, declared_at) values ($1, $2, $3, $4) on conflict do nothing', [
    nominationId,
    call.actor.id,
    reason,
    call.now,
  ])
}

/** The seat of the actor on the panel; the campaign is held, so that the result is not announced meanwhile. */
async function seatOf(call: Call, nominationId: string): Promise<{ nomination: Nomination; campaign: Campaign; member: Member }> {
  const nomination = await nominationOf(call.tx, nominationId)
  const campaign = await heldCampaign(call.tx, nomination.campaignId)
  const member = memberIn(campaign, call.actor)
  if (!member) throw call.actor.roles.includes('supervisor') || call.actor.roles.includes('bureau')
    ? new Refusal('forbidden', '您不是这次评选的评委，不能打分')
    : noNomination()
  if (campaign.status !== 'locked') throw new Refusal('rule', campaign.status === 'announced' ? '结果已经公布，不能再改分' : '还没有锁定证据，锁定以后才打分')
  if (nomination.state !== 'qualified') throw new Refusal('conflict', '这件提名不在初评，请刷新后再看')
  return { nomination, campaign, member }
}
