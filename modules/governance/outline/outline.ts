import { runSql } from '#platform/database'
import { Refusal } from '#platform/refusal'
import { caseView, eventsOf, eventView, findCase, relationsOf, waitsFor, type Call, type Case } from '#kernel'
import { seenBy } from '../alerts/list.ts'

/**
 * What a case is about, where it stands and what has happened, for those who may read an alert or a rectification about it and may
 * not open the case itself. Nothing that was filled in, nobody's name. For everybody else, and where it is sealed, it does not exist.
 */
export async function outlineFor(call: Call, id: string) {
  const found = await findCase(call.tx, id)
  if (!found || found.sealed || !(await mayLook(call, found))) throw new Refusal('not-found', '没有这个办件，或者它没有您看得到的预警和整改')
  const { number, typeLabel, title, item, stateLabel, closed, owner, receiving, turn, queueDueOn, openedAt, closedAt, clock } = caseView(call, found)
  const events = await eventsOf(call.tx, id)
  return {
    id, number, typeLabel, title, item: item.code, stateLabel, closed, owner: owner.name, receiving: receiving.name, openedAt, closedAt, queueDueOn,
    turn: turn && { relation: turn.relation, label: turn.label }, waitsFor: waitsFor(call.kernel, found),
    mayOpen: relationsOf(call.actor, found).length > 0,
    clock: {
      today: clock.today, startedOn: clock.startedOn, dueOn: clock.dueOn,
      statutoryDueOn: clock.statutoryDueOn, limitWorkingDays: clock.limitWorkingDays, level: clock.level,
      pauses: clock.pauses.map(({ kind, startedOn, endedOn }) => ({ kind, startedOn, endedOn })),
    },
    history: events.map((event) => {
      const { seq, at, label, by } = eventView(call, found, { event, relations: [] })
      return { seq, at, label, by }
    }),
  }
}

/** Whoever stands to the case, or may read what the supervision says of it. */
async function mayLook({ tx, actor }: Call, found: Case): Promise<boolean> {
  if (relationsOf(actor, found).length > 0) return true
  const [said] = await runSql(tx, `
    select 1 from governance.alert where case_id = $1 and ($2::text is null or organisation = $2)
    union all select 1 from governance.rectification where case_id = $1 and ($2::text is null or organisation = $2)
    union all select 1 from governance.card_order where case_id = $1 and ($2::text is null or organisation = $2) limit 1`, [found.id, seenBy(actor)])
  return said !== undefined
}
