/** A matter that has one of everything a workflow can declare, for tests of the kernel. */
import { Type } from 'typebox'
import { runSql } from '#platform/database'
import { Refusal } from '#platform/refusal'
import { addWorkingDays } from './clock/index.ts'
import type { Case } from './case.ts'
import type { Call, DocumentSubject } from './types.ts'
import { defineWorkflow } from './workflow.ts'

const Opinion = Type.Object({
  opinion: Type.String({ minLength: 2, maxLength: 200, visibility: 'handling' }),
  reason: Type.Optional(Type.String({ maxLength: 200, visibility: 'applicant' })),
  public: Type.Optional(Type.String({ visibility: 'public' })),
  secret: Type.Optional(Type.String({ visibility: 'sealed' })),
  undeclared: Type.Optional(Type.String()),
}, { additionalProperties: false })
const Days = Type.Object({ days: Type.Integer({ minimum: 1 }) }, { additionalProperties: false })
const Revision = Type.Object({ form: Type.Record(Type.String(), Type.String()) }, { additionalProperties: false })

export const errand = defineWorkflow({
  caseType: 'errand', version: 1, label: '示例办件', initial: 'submitted', drawUp, opening: { label: '提交', document: 'receipt' },
  states: {
    submitted: { label: '待受理', turn: 'window', dueOn: ({ reading, on }) => reading.noticeDueOn ?? on },
    correcting: { label: '待补正', turn: 'applicant', dueOn: ({ on, calendar }) => addWorkingDays(calendar, on, 15) },
    accepted: { label: '审查中', turn: 'owner', dueOn: ({ reading, on }) => reading.dueOn ?? on },
    special: { label: '特别程序中', turn: 'owner', dueOn: ({ on, calendar, standing }) => standing ?? addWorkingDays(calendar, on, 20) },
    reviewed: { label: '待决定', turn: (found) => (found.traits['easy'] === true ? 'owner' : 'approver'), dueOn: ({ reading, on }) => reading.dueOn ?? on },
    granted: { label: '已准予', closed: true },
    refused: { label: '不予', closed: true },
    withdrawn: { label: '已撤回', closed: true },
  },
  steps: {
    accept: { label: '受理', from: ['submitted'], to: 'accepted', by: ['window'], clock: ({ on }) => ({ on, what: 'accepted' }), document: 'acceptance' },
    deem: {
      label: '视为受理', from: ['submitted'], to: 'accepted', by: ['system'], automaticOn: (reading) => reading.deemedOn, document: 'acceptance',
    },
    ask: { label: '要求补正', from: ['submitted'], to: 'correcting', by: ['window'], clock: ({ on }) => ({ on, what: 'correction-notice' }) },
    supplement: {
      label: '补正', from: ['correcting'], to: 'submitted', by: ['applicant', 'agent'], clock: ({ on }) => ({ on, what: 'supplemented' }),
      form: { schema: Revision }, change: ({ found, data }) => ({ form: { ...found.form, ...Object(data['form']) } }),
    },
    pause: { label: '暂停', from: ['accepted'], to: 'special', by: ['owner'], clock: ({ on }) => ({ on, what: 'pause-start', id: 'p', kind: 'hearing' }) },
    resume: { label: '继续', from: ['special'], to: 'accepted', by: ['owner'], clock: ({ on }) => ({ on, what: 'pause-end', id: 'p' }) },
    extend: {
      label: '延长', from: ['accepted', 'special', 'reviewed'], by: ['approver'], form: { schema: Days },
      clock: ({ on, data }) => ({ on, what: 'extended', days: Number(data['days']), by: 'head-of-organ' }),
    },
    note: {
      label: '记一笔', from: ['submitted', 'accepted', 'special', 'reviewed'], by: ['owner', 'handler', 'window'], form: { schema: Opinion, record: keepNote },
      document: 'note',
    },
    review: { label: '审查', from: ['accepted'], to: 'reviewed', by: ['owner'], change: () => ({ handlerId: 'handler' }) },
    grant: {
      label: '准予', from: ['reviewed'], to: 'granted', by: ['approver'], clock: ({ on }) => ({ on, what: 'decided', outcome: 'granted' }),
      refusal: ({ found }) => (found.form['blocked'] === 'yes' ? '材料还有问题，请先处理再准予' : undefined),
    },
    refuse: { label: '不予', from: ['reviewed'], to: 'refused', by: ['approver'], clock: ({ on }) => ({ on, what: 'decided', outcome: 'refused' }) },
    withdraw: {
      label: '撤回', from: ['submitted', 'correcting', 'accepted', 'special', 'reviewed'], to: 'withdrawn', by: ['applicant', 'agent'],
      clock: ({ on }) => ({ on, what: 'withdrawn' }),
    },
    thank: { label: '道谢', from: ['granted', 'refused', 'withdrawn'], by: ['applicant', 'agent'] },
  },
})

function drawUp({ kind, event, found, reading }: DocumentSubject) {
  return { number: `${kind}-${found.number}-${event.seq}`, facts: { kind, applicant: found.applicant.name, state: found.state, dueOn: reading.dueOn } }
}

/** The test's own table; made by `errandDatabase`. */
async function keepNote({ tx }: Call, found: Case, { opinion }: Record<string, unknown>): Promise<void> {
  await runSql(tx, 'insert into errand_note (case_id, opinion) values ($1, $2)', [found.id, opinion])
  if (opinion === '写到一半出错') throw new Error('half way')
  if (opinion === '写到一半拒绝') throw new Refusal('rule', '这样写不行，请改写')
}
