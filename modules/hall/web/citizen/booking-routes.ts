import { Type } from 'typebox'
import { inTransaction } from '#platform/database'
import { Id } from '#platform/identity'
import type { FieldError } from '#platform/refusal'
import { Reply, seeOther } from '#platform/reply'
import { route, type Call, type Route } from '#kernel'
import { itemInForce } from '#base/catalog'
import { faultsOf, orAgain, showAnswer, showPage, statusOf, visitOf } from '#base/pages'
import { isOpen, ownAppointment, ownAppointments } from '../../appointments/appointment.ts'
import { book, cancel, changeTime } from '../../appointments/book.ts'
import { calendarFile } from '../../appointments/calendar-file.ts'
import { desksFor, freeDays } from '../../appointments/free.ts'
import { ruleOf } from '../../rules.ts'
import { bookingPage, type BookingFacts, type Chosen } from './booking-page.ts'
import { cancelPage, cardPage, minePage } from './card-page.ts'
import { ItemPath } from './hall-routes.ts'

const CITIZENS = ['citizen', 'enterprise'] as const
const OwnPath = Type.Object({ id: Id })
const Time = Type.Integer({ minimum: 0, maximum: 1439 })
const Day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })
const HallCode = Type.String({ maxLength: 40 })
const Choosing = Type.Object({
  hall: Type.Optional(HallCode), day: Type.Optional(Day), time: Type.Optional(Time), asked: Type.Optional(Type.String({ maxLength: 10 })),
})
type Choosing = Chosen & { asked?: string | undefined }
const Confirmed = Type.Object({ hall: HallCode, day: Day, time: Time })

export const bookingRoutes: readonly Route[] = [
  route({
    method: 'GET', path: '/items/:code/appointment', summary: '预约：选大厅、日子、时间', for: [...CITIZENS], params: ItemPath, query: Choosing,
    handle: async (call, input) => showPage(visitOf(call, input), bookingPage(await newFacts(call, input.params.code, input.query))),
  }),
  route({
    method: 'POST', path: '/items/:code/appointment', summary: '预约', for: [...CITIZENS],
    params: ItemPath, body: Confirmed, transaction: 'none', perMinuteMax: 30,
    handle: async (call, input) => {
      const { hall, day, time } = input.body
      return orAgain<Reply>(
        async () => {
          const { id } = await inTransaction(call.tx, (tx) => book({ ...call, tx }, { itemCode: input.params.code, hall, day, startMinute: time }))
          return seeOther(`/appointments/${id}`)
        },
        async (refusal) =>
          showAnswer(
            visitOf(call, input),
            bookingPage({ ...(await newFacts(call, input.params.code, { hall, day })), faults: faultsOf(refusal) }),
            statusOf(refusal),
          ),
      )
    },
  }),
  route({
    method: 'GET', path: '/appointments', summary: '我的预约', for: [...CITIZENS],
    query: Type.Object({ page: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000 })) }),
    handle: async (call, input) => {
      const page = input.query.page ?? 1
      const { total, size, appointments } = await ownAppointments(call, page)
      return showPage(visitOf(call, input), minePage({ appointments, page, pages: Math.ceil(total / size) }))
    },
  }),
  route({
    method: 'GET', path: '/appointments/:id', summary: '预约的卡片', for: [...CITIZENS], params: OwnPath,
    handle: async (call, input) => {
      const appointment = await ownAppointment(call, input.params.id)
      return showPage(visitOf(call, input), cardPage({ appointment, isOpen: isOpen(appointment, call), graceMinutes: ruleOf('graceMinutes') }))
    },
  }),
  route({
    method: 'GET', path: '/appointments/:id/calendar.ics', summary: '预约的日历文件', for: [...CITIZENS], params: OwnPath,
    handle: async (call, { params }) => {
      const appointment = await ownAppointment(call, params.id)
      return new Reply(200, 'text/calendar; charset=utf-8', calendarFile(appointment, call.now), {
        headers: { 'content-disposition': 'attachment; filename="appointment.ics"' },
      })
    },
  }),
  route({
    method: 'GET', path: '/appointments/:id/change', summary: '改期：选日子、时间', for: [...CITIZENS], params: OwnPath, query: Choosing,
    handle: async (call, input) => showPage(visitOf(call, input), bookingPage(await changeFacts(call, input.params.id, input.query))),
  }),
  route({
    method: 'POST', path: '/appointments/:id/change', summary: '改期', for: [...CITIZENS],
    params: OwnPath, body: Confirmed, transaction: 'none', perMinuteMax: 30,
    handle: async (call, input) => {
      const { day, time } = input.body
      return orAgain<Reply>(async () => {
        await inTransaction(call.tx, (tx) => changeTime({ ...call, tx }, input.params.id, { day, startMinute: time }))
        return seeOther(`/appointments/${input.params.id}`)
      }, async (refusal) =>
        showAnswer(visitOf(call, input), bookingPage({ ...await changeFacts(call, input.params.id, { day }), faults: faultsOf(refusal) }), statusOf(refusal)))
    },
  }),
  route({
    method: 'GET', path: '/appointments/:id/cancel', summary: '取消预约前再问一次', for: [...CITIZENS], params: OwnPath,
    handle: async (call, input) => {
      const appointment = await ownAppointment(call, input.params.id)
      return isOpen(appointment, call) ? showPage(visitOf(call, input), cancelPage({ appointment })) : seeOther(`/appointments/${appointment.id}`)
    },
  }),
  route({
    method: 'POST', path: '/appointments/:id/cancel', summary: '取消预约', for: [...CITIZENS], params: OwnPath,
    handle: async (call, { params }) => { await cancel(call, params.id); return seeOther(`/appointments/${params.id}`) },
  }),
]

/** A hall nobody has to choose where there is only one. */
async function newFacts(call: Call, code: string, { asked, ...given }: Choosing): Promise<BookingFacts> {
  const item = await itemInForce(call.tx, code, call.today)
  const desks = item.bookable ? await desksFor(call.tx, code) : []
  const desk = desks.find(({ hall }) => hall === given.hall) ?? (desks.length === 1 ? desks[0] : undefined)
  const days = desk ? await freeDays(call, desk) : []
  const chosen = { ...given, hall: desk?.hall }
  return {
    title: item.name,
    path: `/items/${code}/appointment`,
    back: { href: `/items/${code}/window`, label: '到窗口办' },
    desks,
    days,
    chosen,
    verb: '确认预约',
    faults: unanswered(chosen, asked),
  }
}

async function changeFacts(call: Call, id: string, { asked, ...given }: Choosing): Promise<BookingFacts> {
  const appointment = await ownAppointment(call, id)
  const desks = (await desksFor(call.tx, appointment.itemCode)).filter(({ hall, groupId }) => hall === appointment.hall && groupId === appointment.groupId)
  const days = desks[0] ? await freeDays(call, desks[0]) : []
  const chosen = { ...given, hall: appointment.hall }
  return {
    title: appointment.itemName,
    path: `/appointments/${id}/change`,
    back: { href: `/appointments/${id}`, label: '返回预约' },
    desks,
    days,
    chosen,
    verb: '确认改期',
    faults: unanswered(chosen, asked),
  }
}

function unanswered(chosen: Chosen, asked: string | undefined): FieldError[] {
  const missing = (asked === 'hall' && chosen.hall === undefined)
    || (asked === 'day' && chosen.day === undefined) || (asked === 'time' && chosen.time === undefined)
  return asked !== undefined && missing ? [{ path: asked, message: '请选择一项，再按“继续”' }] : []
}
