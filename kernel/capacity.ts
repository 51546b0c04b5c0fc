import { Refusal } from '#platform/refusal'
import type { Actor } from './actor.ts'
import type { Decision } from './decide.ts'
import { relationsOf, type Relation } from './relations.ts'
import type { Step, StepFacts } from './types.ts'

/**
 * As what the actor takes a step that is open to her: by her own roles wherever they suffice, otherwise in the place of the first
 * absent colleague whose roles do (委托代办). Roles of several people never add up to one right. Pure.
 */
export function capacityFor(actor: Actor, step: Step, facts: StepFacts): Pick<Decision, 'relation' | 'onBehalfOf'> {
  const { standsInFor = [], ownRoles = actor.roles } = actor
  if (standsInFor.length === 0) return { relation: relationTaking(step, facts.relations) ?? 'system' }
  for (const { roles, onBehalfOf } of [{ roles: ownRoles, onBehalfOf: undefined }, ...standsInFor.map((away) => ({ roles: away.roles, onBehalfOf: away }))]) {
    const relations = relationsOf({ ...actor, roles }, facts.found)
    const relation = relationTaking(step, relations)
    if (relation !== undefined && step.refusal?.({ ...facts, relations }) === undefined) return { relation, onBehalfOf }
  }
  throw new Refusal('forbidden', `您自己的岗位和代办的岗位分开来看，都不能办理“${step.label}”`)
}

function relationTaking(step: Step, relations: readonly Relation[]): Relation | undefined {
  return step.by.find((relation) => relations.includes(relation))
}
