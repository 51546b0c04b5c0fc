import { Type } from 'typebox'
import { Id } from '#platform/identity'
import { Refusal } from '#platform/refusal'
import { created } from '#platform/reply'
import { idempotencyKeyOf, route, takeStep, type Route } from '#kernel'
import { Rating, RATING_LEVELS } from './rating.ts'

export const ratingRoutes: readonly Route[] = [
  route({
    method: 'POST', path: '/api/cases/:id/rating', summary: '评价（一件一次）', for: ['citizen', 'enterprise'], relations: ['applicant', 'agent'],
    params: Type.Object({ id: Id }, { additionalProperties: false }),
    body: Rating,
    handle: async (call, { params, body, headers }) => {
      const rated = await takeStep(call, params.id, 'rate', { data: body, idempotencyKey: idempotencyKeyOf(headers) }).catch(asConflict)
      return created({ caseId: rated.id, level: body.level, levelLabel: RATING_LEVELS[body.level] })
    },
  }),
]

/** The only rule of this step: a second rating is a conflict, also of two sent at once, because the first one stands. */
function asConflict(error: unknown): never {
  throw error instanceof Refusal && error.code === 'rule' ? new Refusal('conflict', error.message) : error
}
