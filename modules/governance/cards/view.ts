import { runSql } from '#platform/database'
import { Refusal } from '#platform/refusal'
import { caseFor, type Call, type Relation } from '#kernel'
import { ruleOf } from '../rules/rules.ts'
import { CARDS_OF } from './cards-of.ts'

const CARDS_MAX = 200
const READERS: readonly Relation[] = ['supervisor', 'owner', 'approver']

interface Card {
  id: string; rule: string; version: number; caseId: string; number: string; title: string; firedOn: string; dueOn: string | null; settledOn: string | null
}
interface Ordered { answerBy: string; openedOn: string; escalatedOn: string | null; answeredOn: string | null; closedOn: string | null }

/** An order to answer, with the cards it is about. */
export async function cardOrderFor(call: Call, id: string) {
  await caseFor(call, id, READERS)
  const [[ordered], cards] = await Promise.all([
    runSql<Ordered>(call.tx, `
      select answer_by as "answerBy", opened_on as "openedOn", escalated_on as "escalatedOn", answered_on as "answeredOn", closed_on as "closedOn"
      from governance.card_order where case_id = $1`, [id]),
    runSql<Card>(call.tx, `
      select alert.id::text, alert.rule, alert.rule_version as version, alert.case_id as "caseId", found.number, found.title,
        alert.fired_on as "firedOn", alert.due_on as "dueOn", alert.settled_on as "settledOn"
      from governance.card_order ordered join governance.alert alert on ${CARDS_OF} join kernel.case found on found.id = alert.case_id
      where ordered.case_id = $1 order by alert.due_on, alert.id limit ${CARDS_MAX}`, [id]),
  ])
  if (!ordered) throw new Refusal('not-found', '没有这件黄牌督办，或者不是您单位的')
  return { id, ...ordered, cards: cards.map((card) => ({ ...card, ruleName: ruleOf(card.rule).name })) }
}
