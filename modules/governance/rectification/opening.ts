import { randomUUIDv7 } from 'node:crypto'
import { runSql, type Tx } from '#platform/database'
import { addCalendarDays } from '#platform/day'
import { claimCommand, openCase, requestHashOf, type Call } from '#kernel'
import { SUPERVISING_ORGANISATION } from '../alerts/digest.ts'
import { causeName } from '../rules/rules.ts'
import { limitsOf, rulesOn } from '../rules/rule-book.ts'
import { settingOf } from '../rules/settings.ts'
import { answeringIn } from '../unit-turn.ts'
import { RECTIFICATION_TYPE } from './workflow.ts'

const HUADU = '440114'
/** The shortest way through: ordered, mended, looked at. */
const PARTS_OF_THE_WHOLE = ['issue', 'ordered', 'recheck'] as const

export interface Fault { organisation: string; cause: string; itemCode: string; itemName: string; problem: string }

/**
 * Opens the rectification of a fault, or finds the one that is open on the same unit, rule and item; two at once leave one. The
 * end of the last one within the days of recurrence makes this its continuation.
 */
export async function openRectification(call: Call, fault: Fault, key?: string): Promise<{ caseId: string; isNew: boolean }> {
  const command = key === undefined ? null : { actorId: call.actor.id, key, requestHash: requestHashOf(fault) }
  const earlier = command && await claimCommand(call.tx, command)
  if (earlier) return { caseId: earlier, isNew: false }
  const id = randomUUIDv7()
  const book = await rulesOn(call.tx, call.today)
  const last = await lastOf(call.tx, fault, addCalendarDays(call.today, -settingOf(book.rule('deadline', 'recurrence'), 'calendarDays')))
  const standing = await claim(call, id, { fault, last })
  if (standing !== id) return { caseId: standing, isNew: false }
  const limits = limitsOf(book)
  const limit = PARTS_OF_THE_WHOLE.reduce((sum, part) => sum + (limits[part] ?? 0), 0)
  const name = `整改：${causeName(fault.cause)}${fault.itemName === '' ? '' : `（${fault.itemName}）`}`
  await openCase(call, {
    id, type: RECTIFICATION_TYPE, item: { code: fault.itemCode === '' ? 'GOVERNANCE' : fault.itemCode, version: 1, name },
    applicant: { kind: 'organisation', id: `supervision:${SUPERVISING_ORGANISATION}`, name: '效能监督' }, agentId: null,
    ownerOrganisation: fault.organisation, receivingOrganisation: SUPERVISING_ORGANISATION, place: HUADU,
    form: { problem: fault.problem, cause: fault.cause },
    traits: { limits, answering: await answeringIn(call, fault.organisation), fields: { visibility: { problem: 'public', cause: 'public' } } },
    limits: { limitWorkingDays: limit, statutoryWorkingDays: limit, joint: false }, isUnclocked: true,
  }, command)
  return { caseId: id, isNew: true }
}

interface Earlier { id: string; times: number }

async function lastOf(tx: Tx, { organisation, cause, itemCode }: Fault, since: string): Promise<Earlier | undefined> {
  const [row] = await runSql<Earlier>(tx, `
    select case_id as id, times from governance.rectification
    where organisation = $1 and cause = $2 and item_code = $3 and closed_on >= $4 and outcome = 'rectified' order by closed_on desc, opened_on desc limit 1`,
  [organisation, cause, itemCode, since])
  return row
}

/** Whoever writes first has it; the others wait here and find hers. */
async function claim(call: Call, id: string, { fault, last }: { fault: Fault; last: Earlier | undefined }): Promise<string> {
  const { organisation, cause, itemCode, itemName, problem } = fault
  const [mine] = await runSql(call.tx, `
    insert into governance.rectification (case_id, organisation, cause, item_code, item_name, problem, opened_on, recurrence_of, times)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (organisation, cause, item_code)
      where closed_on is null and cause not like 'by-hand%' do nothing returning case_id`,
  [id, organisation, cause, itemCode, itemName, problem, call.today, last?.id ?? null, (last?.times ?? 0) + 1])
  if (mine) return id
  const [theirs] = await runSql<{ id: string }>(call.tx, `
    select case_id as id from governance.rectification
    where organisation = $1 and cause = $2 and item_code = $3 and closed_on is null`, [organisation, cause, itemCode])
  if (!theirs) throw new Error('the open rectification was closed in this very moment: try again')
  return theirs.id
}
