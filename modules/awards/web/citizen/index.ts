/** The awards for everybody: what runs, who is public, who won; nominating, voting and objecting without scripts. */
import { randomUUID } from 'node:crypto'
import { Type } from 'typebox'
import { inTransaction } from '#platform/database'
import { Id } from '#platform/identity'
import { Refusal } from '#platform/refusal'
import { seeOther, type Reply } from '#platform/reply'
import { casesFiledBy, route, takeStep, VISITOR, type Call, type Route } from '#kernel'
import { faultsOf, orAgain, showAnswer, showPage, statusOf, visitOf } from '#base/pages'
import { nominate } from '../../nominations/nominating.ts'
import { ownObjection } from '../../objections/list.ts'
import { raiseObjection } from '../../objections/raising.ts'
import { awardsOverview, choosable, objectable, publicNominees, publishedCampaign, winnerOf } from '../../public/facts.ts'
import { castVote } from '../../votes/voting.ts'
import { campaignPage, campaignPath, overviewPage } from './awards-pages.ts'
import { nominatePage, objectPage, votePage, type NominateFacts, type ObjectFacts, type VoteFacts } from './form-pages.ts'
import { objectionPage } from './objection-page.ts'
import { winnerPage } from './winner-page.ts'

const CITIZENS = ['citizen', 'enterprise'] as const
const One = Type.Object({ id: Id })
const ByNumber = Type.Object({ number: Type.String({ pattern: '^PYRY-\\d{4}-\\d{4,8}$' }) })
const TYPED_MAX = 10_000
const typed = Type.Optional(Type.String({ maxLength: TYPED_MAX }))
const Said = Type.Object({ said: Type.Optional(Type.Union([Type.Literal('nominated'), Type.Literal('voted'), Type.Literal('objected')])) })
const CASES_MAX = 30
const PER_MINUTE_MAX = 20

export const awardPages: readonly Route[] = [
  route({
    method: 'GET',
    path: '/awards',
    summary: '服务评优',
    for: ['anyone'],
    handle: async (call, input) => showPage(visitOf(call, input), overviewPage(await awardsOverview(call))),
  }),
  route({
    method: 'GET',
    path: '/awards/campaigns/:id',
    summary: '一次评选的公开页',
    for: ['anyone'],
    params: One,
    query: Said,
    handle: async (call, input) => {
      const shown = await publishedCampaign(call, input.params.id)
      return showPage(visitOf(call, input), campaignPage({ shown, nominees: await publicNominees(call, shown), said: input.query.said }))
    },
  }),
  route({
    method: 'GET',
    path: '/awards/winners/:number',
    summary: '一位获奖的人',
    for: ['anyone'],
    params: ByNumber,
    handle: async (call, input) => showPage(visitOf(call, input), winnerPage(await winnerOf(call, input.params.number))),
  }),
  route({
    method: 'GET',
    path: '/awards/campaigns/:id/nominate',
    summary: '推荐的表',
    for: [...CITIZENS],
    params: One,
    handle: async (call, input) => showPage(visitOf(call, input), nominatePage(await nominateFacts(call, input.params.id))),
  }),
  route({
    method: 'POST',
    path: '/awards/campaigns/:id/nominate',
    summary: '推荐',
    for: [...CITIZENS],
    params: One,
    body: Type.Object({ subject: typed, caseId: typed, words: typed }),
    transaction: 'none',
    perMinuteMax: PER_MINUTE_MAX,
    handle: (call, input) => {
      const { id } = input.params
      const { subject = '', words = '', caseId = '' } = input.body
      return orAgain<Reply>(
        async () => {
          await inTransaction(call.tx, (tx) => nominate({ ...call, tx }, id, { subject, words, ...(caseId !== '' && { caseId }) }))
          return seeOther(`${campaignPath(id)}?said=nominated`)
        },
        async (refusal) =>
          showAnswer(
            visitOf(call, input),
            nominatePage({ ...(await nominateFacts(call, id)), typed: input.body, faults: faultsOf(refusal) }),
            statusOf(refusal),
          ),
      )
    },
  }),
  route({
    method: 'GET',
    path: '/awards/campaigns/:id/vote',
    summary: '投票的页面',
    for: ['anyone'],
    params: One,
    handle: async (call, input) => showPage(visitOf(call, input), votePage(await voteFacts(call, input.params.id))),
  }),
  route({
    method: 'POST',
    path: '/awards/campaigns/:id/vote',
    summary: '投票',
    for: [...CITIZENS],
    params: One,
    body: Type.Object({ nominee: typed }),
    transaction: 'none',
    perMinuteMax: PER_MINUTE_MAX,
    handle: (call, input) => {
      const { id } = input.params
      return orAgain<Reply>(
        async () => {
          await vote(call, id, { nominee: input.body.nominee ?? '', ip: input.ip, agent: input.headers['user-agent'] })
          return seeOther(`${campaignPath(id)}?said=voted`)
        },
        async (refusal) => showAnswer(visitOf(call, input), votePage({ ...(await voteFacts(call, id)), faults: faultsOf(refusal) }), statusOf(refusal)),
      )
    },
  }),
  route({
    method: 'GET',
    path: '/awards/nominees/:id/object',
    summary: '提异议的表',
    for: ['anyone'],
    params: One,
    handle: async (call, input) => showPage(visitOf(call, input), objectPage(await objectFacts(call, input.params.id))),
  }),
  route({
    method: 'POST',
    path: '/awards/nominees/:id/object',
    summary: '提异议',
    for: [...CITIZENS],
    params: One,
    body: Type.Object({ reason: typed, key: Type.Optional(Type.String({ maxLength: 64 })) }),
    transaction: 'none',
    perMinuteMax: PER_MINUTE_MAX,
    handle: (call, input) => {
      const { id } = input.params
      const { reason = '', key } = input.body
      return orAgain<Reply>(
        async () => {
          await inTransaction(call.tx, (tx) => raiseObjection({ ...call, tx }, id, { reason }, key === '' ? undefined : key))
          return seeOther(`${campaignPath((await objectable(call, id)).campaign.id)}?said=objected`)
        },
        async (refusal) =>
          showAnswer(visitOf(call, input), objectPage({ ...(await objectFacts(call, id)), reason, faults: faultsOf(refusal) }), statusOf(refusal)),
      )
    },
  }),
  route({
    method: 'GET',
    path: '/awards/objections/:id',
    summary: '自己提的一件异议和答复',
    for: [...CITIZENS],
    params: One,
    handle: async (call, input) => showPage(visitOf(call, input), objectionPage(await ownObjection(call, input.params.id))),
  }),
  route({
    method: 'POST',
    path: '/awards/objections/:id/take-back',
    summary: '撤回异议',
    for: [...CITIZENS],
    params: One,
    handle: async (call, input) => {
      const { id } = await ownObjection(call, input.params.id)
      await takeStep(call, id, 'takeBack')
      return seeOther(`/awards/objections/${id}`)
    },
  }),
]

async function nominateFacts(call: Call, id: string): Promise<NominateFacts> {
  const shown = await publishedCampaign(call, id)
  const { cases } = await casesFiledBy(call, { page: 1, size: CASES_MAX, isGrouped: true })
  return {
    shown,
    units: await choosable(call, id),
    cases: cases.filter(({ type }) => type === 'application').map(({ id: caseId, title, number }) => ({ id: caseId, title, number })),
  }
}

async function voteFacts(call: Call, id: string): Promise<VoteFacts> {
  const shown = await publishedCampaign(call, id)
  return { shown, nominees: await publicNominees(call, shown), isSignedIn: CITIZENS.some((role) => call.actor.roles.includes(role)) }
}

async function vote(call: Call, campaignId: string, { nominee, ip, agent }: { nominee: string; ip: string; agent: string | undefined }): Promise<void> {
  const shown = await publishedCampaign(call, campaignId)
  const found = (await publicNominees(call, shown)).find(({ id }) => id === nominee)
  if (!found) throw new Refusal('invalid', '请先选投给谁', [{ path: 'nominee', message: '请先选投给谁' }])
  await inTransaction(call.tx, (tx) => castVote({ ...call, tx }, found.id, { ip, agent }))
}

async function objectFacts(call: Call, id: string): Promise<ObjectFacts> {
  const { nomination, campaign, unit } = await objectable(call, id)
  return {
    id,
    name: nomination.name,
    unit,
    campaign: { id: campaign.id, title: campaign.body.title, publicUntil: campaign.publicUntil },
    isSignedIn: call.actor.id !== VISITOR.id,
    key: randomUUID(),
  }
}
