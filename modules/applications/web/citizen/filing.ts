import { inTransaction } from '#platform/database'
import { Refusal } from '#platform/refusal'
import type { Call } from '#kernel'
import { lockDraft, markFiled } from '../../drafts.ts'
import { seal } from '../../receipt-seal.ts'
import { Submission, submitApplication } from '../../submission.ts'
import { filedPartOf, viewOf } from './draft-view.ts'
import { checkData } from '#platform/schema'

/**
 * Files the draft and answers with the case, once: whoever presses twice, or again after a lost answer, gets the same case.
 * The password is sealed for the browser that holds the key.
 */
export async function fileDraft(call: Call, draftId: string, { isDeclared, sealKey }: Signature): Promise<string> {
  return inTransaction(call.tx, async (tx) => {
    const inside = { ...call, tx }
    const draft = await lockDraft(inside, draftId)
    if (draft.caseId !== null) return draft.caseId
    if (!isDeclared) throw new Refusal('invalid', UNDECLARED, [{ path: 'declared', message: UNDECLARED }])
    const view = await viewOf(inside, draft)
    if ('elsewhere' in view) throw new Refusal('conflict', '这个事项的问题有变化，请返回上一页，重新回答后再提交')
    const submission = { itemCode: draft.itemCode, answers: view.answers, ...filedPartOf(view) }
    const { caseId, queryPassword } = await submitApplication(inside, submissionOf(submission), draftId)
    await markFiled(inside, draftId, { caseId, sealedPassword: seal(queryPassword, sealKey) })
    return caseId
  })
}

/** Whether she signed the declaration, and the key of her browser. */
export interface Signature { isDeclared: boolean; sealKey: string }

const UNDECLARED = '请先看声明，同意的打上勾再提交'

/** A draft may hold what was typed and never checked; only what has the shape of a submission is filed. */
function submissionOf(value: Record<string, unknown>): Submission {
  // Safe: checked against the schema of a submission in this very line.
  return checkData(Submission, value) as Submission
}
