import { inTransaction } from '#platform/database'
import type { Refusal } from '#platform/refusal'
import { seeOther, type Reply } from '#platform/reply'
import { caseFor, caseView, onHerOwn, takeStep, type Call, type Case } from '#kernel'
import { OWN } from './case-routes.ts'
import { mayTake, type CaseView } from './case-words.ts'

/** The page of a step, while the applicant may take it; afterwards, and when she has pressed twice, her case. */
export async function whenOpen(call: Call, caseId: string, step: string, work: (shown: CaseView) => Promise<Reply>): Promise<Reply> {
  const { found } = await caseFor(call, caseId, OWN)
  const shown = caseView(call, found)
  return mayTake(shown, step) ? work(shown) : seeOther(`/cases/${found.id}`)
}

/** Takes the step in a transaction of its own, so that a refusal leaves nothing behind, and shows the case. */
export async function takeOwnStep(call: Call, caseId: string, step: string, data: Record<string, unknown>): Promise<Reply> {
  await inTransaction(call.tx, (tx) => takeStep({ ...call, tx }, caseId, step, { data }))
  return seeOther(`/cases/${caseId}`)
}

/** Somebody was faster: the same person in another window, or the office. The case page says how it stands. */
export function isOver({ code }: Refusal): boolean {
  return code === 'conflict' || code === 'rule'
}

/** Files for a case of her own are hers, also while she acts for a firm. */
export function forApplicant(call: Call, { applicant }: Pick<Case, 'applicant'>): Call {
  return applicant.id === call.actor.id ? { ...call, actor: onHerOwn(call.actor) } : call
}
