import { addWorkingDays, defineWorkflow, type Case, type StepFacts, type TurnFacts } from '#kernel'
import { drawUpDocument } from '#base/documents'
import { Correction, CORRECTION_DEFAULT_WORKING_DAYS, sealSupplement, Supplement, supplemented } from '#base/materials'
import { rateStep } from '#base/ratings'
import { Acceptance, Denial, Issue, Refusal as RefusalData, Review, Approval, Delivery, Note, Reason } from './decisions.ts'
import { recordCorrection } from './correction.ts'
import { extendedBy, Extension, extensionRefusal } from './extension.ts'
import { SpecialEnd, SpecialStart, pauseEnd, pauseStart, SPECIAL_DEFAULT_WORKING_DAYS } from './special-procedure.ts'
import { recordSupplement } from './supplement.ts'

const UNDECIDED = ['submitted', 'correcting', 'accepted', 'special', 'reviewed'] as const
const CLOSED = ['notAccepted', 'denied', 'delivered', 'withdrawn', 'terminated', 'archived'] as const

/** An ordinary application (行政审批办件), from receipt to archive. Law: 行政许可法第三十二条至第四十五条. */
export const applicationWorkflow = defineWorkflow({
  caseType: 'application',
  version: 1,
  label: '政务服务办件',
  initial: 'submitted',
  drawUp: drawUpDocument,
  opening: { label: '提交申请', document: 'receipt' },
  states: {
    submitted: { label: '待受理', turn: 'window', dueOn: ({ reading, on }) => reading.noticeDueOn ?? on },
    correcting: { label: '待补正', turn: 'applicant', dueOn: within('withinWorkingDays', CORRECTION_DEFAULT_WORKING_DAYS) },
    accepted: { label: '审查中', turn: decider, dueOn: ({ reading, on }) => reading.dueOn ?? on },
    special: { label: '特别程序中', turn: 'owner', dueOn: within('expectedWorkingDays', SPECIAL_DEFAULT_WORKING_DAYS) },
    reviewed: { label: '待决定', turn: 'approver', dueOn: ({ reading, on }) => reading.dueOn ?? on },
    approved: { label: '已准予，待制证', turn: decider, dueOn: ({ reading, on }) => reading.deliverBy ?? on },
    issued: { label: '已制证，待送达', turn: 'window', dueOn: ({ reading, on }) => reading.deliverBy ?? on },
    notAccepted: { label: '不予受理', closed: true },
    denied: { label: '不予批准', closed: true },
    delivered: { label: '已送达', closed: true },
    withdrawn: { label: '已撤回', closed: true },
    terminated: { label: '已终止', closed: true },
    archived: { label: '已归档', closed: true },
  },
  steps: {
    accept: {
      label: '受理', from: ['submitted'], to: 'accepted', by: ['window'], basis: '行政许可法第三十二条',
      clock: ({ on }) => ({ on, what: 'accepted' }), form: { schema: Acceptance }, document: 'acceptance',
    },
    deemAccepted: {
      label: '逾期未告知，视为受理', from: ['submitted'], to: 'accepted', by: ['system'], basis: '行政许可法第三十二条第一款第四项',
      automaticOn: (reading) => reading.deemedOn, document: 'acceptance',
    },
    refuseAcceptance: {
      label: '不予受理', from: ['submitted'], to: 'notAccepted', by: ['window'], basis: '行政许可法第三十二条',
      clock: ({ on }) => ({ on, what: 'not-accepted' }), form: { schema: RefusalData }, document: 'non-acceptance',
    },
    requestCorrection: {
      label: '一次性告知补正', from: ['submitted'], to: 'correcting', by: ['window'], basis: '行政许可法第三十二条第一款第四项',
      clock: ({ on }) => ({ on, what: 'correction-notice' }), form: { schema: Correction, record: recordCorrection }, document: 'correction',
      refusal: ({ found }) => corrected(found) ? '本办件已经告知过一次补正，不能再次要求补正，请受理或不予受理' : undefined,
    },
    supplement: {
      label: '提交补正', from: ['correcting'], to: 'submitted', by: ['applicant', 'agent'], basis: '行政许可法第三十二条',
      clock: ({ on }) => ({ on, what: 'supplemented' }), form: { schema: Supplement, record: recordSupplement, seal: sealSupplement }, change: supplemented,
      document: 'receipt', power: 'supplement',
    },
    startSpecialProcedure: {
      label: '启动特别程序', from: ['accepted'], to: 'special', by: ['owner'], basis: '行政许可法第四十五条',
      clock: pauseStart, form: { schema: SpecialStart }, document: 'special-procedure',
    },
    endSpecialProcedure: {
      label: '结束特别程序', from: ['special'], to: 'accepted', by: ['owner'], basis: '行政许可法第四十五条',
      clock: pauseEnd, form: { schema: SpecialEnd },
    },
    extend: {
      label: '延长办理期限', from: ['accepted', 'special', 'reviewed'], by: ['approver'], basis: '行政许可法第四十二条',
      clock: extendedBy, form: { schema: Extension }, refusal: extensionRefusal, document: 'extension', duty: 'decide',
    },
    review: {
      label: '审查', from: ['accepted'], to: 'reviewed', by: ['owner'], basis: '行政许可法第三十四条', form: { schema: Review }, duty: 'review',
    },
    approve: {
      label: '准予', from: ['accepted', 'reviewed'], to: 'approved', by: ['approver', 'window'], basis: '行政许可法第三十八条第一款',
      clock: ({ on }) => ({ on, what: 'decided', outcome: 'granted' }),
      form: { schema: Approval }, document: 'approval', refusal: decisionRefusal, duty: 'decide',
    },
    deny: {
      label: '不予批准', from: ['accepted', 'reviewed'], to: 'denied', by: ['approver', 'window'], basis: '行政许可法第三十八条第二款',
      clock: ({ on }) => ({ on, what: 'decided', outcome: 'refused' }), form: { schema: Denial }, document: 'denial', refusal: decisionRefusal, duty: 'decide',
    },
    issue: {
      label: '制证', from: ['approved'], to: 'issued', by: ['owner', 'window'], basis: '行政许可法第三十九条', form: { schema: Issue }, document: 'certificate',
      refusal: (facts) => facts.relations.includes('owner') || atWindow(facts.found) ? undefined : '制证由审批部门办理',
    },
    deliver: {
      label: '送达', from: ['issued'], to: 'delivered', by: ['window'], basis: '行政许可法第四十四条',
      clock: ({ on }) => ({ on, what: 'delivered' }), form: { schema: Delivery }, document: 'delivery-receipt',
    },
    withdraw: {
      label: '撤回申请', from: UNDECIDED, to: 'withdrawn', by: ['applicant', 'agent'],
      clock: ({ on }) => ({ on, what: 'withdrawn' }), form: { schema: Note }, document: 'withdrawal', power: 'withdraw',
    },
    terminate: {
      label: '终止办理', from: ['correcting', 'accepted', 'special', 'reviewed'], to: 'terminated', by: ['window', 'owner'],
      clock: ({ on }) => ({ on, what: 'withdrawn' }), form: { schema: Reason }, document: 'termination', refusal: terminationRefusal,
    },
    archive: {
      label: '归档', from: ['notAccepted', 'denied', 'delivered', 'withdrawn', 'terminated'], to: 'archived', by: ['window', 'owner'], form: { schema: Note },
    },
    rate: rateStep(CLOSED),
  },
})

/** Due a number of working days after the step that led here, as the step's form says; a step that leads nowhere moves nothing. */
function within(field: string, defaultWorkingDays: number) {
  return ({ data, on, calendar, standing }: TurnFacts) => {
    const workingDays = data[field]
    return standing ?? addWorkingDays(calendar, on, typeof workingDays === 'number' ? workingDays : defaultWorkingDays)
  }
}

/** Instant cases whose department lets the window decide stay at the window. */
function decider(found: Case): 'window' | 'owner' {
  return atWindow(found) ? 'window' : 'owner'
}

function atWindow(found: Case): boolean {
  return found.traits['decidedAtWindow'] === true && found.clock.limitWorkingDays === 0
}

function corrected(found: Case): boolean {
  return found.clock.events.some((event) => event.what === 'correction-notice')
}

function decisionRefusal({ found, relations }: StepFacts): string | undefined {
  if (!relations.includes('approver') && !atWindow(found)) return '决定由审批部门作出，窗口不能代为决定'
  const instant = found.clock.limitWorkingDays === 0
  return found.state === 'accepted' && !instant ? '请先由审批部门审查，再作决定' : undefined
}

function terminationRefusal({ found, relations, today }: StepFacts): string | undefined {
  if (found.state !== 'correcting') return relations.includes('owner') ? undefined : '已受理的办件由审批部门终止'
  return today > (found.queueDueOn ?? today) ? undefined : `补正期限到 ${found.queueDueOn} 为止，期限未过不能终止办理`
}
