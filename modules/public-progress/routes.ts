import { Type } from 'typebox'
import { route, type Route } from '#kernel'
import { statistics } from './statistics.ts'
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
    method: 'GET', path: '/api/public/statistics', summary: '公开统计', for: ['anyone'],
    handle: async (call) => {
      const { organisations, items } = await statistics(call.tx)
      const named = organisations.map(({ itemCode: _code, itemName: _name, ...row }) => ({ ...row, organisationName: call.kernel.nameOf(row.organisation) }))
      return { asOf: call.now.toISOString(), organisations: named, items: items.map((row) => ({ ...row, organisationName: call.kernel.nameOf(row.organisation) })) }
    },
  }),
]
