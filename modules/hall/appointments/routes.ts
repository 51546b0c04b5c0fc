import { Type } from 'typebox'
import { Id } from '#platform/identity'
import { created } from '#platform/reply'
import { route, type Call, type Route } from '#kernel'
import { APPOINTMENT_STATES, isOpen, ownAppointment, ownAppointments, type Appointment } from './appointment.ts'
import { book, Booking, cancel, changeTime } from './book.ts'
import { desksFor, freeDaysOf, openingWords } from './free.ts'

const closed = { additionalProperties: false } as const
const CITIZENS = ['citizen', 'enterprise'] as const
const OwnId = Type.Object({ id: Id }, closed)
const Time = Type.Object({ day: Booking.properties.day, startMinute: Booking.properties.startMinute }, closed)

/** The same as the pages do, for programs. */
export const appointmentRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/items/:code/halls',
    summary: '在哪些大厅办、还有哪些时间可约',
    for: ['anyone'],
    params: Type.Object({ code: Booking.properties.itemCode }, closed),
    handle: async (call, { params }) => {
      const desks = await desksFor(call.tx, params.code)
      const days = await freeDaysOf(call, desks)
      return { halls: desks.map((desk, at) => ({ ...desk, hours: openingWords(desk), days: days[at] ?? [] })) }
    },
  }),
  route({
    method: 'GET',
    path: '/api/appointments',
    summary: '我的预约',
    for: [...CITIZENS],
    query: Type.Object({ page: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000 })) }, closed),
    handle: async (call, { query }) => {
      const { appointments, ...rest } = await ownAppointments(call, query.page ?? 1)
      return { ...rest, appointments: appointments.map((one) => viewOf(call, one)) }
    },
  }),
  route({
    method: 'GET',
    path: '/api/appointments/:id',
    summary: '一个预约',
    for: [...CITIZENS],
    params: OwnId,
    handle: async (call, { params }) => viewOf(call, await ownAppointment(call, params.id)),
  }),
  route({
    method: 'POST',
    path: '/api/appointments',
    summary: '预约',
    for: [...CITIZENS],
    body: Booking,
    perMinuteMax: 30,
    handle: async (call, { body }) => created(await book(call, body)),
  }),
  route({
    method: 'POST',
    path: '/api/appointments/:id/time',
    summary: '改期',
    for: [...CITIZENS],
    params: OwnId,
    body: Time,
    perMinuteMax: 30,
    handle: async (call, { params, body }) => {
      await changeTime(call, params.id, body)
      return viewOf(call, await ownAppointment(call, params.id))
    },
  }),
  route({
    method: 'POST',
    path: '/api/appointments/:id/cancel',
    summary: '取消预约',
    for: [...CITIZENS],
    params: OwnId,
    handle: async (call, { params }) => {
      await cancel(call, params.id)
      return viewOf(call, await ownAppointment(call, params.id))
    },
  }),
]

function viewOf(call: Call, { accountId: _account, ...appointment }: Appointment) {
  return { ...appointment, stateLabel: APPOINTMENT_STATES[appointment.state], isOpen: isOpen(appointment, call) }
}
