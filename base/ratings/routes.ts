import { Type } from 'typebox'
import { Id } from '#platform/identity'
import { Refusal } from '#platform/refusal'
import { created } from '#platform/reply'
import { findCase, relationsOf, route, takeStep, type Route } from '#kernel'
import { Rating, RATING_LEVELS } from './rating.ts'

export const ratingRoutes: readonly Route[] = [
  route({
    method: 'POST', path: '/api/cases/:id/rating', summary: '评价（一件一次）', for: ['citizen', 'enterprise'], relations: ['applicant', 'agent'],
    params: Type.Object({ id: Id }, { additionalProperties: false }),
    body: Rating,
    handle: async (call, { params, body }) => {
      const found = await findCase(call.tx, params.id)
      // A second rating is a conflict, not a broken rule: the first one stands.
      if (found?.traits['rated'] === true && relationsOf(call.actor, found).length > 0) throw new Refusal('conflict', '您已经评价过这件事，谢谢')
      const rated = await takeStep(call, params.id, 'rate', { data: body })
      return created({ caseId: rated.id, level: body.level, levelLabel: RATING_LEVELS[body.level] })
    },
  }),
]
