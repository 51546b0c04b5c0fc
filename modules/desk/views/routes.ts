import { Type } from 'typebox'
import { Id } from '#platform/identity'
import { created } from '#platform/reply'
import { QUEUES, route, type Route } from '#kernel'
import { stateNames } from './states.ts'
import { oneOf, View } from './view.ts'
import { beginWith, changeView, countsOfViews, dropView, keepView, viewsOf } from './views.ts'

const closed = { additionalProperties: false } as const
const OwnId = Type.Object({ id: Id }, closed)
const QueueQuery = Type.Object({ queue: oneOf(QUEUES) }, closed)
const First = Type.Object({ queue: oneOf(QUEUES), viewId: Type.Union([Id, Type.Null()]) }, closed)
const CLERKS = ['window', 'reviewer', 'approver'] as const

export const viewRoutes: readonly Route[] = [
  route({ method: 'GET', path: '/api/desk/views', summary: '我的视图和本单位共享的视图', for: [...CLERKS], handle: async (call) => ({ views: await viewsOf(call) }) }),
  route({
    method: 'POST', path: '/api/desk/views', summary: '保存视图', for: [...CLERKS],
    body: View, handle: async (call, { body }) => created(await keepView(call, body)),
  }),
  route({
    method: 'GET', path: '/api/desk/views/counts', summary: '每个视图现在有多少件', for: [...CLERKS], query: QueueQuery,
    handle: async (call, { query }) => ({ counts: await countsOfViews(call, query.queue) }),
  }),
  route({
    method: 'POST', path: '/api/desk/views/first', summary: '打开队列时先看哪个视图', for: [...CLERKS], body: First,
    handle: (call, { body }) => beginWith(call, body.queue, body.viewId),
  }),
  route({
    method: 'POST', path: '/api/desk/views/:id', summary: '修改视图', for: [...CLERKS], params: OwnId, body: View,
    handle: (call, { params, body }) => changeView(call, params.id, body),
  }),
  route({
    method: 'DELETE', path: '/api/desk/views/:id', summary: '删除视图', for: [...CLERKS], params: OwnId, handle: (call, { params }) => dropView(call, params.id),
  }),
  route({ method: 'GET', path: '/api/desk/states', summary: '办件会有的状态', for: [...CLERKS], handle: async (call) => ({ states: stateNames(call.kernel) }) }),
]
