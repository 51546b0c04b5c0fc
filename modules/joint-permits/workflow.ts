import { isDay } from '#platform/day'
import type { DocumentSubject, StepFacts, Workflow } from '#kernel'
import { isDecided, jointWorkflow, drawUpJoint, laneOf, lanesIn, endedIn } from '#base/joint'
import { drawUpDocument } from '#base/documents'
import { Choice, JointExtension, Meeting, TakenOut } from './forms.ts'

export const JOINT_PERMITS_TYPE = 'joint-permits'
const STEP_BASIS = '行政许可法第二十六条'

/**
 * Permits of one building project handled together (多证联办). The enterprise alone decides: it may leave, come back, and take one
 * permit out; whatever it chooses, the children keep their state, their materials and their clocks.
 */
export const jointPermitsWorkflow: Workflow = jointWorkflow({
  caseType: JOINT_PERMITS_TYPE, label: '多证联办', running: ['separate'], drawUp,
  states: {
    separate: {
      label: '已改为分别办理', turn: 'owner',
      dueOn: ({ reading, on }) => reading.deliverBy ?? reading.dueOn ?? reading.noticeDueOn ?? on,
    },
  },
  steps: {
    leaveJoint: {
      label: '退出联办，改为分别办理', from: ['submitted', 'handling'], to: 'separate',
      by: ['applicant', 'agent'], power: 'file', form: { schema: Choice }, refusal: whyOver,
    },
    rejoin: {
      label: '回到联办', from: ['separate'], to: 'handling', by: ['applicant', 'agent'], power: 'file', form: { schema: Choice }, refusal: whyNotBack,
    },
    takeOut: {
      label: '取出一个证', from: ['submitted', 'handling'], by: ['applicant', 'agent'], power: 'file', form: { schema: TakenOut },
      refusal: whyNotOut,
    },
    holdMeeting: { label: '登记联合会商', from: ['handling'], by: ['owner', 'approver'], basis: STEP_BASIS, form: { schema: Meeting } },
    extend: {
      label: '延长联合办理期限', from: ['handling'], by: ['approver'], basis: '行政许可法第四十二条', form: { schema: JointExtension }, document: 'extension',
      clock: ({ on, data }) => ({ on, what: 'extended', days: Number(data['days']), by: 'head-of-government' }),
      refusal: ({ found }) => (found.clock.events.some(({ what }) => what === 'extended') ? '联合办理的期限只能延长一次，本办件已经延长过' : undefined),
    },
  },
})

/** Lanes that have not come to an end yet. */
export function openLanes(found: StepFacts['found']): readonly string[] {
  const ended = endedIn(found)
  return lanesIn(found).map(({ id }) => id).filter((id) => !Object.hasOwn(ended, id))
}

/** Whether a meeting can have been on that day: a day, after the filing and not in the future. */
export function isMeetingDay(text: unknown, { filedOn, today }: { filedOn: string; today: string }): boolean {
  return typeof text === 'string' && isDay(text) && text >= filedOn && text <= today
}

/** Whether a child may still change how it is handled: after the decision there is nothing left to choose. */
export function mayChange(child: StepFacts['found']): boolean {
  return child.closedAt === null && laneOf(child) !== undefined && !isDecided(child)
}

/** Whoever has withdrawn waits only for what was granted before. */
function whyOver({ found }: StepFacts): string | undefined {
  return found.traits['withdrawn'] === true ? '已经撤回申请，没有可以改变的了；已经准予的照样送达' : undefined
}

function whyNotOut(facts: StepFacts): string | undefined {
  return whyOver(facts) ?? (openLanes(facts.found).length > 1 ? undefined : '只剩一个证了，要分别办理请选“退出联办”，不办了请选“撤回申请”')
}

function whyNotBack(facts: StepFacts): string | undefined {
  const { found } = facts
  const over = whyOver(facts)
  if (over !== undefined) return over
  if (found.acceptedOn === null) return '没有统一受理就退出的，各证已分别受理，不能再回到联办；请接着分别办理'
  return openLanes(found).length > 1 ? undefined : '只剩一个证没有办完，不用再回到联办'
}

function drawUp(subject: DocumentSubject) {
  return subject.kind === 'extension' ? drawUpDocument(subject, { approvedBy: 'head-of-government' }) : drawUpJoint(subject)
}
