import { Type } from 'typebox'
import { Id } from '#platform/identity'
import { created } from '#platform/reply'
import { idempotencyKeyOf, isCaseNumber, route, type Route } from '#kernel'
import { Refusal } from '#platform/refusal'
import { callAgain, callBack, callNext, finish, linkCase, pass, transfer } from './calling.ts'
import { appointmentsAt, deskOf } from './desk.ts'
import { checkIn, takeNumber } from './take.ts'
import { refuseStranger, windowsFor } from './window.ts'

const closed = { additionalProperties: false } as const
/** Who sits at a window: the hall's clerks, and the departments' own at theirs. */
const CLERKS = ['window', 'reviewer'] as const
const OwnId = Type.Object({ id: Id }, closed)
const HallCode = Type.String({ minLength: 1, maxLength: 40 })
const Place = Type.Object({ hall: HallCode }, closed)
const Listing = Type.Object({
  day: Type.Optional(Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })), page: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000 })),
}, closed)
const Wish = Type.Object(
  {
    hall: HallCode,
    letter: Type.String({ minLength: 1, maxLength: 1 }),
    isPriority: Type.Boolean(),
    itemCode: Type.Optional(Type.String({ minLength: 6, maxLength: 36 })),
  },
  closed,
)

/** Everything a window does answers with the window's desk as it then stands. */
export const queueRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/hall/windows',
    summary: '我可以坐的窗口',
    for: [...CLERKS],
    handle: async (call) => ({ windows: await windowsFor(call) }),
  }),
  route({
    method: 'GET',
    path: '/api/hall/windows/:id/desk',
    summary: '窗口的排队情况',
    for: [...CLERKS],
    params: OwnId,
    handle: (call, { params }) => deskOf(call, params.id),
  }),
  route({
    method: 'POST',
    path: '/api/hall/windows/:id/next',
    summary: '叫下一位',
    for: [...CLERKS],
    params: OwnId,
    body: Type.Object({ current: Type.Union([Id, Type.Null()]) }, closed),
    handle: async (call, { params, body }) => {
      await callNext(call, params.id, body.current)
      return deskOf(call, params.id)
    },
  }),
  route({
    method: 'POST',
    path: '/api/hall/windows/:id/again',
    summary: '重呼',
    for: [...CLERKS],
    params: OwnId,
    handle: async (call, { params }) => {
      await callAgain(call, params.id)
      return deskOf(call, params.id)
    },
  }),
  route({
    method: 'POST',
    path: '/api/hall/windows/:id/pass',
    summary: '过号',
    for: [...CLERKS],
    params: OwnId,
    handle: async (call, { params }) => {
      await pass(call, params.id)
      return deskOf(call, params.id)
    },
  }),
  route({
    method: 'POST',
    path: '/api/hall/windows/:id/finish',
    summary: '办完',
    for: [...CLERKS],
    params: OwnId,
    handle: async (call, { params }) => {
      await finish(call, params.id)
      return deskOf(call, params.id)
    },
  }),
  route({
    method: 'POST',
    path: '/api/hall/windows/:id/transfer',
    summary: '转到另一个窗口',
    for: [...CLERKS],
    params: OwnId,
    body: Type.Object({ toWindowId: Id }, closed),
    handle: async (call, { params, body }) => {
      await transfer(call, params.id, body.toWindowId)
      return deskOf(call, params.id)
    },
  }),
  route({
    method: 'POST',
    path: '/api/hall/windows/:id/back',
    summary: '叫回过号的人',
    for: [...CLERKS],
    params: OwnId,
    body: Type.Object({ ticketId: Id }, closed),
    handle: async (call, { params, body }) => {
      await callBack(call, params.id, body.ticketId)
      return deskOf(call, params.id)
    },
  }),
  route({
    method: 'POST',
    path: '/api/hall/windows/:id/case',
    summary: '记下这次来访办成的办件',
    for: [...CLERKS],
    params: OwnId,
    body: Type.Object({ number: Type.String({ minLength: 1, maxLength: 40 }) }, closed),
    handle: async (call, { params, body }) => {
      if (!isCaseNumber(body.number.trim())) throw new Refusal('invalid', '办件编号不对，请核对回执', [{ path: 'number', message: '请核对编号' }])
      await linkCase(call, params.id, body.number.trim())
      return deskOf(call, params.id)
    },
  }),
  route({
    method: 'POST',
    path: '/api/hall/tickets',
    summary: '替来的人取号',
    for: [...CLERKS],
    body: Wish,
    handle: async (call, { body, headers }) => {
      await refuseStranger(call, body.hall)
      const key = idempotencyKeyOf(headers)
      const { id, number } = await takeNumber(call, { ...body, source: 'clerk', ...(key !== undefined && { requestKey: `${call.actor.id} ${key}` }) })
      return created({ id, number })
    },
  }),
  route({
    method: 'GET',
    path: '/api/hall/places/:hall/appointments',
    summary: '大厅某天的预约',
    for: [...CLERKS],
    params: Place,
    query: Listing,
    handle: (call, { params, query }) => appointmentsAt(call, { hall: params.hall, day: query.day ?? call.today, page: query.page ?? 1 }),
  }),
  route({
    method: 'POST',
    path: '/api/hall/places/:hall/arrivals',
    summary: '替来的人签到取号',
    for: [...CLERKS],
    params: Place,
    body: Type.Object({ code: Type.String({ minLength: 1, maxLength: 20 }) }, closed),
    handle: async (call, { params, body }) => {
      await refuseStranger(call, params.hall)
      const { id, number } = await checkIn(call, { hall: params.hall, code: body.code.replace(/\D/g, '') })
      return { id, number }
    },
  }),
]
