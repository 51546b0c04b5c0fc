import type { Actor, Case } from '#kernel'
import type { Intent } from './behaviour.ts'

const staff = (id: string, role: 'window' | 'reviewer' | 'approver', organisation: string): Actor =>
  ({ id, name: id, roles: [role], organisation, party: null })

export function applicant(index: number): Actor {
  return { id: `sim-citizen-${index}`, name: `模拟申请人${index}`, roles: ['citizen'], organisation: null, party: null }
}

/** The person who does what the intent says, at the place where the case is. */
export function actorFor({ who }: Intent, found: Case): Actor {
  if (who === 'applicant') return { id: found.applicant.id, name: found.applicant.name, roles: ['citizen'], organisation: null, party: null }
  if (who === 'window') return staff('sim-window', 'window', found.receivingOrganisation)
  return staff(`sim-${who}-${found.ownerOrganisation}`, who, found.ownerOrganisation)
}

/** Somebody of another organisation, who has no business with the case. */
export const STRANGER: Actor = staff('sim-stranger', 'reviewer', 'statistics')
