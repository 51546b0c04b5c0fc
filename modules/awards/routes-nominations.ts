import { Type } from 'typebox'
import { Reply } from '#platform/reply'
import { idempotencyKeyOf, route, type Route } from '#kernel'
import { correctEvidence, CorrectionWish } from './evidence/corrections.ts'
import { casesBehindValue, nominationFor } from './nominations/views.ts'
import { objectionsOf } from './objections/list.ts'
import { Objecting, raiseObjection } from './objections/raising.ts'
import { recuse, score, Scoring } from './panel/panel.ts'
import { One, STAFF } from './routes-campaigns.ts'
import { Review, reviewStory, writeStory, Writing } from './stories/stories.ts'
import { castVote } from './votes/voting.ts'

const closed = { additionalProperties: false } as const
const CasesQuery = Type.Object({
  criterion: Type.String({ pattern: '^[a-z][a-z0-9-]{0,39}$' }), page: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000 })),
}, closed)

/** Nominations and what is done beside their steps; the steps themselves are taken like those of every case. */
export const nominationRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/awards/nominations/:id',
    summary: '一件提名',
    for: ['signed-in'],
    params: One,
    handle: (call, { params }) => nominationFor(call, params.id),
  }),
  route({
    method: 'GET',
    path: '/api/awards/nominations/:id/cases',
    summary: '一个值后面的办件',
    for: [...STAFF],
    params: One,
    query: CasesQuery,
    handle: (call, { params, query }) => casesBehindValue(call, params.id, query),
  }),
  route({
    method: 'POST',
    path: '/api/awards/nominations/:id/scores',
    summary: '评委打分',
    for: [...STAFF],
    params: One,
    body: Scoring,
    handle: async (call, { params, body }) => ({ scored: await score(call, params.id, body) }),
  }),
  route({
    method: 'POST',
    path: '/api/awards/nominations/:id/recusal',
    summary: '评委声明回避',
    for: [...STAFF],
    params: One,
    body: Type.Object({ reason: Type.String({ minLength: 2, maxLength: 300 }) }, closed),
    handle: async (call, { params, body }) => {
      await recuse(call, params.id, body.reason)
      return { recused: true }
    },
  }),
  route({
    method: 'POST',
    path: '/api/awards/nominations/:id/corrections',
    summary: '更正锁定的值，成为新的一版',
    for: ['supervisor'],
    params: One,
    body: CorrectionWish,
    handle: async (call, { params, body }) => ({ version: await correctEvidence(call, params.id, body) }),
  }),
  route({
    method: 'POST',
    path: '/api/awards/nominations/:id/objections',
    summary: '具名提异议',
    for: ['signed-in'],
    params: One,
    body: Objecting,
    perMinuteMax: 20,
    handle: (call, { params, body, headers }) => raiseObjection(call, params.id, body, idempotencyKeyOf(headers)),
  }),
  route({
    method: 'GET',
    path: '/api/awards/objections',
    summary: '评优异议',
    for: ['supervisor', 'bureau'],
    query: Type.Object({ closed: Type.Optional(Type.Union([Type.Literal('yes'), Type.Literal('no')])) }, closed),
    handle: async (call, { query }) => ({ objections: await objectionsOf(call, { closed: query.closed === undefined ? null : query.closed === 'yes' }) }),
  }),
  route({
    method: 'POST',
    path: '/api/awards/nominations/:id/story',
    summary: '写事迹，等审核',
    for: ['reviewer', 'approver', 'window'],
    params: One,
    body: Writing,
    handle: async (call, { params, body }) => ({ version: await writeStory(call, params.id, body) }),
  }),
  route({
    method: 'POST',
    path: '/api/awards/nominations/:id/story/review',
    summary: '审核事迹',
    for: ['supervisor'],
    params: One,
    body: Review,
    handle: async (call, { params, body }) => ({ version: await reviewStory(call, params.id, body) }),
  }),
  route({
    method: 'POST',
    path: '/api/awards/nominations/:id/votes',
    summary: '投票，一人一天一次',
    for: ['citizen', 'enterprise'],
    params: One,
    body: Type.Object({}, closed),
    perMinuteMax: 20,
    handle: (call, { params, headers, ip }) => castVote(call, params.id, { ip, agent: headers['user-agent'] }),
  }),
]

export const pdfReply = (bytes: Buffer, name: string): Reply =>
  new Reply(200, 'application/pdf', bytes, { headers: { 'content-disposition': `inline; filename*=UTF-8''${encodeURIComponent(name)}.pdf` } })
