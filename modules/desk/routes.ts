import { Type } from 'typebox'
import { Id } from '#platform/identity'
import type { KeyPair } from '#platform/sm'
import { route, type Route } from '#kernel'
import { similarCases, SIMILAR_READERS } from './cases/similar.ts'
import { colleaguesOf } from './colleagues.ts'
import { runRoutes } from './runs/routes.ts'
import { viewRoutes } from './views/routes.ts'
import { countUse, dropPhrase, keepPhrase, Phrase, PhraseQuery, phrasesFor } from './words/phrases.ts'

const closed = { additionalProperties: false } as const
const OwnId = Type.Object({ id: Id }, closed)
const CLERKS = ['window', 'reviewer', 'approver'] as const

/** What makes a clerk's day shorter; who may do it to which case stands in the workflow, as ever. */
export function deskRoutes(keys: { signingKey: KeyPair }): readonly Route[] {
  return [...ownRoutes, ...viewRoutes, ...runRoutes(keys)]
}

const ownRoutes: readonly Route[] = [
  route({
    method: 'GET', path: '/api/desk/colleagues', summary: '本单位办件的同事', for: [...CLERKS], handle: async (call) => ({ colleagues: await colleaguesOf(call) }),
  }),
  route({
    method: 'GET', path: '/api/desk/phrases', summary: '常用意见', for: [...CLERKS], query: PhraseQuery,
    handle: async (call, { query }) => ({ phrases: await phrasesFor(call, query) }),
  }),
  route({ method: 'POST', path: '/api/desk/phrases', summary: '保存常用意见', for: [...CLERKS], body: Phrase, handle: (call, { body }) => keepPhrase(call, body) }),
  route({
    method: 'POST', path: '/api/desk/phrases/:id/uses', summary: '用了一次常用意见',
    for: [...CLERKS], params: OwnId, handle: (call, { params }) => countUse(call, params.id),
  }),
  route({
    method: 'DELETE', path: '/api/desk/phrases/:id', summary: '删除常用意见', for: [...CLERKS],
    params: OwnId, handle: (call, { params }) => dropPhrase(call, params.id),
  }),
  route({
    method: 'GET', path: '/api/cases/:id/similar', summary: '同一事项办过的件', for: [...CLERKS], relations: SIMILAR_READERS, params: OwnId,
    handle: async (call, { params }) => ({ cases: await similarCases(call, params.id) }),
  }),
]
