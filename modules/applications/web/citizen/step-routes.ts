import { randomUUID } from 'node:crypto'
import { Type } from 'typebox'
import { inTransaction } from '#platform/database'
import { Refusal } from '#platform/refusal'
import { seeOther, type Reply } from '#platform/reply'
import { caseFor, caseView, route, takeStep, type Call, type Route } from '#kernel'
import { faultsOf, orAgain, showAnswer, showPage, statusOf, visitOf } from '#base/pages'
import { APPLICANTS } from './apply-routes.ts'
import { CasePath, OWN } from './case-routes.ts'
import { mayTake, type CaseView } from './case-words.ts'
import { ratingPage } from './rating-page.ts'
import { supplementPage } from './supplement-page.ts'
import { correctingOf, handIn, unpack } from './supplement-steps.ts'
import { withdrawPage } from './withdraw-page.ts'

const Tags = Type.Array(Type.String({ maxLength: 30 }), { maxItems: 10 })

/** The steps an applicant takes herself. A page for a step that is not open leads back to the case, which says why. */
export const stepRoutes: readonly Route[] = [
  route({
    method: 'GET', path: '/cases/:id/supplement', summary: '补正页', for: [...APPLICANTS], relations: OWN, params: CasePath,
    handle: (call, input) => whenOpen(call, input.params.id, { step: 'supplement' }, async ({ title, queueDueOn }) => {
      const { found, form, problems, note } = await correctingOf(call, input.params.id)
      return showPage(visitOf(call, input), supplementPage({ caseId: found.id, title, dueOn: queueDueOn, problems, note, form, values: found.form, key: randomUUID() }))
    }),
  }),
  route({
    method: 'POST', path: '/cases/:id/supplement', summary: '提交补正', for: [...APPLICANTS], relations: OWN, params: CasePath, upload: true, transaction: 'none',
    handle: async (call, input) => {
      const correcting = await correctingOf(call, input.params.id)
      const { found, form, problems, note } = correcting
      const parcel = await unpack(call, correcting, input.uploads)
      return orAgain<Reply>(async () => {
        await handIn(call, correcting, parcel)
        return seeOther(`/cases/${found.id}`)
      }, (refusal) => {
        if (isOver(refusal)) return seeOther(`/cases/${found.id}`)
        return showAnswer(visitOf(call, input), supplementPage({
          caseId: found.id, title: found.title, dueOn: found.queueDueOn, problems, note, form, values: { ...found.form, ...parcel.values }, typedNote: parcel.note,
          kept: parcel.kept, key: parcel.key || randomUUID(), faults: faultsOf(refusal),
        }), statusOf(refusal))
      })
    },
  }),
  route({
    method: 'GET', path: '/cases/:id/withdraw', summary: '撤回页', for: [...APPLICANTS], relations: OWN, params: CasePath,
    handle: (call, input) => whenOpen(call, input.params.id, { step: 'withdraw' }, async ({ id, title, number }) => showPage(visitOf(call, input), withdrawPage({ caseId: id, title, number }))),
  }),
  route({
    method: 'POST', path: '/cases/:id/withdraw', summary: '撤回申请', for: [...APPLICANTS], relations: OWN, params: CasePath, transaction: 'none',
    body: Type.Object({ note: Type.Optional(Type.String({ maxLength: 4000 })), sure: Type.Optional(Type.Literal('yes')) }),
    handle: (call, input) => whenOpen(call, input.params.id, { step: 'withdraw' }, ({ id, title, number }) => {
      const note = input.body.note?.trim() ?? ''
      return orAgain<Reply>(async () => {
        if (input.body.sure !== 'yes') throw new Refusal('invalid', UNSURE, [{ path: 'sure', message: UNSURE }])
        return take(call, id, { step: 'withdraw', data: note === '' ? {} : { note } })
      }, (refusal) => isOver(refusal) ? seeOther(`/cases/${id}`) : showAnswer(visitOf(call, input), withdrawPage({ caseId: id, title, number, note, faults: faultsOf(refusal) }), statusOf(refusal)))
    }),
  }),
  route({
    method: 'GET', path: '/cases/:id/rating', summary: '评价页', for: [...APPLICANTS], relations: OWN, params: CasePath,
    handle: (call, input) => whenOpen(call, input.params.id, { step: 'rate' }, async ({ id, title }) => showPage(visitOf(call, input), ratingPage({ caseId: id, title }))),
  }),
  route({
    method: 'POST', path: '/cases/:id/rating', summary: '提交评价', for: [...APPLICANTS], relations: OWN, params: CasePath, transaction: 'none',
    body: Type.Object({ level: Type.Optional(Type.String({ pattern: '^[1-5]$' })), tags: Type.Optional(Tags), text: Type.Optional(Type.String({ maxLength: 4000 })) }),
    handle: (call, input) => whenOpen(call, input.params.id, { step: 'rate' }, ({ id, title }) => {
      const { level, tags = [] } = input.body
      const text = input.body.text?.trim() ?? ''
      return orAgain<Reply>(async () => {
        if (level === undefined) throw new Refusal('invalid', UNRATED, [{ path: 'level', message: UNRATED }])
        return take(call, id, { step: 'rate', data: { level: Number(level), ...(tags.length > 0 && { tags }), ...(text !== '' && { text }) } })
      }, (refusal) => {
        if (isOver(refusal)) return seeOther(`/cases/${id}`)
        const typed = { ...(level !== undefined && { level }), tags, text }
        return showAnswer(visitOf(call, input), ratingPage({ caseId: id, title, ...typed, faults: faultsOf(refusal) }), statusOf(refusal))
      })
    }),
  }),
]

const UNSURE = '请打上勾，确认要撤回'
const UNRATED = '请选满意程度'

/** Somebody was faster: the same person in another window, or the office. The case page says how it stands. */
function isOver({ code }: Refusal): boolean {
  return code === 'conflict' || code === 'rule'
}

/** The page of a step, while the applicant may take it; afterwards, and when she has pressed twice, her case. */
async function whenOpen(call: Call, caseId: string, { step }: { step: string }, work: (shown: CaseView) => Promise<Reply>): Promise<Reply> {
  const { found } = await caseFor(call, caseId, OWN)
  const shown = caseView(call, found)
  return mayTake(shown, step) ? work(shown) : seeOther(`/cases/${found.id}`)
}

/** Takes the step in a transaction of its own, so that a refusal leaves nothing behind, and shows the case. */
async function take(call: Call, caseId: string, { step, data }: { step: string; data: Record<string, unknown> }): Promise<Reply> {
  await inTransaction(call.tx, (tx) => takeStep({ ...call, tx }, caseId, step, { data }))
  return seeOther(`/cases/${caseId}`)
}
