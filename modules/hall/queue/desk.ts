/** What a clerk at a window sees of the queue, and of today's appointments. Of visitors only what the work needs, and names masked. */
import { runSql } from '#platform/database'
import { maskName } from '#platform/mask'
import { isDay, type Day } from '#platform/day'
import { Refusal } from '#platform/refusal'
import type { Call } from '#kernel'
import { APPOINTMENT_STATES, type AppointmentState } from '../appointments/appointment.ts'
import { STANDINGS } from './order.ts'
import { estimateOf, estimateWords, intervalsOf, type Called } from './pace.ts'
import { favouredInARow, lineOf, TICKET, TICKET_STATES, waitingAt, type Ticket } from './ticket.ts'
import { refuseStranger, windowFor } from './window.ts'
import { ruleOf } from '../rules.ts'

const SHOWN_MAX = 50
const PAGE_SIZE = 50
const CALLS_MAX = 400

/** The window's queue as it stands: who is there, who comes next, who was passed. */
export async function deskOf(call: Call, windowId: string) {
  const window = await windowFor(call, windowId)
  const [waiting, inARow, near, counted, intervals] = await Promise.all([
    waitingAt(call.tx, window.hall, call.today), favouredInARow(call.tx, window.groupId, call.today), ticketsNear(call, window.id, window.groupId),
    runSql<{ done: number }>(
      call.tx, "select count(*)::int as done from hall.ticket where window_id = $1 and day = $2 and state = 'done'", [windowId, call.today],
    ),
    paceToday(call, window.groupId),
  ])
  const line = lineOf(waiting, { groupId: window.groupId, windowId, now: call.now, favouredInARow: inARow })
  const present = near.find(({ state }) => state === 'called')
  return {
    window,
    present: present ? rowView(present) : null,
    passed: near.filter(({ state }) => state === 'passed').map(rowView),
    waiting: line.length,
    next: line
      .slice(0, SHOWN_MAX)
      .map((ticket) => ({ ...rowView({ ...ticket, itemName: null, visitor: null, caseNumber: null }), standingLabel: STANDINGS[ticket.standing] })),
    doneToday: counted[0]?.done ?? 0,
    estimate: estimateWords(estimateOf(intervals, line.length, ruleOf('estimateCallsMin'))),
  }
}

type Near = Ticket & { itemName: string | null; visitor: string | null; caseNumber: string | null }

/** Whoever is at this window, and who was passed in its group today, the last first. */
function ticketsNear({ tx, today }: Call, windowId: string, groupId: string): Promise<Near[]> {
  return runSql<Near>(tx, `
    select ${TICKET},
      coalesce(appointment.item_name, (select name from catalog.item where code = ticket.item_code order by version desc limit 1)) as "itemName",
      account.name as visitor, found.number as "caseNumber"
    from hall.ticket ticket left join hall.appointment appointment on appointment.id = ticket.appointment_id
      left join people.account account on account.id = appointment.account_id left join kernel.case found on found.id = ticket.case_id
    where ticket.day = $3 and ((ticket.window_id = $1 and ticket.state = 'called') or (ticket.group_id = $2 and ticket.state = 'passed'))
    order by ticket.called_at desc limit ${SHOWN_MAX}`, [windowId, groupId, today])
}

function rowView({ id, number, state, isPriority, appointmentId, slotFrom, slotUntil, itemName, visitor, takenAt, calledAt, calls, caseNumber }: Near) {
  return {
    id, number, state, stateLabel: TICKET_STATES[state], isPriority, hasAppointment: appointmentId !== null, slotFrom, slotUntil, itemName,
    visitor: visitor === null ? null : maskName(visitor), takenAt, calledAt, calls, caseNumber,
  }
}

/** Minutes between calls of a group today; see pace.ts. */
export async function paceToday({ tx, today }: Pick<Call, 'tx' | 'today'>, groupId: string): Promise<number[]> {
  return intervalsOf(await runSql<Called>(tx, `
    select taken_at as "takenAt", first_called_at as "calledAt" from hall.ticket where group_id = $1 and day = $2 and first_called_at is not null
    order by first_called_at desc limit ${CALLS_MAX}`, [groupId, today]))
}

interface BookedRow {
  id: string
  code: string
  startMinute: number
  endMinute: number
  itemName: string
  groupName: string
  state: AppointmentState
  visitor: string | null
  number: string | null
}

/** The appointments of a day at a hall, by time; whoever has called off is left out. */
export async function appointmentsAt(call: Call, { hall, day, page }: { hall: string; day: Day; page: number }) {
  if (!isDay(day)) throw new Refusal('invalid', '没有这一天，请按 2026-03-02 的样子写')
  await refuseStranger(call, hall)
  const from = "from hall.appointment appointment where appointment.hall = $1 and appointment.day = $2 and appointment.state <> 'cancelled'"
  const [rows, [counted]] = await Promise.all([
    runSql<BookedRow>(call.tx, `
      select appointment.id, appointment.code, appointment.start_minute as "startMinute", appointment.end_minute as "endMinute",
        appointment.item_name as "itemName", appointment.state,
        (select name from hall.window_group where id = appointment.group_id) as "groupName",
        (select name from people.account where id = appointment.account_id) as visitor,
        (select number from hall.ticket where appointment_id = appointment.id) as number
      ${from} order by appointment.start_minute, appointment.id limit ${PAGE_SIZE} offset ${(page - 1) * PAGE_SIZE}`, [hall, day]),
    runSql<{ total: number; arrived: number }>(
      call.tx, `select count(*)::int as total, (count(*) filter (where state = 'arrived'))::int as arrived ${from}`, [hall, day],
    ),
  ])
  return {
    day, total: counted?.total ?? 0, arrived: counted?.arrived ?? 0, page, size: PAGE_SIZE,
    appointments: rows.map((row) => ({ ...row, stateLabel: APPOINTMENT_STATES[row.state], visitor: row.visitor === null ? null : maskName(row.visitor) })),
  }
}
