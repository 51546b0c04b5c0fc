/** Taking a number (取号): at the machine, by the clerk, or by checking in with an appointment. */
import assert from 'node:assert/strict'
import { randomUUIDv7 } from 'node:crypto'
import { runSql } from '#platform/database'
import { startOf } from '#platform/day'
import { Refusal } from '#platform/refusal'
import type { Call } from '#kernel'
import { lockTodays } from '../appointments/appointment.ts'
import { minuteOfDay } from '../appointments/slots.ts'
import { openOn, type Hours } from '../hours.ts'
import { TICKET, type Ticket } from './ticket.ts'

const NUMBERS_A_DAY_MAX = 999

export interface Wish {
  hall: string
  letter: string
  isPriority: boolean
  itemCode?: string | undefined
  source: 'machine' | 'clerk' | 'appointment'
  /** The same key is the same number, however often the button is pressed. */
  requestKey?: string | undefined
}
interface Booked { id: string; startMinute: number; endMinute: number }

/** The next number of the group. Refuses with `rule` on a day, or after an hour, on which none of its windows is open. */
export async function takeNumber(call: Call, wish: Wish, booked?: Booked): Promise<Ticket> {
  const group = await groupOf(call, wish)
  const given = wish.requestKey === undefined ? undefined : await givenBefore(call, wish.requestKey)
  if (given) return given
  refuseClosed(call, group.hours)
  const [turnstile] = await runSql<{ last: number }>(call.tx, `
    insert into hall.counter (group_id, day, last) values ($1, $2, 1)
    on conflict (group_id, day) do update set last = counter.last + 1 returning last`, [group.id, call.today])
  const sequence = turnstile?.last ?? 0
  if (sequence > NUMBERS_A_DAY_MAX) throw new Refusal('rule', '今天的号已经取完，请明天再来，或者预约别的时间')
  const instant = (minute: number): Date => new Date(startOf(call.today).getTime() + minute * 60_000)
  const [ticket] = await runSql<Ticket>(call.tx, `
    insert into hall.ticket as ticket (id, hall, day, group_id, number, sequence, is_priority, appointment_id,
      slot_from, slot_until, item_code, source, request_key, taken_at, state)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, 'waiting') returning ${TICKET}`, [
    randomUUIDv7(), wish.hall, call.today, group.id, `${wish.letter}${String(sequence).padStart(3, '0')}`, sequence, wish.isPriority, booked?.id ?? null,
    booked ? instant(booked.startMinute) : null, booked ? instant(booked.endMinute) : null,
    wish.itemCode ?? null, wish.source, wish.requestKey ?? null, call.now,
  ])
  assert(ticket, 'an insert returns its row')
  return ticket
}

/** Checks in with the code of the card (签到) and takes the number; twice is the same number. */
export async function checkIn(call: Call, { hall, code }: { hall: string; code: string }): Promise<Ticket> {
  const appointment = await lockTodays(call, hall, code)
  if (!appointment) throw new Refusal('not-found', '今天在这个大厅没有这个预约号，请核对日期、大厅和号码，或者直接取号')
  const [before] = await runSql<Ticket>(call.tx, `select ${TICKET} from hall.ticket where appointment_id = $1`, [appointment.id])
  if (before) return before
  // Who comes long after her time is late, not absent.
  if (appointment.state === 'cancelled') throw new Refusal('rule', '这个预约已经取消，请直接取号')
  const [group] = await runSql<{ letter: string }>(call.tx, 'select letter from hall.window_group where id = $1', [appointment.groupId])
  const ticket = await takeNumber(
    call, { hall, letter: group?.letter ?? '', isPriority: false, itemCode: appointment.itemCode, source: 'appointment' }, appointment,
  )
  await runSql(call.tx, "update hall.appointment set state = 'arrived', changed_at = $2 where id = $1", [appointment.id, call.now])
  return ticket
}

async function groupOf({ tx }: Call, { hall, letter }: Wish): Promise<{ id: string; hours: Hours[] }> {
  const [group] = await runSql<{ id: string; hours: Hours[] }>(tx, `
    select gr.id, coalesce(jsonb_agg("window".hours) filter (where "window".active), '[]'::jsonb) as hours
    from hall.window_group gr left join hall.window "window" on "window".group_id = gr.id where gr.hall = $1 and gr.letter = $2 group by gr.id`, [hall, letter])
  if (!group) throw new Refusal('not-found', '这个大厅没有这个窗口组，请重新选')
  return group
}

/** Two presses of the same button wait for each other here; the second then finds what the first was given. */
async function givenBefore({ tx }: Call, requestKey: string): Promise<Ticket | undefined> {
  await runSql(tx, 'select pg_advisory_xact_lock(hashtextextended($1, 0))', [`hall.ticket ${requestKey}`])
  const [given] = await runSql<Ticket>(tx, `select ${TICKET} from hall.ticket where request_key = $1`, [requestKey])
  return given
}

function refuseClosed({ kernel, today, now }: Call, hours: readonly Hours[]): void {
  const spans = hours.flatMap((own) => openOn(kernel.calendar, own, today))
  if (spans.length === 0) throw new Refusal('rule', '今天不开放，不能取号。可以预约开放的日子')
  if (minuteOfDay(now) >= Math.max(...spans.map(({ until }) => until))) throw new Refusal('rule', '今天已经停止取号。可以预约开放的日子')
}
