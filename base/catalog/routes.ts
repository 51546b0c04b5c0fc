import { Type } from 'typebox'
import { route, type Route } from '#kernel'
import { checklistOf } from './checklist.ts'
import { Guide } from './guide.ts'
import { Answers } from './item.ts'
import { itemInForce } from './items.ts'

const closed = { additionalProperties: false } as const
const PAGE_SIZE = 20
/** Whatever somebody types: a code that cannot be one is a matter we do not have. */
const ItemCode = Type.Object({ code: Type.String({ minLength: 1, maxLength: 64 }) }, closed)
const ItemsQuery = Type.Object({
  q: Type.Optional(Type.String({ maxLength: 200 })),
  audience: Type.Optional(Type.Union([Type.Literal('person'), Type.Literal('enterprise')])),
  organisation: Type.Optional(Type.String({ maxLength: 64 })),
  page: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000 })),
  size: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
}, closed)

export const guide = new Guide()

export const catalogRoutes: readonly Route[] = [
  route({
    method: 'GET', path: '/api/items', summary: '找事项', for: ['anyone'], query: ItemsQuery,
    handle: async (call, { query }) => {
      const { total, items } = await guide.find(call.tx, { ...query, page: query.page ?? 1, size: query.size ?? PAGE_SIZE }, call)
      return { total, items: items.map((item) => ({ ...item, organisationName: item.organisationName ?? call.kernel.nameOf(item.organisation) })) }
    },
  }),
  route({
    method: 'GET', path: '/api/items/:code', summary: '办事指南', for: ['anyone'], params: ItemCode,
    handle: async (call, { params }) => {
      const item = await itemInForce(call.tx, params.code, call.today)
      return { ...item, organisationName: item.organisationName ?? call.kernel.nameOf(item.organisation) }
    },
  }),
  route({
    method: 'POST', path: '/api/items/:code/checklist', summary: '按情形列出材料、表单和时限', for: ['anyone'], params: ItemCode,
    body: Type.Object({ answers: Type.Optional(Answers) }, closed),
    handle: async (call, { params, body }) => checklistOf(await itemInForce(call.tx, params.code, call.today), body.answers ?? {}),
  }),
]
