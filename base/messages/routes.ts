import { Type } from 'typebox'
import { route, type Route } from '#kernel'
import { inboxOf, markRead } from './messages.ts'
import { smsConfig } from './outbox-rounds.ts'
import { choosePreference, Preference, preferenceOf, STATUTORY_WHY, WANTS } from './outward/preferences.ts'

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
  route({
    method: 'GET', path: '/api/me/message-preference', summary: '我的消息怎样提醒', for: ['signed-in'],
    handle: async (call) => ({
      ...await preferenceOf(call, smsConfig().rules),
      choices: Object.entries(WANTS).map(([value, words]) => ({ value, ...words })), statutoryWhy: STATUTORY_WHY,
    }),
  }),
  route({
    method: 'POST', path: '/api/me/message-preference', summary: '选择消息怎样提醒', for: ['signed-in'], body: Preference,
    handle: async (call, { body }) => { await choosePreference(call, body, smsConfig().rules); return preferenceOf(call, smsConfig().rules) },
  }),
]
