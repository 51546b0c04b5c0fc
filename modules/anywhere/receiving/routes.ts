import { Type } from 'typebox'
import { Id } from '#platform/identity'
import { created } from '#platform/reply'
import { idempotencyKeyOf, route, type Route } from '#kernel'
import { checklistOf, itemInForce, settledAnswers, nextSituation } from '#base/catalog'
import { RULES } from '../rules.ts'
import { Plan, planReceipt, receiveWalkIn, WalkIn } from './opening.ts'
import { matterFor, matterView, roomOf } from './views.ts'

const closed = { additionalProperties: false } as const
const PER_MINUTE_MAX = 60

/** The steps themselves are taken like those of every case; see workflow.ts. */
export const receivingRoutes: readonly Route[] = [
  route({
    method: 'POST',
    path: '/api/anywhere/plans',
    summary: '选收件地点和领取地点（异地代收）',
    for: ['citizen', 'enterprise'],
    body: Plan,
    perMinuteMax: PER_MINUTE_MAX,
    handle: async (call, { body, headers }) => created({ caseId: await planReceipt(call, body, idempotencyKeyOf(headers)) }),
  }),
  route({
    method: 'POST',
    path: '/api/anywhere/receipts',
    summary: '窗口收件：没有预先选地点的申请人',
    for: ['window'],
    body: WalkIn,
    perMinuteMax: PER_MINUTE_MAX,
    handle: async (call, { body, headers }) => created(await receiveWalkIn(call, body, idempotencyKeyOf(headers))),
  }),
  route({
    method: 'GET',
    path: '/api/anywhere/room',
    summary: '异地代收：本单位要办和在等的',
    for: ['window', 'reviewer', 'approver', 'supervisor', 'bureau'],
    handle: async (call) => ({ today: call.today, rules: RULES, matters: await roomOf(call) }),
  }),
  route({
    method: 'GET',
    path: '/api/anywhere/matters/:id',
    summary: '一件异地代收：材料、清单、在谁手里',
    for: ['signed-in'],
    params: Type.Object({ id: Id }, closed),
    handle: async (call, { params }) => matterView(call, await matterFor(call, params.id)),
  }),
  route({
    method: 'POST',
    path: '/api/anywhere/items/:code/checklist',
    summary: '收件窗口按情形列材料',
    for: ['window'],
    params: Type.Object({ code: Type.String({ pattern: '^[0-9A-Z]{6,36}$' }) }, closed),
    body: Type.Object({ answers: Type.Optional(Type.Record(Type.String({ maxLength: 64 }), Type.String({ maxLength: 64 }))) }, closed),
    handle: async (call, { params, body }) => {
      const item = await itemInForce(call.tx, params.code, call.today)
      const answers = settledAnswers(item, body.answers ?? {})
      const next = nextSituation(item, answers)
      const materials = next
        ? []
        : checklistOf(item, answers)
            .materials.filter(({ source }) => source !== 'shared')
            .map(({ id, name, need, checks }) => ({ id, name, need, checks }))
      return {
        name: item.name,
        answers,
        next: next ? { id: next.id, question: next.question, options: next.options.map(({ id, label }) => ({ id, label })) } : null,
        materials,
      }
    },
  }),
]
