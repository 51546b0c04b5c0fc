import { Type } from 'typebox'
import { addCalendarDays } from '#platform/day'
import { defineWorkflow, type TurnFacts } from '#kernel'
import { dueAfter, formWith } from '../rectification/deadlines.ts'
import { unitTurn } from '../unit-turn.ts'
import { recordAnswer, recordClosed, recordEscalated } from './record.ts'

export const CARD_ORDER_TYPE = 'card-order'
const BASIS = '黄牌以后给出督办期限；逾期未答复提级是默认值'
const closed = { additionalProperties: false } as const
const said = (title: string) => Type.String({ title, minLength: 2, maxLength: 2000, visibility: 'handling' })
const Answer = Type.Object({ cause: said('为什么超期'), plan: said('怎样办、什么时候办结') }, closed)
const Opinion = Type.Object({ opinion: said('看了以后') }, closed)
const Nothing = Type.Object({}, closed)

/**
 * 黄牌督办: the unit answers for its yellow cards by the supervised deadline; the timers of the kernel take what is not answered to
 * the head of the unit, once. It is over when the supervision has seen the answer, or when there is nothing left to answer for.
 */
export const cardOrderWorkflow = defineWorkflow({
  caseType: CARD_ORDER_TYPE,
  version: 1,
  label: '黄牌督办',
  initial: 'asked',
  opening: { label: '黄牌督办' },
  states: {
    asked: { label: '待答复', turn: unitTurn, dueOn: answerBy },
    escalated: { label: '逾期未答复，已提级', turn: 'approver', dueOn: dueAfter('card-head') },
    answered: { label: '已答复，待看', turn: 'window', dueOn: dueAfter('card-look') },
    closed: { label: '已了结', closed: true },
    settled: { label: '办件都有了着落，已了结', closed: true },
  },
  steps: {
    answer: { label: '答复', from: ['asked'], to: 'answered', by: ['owner', 'approver'], basis: BASIS, form: formWith(Answer, recordAnswer) },
    answerEscalated: { label: '负责人答复', from: ['escalated'], to: 'answered', by: ['approver'], basis: BASIS, form: formWith(Answer, recordAnswer) },
    escalate: {
      label: '逾期未答复，提级', from: ['asked'], to: 'escalated', by: ['system'], basis: BASIS, form: formWith(Nothing, recordEscalated),
      automaticOn: (_reading, { traits }) => (typeof traits['answerBy'] === 'string' ? addCalendarDays(traits['answerBy'], 1) : null),
    },
    accept: { label: '答复可以，了结', from: ['answered'], to: 'closed', by: ['supervisor'], form: formWith(Opinion, recordClosed) },
    sendBack: { label: '答复不行，交负责人', from: ['answered'], to: 'escalated', by: ['supervisor'], form: formWith(Opinion) },
    settle: { label: '办件都有了着落', from: ['asked', 'escalated'], to: 'settled', by: ['system'], form: { schema: Nothing, record: recordClosed } },
  },
})

/** As it was named when the order was opened. */
function answerBy({ data, standing, on }: TurnFacts): string {
  const { traits } = data
  const named: unknown = typeof traits === 'object' && traits !== null ? Reflect.get(traits, 'answerBy') : undefined
  return standing ?? (typeof named === 'string' ? named : on)
}
