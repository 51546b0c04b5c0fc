/** What everybody may see: the progress of a case with number and password, and the figures. */
import { Type } from 'typebox'
import { route, type Route } from '#kernel'
import { faultsOf, showAnswer, showPage, statusOf, visitOf } from '#base/pages'
import { Refusal } from '#platform/refusal'
import { laneRowsOf } from '#base/joint'
import { publicCase } from '../../timeline.ts'
import { progressPage, queryPage } from './progress-page.ts'
import { proofRoutes } from './proof-routes.ts'
import { QUERIES_PER_MINUTE_MAX, Secret, tidySecret } from './secret.ts'
import { statisticsFacts } from './statistics-facts.ts'
import { statisticsPage } from './statistics-page.ts'

export const publicPages: readonly Route[] = [
  ...proofRoutes,
  route({
    method: 'GET', path: '/progress', summary: '查进度', for: ['anyone'],
    handle: async (call, input) => showPage(visitOf(call, input), queryPage({})),
  }),
  route({
    // Answered in place: an address with the password in it would stay in histories and logs.
    method: 'POST', path: '/progress', summary: '公开进度', for: ['anyone'], perMinuteMax: QUERIES_PER_MINUTE_MAX, transaction: 'none',
    body: Secret,
    handle: async (call, input) => {
      const { number, password } = tidySecret(input.body)
      try {
        const { shown, together } = await publicCase(call, number, password)
        return showAnswer(visitOf(call, input), progressPage(shown, together && { rows: laneRowsOf(together.whole), moments: together.moments }))
      } catch (error) {
        // A wrong number or password is the reader's to mend, here on the page.
        if (!(error instanceof Refusal) || (error.code !== 'invalid' && error.code !== 'not-found')) throw error
        return showAnswer(visitOf(call, input), queryPage({ number: input.body.number, faults: faultsOf(error) }), statusOf(error))
      }
    },
  }),
  route({
    method: 'GET', path: '/statistics', summary: '办件统计', for: ['anyone'],
    query: Type.Object({
      organisation: Type.Optional(Type.String({ maxLength: 64 })), place: Type.Optional(Type.String({ maxLength: 12 })),
      period: Type.Optional(Type.String({ maxLength: 12 })),
    }),
    handle: async (call, input) => showPage(visitOf(call, input), statisticsPage(await statisticsFacts(call, input.query))),
  }),
]
