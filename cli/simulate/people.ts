import type { Actor, Case } from '#kernel'
import type { Intent } from './behaviour.ts'

const staff = (id: string, role: 'window' | 'reviewer' | 'approver', organisation: string): Actor =>
  ({ id, name: id, roles: [role], organisation, party: null })

export function applicant(index: number): Actor {
  return { id: `sim-citizen-${index}`, name: `模拟申请人${index}`, roles: ['citizen'], organisation: null, party: null }
}

/** The person who does what the intent says, at the place where the case is. */
export function actorFor({ who }: Intent, found: Case): Actor {
  if (who === 'applicant') return applicantWho(found)
  if (who === 'window') return staff('sim-window', 'window', found.receivingOrganisation)
  return staff(`sim-${who}-${found.ownerOrganisation}`, who, found.ownerOrganisation)
}

/** The person herself, or whoever works for the firm. */
function applicantWho({ applicant: { kind, id, name }, agentId }: Case): Actor {
  if (kind === 'person') return { id, name, roles: ['citizen'], organisation: null, party: null }
  return { id: agentId ?? id, name, roles: ['enterprise'], organisation: null, party: id }
}

/** Somebody of another organisation, who has no business with the case. */
export const STRANGER: Actor = staff('sim-stranger', 'reviewer', 'statistics')
