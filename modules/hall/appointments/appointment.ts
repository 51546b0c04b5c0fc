/** An appointment (预约) as its owner and the hall see it. */
import { runSql, type Tx } from '#platform/database'
import type { Day } from '#platform/day'
import { Refusal } from '#platform/refusal'
import type { Call } from '#kernel'
import { minuteOfDay } from './slots.ts'

export const APPOINTMENT_STATES = { booked: '已预约', arrived: '已签到', cancelled: '已取消', missed: '没有来' } as const
export type AppointmentState = keyof typeof APPOINTMENT_STATES

export interface Appointment {
  id: string
  code: string
  hall: string
  hallName: string
  address: string | null
  phone: string | null
  groupId: string
  groupName: string
  itemCode: string
  itemName: string
  accountId: string
  day: Day
  startMinute: number
  endMinute: number
  state: AppointmentState
  changes: number
  bookedAt: Date
}

const PAGE_SIZE = 20

const SELECT = `
  select appointment.id, appointment.code, appointment.hall, place.name as "hallName",
    place.address, place.phone, appointment.group_id as "groupId", gr.name as "groupName",
    appointment.item_code as "itemCode", appointment.item_name as "itemName",
    appointment.account_id as "accountId", appointment.day, appointment.start_minute as "startMinute",
    appointment.end_minute as "endMinute", appointment.state, appointment.changes, appointment.booked_at as "bookedAt"
  from hall.appointment appointment join hall.place on place.code = appointment.hall join hall.window_group gr on gr.id = appointment.group_id`

/** One of the actor's own; anybody else's does not exist for her. */
export async function ownAppointment({ tx, actor }: Call, id: string): Promise<Appointment> {
  const [found] = await runSql<Appointment>(tx, `${SELECT} where appointment.id = $1 and appointment.account_id = $2`, [id, actor.id])
  if (!found) throw new Refusal('not-found', '没有这个预约，请在“我的预约”里查看')
  return found
}

/** The actor's own, newest day first. */
export async function ownAppointments({ tx, actor }: Call, page: number): Promise<{ total: number; size: number; appointments: Appointment[] }> {
  const [appointments, [counted]] = await Promise.all([
    runSql<Appointment>(tx, `${SELECT} where appointment.account_id = $1 order by appointment.day desc, appointment.start_minute desc, appointment.id
      limit ${PAGE_SIZE} offset ${(page - 1) * PAGE_SIZE}`, [actor.id]),
    runSql<{ total: number }>(tx, 'select count(*)::int as total from hall.appointment where account_id = $1', [actor.id]),
  ])
  return { total: counted?.total ?? 0, size: PAGE_SIZE, appointments }
}

/** Today's at a hall by the code on the card, locked until the end of the transaction. */
export async function lockTodays({ tx, today }: Call, hall: string, code: string): Promise<Appointment | undefined> {
  const [found] = await runSql<Appointment>(
    tx,
    `${SELECT} where appointment.hall = $1 and appointment.day = $2 and appointment.code = $3 for update of appointment`,
    [hall, today, code],
  )
  return found
}

/** Whether it may still be changed or called off: until its time begins. */
export function isOpen({ state, day, startMinute }: Pick<Appointment, 'state' | 'day' | 'startMinute'>, { today, now }: Pick<Call, 'today' | 'now'>): boolean {
  return state === 'booked' && (day > today || (day === today && startMinute > minuteOfDay(now)))
}

/** The days on which the actor let an appointment pass, the last ones. */
export async function missedDays(tx: Tx, accountId: string): Promise<Day[]> {
  const rows = await runSql<{ day: Day }>(
    tx,
    "select day from hall.appointment where account_id = $1 and state = 'missed' order by day desc, start_minute desc limit 50",
    [accountId],
  )
  return rows.map(({ day }) => day)
}
