import { Type } from 'typebox'
import { Id } from '#platform/identity'
import { route, type Route } from '#kernel'
import { EXCLUSION_RULES, excludedRatings, RECHECKED_RULES } from '#base/ratings'
import { complaintsFor, Listing } from './complaint-list.ts'
import { complaintFor } from './complaints.ts'
import { DEADLINES } from './deadlines.ts'

const closed = { additionalProperties: false } as const
const page = Type.Optional(Type.Integer({ minimum: 1, maximum: 1000 }))

/** The steps themselves are taken like those of every case; see workflow.ts. */
export const routes: readonly Route[] = [
  route({
    method: 'GET', path: '/api/rating-complaints', summary: '差评办件', for: ['supervisor', 'reviewer', 'approver'], query: Listing,
    handle: async (call, { query }) => ({ ...await complaintsFor(call, query), deadlines: DEADLINES }),
  }),
  route({
    method: 'GET', path: '/api/rating-complaints/:id', summary: '一件差评办件', for: ['supervisor', 'reviewer', 'approver'],
    params: Type.Object({ id: Id }, closed),
    handle: (call, { params }) => complaintFor(call, params.id),
  }),
  route({
    method: 'GET', path: '/api/ratings/excluded', summary: '不计入统计的评价和所依规则', for: ['supervisor', 'bureau'], query: Type.Object({ page }, closed),
    handle: async (call, { query }) => {
      const { total, ratings } = await excludedRatings(call, query.page ?? 1)
      const rules = [...EXCLUSION_RULES, ...RECHECKED_RULES].map(({ id, label, why }) => ({ id, label, why, standing: '默认值，可改' }))
      return { total, ratings: ratings.map((row) => ({ ...row, organisationName: call.kernel.nameOf(row.organisation) })), rules }
    },
  }),
]
