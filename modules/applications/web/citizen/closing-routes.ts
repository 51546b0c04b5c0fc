import { Type } from 'typebox'
import { Refusal } from '#platform/refusal'
import { seeOther, type Reply } from '#platform/reply'
import { route, type Route } from '#kernel'
import { faultsOf, orAgain, showAnswer, showPage, statusOf, visitOf } from '#base/pages'
import { isJoint } from '#base/joint'
import { APPLICANTS } from './apply-routes.ts'
import { CasePath, OWN } from './case-routes.ts'
import { isOver, takeOwnStep, whenOpen } from './own-steps.ts'
import { ratingPage } from './rating-page.ts'
import { withdrawPage } from './withdraw-page.ts'

const Withdrawal = Type.Object({ note: Type.Optional(Type.String({ maxLength: 4000 })), sure: Type.Optional(Type.Literal('yes')) })
const RatingForm = Type.Object({
  level: Type.Optional(Type.String({ pattern: '^[1-5]$' })),
  tags: Type.Optional(Type.Array(Type.String({ maxLength: 30 }), { maxItems: 10 })),
  text: Type.Optional(Type.String({ maxLength: 4000 })),
})
const UNSURE = '请打上勾，确认要撤回'
const UNRATED = '请选满意程度'

/** How an applicant ends a matter: she withdraws it, or rates how it went. */
export const closingRoutes: readonly Route[] = [
  route({
    method: 'GET', path: '/cases/:id/withdraw', summary: '撤回页', for: [...APPLICANTS], relations: OWN, params: CasePath,
    handle: (call, input) => whenOpen(call, input.params.id, 'withdraw', async ({ id, title, number, type }) => {
      return showPage(visitOf(call, input), withdrawPage({ caseId: id, title, number, isJoint: isJoint({ type }) }))
    }),
  }),
  route({
    method: 'POST', path: '/cases/:id/withdraw', summary: '撤回申请', for: [...APPLICANTS], relations: OWN, params: CasePath,
    body: Withdrawal, transaction: 'none',
    handle: (call, input) => whenOpen(call, input.params.id, 'withdraw', ({ id, title, number, type }) => {
      const note = input.body.note?.trim() ?? ''
      return orAgain<Reply>(async () => {
        if (input.body.sure !== 'yes') throw new Refusal('invalid', UNSURE, [{ path: 'sure', message: UNSURE }])
        return takeOwnStep(call, id, 'withdraw', note === '' ? {} : { note })
      }, (refusal) => {
        if (isOver(refusal)) return seeOther(`/cases/${id}`)
        const page = withdrawPage({ caseId: id, title, number, isJoint: isJoint({ type }), note, faults: faultsOf(refusal) })
        return showAnswer(visitOf(call, input), page, statusOf(refusal))
      })
    }),
  }),
  route({
    method: 'GET', path: '/cases/:id/rating', summary: '评价页', for: [...APPLICANTS], relations: OWN, params: CasePath,
    handle: (call, input) => whenOpen(call, input.params.id, 'rate', async ({ id, title }) => {
      return showPage(visitOf(call, input), ratingPage({ caseId: id, title }))
    }),
  }),
  route({
    method: 'POST', path: '/cases/:id/rating', summary: '提交评价', for: [...APPLICANTS], relations: OWN, params: CasePath,
    body: RatingForm, transaction: 'none',
    handle: (call, input) => whenOpen(call, input.params.id, 'rate', ({ id, title }) => {
      const { level, tags = [] } = input.body
      const text = input.body.text?.trim() ?? ''
      return orAgain<Reply>(async () => {
        if (level === undefined) throw new Refusal('invalid', UNRATED, [{ path: 'level', message: UNRATED }])
        return takeOwnStep(call, id, 'rate', { level: Number(level), ...(tags.length > 0 && { tags }), ...(text !== '' && { text }) })
      }, (refusal) => {
        if (isOver(refusal)) return seeOther(`/cases/${id}`)
        const page = ratingPage({ caseId: id, title, ...(level !== undefined && { level }), tags, text, faults: faultsOf(refusal) })
        return showAnswer(visitOf(call, input), page, statusOf(refusal))
      })
    }),
  }),
]
