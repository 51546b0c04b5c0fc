import { defineWorkflow, type StepFacts, type StepInput } from '#kernel'
import { unitTurn } from '../unit-turn.ts'
import { dueAfter, formWith } from './deadlines.ts'
import { Evidence, Order, Reason, Recheck } from './forms.ts'
import { recordCancel, recordClose, recordEvidence, recordOrder } from './record.ts'

export const RECTIFICATION_TYPE = 'rectification'
const BASIS = '黄牌限期办理、红牌发整改建议书；过程是默认值'
/** So often evidence may be sent back; after that it goes up. A default of ours. */
const RETURNS_MAX = 2

/**
 * 整改: 发现问题 → 交办 → 整改举证 → 复核 → 销号; sent back, or taken up to the head of the organisation. The supervision receives the case
 * ('window' is its desk), the organisation that has to mend owns it.
 */
export const rectificationWorkflow = defineWorkflow({
  caseType: RECTIFICATION_TYPE,
  version: 1,
  label: '整改',
  initial: 'issued',
  opening: { label: '发现问题' },
  states: {
    issued: { label: '待交办', turn: 'window', dueOn: dueAfter('issue') },
    ordered: { label: '整改中', turn: unitTurn, dueOn: dueAfter('ordered') },
    objected: { label: '有异议，待裁定', turn: 'window', dueOn: dueAfter('objected') },
    evidenced: { label: '已举证，待复核', turn: 'window', dueOn: dueAfter('recheck') },
    returned: { label: '退回整改', turn: unitTurn, dueOn: dueAfter('returned') },
    escalated: { label: '已提级', turn: 'approver', dueOn: dueAfter('escalated') },
    closed: { label: '已销号', closed: true },
    cancelled: { label: '已撤销', closed: true },
  },
  steps: {
    order: { label: '交办', from: ['issued'], to: 'ordered', by: ['supervisor'], basis: BASIS, form: formWith(Order, recordOrder) },
    cancel: { label: '不是问题，撤销', from: ['issued'], to: 'cancelled', by: ['supervisor'], form: formWith(Reason, recordCancel) },
    evidence: { label: '整改举证', from: ['ordered', 'returned'], to: 'evidenced', by: ['owner', 'approver'], form: formWith(Evidence, recordEvidence) },
    evidenceEscalated: { label: '提级整改举证', from: ['escalated'], to: 'evidenced', by: ['approver'], form: formWith(Evidence, recordEvidence) },
    object: {
      label: '提出异议', from: ['ordered'], to: 'objected', by: ['approver'], form: formWith(Reason),
      change: ({ found }) => ({ traits: { ...found.traits, objected: true } }),
      refusal: ({ found }) => found.traits['objected'] === true ? '已经提过一次异议，裁定以后请整改' : undefined,
    },
    sustain: { label: '异议成立，撤销', from: ['objected'], to: 'cancelled', by: ['supervisor'], form: formWith(Reason, recordCancel) },
    reject: { label: '异议不成立，继续整改', from: ['objected'], to: 'ordered', by: ['supervisor'], form: formWith(Reason) },
    close: { label: '复核通过，销号', from: ['evidenced'], to: 'closed', by: ['supervisor'], form: formWith(Recheck, recordClose) },
    sendBack: {
      label: '复核不通过，退回', from: ['evidenced'], to: 'returned', by: ['supervisor'], form: formWith(Reason), change: oneMoreReturn,
      refusal: ({ found }) => returnsOf(found) >= RETURNS_MAX ? `已经退回 ${RETURNS_MAX} 次，请选“提级”` : undefined,
    },
    escalate: {
      label: '提级', from: ['ordered', 'returned', 'evidenced'], to: 'escalated', by: ['supervisor'], form: formWith(Reason), refusal: tooEarly,
    },
  },
})

function returnsOf({ traits }: Pick<StepFacts['found'], 'traits'>): number {
  const { returns } = traits
  return typeof returns === 'number' ? returns : 0
}

function oneMoreReturn({ found }: StepInput) {
  return { traits: { ...found.traits, returns: returnsOf(found) + 1 } }
}

/** While the unit still has its days nobody takes it up over its head. */
function tooEarly({ found, today }: StepFacts): string | undefined {
  if (found.state === 'evidenced' || found.queueDueOn === null || today > found.queueDueOn) return undefined
  return `整改期限到 ${found.queueDueOn} 为止，期限没有过，不能提级`
}
