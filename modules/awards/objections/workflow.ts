import { Type } from 'typebox'
import { defineWorkflow } from '#kernel'
import { dueAfter } from '../deadlines.ts'
import { OBJECTION_TYPE } from '../nominations/names.ts'
import { recordRejected, recordTakenBack, recordUpheld } from './answering.ts'

const Answer = Type.Object({
  answer: Type.String({ title: '书面答复（提异议的人看得到）', minLength: 5, maxLength: 2000, visibility: 'handling' }),
}, { additionalProperties: false })
const BASIS = '公示异议要书面答复（默认值）'

/**
 * 异议: somebody says by name that a nominee should not be honoured; the supervision answers in writing. The unit of the nominee does
 * not own it and never sees who it was.
 */
export const objectionWorkflow = defineWorkflow({
  caseType: OBJECTION_TYPE,
  version: 1,
  label: '评优异议',
  initial: 'raised',
  opening: { label: '提出异议' },
  states: {
    raised: { label: '待答复', turn: 'window', dueOn: dueAfter('objection') },
    upheld: { label: '异议成立', closed: true },
    rejected: { label: '异议不成立', closed: true },
    takenBack: { label: '已撤回', closed: true },
  },
  steps: {
    uphold: { label: '异议成立', from: ['raised'], to: 'upheld', by: ['supervisor'], basis: BASIS, form: { schema: Answer, record: recordUpheld } },
    reject: { label: '异议不成立', from: ['raised'], to: 'rejected', by: ['supervisor'], basis: BASIS, form: { schema: Answer, record: recordRejected } },
    takeBack: {
      label: '撤回异议', from: ['raised'], to: 'takenBack', by: ['applicant'],
      form: { schema: Type.Object({}, { additionalProperties: false }), record: recordTakenBack },
    },
  },
})
