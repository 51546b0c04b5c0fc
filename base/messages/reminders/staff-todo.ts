import { runSql } from '#platform/database'
import { staffOf } from '#base/people'
import { addWorkingDays, isWorkingDay, type Actor, type Call, type DailyWork } from '#kernel'
import { tell } from '../messages.ts'
import { isFirstToday } from './once-a-day.ts'

/** Near: the last day is today or the next working day. A default of ours. */
const NEAR_WORKING_DAYS = 1
/** Roles that have a queue, and the turn of that queue. */
const TURNS = { window: 'window', reviewer: 'owner', approver: 'approver' } as const
const GROUPS_MAX = 50_000

interface Group { queue: string; handler: string | null; near: number; late: number }
interface Todo { near: number; late: number }

/** One message a day to each member of staff whose queue has something near its day or past it; none where there is nothing. */
export const remindStaff: DailyWork = {
  name: 'messages.staff-todo',
  run: async (call) => {
    // On a rest day the next working day is told of by that day itself.
    if (!isWorkingDay(call.kernel.calendar, call.today) || !(await isFirstToday(call, 'staff-todo'))) return
    const groups = await pressing(call)
    for (const organisation of new Set(groups.map(({ queue }) => queue.split(':')[1] ?? ''))) {
      for (const person of await staffOf(call.tx, organisation, call)) await remind(call, person, todoOf(person, groups))
    }
  },
}

async function pressing({ tx, today, kernel }: Call): Promise<Group[]> {
  return runSql<Group>(tx, `
    select queue, handler_id as handler, (count(*) filter (where queue_due_on >= $1))::int as near, (count(*) filter (where queue_due_on < $1))::int as late
    from kernel.case where closed_at is null and not sealed and queue not like 'applicant:%' and queue_due_on <= $2
    group by queue, handler_id limit ${GROUPS_MAX}`, [today, addWorkingDays(kernel.calendar, today, NEAR_WORKING_DAYS)])
}

/** What a colleague handles is hers to be reminded of, or of who stands in for her; what nobody handles is everybody's of that queue. */
export function todoOf({ id, organisation, roles, standsInFor = [] }: Actor, groups: readonly Group[]): Todo {
  const queues = new Set(Object.entries(TURNS).filter(([role]) => roles.some((own) => own === role)).map(([, turn]) => `${turn}:${organisation}`))
  const handlers = new Set([id, ...standsInFor.map((absentee) => absentee.id)])
  const mine = groups.filter(({ queue, handler }) => queues.has(queue) && (handler === null || handlers.has(handler)))
  return { near: mine.reduce((sum, group) => sum + group.near, 0), late: mine.reduce((sum, group) => sum + group.late, 0) }
}

async function remind(call: Call, { id }: Actor, { near, late }: Todo): Promise<void> {
  if (near + late === 0) return
  const parts = [late > 0 && `${late} 件已超期`, near > 0 && `${near} 件快到期`].filter((part) => part !== false).join('，')
  await tell(call.tx, {
    recipient: id, at: call.now, key: `todo:${id}:${call.today}`, gist: `待办有${parts.replaceAll(' ', '')}`,
    title: `待办：${parts}`, body: '请打开工作台的“待办”和“预警”，先办最急的。每天提醒一次，没有就不提醒。',
  })
}
