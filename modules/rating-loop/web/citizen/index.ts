/** The rater's own page: what became of her bad rating, and whether it helped. */
import { Type } from 'typebox'
import { inTransaction } from '#platform/database'
import { Id } from '#platform/identity'
import { Refusal } from '#platform/refusal'
import { seeOther, type Reply } from '#platform/reply'
import { caseView, route, takeStep, type Call, type Route } from '#kernel'
import { faultsOf, orAgain, showAnswer, showPage, statusOf, visitOf } from '#base/pages'
import { complaintPath } from '#base/ratings'
import { ownComplaint } from '../../complaints.ts'
import { complaintPage, type ComplaintFacts } from './complaint-page.ts'

const RATERS = ['citizen', 'enterprise'] as const
const Path = Type.Object({ id: Id })
const UNSAID = '请写还有什么没有解决，至少两个字'

export const ratingLoopPages: readonly Route[] = [
  route({
    method: 'GET', path: '/ratings/:id', summary: '差评办理情况', for: [...RATERS], params: Path,
    handle: async (call, input) => showPage(visitOf(call, input), complaintPage(await factsOf(call, input.params.id))),
  }),
  route({
    method: 'POST', path: '/ratings/:id/solved', summary: '已经解决', for: [...RATERS], params: Path, transaction: 'none',
    handle: async (call, input) => orAgain<Reply>(
      () => take(call, input.params.id, { step: 'confirm', data: {} }), () => seeOther(complaintPath(input.params.id)),
    ),
  }),
  route({
    method: 'POST', path: '/ratings/:id/unsolved', summary: '没有解决', for: [...RATERS], params: Path, transaction: 'none',
    body: Type.Object({ reason: Type.Optional(Type.String({ maxLength: 4000 })) }),
    handle: async (call, input) => {
      const facts = await factsOf(call, input.params.id)
      const reason = input.body.reason?.trim() ?? ''
      return orAgain<Reply>(async () => {
        if (reason.length < 2) throw new Refusal('invalid', UNSAID, [{ path: 'reason', message: UNSAID }])
        return take(call, input.params.id, { step: facts.unsolvedStep ?? 'unresolved', data: { reason } })
      }, (refusal) => showAnswer(visitOf(call, input), complaintPage({ ...facts, reason, faults: faultsOf(refusal) }), statusOf(refusal)))
    },
  }),
]

async function factsOf(call: Call, id: string): Promise<ComplaintFacts> {
  const { found, words, events, ratedCaseId } = await ownComplaint(call, id)
  const shown = caseView(call, found)
  const open = shown.steps.map(({ step }) => step)
  return {
    id, title: found.title, number: found.number, stateLabel: shown.stateLabel, closed: shown.closed, dueOn: found.queueDueOn,
    turn: shown.turn?.label ?? null, words, events, ratedCaseId,
    canConfirm: open.includes('confirm'), unsolvedStep: ['unresolved', 'escalate'].find((step) => open.includes(step)) ?? null,
  }
}

async function take(call: Call, id: string, { step, data }: { step: string; data: Record<string, unknown> }): Promise<Reply> {
  await inTransaction(call.tx, (tx) => takeStep({ ...call, tx }, id, step, { data }))
  return seeOther(complaintPath(id))
}
