import { Type } from 'typebox'
import { Id } from '#platform/identity'
import { created } from '#platform/reply'
import { route, type Route } from '#kernel'
import { allowedHosts } from './allowed-hosts.ts'
import { KINDS_MAX, kindsOf, resume, subscribe, subscriptions, unsubscribe } from './subscriptions.ts'

const closed = { additionalProperties: false } as const
const OwnId = Type.Object({ id: Id }, closed)
const NewSubscription = Type.Object({
  url: Type.String({ minLength: 1, maxLength: 500 }),
  description: Type.String({ minLength: 1, maxLength: 200 }),
  kinds: Type.Optional(Type.Array(Type.String({ pattern: '^[a-zA-Z.-]{1,128}$' }), { maxItems: KINDS_MAX })),
}, closed)

/** The system administrator says who is told; what is told holds nothing she may not see. */
export const routes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/webhooks',
    summary: '事件推送的地址，和运维允许的主机',
    for: ['sysadmin'],
    handle: async (call) => ({ hosts: [...allowedHosts(process.env)], subscriptions: await subscriptions(call) }),
  }),
  route({
    method: 'GET',
    path: '/api/webhooks/kinds',
    summary: '可以推送的事件：编号、步骤和办件种类的名称',
    for: ['sysadmin'],
    handle: async ({ kernel }) => ({ kinds: kindsOf(kernel) }),
  }),
  route({
    method: 'POST',
    path: '/api/webhooks',
    summary: '登记推送地址',
    for: ['sysadmin'],
    body: NewSubscription,
    handle: async (call, { body }) => created(await subscribe(call, body)),
  }),
  route({
    method: 'POST',
    path: '/api/webhooks/:id/resume',
    summary: '恢复推送',
    for: ['sysadmin'],
    params: OwnId,
    handle: (call, { params }) => resume(call, params.id),
  }),
  route({
    method: 'DELETE',
    path: '/api/webhooks/:id',
    summary: '删除推送地址',
    for: ['sysadmin'],
    params: OwnId,
    handle: (call, { params }) => unsubscribe(call, params.id),
  }),
]
