import { Type } from 'typebox'
import { route, type Route } from '#kernel'
import { digests, inclusionOf } from './digest.ts'
import { statisticsRoutes } from './statistics-routes.ts'
import { publicProgress } from './timeline.ts'

/** Guessing passwords must not pay; a person who mistypes has room enough. */
const QUERIES_PER_MINUTE_MAX = 30

const Query = Type.Object({
  number: Type.String({ minLength: 1, maxLength: 40 }),
  password: Type.String({ minLength: 1, maxLength: 40 }),
}, { additionalProperties: false })

export const routes: readonly Route[] = [
  route({
    method: 'GET', path: '/api/public/progress', summary: '公开进度', for: ['anyone'], query: Query, perMinuteMax: QUERIES_PER_MINUTE_MAX,
    handle: (call, { query }) => publicProgress(call, query.number, query.password),
  }),
  route({
    method: 'GET', path: '/api/public/digests', summary: '每日摘要（Merkle 根）', for: ['anyone'],
    handle: async (call) =>
      ({ digests: (await digests(call.tx)).map(({ publishedAt, ...digest }) => ({ ...digest, publishedAt: publishedAt.toISOString() })) }),
  }),
  route({
    method: 'GET', path: '/api/public/digests/:day', summary: '办件在当日摘要中的证明', for: ['anyone'], query: Query, perMinuteMax: QUERIES_PER_MINUTE_MAX,
    params: Type.Object({ day: Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' }) }, { additionalProperties: false }),
    handle: (call, { params, query }) => inclusionOf(call, params.day, query),
  }),
  ...statisticsRoutes,
]
