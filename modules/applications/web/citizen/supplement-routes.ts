import { randomUUID } from 'node:crypto'
import { seeOther, type Reply } from '#platform/reply'
import { route, type Route } from '#kernel'
import { faultsOf, orAgain, showAnswer, showPage, statusOf, visitOf } from '#base/pages'
import { APPLICANTS } from './apply-routes.ts'
import { CasePath, OWN } from './case-routes.ts'
import { forApplicant, isOver, whenOpen } from './own-steps.ts'
import { supplementPage, type SupplementFacts } from './supplement-page.ts'
import { correctingOf, handIn, unpack, type Correcting, type Parcel } from './supplement-steps.ts'

export const supplementRoutes: readonly Route[] = [
  route({
    method: 'GET', path: '/cases/:id/supplement', summary: '补正页', for: [...APPLICANTS], relations: OWN, params: CasePath,
    handle: (call, input) => whenOpen(call, input.params.id, 'supplement', async () => {
      const facts = factsOf(await correctingOf(call, input.params.id))
      return showPage(visitOf(call, input), supplementPage(facts))
    }),
  }),
  route({
    method: 'POST', path: '/cases/:id/supplement', summary: '提交补正', for: [...APPLICANTS], relations: OWN, params: CasePath,
    upload: true, transaction: 'none',
    handle: async (asked, input) => {
      const correcting = await correctingOf(asked, input.params.id)
      const call = forApplicant(asked, correcting.found)
      const parcel = await unpack(call, correcting, input.uploads)
      return orAgain<Reply>(async () => {
        await handIn(call, correcting, parcel)
        return seeOther(`/cases/${correcting.found.id}`)
      }, (refusal) => {
        if (isOver(refusal)) return seeOther(`/cases/${correcting.found.id}`)
        const facts = { ...factsOf(correcting, parcel), faults: faultsOf(refusal) }
        return showAnswer(visitOf(call, input), supplementPage(facts), statusOf(refusal))
      })
    },
  }),
]

/** What the page shows: the notice, and what a parcel that could not be taken has brought already. */
function factsOf({ found, form, problems, note }: Correcting, parcel?: Parcel): SupplementFacts {
  const { id: caseId, title, queueDueOn: dueOn } = found
  const fresh = { caseId, title, dueOn, problems, note, form, values: found.form, key: randomUUID() }
  if (parcel === undefined) return fresh
  const { values, blank, kept, key } = parcel
  const emptied = Object.fromEntries(blank.map((name) => [name, '']))
  return { ...fresh, values: { ...found.form, ...values, ...emptied }, typedNote: parcel.note, kept, key: key === '' ? fresh.key : key }
}
