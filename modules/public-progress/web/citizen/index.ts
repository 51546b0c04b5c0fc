/** What everybody may see: the progress of a case with number and password, and the figures. */
import { Type } from 'typebox'
import { route, type Call, type Route } from '#kernel'
import { faultsOf, showAnswer, showPage, statusOf, visitOf } from '#base/pages'
import { Refusal } from '#platform/refusal'
import { statistics } from '../../statistics.ts'
import { publicProgress } from '../../timeline.ts'
import { progressPage, queryPage } from './progress-page.ts'
import { statisticsPage, type NamedRow, type StatisticsFacts } from './statistics-page.ts'

/** Guessing passwords must not pay. */
const QUERIES_PER_MINUTE_MAX = 30

export const publicPages: readonly Route[] = [
  route({
    method: 'GET', path: '/progress', summary: '查进度', for: ['anyone'],
    handle: async (call, input) => showPage(visitOf(call, input), queryPage({})),
  }),
  route({
    // Answered in place: an address with the password in it would stay in histories and logs.
    method: 'POST', path: '/progress', summary: '公开进度', for: ['anyone'], perMinuteMax: QUERIES_PER_MINUTE_MAX, transaction: 'none',
    body: Type.Object({ number: Type.String({ maxLength: 60 }), password: Type.String({ maxLength: 60 }) }),
    handle: async (call, input) => {
      const number = tidy(input.body.number)
      try {
        return showAnswer(visitOf(call, input), progressPage(await publicProgress(call, number, tidy(input.body.password))))
      } catch (error) {
        // A wrong number or password is the reader's to mend, here on the page.
        if (!(error instanceof Refusal) || (error.code !== 'invalid' && error.code !== 'not-found')) throw error
        return showAnswer(visitOf(call, input), queryPage({ number: input.body.number, faults: faultsOf(error) }), statusOf(error))
      }
    },
  }),
  route({
    method: 'GET', path: '/statistics', summary: '办件统计', for: ['anyone'],
    query: Type.Object({ organisation: Type.Optional(Type.String({ maxLength: 64 })) }),
    handle: async (call, input) => showPage(visitOf(call, input), statisticsPage(await statisticsFacts(call, input.query.organisation))),
  }),
]

async function statisticsFacts(call: Call, organisation: string | undefined): Promise<StatisticsFacts> {
  const { organisations, items } = await statistics(call.tx)
  const named = (row: (typeof items)[number]): NamedRow => ({ ...row, organisationName: call.kernel.nameOf(row.organisation) })
  const own = items.filter((row) => row.organisation === organisation).map(named)
  const [first] = own
  const chosen = first && { name: first.organisationName, items: own }
  return { asOf: call.now.toISOString(), organisations: organisations.map(named), chosen }
}

/** Numbers are printed in groups and copied with spaces; some keyboards write 全角. */
function tidy(typed: string): string {
  return typed.normalize('NFKC').replace(/[\s-]/g, '')
}
