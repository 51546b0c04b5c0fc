/** The guide as citizens read it: home, search, an item, its questions, and the checklist they lead to. */
import { Type } from 'typebox'
import { seeOther, type Reply } from '#platform/reply'
import { route, VISITOR, type Call, type Route } from '#kernel'
import { isSimple, showPage, statusOf, visitOf } from '#base/pages'
import { checklistOf, nextSituation, settledAnswers } from '../checklist.ts'
import type { Item } from '../item.ts'
import { findItem, itemInForce } from '../items.ts'
import { namedLanes } from '../lane-names.ts'
import { retirementOf } from '../retirement.ts'
import { guide } from '../routes.ts'
import { addressWith, answersIn, AnswersInAddress } from './address.ts'
import { checklistPage } from './checklist-page.ts'
import { allItems, detailsOf, ownerNameOf, ownersOf } from './find-items.ts'
import { homePage, popularPage, simpleHomePage } from './home-page.ts'
import { guideParts } from './guide-parts.ts'
import { POPULAR_CODES } from './popular.ts'
import { answersAfter, questionPage } from './question-page.ts'
import { retiredPage } from './retired-page.ts'
import { searchPage } from './search-page.ts'
import { waysRoutes } from './ways-routes.ts'

const PAGE_SIZE = 15
/** It was here and is no more: search engines forget it, people are told why. */
const GONE = 410
/** More than a district has; an imported catalogue of a whole province is found by searching. */
const OWNERS_MAX = 80
/** As many as the popular ones; the others are one touch away. */
const JOINT_TILES_MAX = 8
const ItemCode = Type.Object({ code: Type.String({ pattern: '^[0-9A-Z]{6,36}$' }) })
const SearchQuery = Type.Object({
  q: Type.Optional(Type.String({ maxLength: 200 })),
  audience: Type.Optional(Type.Union([Type.Literal('person'), Type.Literal('enterprise')])),
  organisation: Type.Optional(Type.String({ maxLength: 64 })),
  page: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000 })),
})
const QuestionQuery = Type.Object({
  a: AnswersInAddress,
  /** A question to ask again, although it has an answer. */
  change: Type.Optional(Type.String({ maxLength: 64 })),
  /** The question that was asked, and the option chosen for it. */
  q: Type.Optional(Type.String({ maxLength: 64 })),
  o: Type.Optional(Type.String({ maxLength: 64 })),
})

export const catalogPages: readonly Route[] = [
  ...waysRoutes,
  route({
    method: 'GET', path: '/', summary: '首页', for: ['anyone'],
    handle: async (call, input) => {
      const visit = visitOf(call, input)
      if (isSimple(visit)) return showPage(visit, simpleHomePage())
      const [items, joint] = [await allItems(call), await guide.joint(call.tx, call)]
      const ready = joint.filter(({ joint: { readiness } }) => readiness === 'ready').slice(0, JOINT_TILES_MAX)
      return showPage(visit, homePage({ popular: popularOf(items), joint: ready, departments: ownersOf(call, items).slice(0, OWNERS_MAX) }))
    },
  }),
  route({
    method: 'GET', path: '/popular', summary: '常办的事', for: ['anyone'],
    handle: async (call, input) => showPage(visitOf(call, input), popularPage(popularOf(await allItems(call)))),
  }),
  route({
    method: 'GET', path: '/search', summary: '找事项', for: ['anyone'], query: SearchQuery,
    handle: async (call, input) => {
      const visit = visitOf(call, input)
      return showPage(visit, searchPage({ ...await searchFacts(call, input.query), isShort: isSimple(visit) }))
    },
  }),
  route({
    method: 'GET', path: '/items/:code', summary: '办事指南', for: ['anyone'], params: ItemCode,
    handle: async (call, input) => {
      const visit = visitOf(call, input)
      const found = await findItem(call.tx, input.params.code, call.today)
      const retirement = found ? undefined : await retirementOf(call.tx, input.params.code)
      if (retirement) return showPage(visit, retiredPage(retirement, call.today), { status: GONE })
      return showPage(visit, await guideParts(call, found ?? await itemInForce(call.tx, input.params.code, call.today), visit))
    },
  }),
  route({
    method: 'GET', path: '/items/:code/questions', summary: '回答情形问题', for: ['anyone'], params: ItemCode, query: QuestionQuery,
    handle: async (call, input) => {
      const item = await itemInForce(call.tx, input.params.code, call.today)
      return answerQuestion(item, input.query, (parts, status) => showPage(visitOf(call, input), parts, { status }))
    },
  }),
  route({
    method: 'GET', path: '/items/:code/checklist', summary: '材料清单', for: ['anyone'], params: ItemCode,
    query: Type.Object({ a: AnswersInAddress }),
    handle: async (call, input) => {
      const item = await itemInForce(call.tx, input.params.code, call.today)
      const answers = settledAnswers(item, answersIn(item, input.query.a))
      if (nextSituation(item, answers) !== undefined) return seeOther(addressWith(`/items/${item.code}/questions`, answers))
      const isSignedIn = call.actor.id !== VISITOR.id
      const facts = { item, owner: ownerNameOf(call, item), answers, checklist: checklistOf(item, answers), isSignedIn, lanes: await namedLanes(call, item) }
      return showPage(visitOf(call, input), checklistPage(facts))
    },
  }),
]

/** What most people come for; where none of it is in force, whatever there is. */
function popularOf(items: Awaited<ReturnType<typeof allItems>>) {
  const known = POPULAR_CODES.flatMap((code) => items.find((item) => item.code === code) ?? [])
  return known.length > 0 ? known : items.filter(({ joint }) => joint?.readiness !== 'draft').slice(0, POPULAR_CODES.length)
}

async function searchFacts(call: Call, query: { q?: string; audience?: 'person' | 'enterprise'; organisation?: string; page?: number }) {
  const { q = '', audience, organisation, page = 1 } = query
  const { total, items } = await guide.find(call.tx, { q, audience, organisation, page, size: PAGE_SIZE }, call)
  const [details, all] = await Promise.all([detailsOf(call, items.map(({ code }) => code)), allItems(call)])
  return {
    q: q.trim(), audience: audience ?? '', organisation: organisation ?? '', page, pages: Math.ceil(total / PAGE_SIZE), total,
    items: items.map((item) => ({ ...item, owner: ownerNameOf(call, item), ...(details.get(item.code) ?? { outcome: '', unstated: [] }) })),
    organisations: ownersOf(call, all).slice(0, OWNERS_MAX),
  }
}

interface Asked { a?: string[]; change?: string; q?: string; o?: string }
type Show = (parts: ReturnType<typeof questionPage>, status: number) => Reply

/** Takes an answer and goes on, or asks. An answer leads to a fresh address, so that "back" shows the question again. */
function answerQuestion(item: Item, { a, change, q, o }: Asked, show: Show): Reply {
  const answers = settledAnswers(item, answersIn(item, a))
  const asked = item.situations.find(({ id }) => id === q)
  if (asked !== undefined) {
    const option = asked.options.find(({ id }) => id === o)
    if (option !== undefined) return goOn(item, answersAfter(item, answers, [asked.id, option.id]))
    const faults = [{ path: 'o', message: '请选择一项，再按“继续”' }]
    return show(questionPage({ item, answers, situation: asked, faults }), statusOf({ code: 'invalid' }))
  }
  const situation = item.situations.find(({ id }) => id === change && Object.hasOwn(answers, id)) ?? nextSituation(item, answers)
  return situation === undefined ? goOn(item, answers) : show(questionPage({ item, answers, situation }), 200)
}

function goOn(item: Item, answers: Record<string, string>): Reply {
  const page = nextSituation(item, answers) === undefined ? 'checklist' : 'questions'
  return seeOther(addressWith(`/items/${item.code}/${page}`, answers))
}
