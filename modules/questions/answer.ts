import { Type } from 'typebox'
import { Refusal } from '#platform/refusal'
import type { Call, Case } from '#kernel'
import { publishFaq, withdrawFaq } from '#base/faq'

export const QUESTION_MAX = 1000
const ANSWER_MAX = 2000
const closed = { additionalProperties: false } as const

/** She who asked reads it, and those who answer; nobody else. */
const between = (title: string, maxLength: number) => Type.String({ title, minLength: 2, maxLength, visibility: 'applicant' })

export const Answer = Type.Object({
  answer: between('答复（提问人看得到）', ANSWER_MAX),
  public: Type.Optional(Type.Boolean({ title: '可以公开：作为这个事项的常见问题', visibility: 'applicant' })),
  publicQuestion: Type.Optional(Type.String({
    title: '公开的问题', description: '公开时必填。改写成大家都用得上的一句，不写是谁、哪一件', maxLength: 200, visibility: 'applicant',
  })),
  publicAnswer: Type.Optional(Type.String({ title: '公开的答复（不填就用上面的答复）', maxLength: ANSWER_MAX, visibility: 'applicant' })),
}, closed)

export const FollowUp = Type.Object({ question: between('还想问什么', QUESTION_MAX) }, closed)
export const Retraction = Type.Object({ reason: Type.String({ title: '为什么撤下', minLength: 2, maxLength: 500, visibility: 'handling' }) }, closed)

const UNWRITTEN = '要公开，请写公开的问题，至少四个字'

/** An answer that is public becomes one of the item's usual questions, in the same transaction. */
export async function recordAnswer(call: Call, found: Case, {
  answer, public: isPublic, publicQuestion, publicAnswer,
}: Record<string, unknown>): Promise<void> {
  if (isPublic !== true) return
  const question = wordsIn(publicQuestion)
  if (question.length < 4) throw new Refusal('invalid', UNWRITTEN, [{ path: 'publicQuestion', message: UNWRITTEN }])
  await publishFaq(call, found, { question, answer: wordsIn(publicAnswer) || wordsIn(answer) })
}

export async function recordRetraction(call: Call, found: Case): Promise<void> {
  await withdrawFaq(call, found)
}

function wordsIn(value: unknown): string {
  return typeof value === 'string' ? value.trim() : ''
}
