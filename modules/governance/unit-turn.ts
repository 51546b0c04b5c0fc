import { staffOf } from '#base/people'
import type { Call, Case } from '#kernel'

/** Who answers for a unit: its reviewers, or its head where it has nobody who reviews, as in the hall. */
export type Answering = 'owner' | 'approver'

/** As the unit is staffed now; kept among the traits of the case. */
export async function answeringIn(call: Pick<Call, 'tx' | 'now' | 'today'>, organisation: string): Promise<Answering> {
  const roles = new Set((await staffOf(call.tx, organisation, call)).flatMap((person) => person.roles))
  return roles.has('approver') && !roles.has('reviewer') ? 'approver' : 'owner'
}

/** Whose turn it is in the unit. */
export function unitTurn({ traits }: Pick<Case, 'traits'>): Answering {
  return traits['answering'] === 'approver' ? 'approver' : 'owner'
}
