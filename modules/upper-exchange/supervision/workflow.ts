import { Type } from 'typebox'
import { addWorkingDays, defineWorkflow, type TurnFacts } from '#kernel'
import type { Day } from '#platform/day'
import { recordEnd } from './record.ts'

export const SUPERVISION_TYPE = 'upper-supervision'
/** How long each part may take, in working days. Defaults of ours: what comes down names no day. */
export const PARTS = { answer: 5, look: 2, again: 3 } as const

const TEXT_MAX = 2000
const closed = { additionalProperties: false } as const
const said = (title: string) => Type.String({ title, minLength: 2, maxLength: TEXT_MAX, visibility: 'handling' })
const Answer = Type.Object({ findings: said('查到的情况'), measures: said('怎样办的、结果怎样') }, closed)
const Opinion = Type.Object({ opinion: said('审核意见') }, closed)
const Reason = Type.Object({ reason: said('原因') }, closed)

/**
 * 上级督办: what a platform above urges us to do about a case. Whoever owns that case answers, the supervision looks at the answer
 * ('window' is its desk). The answer is not sent up by itself: the form in which it would go was not read.
 */
export const supervisionWorkflow = defineWorkflow({
  caseType: SUPERVISION_TYPE,
  version: 1,
  label: '上级督办',
  initial: 'issued',
  opening: { label: '收到督办' },
  states: {
    issued: { label: '待答复', turn: 'owner', dueOn: within(PARTS.answer) },
    answered: { label: '已答复，待审核', turn: 'window', dueOn: within(PARTS.look) },
    returned: { label: '退回，重新答复', turn: 'owner', dueOn: within(PARTS.again) },
    settled: { label: '已办结', closed: true },
    mistaken: { label: '督办有误，已撤销', closed: true },
  },
  steps: {
    answer: { label: '答复督办', from: ['issued', 'returned'], to: 'answered', by: ['owner', 'approver'], form: { schema: Answer } },
    sendBack: { label: '答复不清楚，退回', from: ['answered'], to: 'returned', by: ['supervisor'], form: { schema: Reason } },
    settle: { label: '审核通过，办结', from: ['answered'], to: 'settled', by: ['supervisor'], form: { schema: Opinion, record: recordEnd } },
    mistake: { label: '督办有误，撤销', from: ['issued', 'answered', 'returned'], to: 'mistaken', by: ['supervisor'], form: { schema: Reason, record: recordEnd } },
  },
})

function within(workingDays: number) {
  return ({ on, calendar, standing }: TurnFacts): Day => standing ?? addWorkingDays(calendar, on, workingDays)
}
