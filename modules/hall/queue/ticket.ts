/** A number in the queue (排队号) as it is read. */
import { runSql, type Tx } from '#platform/database'
import type { Day } from '#platform/day'
import { ruleOf } from '../rules.ts'
import { inOrder, type OrderRule, type Standing, type Waiting } from './order.ts'

export const TICKET_STATES = { waiting: '等候', called: '正在叫', passed: '过号', done: '办完', closed: '当天结束，未办' } as const
export type TicketState = keyof typeof TICKET_STATES

export interface Ticket {
  id: string
  hall: string
  day: Day
  groupId: string
  number: string
  sequence: number
  isPriority: boolean
  appointmentId: string | null
  slotFrom: Date | null
  slotUntil: Date | null
  itemCode: string | null
  takenAt: Date
  state: TicketState
  forWindow: string | null
  windowId: string | null
  calledAs: Standing | null
  calledAt: Date | null
  calls: number
  caseId: string | null
}

export const TICKET = `ticket.id, ticket.hall, ticket.day, ticket.group_id as "groupId", ticket.number, ticket.sequence, ticket.is_priority as "isPriority",
  ticket.appointment_id as "appointmentId", ticket.slot_from as "slotFrom", ticket.slot_until as "slotUntil", ticket.item_code as "itemCode", ticket.taken_at as "takenAt",
  ticket.state, ticket.for_window as "forWindow", ticket.window_id as "windowId", ticket.called_as as "calledAs",
  ticket.called_at as "calledAt", ticket.calls, ticket.case_id as "caseId"`

/** More than a hall gives in a day. */
export const WAITING_MAX = 2000

export const orderRule = (): OrderRule =>
  ({ earlyMinutes: ruleOf('earlyMinutes'), graceMinutes: ruleOf('graceMinutes'), favouredInARowMax: ruleOf('favouredInARowMax') })

/** Everybody who waits at a hall today. */
export function waitingAt(tx: Tx, hall: string, today: Day): Promise<Ticket[]> {
  return runSql<Ticket>(
    tx, `select ${TICKET} from hall.ticket where hall = $1 and day = $2 and state = 'waiting' order by taken_at, sequence limit ${WAITING_MAX}`, [hall, today],
  )
}

/** Those a window would call, in order; for the group as a whole where no window is told. Whoever was sent to one window is called by nobody else. */
export function lineOf(waiting: readonly Ticket[], { groupId, windowId, now, favouredInARow }: {
  groupId: string; windowId: string | null; now: Date; favouredInARow: number
}) {
  const own = waiting.filter((one) => (one.forWindow === null ? one.groupId === groupId : one.forWindow === windowId))
  const known = new Map(own.map((one) => [one.id, one]))
  const order = inOrder(own.map(waitingOf), { now, rule: orderRule(), favouredInARow })
  return order.flatMap(({ id, standing }) => { const ticket = known.get(id); return ticket ? [{ ...ticket, standing }] : [] })
}

/** How many by appointment or priority a group has called since its last ordinary one. */
export async function favouredInARow(tx: Tx, groupId: string, today: Day): Promise<number> {
  const rows = await runSql<{ calledAs: Standing }>(tx, `
    select called_as as "calledAs" from hall.ticket where group_id = $1 and day = $2 and first_called_at is not null and called_as <> 'transferred'
    order by first_called_at desc, sequence desc limit $3`, [groupId, today, ruleOf('favouredInARowMax')])
  const ordinary = rows.findIndex(({ calledAs }) => calledAs === 'ordinary')
  return ordinary < 0 ? rows.length : ordinary
}

function waitingOf({ id, takenAt, sequence, isPriority, forWindow, slotFrom, slotUntil }: Ticket): Waiting {
  return {
    id, takenAt, sequence, isPriority, isTransferred: forWindow !== null,
    slot: slotFrom === null || slotUntil === null ? null : { from: slotFrom, until: slotUntil },
  }
}
