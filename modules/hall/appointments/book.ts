/** Booking, changing and calling off (预约、改期、取消). Two who want the last seat meet at one lock: one gets it, the other hears what is still free. */
import { randomInt, randomUUIDv7 } from 'node:crypto'
import { Type, type Static } from 'typebox'
import { runSql } from '#platform/database'
import { Refusal } from '#platform/refusal'
import type { Call } from '#kernel'
import { itemInForce } from '#base/catalog'
import { dayWords } from '#base/pages'
import { minuteWords } from '../hours.ts'
import { ruleOf } from '../rules.ts'
import { isOpen, missedDays, ownAppointment, type Appointment } from './appointment.ts'
import { desksFor, freeDays, slotsOf, type Desk } from './free.ts'
import { barredUntil } from './no-show.ts'
import { bookableDays, minuteOfDay, type Slot } from './slots.ts'

export const Booking = Type.Object({
  itemCode: Type.String({ pattern: '^[0-9A-Z]{6,36}$' }), hall: Type.String({ minLength: 1, maxLength: 40 }),
  day: Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' }), startMinute: Type.Integer({ minimum: 0, maximum: 1439 }),
}, { additionalProperties: false })
export type Booking = Static<typeof Booking>
export type Time = Pick<Booking, 'day' | 'startMinute'>

const OFFERS_MAX = 3
const CODES_TRIED_MAX = 5

/** Books a seat and returns the appointment's id. Refuses with `conflict` when it is gone, with `rule` what the hall does not allow. */
export async function book(call: Call, { itemCode, hall, day, startMinute }: Booking): Promise<{ id: string; code: string }> {
  const item = await itemInForce(call.tx, itemCode, call.today)
  if (!item.bookable) throw new Refusal('rule', '这个事项不用预约，到大厅取号就可以')
  const desk = (await desksFor(call.tx, itemCode)).find((one) => one.hall === hall)
  if (!desk) throw new Refusal('rule', '这个大厅现在不办这个事项，请换一个大厅')
  await turnOf(call, `hall.person ${call.actor.id}`)
  await noteMissed(call)
  await refuseUnwelcome(call, itemCode)
  const { slot, seat } = await takeSeat(call, desk, { day, startMinute })
  for (let tried = 0; tried < CODES_TRIED_MAX; tried += 1) {
    const [id, code] = [randomUUIDv7(), String(randomInt(100_000_000)).padStart(8, '0')]
    const written = await runSql(call.tx, `
      insert into hall.appointment (id, code, hall, group_id, item_code, item_name,
        account_id, day, start_minute, end_minute, seat, state, booked_at, changed_at)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 'booked', $12, $12) on conflict (code) do nothing returning id`,
    [id, code, hall, desk.groupId, itemCode, item.name, call.actor.id, day, startMinute, slot.endMinute, seat, call.now])
    if (written.length > 0) return { id, code }
  }
  throw new Refusal('unavailable', '暂时不能预约，请稍后再试')
}

/** Moves an own appointment to another time of the same windows; the old seat is free again. */
export async function changeTime(call: Call, id: string, time: Time): Promise<void> {
  await turnOf(call, `hall.person ${call.actor.id}`)
  const appointment = await ownAppointment(call, id)
  refuseClosed(call, appointment, '改期')
  if (appointment.day === time.day && appointment.startMinute === time.startMinute) return
  const [group] = await runSql<Pick<Desk, 'slotMinutes' | 'seatsPerWindow'>>(call.tx, `
    select slot_minutes as "slotMinutes", seats_per_window as "seatsPerWindow" from hall.window_group where id = $1`, [appointment.groupId])
  const { slot, seat } = await takeSeat(
    call, { groupId: appointment.groupId, slotMinutes: group?.slotMinutes ?? 30, seatsPerWindow: group?.seatsPerWindow ?? 0 }, time,
  )
  await runSql(call.tx, `
    update hall.appointment
      set day = $2, start_minute = $3, end_minute = $4, seat = $5, changed_at = $6, changes = changes + 1, reminded_on = null where id = $1`,
  [id, time.day, slot.startMinute, slot.endMinute, seat, call.now])
}

/** Calls an own appointment off; it does not count as missed. Doing it twice is the same as once. */
export async function cancel(call: Call, id: string): Promise<void> {
  await turnOf(call, `hall.person ${call.actor.id}`)
  const appointment = await ownAppointment(call, id)
  if (appointment.state === 'cancelled') return
  refuseClosed(call, appointment, '取消')
  await runSql(call.tx, "update hall.appointment set state = 'cancelled', changed_at = $2 where id = $1", [id, call.now])
}

/** Own appointments whose time is over are missed from now on, and not only after midnight: she may book again at once. */
async function noteMissed({ tx, actor, today, now }: Call): Promise<void> {
  await runSql(tx, `
    update hall.appointment set state = 'missed', changed_at = $4
    where account_id = $1 and state = 'booked' and (day < $2 or (day = $2 and end_minute + $5 <= $3))`, [
      actor.id, today, minuteOfDay(now), now, ruleOf('graceMinutes'),
    ])
}

/** A sentence where she may not book this item at all: too many, one already, or too often not come. */
async function refuseUnwelcome(call: Call, itemCode: string): Promise<void> {
  const [live, missed] = await Promise.all([
    runSql<{ itemCode: string }>(
      call.tx, "select item_code as \"itemCode\" from hall.appointment where account_id = $1 and state = 'booked' limit 100", [call.actor.id],
    ),
    missedDays(call.tx, call.actor.id),
  ])
  if (live.some((one) => one.itemCode === itemCode)) throw new Refusal('conflict', '您已经预约了这个事项。要换时间，请在“我的预约”里改期')
  if (live.length >= ruleOf('liveMax')) throw new Refusal('rule', `一个人同时最多有 ${ruleOf('liveMax')} 个预约，请先办完或取消一个`)
  const until = barredUntil(
    missed, call.today, { missedMax: ruleOf('missedMax'), missedWithinDays: ruleOf('missedWithinDays'), barredDays: ruleOf('barredDays') },
  )
  if (until !== null) throw new Refusal('rule', `您有 ${ruleOf('missedMax')} 次预约了没有来，到${dayWords(until)}为止不能预约。可以直接到大厅取号，或者请窗口帮忙`)
}

/** The first free seat of the slot, under the slot's own lock until the transaction ends. */
async function takeSeat(call: Call, desk: Pick<Desk, 'groupId' | 'slotMinutes' | 'seatsPerWindow'>, { day, startMinute }: Time): Promise<{ slot: Slot; seat: number }> {
  await turnOf(call, `hall.slot ${desk.groupId} ${day} ${startMinute}`)
  const isAhead = bookableDays(call.kernel.calendar, call.today, ruleOf('aheadWorkingDays')).includes(day)
  const slot = isAhead ? (await slotsOf(call, desk, day)).find((one) => one.startMinute === startMinute) : undefined
  if (!slot) throw new Refusal('rule', `这个时间不能预约，请从列出的时间里选（最多提前 ${ruleOf('aheadWorkingDays')} 个工作日）`)
  if (day === call.today && startMinute <= minuteOfDay(call.now)) throw new Refusal('rule', '这个时段已经开始，请选晚一些的时间，或者直接到大厅取号')
  const [free] = await runSql<{ seat: number }>(call.tx, `
    select seat from generate_series(1, $4::int) as seat where not exists (
      select 1 from hall.appointment where group_id = $1 and day = $2 and start_minute = $3 and state in ('booked', 'arrived') and appointment.seat = seat.seat)
    order by seat limit 1`, [desk.groupId, day, startMinute, slot.seats])
  if (!free) throw new Refusal('conflict', `这个时间刚刚约满了。${await offersOf(call, desk)}`)
  return { slot, seat: free.seat }
}

async function offersOf(call: Call, desk: Pick<Desk, 'groupId' | 'slotMinutes' | 'seatsPerWindow'>): Promise<string> {
  const offers = (await freeDays(call, desk)).flatMap(({ day, slots }) => slots.map((slot) => `${dayWords(day)} ${minuteWords(slot.startMinute)}`))
    .slice(0, OFFERS_MAX)
  return offers.length === 0 ? '近期都约满了，可以直接到大厅取号' : `还有空的最早几个时间是：${offers.join('、')}`
}

function refuseClosed(call: Call, appointment: Appointment, what: string): void {
  if (!isOpen(appointment, call)) throw new Refusal('rule', `这个预约${appointment.state === 'booked' ? '的时间已到' : '已经结束'}，不能${what}`)
}

/** Waits until nobody else does the same; the lock ends with the transaction. */
async function turnOf({ tx }: Call, what: string): Promise<void> {
  await runSql(tx, 'select pg_advisory_xact_lock(hashtextextended($1, 0))', [what])
}
