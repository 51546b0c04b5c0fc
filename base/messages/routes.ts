import { Type } from 'typebox'
import { route, type Route } from '#kernel'
import { inboxOf, markRead } from './messages.ts'

const closed = { additionalProperties: false } as const

export const messageRoutes: readonly Route[] = [
  route({
    method: 'GET', path: '/api/messages', summary: '我的消息', for: ['signed-in'],
    query: Type.Object({ page: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000 })) }, closed),
    handle: (call, { query }) => inboxOf(call, query.page ?? 1),
  }),
  route({
    method: 'POST', path: '/api/messages/:id/read', summary: '标为已读', for: ['signed-in'],
    params: Type.Object({ id: Type.String({ pattern: '^[0-9]{1,15}$' }) }, closed),
    handle: async (call, { params }) => { await markRead(call, Number(params.id)); return { read: true } },
  }),
]
