import { Type } from 'typebox'
import { defineWorkflow, type Case, type Step, type StepFacts } from '#kernel'
import { isTogether } from '#base/joint'
import { Correction, Supplement, sealSupplement, supplemented } from '#base/materials'
import { recordCorrection } from './correction.ts'
import { Delivery, Note, Reason } from './decisions.ts'
import { applicationWorkflow2 } from './promise-workflow.ts'
import { recordTogether } from './supplement.ts'

const { states, steps } = applicationWorkflow2
const UNDECIDED = ['submitted', 'correcting', 'accepted', 'special', 'reviewed', 'awaitingPromise'] as const
const OPEN = [...UNDECIDED, 'approved', 'issued'] as const

/** Of the materials asked for anew perhaps none belongs to this item: it waits with the others all the same. */
const OwnCorrection = Type.Object({
  ...Correction.properties, materials: Type.Array(Correction.properties.materials.items, { title: '需要补正的材料', maxItems: 100, visibility: 'applicant' }),
}, { additionalProperties: false })

/** Joint handling is extended for all at once, by the head of government (联合办理，十五日). */
const JointExtension = Type.Object({
  days: Type.Integer({ title: '延长几个工作日', minimum: 1, maximum: 15, visibility: 'applicant' }),
  reason: Type.String({ title: '延长的理由', minLength: 2, maxLength: 2000, visibility: 'applicant' }),
}, { additionalProperties: false })

/**
 * The third version: an application may be one of several made together (一件事, 多证联办). It is then accepted, corrected and
 * supplemented with its parent and by nobody alone; afterwards its department handles it as ever. Running cases keep theirs.
 */
export const applicationWorkflow3 = defineWorkflow<string, string>({
  ...applicationWorkflow2,
  version: 3,
  states: { ...states, ...turningTo('submitted'), ...turningTo('correcting') },
  steps: {
    ...steps,
    ...['accept', 'refuseAcceptance', 'requestCorrection', 'supplement'].reduce((all, name) => ({ ...all, ...onlyAlone(name, () => true) }), {}),
    ...onlyAlone('terminate', ({ found }) => found.state === 'correcting'),
    ...onlyAlone('extend', ({ found }) => found.clock.joint),
    deemAccepted: { ...stepOf('deemAccepted'), automaticOn: (reading, { traits }) => (traits['together'] === true ? null : reading.deemedOn) },
    acceptTogether: withParent({ label: '一起受理', from: ['submitted'], to: 'accepted', basis: '行政许可法第三十二条', clock: ({ on }) => ({ on, what: 'accepted' }) }),
    deemTogether: withParent({ label: '一起视为受理', from: ['submitted'], to: 'accepted', basis: '行政许可法第三十二条第一款第四项' }),
    refuseTogether: withParent({
      label: '一起不予受理', from: ['submitted'], to: 'notAccepted', basis: '行政许可法第三十二条',
      clock: ({ on }) => ({ on, what: 'not-accepted' }), form: { schema: Reason },
    }),
    correctTogether: withParent({
      label: '一起告知补正', from: ['submitted'], to: 'correcting', basis: '行政许可法第三十二条第一款第四项',
      clock: ({ on }) => ({ on, what: 'correction-notice' }), form: { schema: OwnCorrection, record: recordCorrection },
    }),
    supplementTogether: withParent({
      label: '一起补正', from: ['correcting'], to: 'submitted', clock: ({ on }) => ({ on, what: 'supplemented' }),
      form: { schema: Supplement, record: recordTogether, seal: sealSupplement }, change: supplemented,
    }),
    withdrawTogether: withParent({ label: '一起撤回', from: UNDECIDED, to: 'withdrawn', clock: ({ on }) => ({ on, what: 'withdrawn' }), form: { schema: Note } }),
    terminateTogether: withParent({
      label: '一起终止', from: ['correcting'], to: 'terminated', clock: ({ on }) => ({ on, what: 'withdrawn' }), form: { schema: Reason },
    }),
    deliverTogether: withParent({
      label: '一起送达', from: ['issued'], to: 'delivered', basis: '行政许可法第四十四条', clock: ({ on }) => ({ on, what: 'delivered' }), form: { schema: Delivery },
    }),
    extendTogether: withParent({
      label: '一起延长办理期限', from: ['accepted', 'special', 'reviewed', 'awaitingPromise'], basis: '行政许可法第四十二条第二款', form: { schema: JointExtension },
      clock: ({ on, data }) => ({ on, what: 'extended', days: Number(data['days']), by: 'head-of-government' }),
    }),
    leaveTogether: withParent({ label: '改为单独办理', from: OPEN, change: ({ found }) => ({ traits: { ...found.traits, together: false } }) }),
    joinTogether: withParent({ label: '回到一起办理', from: OPEN, change: ({ found }) => ({ traits: { ...found.traits, together: true } }) }),
  },
})

/** It is the parent's turn as long as the two move together. */
function turningTo(name: string): typeof states {
  const state = states[name]
  if (!state || 'closed' in state) throw new Error(`no open state ${name}`)
  const { turn } = state
  return { [name]: { ...state, turn: (found: Case) => (isTogether(found) ? 'parent' : typeof turn === 'function' ? turn(found) : turn) } }
}

/** A step that is the parent's as long as the two move together. */
function onlyAlone(name: string, concerns: (facts: StepFacts) => boolean): Record<string, Step> {
  const step = stepOf(name)
  const sentence = `这一项和别的事项一起申请，${step.label}在总件上统一办理，请打开总件`
  return { [name]: { ...step, refusal: (facts) => (isTogether(facts.found) && concerns(facts) ? sentence : step.refusal?.(facts)) } }
}

/** A step that the system takes for the parent, and nobody else. */
function withParent(step: Omit<Step, 'by' | 'refusal'>): Step {
  const refusal = ({ found, through }: StepFacts) => (found.parentId !== null && through === found.parentId ? undefined : `“${step.label}”只能由总件带着办`)
  return { ...step, by: ['system'], refusal }
}

function stepOf(name: string): Step {
  const step = steps[name]
  if (!step) throw new Error(`no step ${name}`)
  return step
}
