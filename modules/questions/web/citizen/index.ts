/** Asking at an item, and following what became of it, as pages. */
import { randomUUID } from 'node:crypto'
import { Type } from 'typebox'
import { inTransaction } from '#platform/database'
import { Id } from '#platform/identity'
import { Refusal } from '#platform/refusal'
import { seeOther, type Reply } from '#platform/reply'
import { caseFor, caseView, eventsOf, eventView, route, takeStep, type Call, type Route } from '#kernel'
import { itemInForce } from '#base/catalog'
import { faqOf, QUESTION_TYPE, questionPath } from '#base/faq'
import { faultsOf, orAgain, showAnswer, showPage, statusOf, visitOf } from '#base/pages'
import { askQuestion } from '../../asking.ts'
import { askPage, type AskFacts } from './ask-page.ts'
import { questionPage, type QuestionFacts, type Said } from './question-page.ts'

const ASKERS = ['citizen', 'enterprise'] as const
const ItemPath = Type.Object({ code: Type.String({ pattern: '^[0-9A-Z]{6,36}$' }) })
const QuestionPath = Type.Object({ id: Id })
const AskForm = Type.Object({ question: Type.Optional(Type.String({ maxLength: 4000 })), key: Type.Optional(Type.String({ maxLength: 64 })) })
const FollowUpForm = Type.Object({ question: Type.Optional(Type.String({ maxLength: 4000 })) })
const ASKS_PER_MINUTE_MAX = 20
const OTHERS_MAX = 5

export const questionPages: readonly Route[] = [
  route({
    method: 'GET', path: '/items/:code/ask', summary: '就事项提问的页面', for: [...ASKERS], params: ItemPath,
    handle: async (call, input) => showPage(visitOf(call, input), askPage(await askFacts(call, input.params.code))),
  }),
  route({
    method: 'POST', path: '/items/:code/ask', summary: '提交问题', for: [...ASKERS], params: ItemPath, body: AskForm, transaction: 'none',
    perMinuteMax: ASKS_PER_MINUTE_MAX,
    handle: (call, input) => {
      const { question = '', key } = input.body
      const itemCode = input.params.code
      return orAgain<Reply>(async () => {
        const id = await inTransaction(call.tx, (tx) => askQuestion({ ...call, tx }, { itemCode, question }, key))
        return seeOther(questionPath(id))
      }, async (refusal) => {
        const facts = await askFacts(call, itemCode)
        return showAnswer(visitOf(call, input), askPage({ ...facts, question, faults: faultsOf(refusal) }), statusOf(refusal))
      })
    },
  }),
  route({
    method: 'GET', path: '/questions/:id', summary: '一个问题和它的答复', for: [...ASKERS], params: QuestionPath,
    handle: async (call, input) => showPage(visitOf(call, input), questionPage(await factsOf(call, input.params.id))),
  }),
  route({
    method: 'POST', path: '/questions/:id/follow-up', summary: '追问', for: [...ASKERS], params: QuestionPath, body: FollowUpForm, transaction: 'none',
    handle: (call, input) => {
      const question = input.body.question?.trim() ?? ''
      return orAgain<Reply>(() => take(call, input.params.id, { step: 'followUp', data: { question } }), async (refusal) => {
        const facts = await factsOf(call, input.params.id)
        return showAnswer(visitOf(call, input), questionPage({ ...facts, followUp: question, faults: faultsOf(refusal) }), statusOf(refusal))
      })
    },
  }),
  route({
    method: 'POST', path: '/questions/:id/withdraw', summary: '撤回问题', for: [...ASKERS], params: QuestionPath, transaction: 'none',
    handle: (call, input) => orAgain<Reply>(
      () => take(call, input.params.id, { step: 'withdraw', data: {} }), () => seeOther(questionPath(input.params.id)),
    ),
  }),
]

async function askFacts(call: Call, code: string): Promise<AskFacts> {
  const item = await itemInForce(call.tx, code, call.today)
  const asked = await faqOf(call.tx, code)
  return { item, owner: call.kernel.nameOf(item.organisation), asked: asked.slice(0, OTHERS_MAX), key: randomUUID() }
}

async function factsOf(call: Call, id: string): Promise<QuestionFacts> {
  const { found, relations } = await caseFor(call, id, ['applicant', 'agent'])
  if (found.type !== QUESTION_TYPE) throw new Refusal('not-found', '没有这个问题，或者不是您问的')
  const [shown, events] = [caseView(call, found), await eventsOf(call.tx, id)]
  return {
    id, title: found.title, number: found.number, state: found.state, stateLabel: shown.stateLabel, closed: shown.closed, itemCode: found.itemCode,
    owner: shown.owner.name, dueOn: found.queueDueOn, steps: shown.steps.map(({ step }) => step),
    said: events.flatMap((event) => {
      const { by, data } = eventView(call, found, { event, relations })
      return saidIn(event.step === 'open' ? found.form : data).map(({ text, isAnswer }): Said => ({ by, at: event.at, text, isAnswer }))
    }),
  }
}

function saidIn({ question, answer }: Record<string, unknown>): Pick<Said, 'text' | 'isAnswer'>[] {
  return [
    ...(typeof question === 'string' ? [{ text: question, isAnswer: false }] : []), ...(typeof answer === 'string' ? [{ text: answer, isAnswer: true }] : []),
  ]
}

async function take(call: Call, id: string, { step, data }: { step: string; data: Record<string, unknown> }): Promise<Reply> {
  await factsOf(call, id)
  await inTransaction(call.tx, (tx) => takeStep({ ...call, tx }, id, step, { data }))
  return seeOther(questionPath(id))
}
