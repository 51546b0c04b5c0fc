/** Who may not decide on an award: the nominee herself, and of review and approval (审查、审定) whoever did the other. */
import { Refusal } from '#platform/refusal'
import { eventsOf, type Call } from '#kernel'
import type { Nomination } from './ledger.ts'

const APPROVED_BY_ANOTHER = '资格审查是您作的；审查和审定不能是同一个人，请由监督部门的另一位审定'
const DECIDED_BY_ANOTHER = '被提名的是您本人，请由监督部门的另一位办理'

/** Why this actor may not approve the nomination, or null. In somebody's place (委托代办) the kernel looks at both: see its `duty`. */
export async function whyNotApproving({ tx, actor }: Pick<Call, 'tx' | 'actor'>, id: string): Promise<string | null> {
  const reviews = (await eventsOf(tx, id)).filter(({ step }) => step === 'qualify')
  return reviews.some((review) => review.actor.id === actor.id) ? APPROVED_BY_ANOTHER : null
}

export async function refuseReviewer(call: Call, id: string): Promise<void> {
  const why = await whyNotApproving(call, id)
  if (why !== null) throw new Refusal('rule', why)
}

/** Whatever the supervision decides, it does not decide on one of its own by her own hand. */
export function refuseNominee({ actor }: Pick<Call, 'actor'>, { people }: Pick<Nomination, 'people'>): void {
  if (people.includes(actor.id)) throw new Refusal('rule', DECIDED_BY_ANOTHER)
}
