import { randomUUIDv7 } from 'node:crypto'
import { Type, type Static } from 'typebox'
import { runSql, type Tx } from '#platform/database'
import { Id } from '#platform/identity'
import { Refusal } from '#platform/refusal'
import { caseFor, openCase, takeStep, type Call } from '#kernel'
import { DEADLINES } from '../deadlines.ts'
import { heldCampaign, type Campaign } from '../campaigns/ledger.ts'
import { HUADU, NOMINATION_TYPE, SUPERVISING_ORGANISATION } from './names.ts'

const WORDS_MIN = 5
export const WORDS_MAX = 500
/** Of one nominee; more would be read by nobody. */
const SUPPORTS_MAX = 500

export const Wish = Type.Object({
  subject: Type.String({ minLength: 1, maxLength: 100 }), words: Type.String({ maxLength: WORDS_MAX }), caseId: Type.Optional(Id),
}, { additionalProperties: false })
export type Wish = Static<typeof Wish>
type As = 'self' | 'unit' | 'citizen'

interface Eligible { subject: string; kind: 'person' | 'post'; name: string; organisation: string; people: string[] }

/**
 * 推荐: by herself, by her unit (its head), or by a citizen. Whoever comes after the first adds her words to the same case; the same
 * person twice changes nothing, and two at once leave one case.
 */
export async function nominate(call: Call, campaignId: string, { subject, words, caseId }: Wish): Promise<{ caseId: string; isNew: boolean }> {
  const campaign = await heldCampaign(call.tx, campaignId)
  refuseUntimely(campaign, call.today)
  const said = words.trim()
  if ([...said].length < WORDS_MIN) throw fault('words', `请写一句为什么推荐，至少 ${WORDS_MIN} 个字`)
  if (said.length > WORDS_MAX) throw fault('words', `最多 ${WORDS_MAX} 个字，现在有 ${said.length} 个，请写短一些`)
  const eligible = await eligibleOf(call.tx, campaignId, subject)
  const as = standingOf(call, campaign, eligible)
  if (caseId !== undefined && !UUID.test(caseId)) throw fault('caseId', '附的办件不是您自己的，请从您的办件里选')
  if (caseId !== undefined) await caseFor(call, caseId, ['applicant', 'agent']).catch(notHers)
  const { id, isNew, isAgreed } = await caseIdFor(call, campaign, { eligible, as })
  await addSupport(call, id, { as, said, caseId: caseId ?? null })
  // Who puts herself forward agrees with it.
  if (as === 'self' && !isNew && !isAgreed) await takeStep(call, id, 'agree')
  return { caseId: id, isNew }
}

/** A page's own field may hold anything. */
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

function refuseUntimely({ status, body }: Campaign, today: string): void {
  if (status === 'draft') throw new Refusal('not-found', '没有这次评选')
  if (status !== 'open' || today > body.nominateUntil) throw new Refusal('rule', `推荐到 ${body.nominateUntil} 为止，已经截止，谢谢您的心意`)
}

async function eligibleOf(tx: Tx, campaignId: string, subject: string): Promise<Eligible> {
  const [found] = await runSql<Eligible>(tx, 'select subject, kind, name, organisation, people from awards.eligible where campaign_id = $1 and subject = $2', [
    campaignId, subject,
  ])
  if (!found) throw fault('subject', '这次评选的名单里没有这个人，请从名单里选')
  return found
}

/** As what the actor may nominate this one. */
function standingOf({ actor }: Call, { body: { nominators } }: Campaign, { people, organisation, kind }: Eligible): As {
  const isHerself = kind === 'person' && people.includes(actor.id)
  const isUnit = actor.roles.includes('approver') && actor.organisation === organisation
  const isCitizen = actor.organisation === null
  const as = isHerself ? 'self' : isUnit ? 'unit' : isCitizen ? 'citizen' : null
  if (as === null) throw new Refusal('forbidden', '工作人员只能自荐，或者由本单位的负责人推荐本单位的人')
  if (!nominators.includes(as)) throw new Refusal('rule', `这次评选不接受${AS_WORDS[as]}`)
  return as
}

export const AS_WORDS: Readonly<Record<As, string>> = { self: '自荐', unit: '单位推荐', citizen: '群众推荐' }

/** The campaign is held, so nobody else opens one meanwhile. */
async function caseIdFor(
  call: Call,
  { id: campaignId, body }: Campaign,
  { eligible, as }: { eligible: Eligible; as: As },
): Promise<{ id: string; isNew: boolean; isAgreed: boolean }> {
  const { subject, kind, name, organisation } = eligible
  const [earlier] = await runSql<{ id: string; state: string; isAgreed: boolean }>(
    call.tx,
    `
    select nomination.case_id as id, found.state, coalesce((found.traits->>'agreed')::boolean, false) as "isAgreed"
    from awards.nomination nomination join kernel.case found on found.id = nomination.case_id where campaign_id = $1 and subject = $2`,
    [campaignId, subject],
  )
  if (earlier && !STILL_OPEN.includes(earlier.state)) throw new Refusal('rule', `${name}这次的提名已经结束，不能再推荐`)
  if (earlier) return { id: earlier.id, isNew: false, isAgreed: earlier.isAgreed }
  const id = randomUUIDv7()
  const limit = DEADLINES.review.workingDays
  await openCase(call, {
    id,
    type: NOMINATION_TYPE,
    item: { code: 'AWARDS', version: 1, name: `${body.title}：${name}` },
    applicant: kind === 'person' ? { kind: 'person', id: subject, name } : { kind: 'organisation', id: `post:${subject}`, name },
    agentId: as === 'self' ? null : call.actor.id,
    ownerOrganisation: organisation,
    receivingOrganisation: SUPERVISING_ORGANISATION,
    place: HUADU,
    form: { campaign: campaignId, title: body.title, subject, name },
    traits: { agreed: as === 'self', fields: { visibility: { campaign: 'public', title: 'public', subject: 'public', name: 'public' } } },
    limits: { limitWorkingDays: limit, statutoryWorkingDays: limit, joint: false },
    isUnclocked: true,
  })
  await runSql(call.tx, 'insert into awards.nomination (case_id, campaign_id, subject) values ($1, $2, $3)', [id, campaignId, subject])
  return { id, isNew: true, isAgreed: as === 'self' }
}

const STILL_OPEN: readonly string[] = ['nominated', 'qualified']

async function addSupport({ tx, actor, now }: Call, id: string, { as, said, caseId }: { as: As; said: string; caseId: string | null }): Promise<void> {
  const [row] = await runSql<{ count: number }>(tx, 'select count(*)::int as count from awards.support where nomination_id = $1', [id])
  if ((row?.count ?? 0) >= SUPPORTS_MAX) throw new Refusal('too-many', '推荐的人已经很多，谢谢您的心意')
  await runSql(tx, `
    insert into awards.support (nomination_id, account, kind, name, words, case_id, given_at) values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing`,
  [id, actor.id, as, actor.name, said, caseId, now])
}

function notHers(error: unknown): never {
  throw error instanceof Refusal ? fault('caseId', '附的办件不是您自己的，请从您的办件里选') : error
}

function fault(path: string, message: string): Refusal {
  return new Refusal('invalid', message, [{ path, message }])
}
