import { runSql } from '#platform/database'
import type { Day } from '#platform/day'
import { addWorkingDays, type Call, type DailyWork } from '#kernel'
import { tell } from '../messages.ts'
import { isFirstToday } from './once-a-day.ts'

/** So many working days before the last day, and on it. Defaults of ours. */
const WORKING_DAYS_BEFORE = 3
/** Every case of a district that waits for its applicant is looked at once a day. */
const CASES_MAX = 10_000

interface Waiting { id: string; applicant: string; title: string; stateDue: Day }

/** Tells applicants whose turn it is that their day comes near. May run any number of times. */
export const remindOfTurn: DailyWork = {
  name: 'messages.their-turn',
  run: async (call) => {
    if (!(await isFirstToday(call, 'their-turn'))) return
    for (const waiting of await waitingOn(call)) await remind(call, waiting)
  },
}

async function waitingOn({ tx, today, kernel }: Call): Promise<Waiting[]> {
  const horizon = [WORKING_DAYS_BEFORE - 1, WORKING_DAYS_BEFORE].map((count) => addWorkingDays(kernel.calendar, today, count))
  return runSql<Waiting>(tx, `
    select id, applicant_id as applicant, title, queue_due_on as "stateDue" from kernel.case
    where closed_at is null and queue >= 'applicant:' and queue < 'applicant;' and (queue_due_on = $1 or (queue_due_on > $2 and queue_due_on <= $3))
    order by queue_due_on, id limit ${CASES_MAX}`, [today, ...horizon])
}

async function remind(call: Call, { id, applicant, title, stateDue }: Waiting): Promise<void> {
  const isLast = stateDue === call.today
  await tell(call.tx, {
    recipient: applicant, caseId: id, at: call.now, key: `turn:${id}:${stateDue}:${isLast ? 'day' : 'before'}`, urgency: 'urgent', actBy: stateDue,
    gist: isLast ? '有一件事今天是最后一天' : '有一件事等您办理',
    title: `${title}：${isLast ? '今天是最后一天' : '快到期了'}`, body: `这件事轮到您办，最后一天是 ${stateDue}。请打开办件，按页面上的提示办理；过期可能被终止。`,
  })
}
