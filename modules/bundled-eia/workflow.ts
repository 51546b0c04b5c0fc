import { addWorkingDays, defineWorkflow, wouldCount, type StepFacts, type StepInput, type TurnFacts } from '#kernel'
import { rateStep } from '#base/ratings'
import { Acceptance, Approval, Conditions, Correction, Extension, Hearing, HearingEnd, NoReason, Note, Reason, Review } from './decisions.ts'
import { drawUpBundle } from './documents.ts'
import { caseIneligible } from './eligibility.ts'
import { BUNDLE_TYPE, PUBLICITY_WORKING_DAYS } from './names.ts'
import { answered, AnswerData, objected, ObjectionData, recordAnswer, unanswered } from './objections.ts'
import { lastDayOf, publicisedFrom, recordApproval, recordPublicity } from './publicity.ts'
import { rulesOn } from './rules/index.ts'
import { recordSupplement, Supplement, supplemented } from './supplement.ts'
import { conditioned, refuseUnit, withoutConditions } from './unit-conditions.ts'

const CORRECTION_DEFAULT_WORKING_DAYS = 15
const HEARING_DEFAULT_WORKING_DAYS = 20
const CLOSED = ['notAccepted', 'approved', 'denied', 'withdrawn', 'terminated'] as const
const UNDECIDED = ['submitted', 'correcting', 'accepted', 'publicity', 'publicised', 'hearing', 'reviewed'] as const

/**
 * 环评打捆审批: one report, one publicity, one approval for several units. The clock is that of every licence (行政许可法第三十二、四十二、四十五条;
 * 环境影响评价法第二十二条); a publicity is no special procedure and its days count.
 */
export const bundleWorkflow = defineWorkflow({
  caseType: BUNDLE_TYPE,
  version: 1,
  label: '环评打捆审批',
  initial: 'submitted',
  drawUp: drawUpBundle,
  opening: { label: '提交打捆申请', document: 'receipt' },
  states: {
    submitted: { label: '待受理', turn: 'owner', dueOn: ({ reading, on }) => reading.noticeDueOn ?? on },
    correcting: { label: '待补正', turn: 'applicant', dueOn: within('withinWorkingDays', CORRECTION_DEFAULT_WORKING_DAYS) },
    accepted: { label: '已受理，待公示', turn: 'owner', dueOn: ({ reading, on }) => reading.dueOn ?? on },
    // The last day has to be over before the publicity can be closed.
    publicity: { label: '公示中', turn: 'owner', dueOn: ({ on, calendar, standing }) => standing ?? addWorkingDays(calendar, on, PUBLICITY_WORKING_DAYS + 1) },
    publicised: { label: '公示期满，审查中', turn: 'owner', dueOn: ({ reading, on }) => reading.dueOn ?? on },
    hearing: { label: '听证中', turn: 'owner', dueOn: within('expectedWorkingDays', HEARING_DEFAULT_WORKING_DAYS) },
    reviewed: { label: '待决定', turn: 'approver', dueOn: ({ reading, on }) => reading.dueOn ?? on },
    notAccepted: { label: '不予受理', closed: true },
    approved: { label: '已批准', closed: true },
    denied: { label: '不予批准', closed: true },
    withdrawn: { label: '已撤回', closed: true },
    terminated: { label: '已终止', closed: true },
  },
  steps: {
    accept: {
      label: '受理', from: ['submitted'], to: 'accepted', by: ['owner'], basis: '行政许可法第三十二条', clock: ({ on }) => ({ on, what: 'accepted' }),
      form: { schema: Acceptance }, document: 'acceptance', change: heldAgainst, refusal: ({ found, today }) => caseIneligible(found, today),
    },
    deemAccepted: {
      label: '逾期未告知，视为受理', from: ['submitted'], to: 'accepted', by: ['system'], basis: '行政许可法第三十二条第一款第四项',
      automaticOn: (reading) => reading.deemedOn, document: 'acceptance', change: heldAgainst,
    },
    refuseAcceptance: {
      label: '不予受理', from: ['submitted'], to: 'notAccepted', by: ['owner'], basis: '行政许可法第三十二条',
      clock: ({ on }) => ({ on, what: 'not-accepted' }), form: { schema: NoReason }, document: 'non-acceptance',
    },
    requestCorrection: {
      label: '一次性告知补正', from: ['submitted'], to: 'correcting', by: ['owner'], basis: '行政许可法第三十二条第一款第四项',
      clock: ({ on }) => ({ on, what: 'correction-notice' }), form: { schema: Correction }, document: 'correction',
      change: ({ found, data }) => ({ traits: { ...found.traits, problems: data['problems'] } }),
      refusal: ({ found }) => (found.clock.events.some(({ what }) => what === 'correction-notice') ? '已经告知过一次补正，不能再次要求补正，请受理或不予受理' : undefined),
    },
    supplement: {
      label: '提交补正', from: ['correcting'], to: 'submitted', by: ['applicant', 'agent'], basis: '行政许可法第三十二条', power: 'supplement',
      clock: ({ on }) => ({ on, what: 'supplemented' }), form: { schema: Supplement, record: recordSupplement }, change: supplemented, document: 'receipt',
    },
    publicise: {
      label: '公示', from: ['accepted'], to: 'publicity', by: ['owner'], basis: '行政许可法第四十七条',
      form: { schema: Note, record: recordPublicity }, change: publicisedFrom,
    },
    object: {
      label: '收到公众意见', from: ['publicity'], by: ['system'], form: { schema: ObjectionData }, change: objected,
      refusal: (facts) => (facts.today > lastDayOf(facts) ? `公示到 ${lastDayOf(facts)} 为止，已经结束` : undefined),
    },
    answerObjection: {
      label: '答复公众意见', from: ['publicity', 'publicised'], by: ['owner'], form: { schema: AnswerData, record: recordAnswer }, change: answered,
    },
    closePublicity: {
      label: '公示期满', from: ['publicity'], to: 'publicised', by: ['owner'], form: { schema: Note },
      refusal: (facts) => (facts.today <= lastDayOf(facts) ? `公示到 ${lastDayOf(facts)} 为止，当天过完才算期满` : undefined),
    },
    startHearing: {
      label: '启动听证', from: ['publicised'], to: 'hearing', by: ['owner'], basis: '行政许可法第四十五条、第四十七条', form: { schema: Hearing }, document: 'special-procedure',
      clock: ({ found, on }) => ({ on, what: 'pause-start', id: `p${found.version + 1}`, kind: 'hearing' }),
    },
    endHearing: {
      label: '结束听证', from: ['hearing'], to: 'publicised', by: ['owner'], basis: '行政许可法第四十五条', form: { schema: HearingEnd },
      clock: ({ found, on }) => ({ on, what: 'pause-end', id: openPause(found.clock.events) }),
    },
    extend: {
      label: '延长办理期限', from: ['accepted', 'publicity', 'publicised', 'hearing', 'reviewed'], by: ['approver'], basis: '行政许可法第四十二条', duty: 'decide',
      form: { schema: Extension }, document: 'extension', clock: ({ data, on }) => ({ on, what: 'extended', days: Number(data['days']), by: 'head-of-organ' }),
      refusal: extensionRefusal,
    },
    setConditions: {
      label: '拟定一个单位的要求', from: ['publicised'], by: ['owner'], form: { schema: Conditions, record: refuseUnit }, change: conditioned,
    },
    review: {
      label: '审查', from: ['publicised'], to: 'reviewed', by: ['owner'], basis: '行政许可法第三十四条', form: { schema: Review }, duty: 'review',
      refusal: ({ found }) => unanswered(found),
    },
    returnToReview: { label: '退回审查', from: ['reviewed'], to: 'publicised', by: ['approver'], form: { schema: Reason } },
    approve: {
      label: '批准', from: ['reviewed'], to: 'approved', by: ['approver'], basis: '环境影响评价法第二十二条', duty: 'decide',
      clock: ({ on }) => ({ on, what: 'decided', outcome: 'granted' }), form: { schema: Approval, record: recordApproval }, document: 'approval',
      refusal: ({ found }) => unanswered(found) ?? withoutConditions(found),
    },
    deny: {
      label: '不予批准', from: ['reviewed'], to: 'denied', by: ['approver'], basis: '行政许可法第三十八条第二款', duty: 'decide',
      clock: ({ on }) => ({ on, what: 'decided', outcome: 'refused' }),
      form: { schema: NoReason }, document: 'denial', refusal: ({ found }) => unanswered(found),
    },
    withdraw: {
      label: '撤回申请', from: UNDECIDED, to: 'withdrawn', by: ['applicant', 'agent'], power: 'withdraw',
      clock: ({ on }) => ({ on, what: 'withdrawn' }), form: { schema: Note }, document: 'withdrawal',
    },
    terminate: {
      label: '终止办理', from: ['correcting'], to: 'terminated', by: ['owner'],
      clock: ({ on }) => ({ on, what: 'withdrawn' }), form: { schema: Reason }, document: 'termination',
      refusal: ({ found, today }) => (today > (found.queueDueOn ?? today) ? undefined : `补正期限到 ${found.queueDueOn} 为止，期限未过不能终止办理`),
    },
    rate: rateStep(CLOSED),
  },
})

/** Due a number of working days after the step that led here, as its form says. */
function within(field: string, defaultWorkingDays: number) {
  return ({ data, on, calendar, standing }: TurnFacts) => {
    const workingDays = data[field]
    return standing ?? addWorkingDays(calendar, on, typeof workingDays === 'number' ? workingDays : defaultWorkingDays)
  }
}

/** Which rules it was held against when it was taken on. */
function heldAgainst({ found, on }: StepInput) {
  return { traits: { ...found.traits, acceptedUnder: rulesOn(on).version } }
}

function openPause(events: StepFacts['found']['clock']['events']): string {
  const open = events.findLast((event) => event.what === 'pause-start')
  return open?.what === 'pause-start' ? open.id : ''
}

function extensionRefusal({ found, today, calendar }: StepFacts): string | undefined {
  if (found.clock.events.some(({ what }) => what === 'extended')) return '办理期限只能延长一次，本办件已经延长过'
  const counts = wouldCount(calendar, found.clock, { on: today, what: 'extended', days: 1, by: 'head-of-organ' })
  return counts ? undefined : '应在期限届满当日或之前批准延长，现在不能再延长'
}
