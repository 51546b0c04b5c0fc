/** Calling (叫号): next, again, passed, sent on, done. Each begins with the hall's lock, so that two windows never call the same person. */
import { runSql } from '#platform/database'
import { Refusal } from '#platform/refusal'
import { findByNumber, relationsOf, type Call } from '#kernel'
import { favouredInARow, lineOf, TICKET, waitingAt, type Ticket } from './ticket.ts'
import { lockHall, windowFor, type WorkWindow } from './window.ts'

/**
 * Ends what the window has before it and calls the next. `current` is what the clerk saw: pressed twice, or in two windows of a browser, the second
 * press changes nothing and says so.
 */
export async function callNext(call: Call, windowId: string, current: string | null): Promise<Ticket | null> {
  const { window, present } = await atWindow(call, windowId)
  if ((present?.id ?? null) !== current) throw new Refusal('conflict', present ? `这个窗口已经在叫 ${present.number}，请看一眼再按` : '这个窗口的号已经办完，请看一眼再按')
  if (present) await end(call, present, 'done')
  const [waiting, inARow] = await Promise.all([waitingAt(call.tx, window.hall, call.today), favouredInARow(call.tx, window.groupId, call.today)])
  const [next] = lineOf(waiting, { groupId: window.groupId, windowId, now: call.now, favouredInARow: inARow })
  if (!next) return null
  const [called] = await runSql<Ticket>(call.tx, `
    update hall.ticket set state = 'called', window_id = $2, for_window = null, called_as = $3,
      called_at = $4, first_called_at = coalesce(first_called_at, $4), calls = calls + 1
    where id = $1 returning ${TICKET}`, [next.id, windowId, next.standing, call.now])
  return called ?? null
}

/** Calls the one at the window once more (重呼). */
export async function callAgain(call: Call, windowId: string): Promise<Ticket> {
  const present = presentOf(await atWindow(call, windowId))
  await runSql(call.tx, 'update hall.ticket set called_at = $2, calls = calls + 1 where id = $1', [present.id, call.now])
  return present
}

/** Nobody came (过号): she may still be called back by hand today. */
export async function pass(call: Call, windowId: string): Promise<void> {
  await end(call, presentOf(await atWindow(call, windowId)), 'passed')
}

/** Served, and no next one called yet. */
export async function finish(call: Call, windowId: string): Promise<void> {
  await end(call, presentOf(await atWindow(call, windowId)), 'done')
}

/** Sends the one at the window to another, where she is called before all others (转窗口). */
export async function transfer(call: Call, windowId: string, toWindowId: string): Promise<void> {
  const at = await atWindow(call, windowId)
  const present = presentOf(at)
  const [other] = await runSql(call.tx, 'select 1 from hall.window where id = $1 and hall = $2 and active', [toWindowId, at.window.hall])
  if (!other || toWindowId === windowId) throw new Refusal('rule', '请选本大厅另一个开着的窗口')
  await runSql(call.tx, "update hall.ticket set state = 'waiting', for_window = $2, window_id = null where id = $1", [present.id, toWindowId])
}

/** Somebody who was passed is back: the window takes her now. */
export async function callBack(call: Call, windowId: string, ticketId: string): Promise<Ticket> {
  const { window, present } = await atWindow(call, windowId)
  if (present) throw new Refusal('conflict', `这个窗口还在办 ${present.number}，请先办完或过号`)
  const [called] = await runSql<Ticket>(call.tx, `
    update hall.ticket set state = 'called', window_id = $2, called_at = $3, calls = calls + 1
    where id = $1 and hall = $4 and day = $5 and state = 'passed' returning ${TICKET}`, [ticketId, windowId, call.now, window.hall, call.today])
  if (!called) throw new Refusal('conflict', '这个号已经不在过号里，请刷新')
  return called
}

/** Notes which case the visit led to; only a case the clerk takes in at the window. */
export async function linkCase(call: Call, windowId: string, number: string): Promise<{ caseId: string }> {
  const present = presentOf(await atWindow(call, windowId))
  const known = await findByNumber(call.tx, number)
  if (!known || !relationsOf(call.actor, known.found).includes('window')) throw new Refusal('not-found', '没有这个办件，或者不是本窗口收的，请核对编号')
  await runSql(call.tx, 'update hall.ticket set case_id = $2 where id = $1', [present.id, known.found.id])
  return { caseId: known.found.id }
}

interface AtWindow { window: WorkWindow; present: Ticket | undefined }

/** The window under the hall's lock, and whom it has before it. What was left from an earlier day is closed first. */
async function atWindow(call: Call, windowId: string): Promise<AtWindow> {
  const window = await windowFor(call, windowId)
  await lockHall(call.tx, window.hall)
  await runSql(
    call.tx, "update hall.ticket set state = 'closed', ended_at = $3 where window_id = $1 and state = 'called' and day < $2", [windowId, call.today, call.now],
  )
  const [present] = await runSql<Ticket>(call.tx, `select ${TICKET} from hall.ticket where window_id = $1 and state = 'called'`, [windowId])
  return { window, present }
}

function presentOf({ present }: AtWindow): Ticket {
  if (!present) throw new Refusal('conflict', '这个窗口现在没有在叫的号，请先叫下一位')
  return present
}

async function end({ tx, now }: Call, { id }: Ticket, state: 'done' | 'passed'): Promise<void> {
  await runSql(tx, 'update hall.ticket set state = $2, ended_at = $3 where id = $1', [id, state, now])
}
