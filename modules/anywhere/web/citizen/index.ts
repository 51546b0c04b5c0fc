/** 全市通办 as citizens meet it: what can be done elsewhere, choosing the places, and where the papers are. */
import { randomUUID } from 'node:crypto'
import { Type } from 'typebox'
import { inTransaction } from '#platform/database'
import { Id } from '#platform/identity'
import { seeOther, type Reply } from '#platform/reply'
import { caseView, route, takeStep, type Call, type Route } from '#kernel'
import { itemInForce, nextSituation, settledAnswers, type Item } from '#base/catalog'
import { faultsOf, orAgain, showAnswer, showPage, statusOf, visitOf } from '#base/pages'
import { markedItems, marksOfItem, PAGE_SIZE } from '../../marks/marks.ts'
import { MODE_IDS } from '../../modes.ts'
import { findPlace } from '../../places.ts'
import { planReceipt } from '../../receiving/opening.ts'
import { matterFor, matterView } from '../../receiving/views.ts'
import { itemPlacesPage } from './item-places-page.ts'
import { markedItemsPage } from './items-page.ts'
import { matterPage } from './matter-page.ts'
import { planPage, type PlanFacts } from './plan-page.ts'

const ASKERS = ['citizen', 'enterprise'] as const
const OWN = ['applicant', 'agent'] as const
const ItemPath = Type.Object({ code: Type.String({ pattern: '^[0-9A-Z]{6,36}$' }) })
const MatterPath = Type.Object({ id: Id })
const Word = Type.Optional(Type.String({ maxLength: 64 }))
const Pairs = Type.Optional(Type.Union([Type.Array(Type.String({ maxLength: 130 }), { maxItems: 30 }), Type.String({ maxLength: 130 })]))
const AnswersInAddress = Type.Optional(Type.Array(Type.String({ maxLength: 130 }), { maxItems: 30 }))
const PLANS_PER_MINUTE_MAX = 20

export const anywherePages: readonly Route[] = [
  route({
    method: 'GET',
    path: '/anywhere',
    summary: '全市通办事项',
    for: ['anyone'],
    query: Type.Object({ mode: Word, place: Word, page: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })) }),
    handle: async (call, input) => {
      const { page = 1 } = input.query
      const mode = MODE_IDS.find((one) => one === input.query.mode)
      const place = findPlace(input.query.place ?? '')?.code
      const { total, items } = await markedItems(call.tx, { mode, place, day: call.today, page })
      const facts = {
        total,
        page,
        pages: Math.ceil(total / PAGE_SIZE),
        mode,
        place,
        items: items.map((item) => ({ ...item, owner: call.kernel.nameOf(item.organisation) })),
      }
      return showPage(visitOf(call, input), markedItemsPage(facts))
    },
  }),
  route({
    method: 'GET',
    path: '/items/:code/places',
    summary: '可以在这些地方办',
    for: ['anyone'],
    params: ItemPath,
    handle: async (call, input) => {
      const item = await itemInForce(call.tx, input.params.code, call.today)
      return showPage(visitOf(call, input), itemPlacesPage({ item, owner: ownerOf(call, item), marks: await marksOfItem(call.tx, item.code, call.today) }))
    },
  }),
  route({
    method: 'GET',
    path: '/items/:code/elsewhere',
    summary: '选收件和领取的地点',
    for: [...ASKERS],
    params: ItemPath,
    query: Type.Object({ a: AnswersInAddress, q: Word, o: Word }),
    handle: async (call, input) => {
      const { a, q, o } = input.query
      const facts = await planFacts(call, input.params.code, o === undefined ? a : [...(a ?? []), `${q}.${o}`])
      if (q !== undefined && o !== undefined)
        return seeOther(`/items/${input.params.code}/elsewhere?${new URLSearchParams(facts.pairs.map((pair): [string, string] => ['a', pair]))}`)
      const faults = q !== undefined && facts.next?.id === q ? [{ path: 'o', message: '请选择一项，再按“继续”' }] : []
      return showPage(visitOf(call, input), planPage({ ...facts, faults }), { status: faults.length > 0 ? 400 : 200 })
    },
  }),
  route({
    method: 'POST',
    path: '/items/:code/elsewhere',
    summary: '选定收件和领取的地点',
    for: [...ASKERS],
    params: ItemPath,
    transaction: 'none',
    perMinuteMax: PLANS_PER_MINUTE_MAX,
    body: Type.Object({ a: Pairs, ownerPlace: Word, receivingPlace: Word, returnPlace: Word, key: Word }),
    handle: (call, input) => {
      const { a = [], key, ownerPlace = '', receivingPlace = '', returnPlace = '' } = input.body
      const chosen = { ownerPlace, receivingPlace, returnPlace }
      return orAgain<Reply>(
        async () => {
          const facts = await planFacts(call, input.params.code, [a].flat())
          const id = await inTransaction(call.tx, (tx) => planReceipt({ ...call, tx }, { itemCode: input.params.code, answers: facts.answers, ...chosen }, key))
          return seeOther(`/elsewhere/${id}`)
        },
        async (refusal) => {
          const facts = await planFacts(call, input.params.code, [a].flat())
          const faults = faultsOf(refusal)
          return showAnswer(
            visitOf(call, input),
            planPage({ ...facts, chosen, faults: faults.length > 0 ? faults : [{ path: 'receivingPlace', message: refusal.message }] }),
            statusOf(refusal),
          )
        },
      )
    },
  }),
  route({
    method: 'GET',
    path: '/elsewhere/:id',
    summary: '材料现在在谁手里',
    for: [...ASKERS],
    params: MatterPath,
    query: Type.Object({ end: Word }),
    handle: async (call, input) => showPage(visitOf(call, input), matterPage({ ...(await matterFacts(call, input.params.id)), confirming: input.query.end })),
  }),
  route({
    method: 'POST',
    path: '/elsewhere/:id/end',
    summary: '取消或者撤回',
    for: [...ASKERS],
    params: MatterPath,
    transaction: 'none',
    body: Type.Object({ step: Type.Union([Type.Literal('cancel'), Type.Literal('withdraw')]) }),
    handle: (call, input) =>
      orAgain<Reply>(
        async () => {
          const { view } = await matterFacts(call, input.params.id)
          await inTransaction(call.tx, (tx) => takeStep({ ...call, tx }, view.id, input.body.step))
          return seeOther(`/elsewhere/${view.id}`)
        },
        () => seeOther(`/elsewhere/${input.params.id}`),
      ),
  }),
]

const ownerOf = ({ kernel }: Call, item: Item): string => item.organisationName ?? kernel.nameOf(item.organisation)

/** What has been answered so far stands in the address, so that "back" goes one question back. */
async function planFacts(call: Call, code: string, given: readonly string[] = []): Promise<PlanFacts & { answers: Record<string, string> }> {
  const item = await itemInForce(call.tx, code, call.today)
  const answers = settledAnswers(item, Object.fromEntries(given.map((pair) => [pair.slice(0, pair.indexOf('.')), pair.slice(pair.indexOf('.') + 1)])))
  const pairs = Object.entries(answers).map(([question, option]) => `${question}.${option}`)
  return { item, owner: ownerOf(call, item), answers, pairs, next: nextSituation(item, answers), key: randomUUID() }
}

async function matterFacts(call: Call, id: string) {
  const matter = await matterFor(call, id, OWN)
  return { view: matterView(call, matter), steps: caseView(call, matter.root).steps.map(({ step }) => step) }
}
