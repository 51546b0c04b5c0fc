import { randomUUIDv7 } from 'node:crypto'
import { inTransaction, runSql, type Database } from '#platform/database'
import type { Day } from '#platform/day'
import { openCase, SYSTEM, takeStep, type Call, type Kernel } from '#kernel'
import { SUPERVISING_ORGANISATION } from '../alerts/digest.ts'
import { limitsOf, rulesOn } from '../rules/rule-book.ts'
import { answeringIn } from '../unit-turn.ts'
import { CARDS_OF } from './cards-of.ts'
import { CARD_ORDER_TYPE } from './workflow.ts'

const GROUPS_MAX = 50
const HUADU = '440114'

type Ground = { database: Database; kernel: Kernel } & Pick<Call, 'now' | 'today'>
interface Group { organisation: string; answerBy: Day }

/** Orders answers for yellow cards, one for each unit and supervised deadline, and closes those there is nothing left to answer for; whether there is more to do. */
export async function orderAnswers(ground: Ground): Promise<boolean> {
  const groups = await unordered(ground)
  for (const group of groups) await inTransaction(ground.database, (tx) => openOrder({ ...callOf(ground), tx }, group))
  const settled = await withoutCards(ground)
  for (const id of settled) await inTransaction(ground.database, (tx) => settleOrder({ ...callOf(ground), tx }, id))
  return groups.length === GROUPS_MAX || settled.length === GROUPS_MAX
}

/**
 * Along alert_supervised. The orders of a unit and day cover all moments up to the end of the last: what came after it has none. A card
 * whose deadline is over is past answering: the rule of red cards speaks of it.
 */
async function unordered({ database, today }: Ground): Promise<Group[]> {
  return runSql<Group>(database, `
    select alert.organisation, alert.supervise_until as "answerBy"
    from (select organisation, supervise_until, max(fired_at) as last_at from governance.alert
      where settled_on is null and level = 'yellow' and supervise_until >= $1 and rectification_id is null group by 1, 2) alert
    where not exists (select from governance.card_order ordered where ordered.organisation = alert.organisation and ordered.answer_by = alert.supervise_until
      and coalesce(ordered.covers_until, 'infinity') >= alert.last_at)
    order by 2, 1 limit ${GROUPS_MAX}`, [today])
}

/** Whoever writes first has it; a second process finds it there. */
async function openOrder(call: Call, { organisation, answerBy }: Group): Promise<void> {
  const id = randomUUIDv7()
  const [mine] = await runSql(call.tx, `
    insert into governance.card_order (case_id, organisation, answer_by, covers_from, opened_on)
    select $1, $2, $3, coalesce((select max(covers_until) from governance.card_order where organisation = $2 and answer_by = $3), '-infinity'), $4
    on conflict (organisation, answer_by) where covers_until is null do nothing returning case_id`, [id, organisation, answerBy, call.today])
  if (!mine) return
  const limits = limitsOf(await rulesOn(call.tx, call.today))
  await openCase(call, {
    id, type: CARD_ORDER_TYPE, item: { code: 'GOVERNANCE', version: 1, name: `黄牌督办（答复到 ${answerBy}）` },
    applicant: { kind: 'organisation', id: `supervision:${SUPERVISING_ORGANISATION}`, name: '效能监督' }, agentId: null,
    ownerOrganisation: organisation, receivingOrganisation: SUPERVISING_ORGANISATION, place: HUADU,
    form: { answerBy }, traits: { answerBy, limits, answering: await answeringIn(call, organisation), fields: { visibility: { answerBy: 'public' } } },
    limits: { limitWorkingDays: 1, statutoryWorkingDays: 1, joint: false }, isUnclocked: true,
  })
}

/** Not answered yet, and every card of it has come to an end of its own. */
async function withoutCards({ database }: Ground): Promise<string[]> {
  const rows = await runSql<{ id: string }>(database, `
    select ordered.case_id as id from governance.card_order ordered
    where ordered.closed_on is null and ordered.answered_on is null
      and not exists (select from governance.alert alert where ${CARDS_OF} and alert.settled_on is null)
    order by 1 limit ${GROUPS_MAX}`)
  return rows.map(({ id }) => id)
}

/** Looked at again under the lock of the case: a card or an answer may just have come; whoever is working on it goes first. */
async function settleOrder(call: Call, id: string): Promise<void> {
  const [held] = await runSql(call.tx, "select 1 from kernel.case where id = $1 and state in ('asked', 'escalated') for no key update skip locked", [id])
  if (!held) return
  const [left] = await runSql(call.tx, `
    select 1 from governance.card_order ordered join governance.alert alert on ${CARDS_OF}
    where ordered.case_id = $1 and alert.settled_on is null limit 1`, [id])
  if (!left) await takeStep(call, id, 'settle')
}

function callOf({ kernel, now, today }: Ground): Omit<Call, 'tx'> {
  return { kernel, actor: SYSTEM, now, today }
}
