import { reaches, type Actor } from './actor.ts'
import type { Case } from './case.ts'

/**
 * How an actor stands to a case. Whoever stands in none of these relations is a stranger and learns nothing, not even
 * that the case exists. Steps and routes name relations; roles alone open no case.
 */
export const RELATIONS = ['applicant', 'agent', 'window', 'owner', 'approver', 'handler', 'supervisor', 'sealed', 'system'] as const
export type Relation = (typeof RELATIONS)[number]

type Standing = (actor: Actor, found: Standpoint) => boolean
/** The part of a case that decides who stands how to it. */
export type Standpoint = Pick<Case, 'applicant' | 'agentId' | 'itemCode' | 'receivingOrganisation' | 'ownerOrganisation' | 'handlerId' | 'sealed'>

/** The one table of relations; the permission matrix is generated from it. */
export const STANDINGS: Readonly<Record<Relation, Standing>> = {
  applicant: (actor, found) => actor.id === found.applicant.id || (actor.party !== null && actor.party === found.applicant.id),
  agent: (actor, found) => isOwnAgent(actor, found) || isWithinAgency(actor, found),
  window: (actor, found) => has(actor, 'window') && actor.organisation === found.receivingOrganisation && !found.sealed,
  owner: (actor, found) => has(actor, 'reviewer') && actor.organisation === found.ownerOrganisation && !found.sealed,
  approver: (actor, found) => has(actor, 'approver') && actor.organisation === found.ownerOrganisation && !found.sealed,
  handler: (actor, found) => actor.id === found.handlerId,
  supervisor: (actor, found) => has(actor, 'supervisor') && !found.sealed,
  sealed: (actor, found) => has(actor, 'discipline') && found.sealed,
  system: (actor) => actor.id === 'system',
}

/** Every relation in which the actor stands to the case; empty for a stranger. */
export function relationsOf(actor: Actor, found: Standpoint): Relation[] {
  return RELATIONS.filter((relation) => STANDINGS[relation](actor, found))
}

function has(actor: Actor, role: Actor['roles'][number]): boolean {
  return actor.roles.includes(role)
}

/** Who acts for a person, or from the firm's own account. An agent of a firm is one only as long and as far as the firm says. */
function isOwnAgent(actor: Actor, { agentId, applicant }: Standpoint): boolean {
  return actor.id === agentId && (applicant.kind === 'person' || actor.party === applicant.id)
}

/** What she has filed herself, and with the power to see what the firm's others have filed; nothing outside the scope. */
export function isWithinAgency({ id, agency }: Actor, { applicant, agentId, itemCode, ownerOrganisation }: Standpoint): boolean {
  if (agency === undefined || agency.party !== applicant.id || !reaches(agency, itemCode, ownerOrganisation)) return false
  return agency.powers.includes('see') || agentId === id
}
