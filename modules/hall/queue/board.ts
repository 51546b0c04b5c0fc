/** What everybody may see of the queue: numbers and windows, and nothing about people. */
import { runSql } from '#platform/database'
import { Refusal } from '#platform/refusal'
import type { Call } from '#kernel'
import { hallOf, type Hall } from '../register/register.ts'
import { ruleOf } from '../rules.ts'
import { paceToday } from './desk.ts'
import { estimateOf, type Estimate } from './pace.ts'
import { favouredInARow, lineOf, TICKET, waitingAt, type Ticket } from './ticket.ts'

const CALLED_MAX = 12
const NEXT_MAX = 6
const PASSED_MAX = 20

export interface Board {
  hall: Hall
  called: { number: string; window: string; calls: number; calledAt: Date }[]
  groups: { letter: string; name: string; waiting: number; next: string[]; estimate: Estimate | null }[]
  passed: string[]
}

export async function boardOf(call: Call, code: string): Promise<Board> {
  const { tx, today } = call
  const hall = await hallOf(tx, code)
  const [waiting, called, passed, groups] = await Promise.all([
    waitingAt(tx, code, today),
    runSql<Board['called'][number]>(tx, `
      select ticket.number, "window".number as "window", ticket.calls, ticket.called_at as "calledAt"
      from hall.ticket ticket join hall.window "window" on "window".id = ticket.window_id
      where ticket.hall = $1 and ticket.day = $2 and ticket.state = 'called' order by ticket.called_at desc, ticket.number limit ${CALLED_MAX}`, [code, today]),
    runSql<{ number: string }>(tx, `
      select number from hall.ticket where hall = $1 and day = $2 and state = 'passed' order by called_at desc limit ${PASSED_MAX}`, [code, today]),
    Promise.all(hall.groups.map(async ({ id }) => ({ inARow: await favouredInARow(tx, id, today), intervals: await paceToday(call, id) }))),
  ])
  return {
    hall, called, passed: passed.map(({ number }) => number),
    groups: hall.groups.map(({ id, letter, name }, index) => {
      const line = lineOf(waiting, { groupId: id, windowId: null, now: call.now, favouredInARow: groups[index]?.inARow ?? 0 })
      return {
        letter,
        name,
        waiting: line.length,
        next: line.slice(0, NEXT_MAX).map(({ number }) => number),
        estimate: estimateOf(groups[index]?.intervals ?? [], line.length, ruleOf('estimateCallsMin')),
      }
    }),
  }
}

export interface Place { ticket: Ticket; groupName: string; window: string | null; ahead: number; estimate: Estimate | null }

/** One number and how far it is, for whoever holds it: its address cannot be guessed. */
export async function placeOf(call: Call, hall: string, id: string): Promise<Place> {
  const [ticket] = await runSql<Ticket & { groupName: string; window: string | null }>(call.tx, `
    select ${TICKET}, gr.name as "groupName", (select number from hall.window where id = coalesce(ticket.for_window, ticket.window_id)) as "window"
    from hall.ticket ticket join hall.window_group gr on gr.id = ticket.group_id where ticket.id = $1 and ticket.hall = $2`, [id, hall])
  if (!ticket) throw new Refusal('not-found', '没有这个号，请核对或重新取号')
  const { groupName, window, groupId, forWindow } = ticket
  const [waiting, inARow, intervals] = await Promise.all([
    waitingAt(call.tx, hall, call.today), favouredInARow(call.tx, groupId, call.today), paceToday(call, groupId),
  ])
  const line = lineOf(waiting, { groupId, windowId: forWindow, now: call.now, favouredInARow: inARow })
  const ahead = Math.max(0, line.findIndex((one) => one.id === id))
  return { ticket, groupName, window, ahead, estimate: estimateOf(intervals, ahead, ruleOf('estimateCallsMin')) }
}
