import { addCalendarDays, dayAt } from '#platform/day'
import { defineWorkflow, type StepFacts, type StepInput } from '#kernel'
import { QUESTION_TYPE } from '#base/faq'
import { rateStep } from '#base/ratings'
import { Answer, FollowUp, recordAnswer, recordRetraction, Retraction } from './answer.ts'
import { dueAfter } from './deadlines.ts'

/** So long after an answer she may ask again, and so often. Ours, configurable. */
export const FOLLOW_UP_CALENDAR_DAYS = 30
export const FOLLOW_UPS_MAX = 3

/**
 * A question at an item (咨询): asked → answered; she may ask again; a first question that is not answered in time goes to
 * the head of the organisation by itself, a later one is only named in the daily reminder. An answered question is closed and opens again when she asks on.
 */
export const questionWorkflow = defineWorkflow({
  caseType: QUESTION_TYPE,
  version: 1,
  label: '咨询',
  initial: 'arriving',
  opening: { label: '提交咨询' },
  states: {
    arriving: { label: '正在转给单位', turn: 'owner', dueOn: ({ on }) => on },
    asked: { label: '待答复', turn: 'owner', dueOn: ({ reading, on }) => reading.dueOn ?? on },
    urged: { label: '逾期未答，督办中', turn: 'approver', dueOn: dueAfter('urged') },
    followedUp: { label: '追问，待答复', turn: 'owner', dueOn: dueAfter('followUp') },
    answered: { label: '已答复', closed: true },
    withdrawn: { label: '已撤回', closed: true },
  },
  steps: {
    register: { label: '转给单位', from: ['arriving'], to: 'asked', by: ['system'], clock: ({ on }) => ({ on, what: 'accepted' }) },
    answer: {
      label: '答复', from: ['asked', 'urged'], to: 'answered', by: ['owner', 'approver'], form: { schema: Answer, record: recordAnswer }, change: published,
      clock: ({ on }) => ({ on, what: 'decided', outcome: 'granted' }),
    },
    answerAgain: {
      label: '答复追问', from: ['followedUp'], to: 'answered', by: ['owner', 'approver'], form: { schema: Answer, record: recordAnswer }, change: published,
    },
    urge: {
      label: '逾期未答，转单位负责人督办', from: ['asked'], to: 'urged', by: ['system'],
      automaticOn: ({ dueOn }) => (dueOn === null ? null : addCalendarDays(dueOn, 1)),
    },
    followUp: {
      label: '追问', from: ['answered'], to: 'followedUp', by: ['applicant', 'agent'], power: 'file', form: { schema: FollowUp },
      change: oneMore, refusal: whyNotAgain,
    },
    withdraw: { label: '不问了，撤回', from: ['arriving', 'asked', 'urged', 'followedUp'], to: 'withdrawn', by: ['applicant', 'agent'], power: 'withdraw' },
    retract: {
      label: '撤下公开的问答', from: ['answered'], by: ['owner', 'approver'], form: { schema: Retraction, record: recordRetraction },
      change: ({ found }) => ({ traits: { ...found.traits, published: false } }),
      refusal: ({ found }) => (found.traits['published'] === true ? undefined : '这个问答没有公开，不用撤下'),
    },
    rate: rateStep(['answered']),
  },
})

function published({ found, data }: StepInput) {
  return { traits: { ...found.traits, published: data['public'] === true || found.traits['published'] === true } }
}

function timesAsked({ traits }: StepFacts['found']): number {
  const times = traits['followUps']
  return typeof times === 'number' ? times : 0
}

function oneMore({ found }: StepInput) {
  return { traits: { ...found.traits, followUps: timesAsked(found) + 1 } }
}

function whyNotAgain({ found, today }: StepFacts): string | undefined {
  if (timesAsked(found) >= FOLLOW_UPS_MAX) return `已经追问过 ${FOLLOW_UPS_MAX} 次，请另提一个问题，或者拨打咨询电话`
  const until = found.closedAt === null ? today : addCalendarDays(dayAt(found.closedAt), FOLLOW_UP_CALENDAR_DAYS)
  return today > until ? `答复已超过 ${FOLLOW_UP_CALENDAR_DAYS} 天（到 ${until} 为止），请另提一个问题` : undefined
}
