import { inTransaction, runSql } from '#platform/database'
import { eventsOf, findCase, type Case } from '#kernel'
import { datesFromLog } from '../../kernel/decide.ts'
import { chunfeng, fine, listed, wrong, type Check, type Ground } from './check.ts'

const DAYS = ['dueOn', 'statutoryDueOn', 'reminderOn', 'queueDueOn'] as const satisfies readonly (keyof Case)[]

/** The days of the newest open cases are those the calendar gives; a new calendar moves them only when it is applied. */
export const dates: Check<Ground> = {
  id: 'dates',
  look: async (ground) => {
    const cases = await runSql<{ id: string }>(ground.database,
      'select id from kernel.case where closed_at is null and queue is not null order by id desc limit $1', [ground.limits['chain-sample']])
    const found: string[] = []
    for (const { id } of cases) found.push(...await misdated(ground, id))
    return found.length === 0 ? fine('未结办件的期限与放假安排相符') : wrong(`办件 ${listed(found)} 的期限与放假安排推算的不符`, chunfeng('recalculate'))
  },
}

/** The number of the case when one of its days is off. Read in one transaction: the case may be moving. */
async function misdated({ database, kernel }: Ground, id: string): Promise<string[]> {
  const [found, events] = await inTransaction(database, (tx) => Promise.all([findCase(tx, id), eventsOf(tx, id)]), 'repeatable read')
  const known = found && kernel.workflows.get(found.type)?.some(({ version, states }) =>
    version === found.workflowVersion && Object.hasOwn(states, found.state))
  const right = found && known === true && found.closedAt === null ? datesFromLog(kernel, found, events) : undefined
  return right && DAYS.some((field) => String(found?.[field]) !== String(right[field])) ? [found?.number ?? id] : []
}
