import { addWorkingDays, defineWorkflow, type Case, type DrawUp, type StepFacts, type StepInput, type TurnFacts, type Workflow } from '#kernel'
import { Correction, CORRECTION_DEFAULT_WORKING_DAYS, sealSupplement, Supplement, supplemented } from '#base/materials'
import { rateStep } from '#base/ratings'
import { drawUpJoint } from './documents.ts'
import { begunIn, endedIn, isDecided, isGranted, lanesIn, readyIn, type JointType, type LaneEnd } from './family.ts'
import { Decided, Ended, JointAcceptance, JointDelivery, Lanes, NonAcceptance, Note, Paper, Pause, Reason } from './forms.ts'

type States = Workflow['states']
type Steps = Workflow['steps']

export interface JointDeclaration {
  caseType: JointType
  label: string
  version?: number
  /** Open states beside the usual ones in which the lanes run. */
  running?: readonly string[]
  states?: States
  steps?: Steps
  drawUp?: DrawUp
}

/** The workflow of a parent case: accepted for all at once, over with the last lane that can still run. */
export function jointWorkflow({ caseType, label, version = 1, running = [], states = {}, steps = {}, drawUp = drawUpJoint }: JointDeclaration): Workflow {
  return defineWorkflow<string, string>({
    caseType, version, label, initial: 'submitted', drawUp, opening: { label: '一起提交申请', document: 'receipt' },
    parts: (found) => lanesIn(found).length,
    states: { ...STATES, ...states },
    steps: { ...acceptanceSteps, ...followingSteps(['handling', ...running]), rate: rateStep(CLOSED), ...steps },
  })
}

const CLOSED = ['complete', 'notAccepted', 'withdrawn', 'terminated'] as const

const STATES: States = {
  submitted: { label: '待统一受理', turn: 'window', dueOn: ({ reading, on }) => reading.noticeDueOn ?? on },
  correcting: { label: '待补正', turn: 'applicant', dueOn: correctedBy },
  handling: {
    label: '各部门办理中', turn: handler, dueOn: ({ reading, on, standing }) => reading.deliverBy ?? reading.dueOn ?? standing ?? on, waitsForChildren: true,
  },
  complete: { label: '全部办结', closed: true },
  notAccepted: { label: '不予受理', closed: true },
  withdrawn: { label: '已撤回', closed: true },
  terminated: { label: '已终止', closed: true },
}

/** What happens before the lanes run; the children move with each of these steps. */
const acceptanceSteps: Steps = {
  accept: {
    label: '统一受理', from: ['submitted'], to: 'handling', by: ['window'], basis: '行政许可法第三十二条',
    clock: ({ on }) => ({ on, what: 'accepted' }), form: { schema: JointAcceptance }, document: 'acceptance',
  },
  deemAccepted: {
    label: '逾期未告知，视为受理', from: ['submitted'], to: 'handling', by: ['system'], basis: '行政许可法第三十二条第一款第四项',
    automaticOn: (reading) => reading.deemedOn, document: 'acceptance',
  },
  refuseAcceptance: {
    label: '不予受理', from: ['submitted'], to: 'notAccepted', by: ['window'], basis: '行政许可法第三十二条',
    clock: ({ on }) => ({ on, what: 'not-accepted' }), form: { schema: NonAcceptance }, document: 'non-acceptance', change: allEnded('notAccepted'),
  },
  requestCorrection: {
    label: '一次性告知补正', from: ['submitted'], to: 'correcting', by: ['window'], basis: '行政许可法第三十二条第一款第四项',
    clock: ({ on }) => ({ on, what: 'correction-notice' }), form: { schema: Correction }, document: 'correction',
    refusal: ({ found }) => (isCorrected(found) ? '本办件已经告知过一次补正，不能再次要求补正，请受理或不予受理' : undefined),
  },
  supplement: {
    label: '提交补正', from: ['correcting'], to: 'submitted', by: ['applicant', 'agent'], basis: '行政许可法第三十二条', power: 'supplement',
    clock: ({ on }) => ({ on, what: 'supplemented' }), form: { schema: Supplement, seal: sealSupplement }, change: supplemented, document: 'receipt',
  },
  terminate: {
    label: '终止办理', from: ['correcting'], to: 'terminated', by: ['window'], clock: ({ on }) => ({ on, what: 'withdrawn' }),
    form: { schema: Reason }, document: 'termination', change: allEnded('terminated'),
    refusal: ({ found, today }) => (today > (found.queueDueOn ?? today) ? undefined : `补正期限到 ${found.queueDueOn} 为止，期限未过不能终止办理`),
  },
}

/** What the parent learns of its lanes, and what is done with all of them at once while they run. */
function followingSteps(running: readonly string[]): Steps {
  const open = ['submitted', 'correcting', ...running]
  return {
    startLanes: { label: '提出各项申请', from: open, by: ['system'], form: { schema: Lanes }, change: begun },
    laneIssued: { label: '一项证照已制好', from: running, by: ['system'], form: { schema: Paper }, change: issued },
    laneEnded: { label: '有事项已结束', from: open, by: ['system'], form: { schema: Ended }, change: ended },
    lanePaused: {
      label: '一项进入特别程序，期限随之暂停', from: running, by: ['system'], basis: '行政许可法第四十五条', form: { schema: Pause },
      clock: ({ on, data }) => ({ on, what: 'pause-start', id: String(data['id']), kind: String(data['kind']) }),
    },
    laneResumed: {
      label: '特别程序已结束，期限继续计算', from: running, by: ['system'], basis: '行政许可法第四十五条', form: { schema: Pause },
      clock: ({ on, data }) => ({ on, what: 'pause-end', id: String(data['id']) }),
    },
    decided: {
      label: '各项都已作出决定', from: running, by: ['system'], form: { schema: Decided },
      clock: ({ on, data }) => ({ on, what: 'decided', outcome: data['outcome'] === 'granted' ? 'granted' : 'refused' }),
    },
    deliver: {
      label: '一次送达', from: running, by: ['window'], form: { schema: JointDelivery }, document: 'delivery-receipt', basis: '行政许可法第四十四条',
      refusal: ({ found }) => (Object.keys(readyIn(found)).length > 0 ? undefined : '还没有制好、等着领取的证照，现在不能送达'),
    },
    withdraw: {
      label: '撤回申请', from: open, by: ['applicant', 'agent'], power: 'withdraw', form: { schema: Note }, document: 'withdrawal', change: unbegunWithdrawn,
      refusal: ({ found }) => (isDecided(found) ? '各项都已经作出决定，没有可以撤回的了' : undefined),
    },
    complete: { label: '全部办结', from: open, to: 'complete', by: ['system'], clock: clockAtEnd },
    allWithdrawn: { label: '各项都已撤回', from: open, to: 'withdrawn', by: ['system'], clock: ({ on }) => ({ on, what: 'withdrawn' }) },
  }
}

/** The window has something to hand over, or the lead department sees that the others are in time. */
function handler(found: Case): 'window' | 'owner' {
  return Object.keys(readyIn(found)).length > 0 ? 'window' : 'owner'
}

function correctedBy({ data, on, calendar, standing }: TurnFacts) {
  const workingDays = data['withinWorkingDays']
  return standing ?? addWorkingDays(calendar, on, typeof workingDays === 'number' ? workingDays : CORRECTION_DEFAULT_WORKING_DAYS)
}

function isCorrected({ clock }: StepFacts['found']): boolean {
  return clock.events.some(({ what }) => what === 'correction-notice')
}

/** The whole is over, and with it every lane that was not before. */
function allEnded(outcome: LaneEnd) {
  return ({ found }: StepInput) =>
    ({ traits: { ...found.traits, ended: { ...Object.fromEntries(lanesIn(found).map(({ id }) => [id, { outcome }])), ...endedIn(found) } } })
}

/** What has not begun will not: nothing is applied for in the name of somebody who has withdrawn. */
function unbegunWithdrawn({ found }: StepInput) {
  const unbegun = lanesIn(found).filter(({ id }) => !begunIn(found).includes(id)).map(({ id }) => [id, { outcome: 'withdrawn' }] as const)
  return { traits: { ...found.traits, withdrawn: true, ended: { ...Object.fromEntries(unbegun), ...endedIn(found) } } }
}

function begun({ found, data }: StepInput) {
  return { traits: { ...found.traits, begun: [...new Set([...begunIn(found), ...lanesOfData(data)])] } }
}

function lanesOfData({ lanes }: Record<string, unknown>): string[] {
  return Array.isArray(lanes) ? lanes.map(String) : []
}

function issued({ found, data: { lane, title, number } }: StepInput) {
  return { traits: { ...found.traits, ready: { ...readyIn(found), [String(lane)]: { title, number } } } }
}

function ended({ found, data }: StepInput) {
  // Safe: the kernel has checked the data against Ended.
  const { ended: lanes } = data as Ended
  const fresh = Object.fromEntries(lanes.map(({ lane, ...end }) => [lane, end]))
  const ready = Object.fromEntries(Object.entries(readyIn(found)).filter(([lane]) => !Object.hasOwn(fresh, lane)))
  return { traits: { ...found.traits, ended: { ...endedIn(found), ...fresh }, ready } }
}

/** What was granted has been delivered; where nothing was decided nothing runs any more. */
function clockAtEnd({ found, on }: StepInput) {
  if (!isDecided(found)) return { on, what: 'withdrawn' } as const
  const isDelivered = Object.values(endedIn(found)).some(({ outcome }) => outcome === 'delivered')
  return isGranted(found) && isDelivered ? { on, what: 'delivered' } as const : null
}
