import { Type } from 'typebox'
import { Id } from '#platform/identity'
import { idempotencyKeyOf, route, type Route } from '#kernel'
import { announce, lockCampaign } from './campaigns/announce.ts'
import { changeCampaign, draftCampaign, publishCampaign } from './campaigns/publish.ts'
import { filledSchemes, MEASURE_RULES, Scheme, VETO_RULES } from './campaigns/scheme.ts'
import { campaignsFor, campaignView, rankingFor } from './campaigns/views.ts'
import { nominate, Wish } from './nominations/nominating.ts'
import { nominationsFor } from './nominations/views.ts'
import { burstsOf, decideBurst } from './votes/review.ts'

const closed = { additionalProperties: false } as const
export const STAFF = ['bureau', 'supervisor', 'leader', 'approver', 'reviewer', 'window'] as const
export const One = Type.Object({ id: Id }, closed)
const From = Type.Integer({ minimum: 0, maximum: 100_000 })
const Change = Type.Object({ from: From, body: Scheme, reason: Type.Optional(Type.String({ maxLength: 500 })) }, closed)
const Announcement = Type.Object({ rankingSm3: Type.String({ pattern: '^[0-9a-f]{64}$' }), leaveOutTied: Type.Optional(Type.Boolean()) }, closed)
const Verdict = Type.Object({ counts: Type.Boolean(), reason: Type.String({ minLength: 5, maxLength: 500 }) }, closed)

/** Campaigns: the bureau writes, publishes and announces them, the supervision locks them. */
export const campaignRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/awards/schemes',
    summary: '三种评选的默认办法、能取的数、否决项',
    for: [...STAFF],
    handle: async ({ today }) => ({ schemes: filledSchemes(today), measures: MEASURE_RULES, vetoes: VETO_RULES }),
  }),
  route({ method: 'GET', path: '/api/awards/campaigns', summary: '评选', for: [...STAFF], handle: (call) => campaignsFor(call) }),
  route({
    method: 'POST',
    path: '/api/awards/campaigns',
    summary: '起草评选',
    for: ['bureau'],
    body: Scheme,
    handle: async (call, { body, headers }) => ({ id: await draftCampaign(call, body, idempotencyKeyOf(headers)) }),
  }),
  route({
    method: 'GET',
    path: '/api/awards/campaigns/:id',
    summary: '一次评选',
    for: [...STAFF],
    params: One,
    handle: (call, { params }) => campaignView(call, params.id),
  }),
  route({
    method: 'PUT',
    path: '/api/awards/campaigns/:id',
    summary: '改评选的办法：草稿直接改，已发布的成为新的一版',
    for: ['bureau'],
    params: One,
    body: Change,
    handle: async (call, { params, body }) => ({ version: await changeCampaign(call, params.id, body) }),
  }),
  route({
    method: 'POST',
    path: '/api/awards/campaigns/:id/publish',
    summary: '检查并发布评选',
    for: ['bureau'],
    params: One,
    body: Type.Object({ from: From }, closed),
    handle: (call, { params, body }) => publishCampaign(call, params.id, body),
  }),
  route({
    method: 'POST',
    path: '/api/awards/campaigns/:id/lock',
    summary: '锁定评选的证据',
    for: ['supervisor'],
    params: One,
    body: Type.Object({}, closed),
    handle: (call, { params }) => lockCampaign(call, params.id),
  }),
  route({
    method: 'POST',
    path: '/api/awards/campaigns/:id/announce',
    summary: '公布初评结果，开始公示',
    for: ['bureau'],
    params: One,
    body: Announcement,
    handle: (call, { params, body }) => announce(call, params.id, body),
  }),
  route({
    method: 'GET',
    path: '/api/awards/campaigns/:id/ranking',
    summary: '名次和每一分怎样算的',
    for: [...STAFF],
    params: One,
    handle: (call, { params }) => rankingFor(call, params.id),
  }),
  route({
    method: 'GET',
    path: '/api/awards/campaigns/:id/nominations',
    summary: '评选的提名',
    for: [...STAFF],
    params: One,
    query: Type.Object({ state: Type.Optional(Type.String({ pattern: '^[a-zA-Z]{1,40}$' })) }, closed),
    handle: (call, { params, query }) => nominationsFor(call, params.id, query.state ?? null),
  }),
  route({
    method: 'POST',
    path: '/api/awards/campaigns/:id/nominations',
    summary: '推荐：自荐、单位推荐、群众推荐',
    for: ['signed-in'],
    params: One,
    body: Wish,
    perMinuteMax: 20,
    handle: (call, { params, body }) => nominate(call, params.id, body),
  }),
  route({
    method: 'GET',
    path: '/api/awards/campaigns/:id/votes',
    summary: '被拦下的成批投票',
    for: ['supervisor'],
    params: One,
    handle: (call, { params }) => burstsOf(call, params.id),
  }),
  route({
    method: 'POST',
    path: '/api/awards/bursts/:id/verdict',
    summary: '一批投票算不算',
    for: ['supervisor'],
    params: One,
    body: Verdict,
    handle: (call, { params, body }) => decideBurst(call, params.id, body),
  }),
]
