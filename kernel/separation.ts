import { Refusal } from '#platform/refusal'
import type { Tx } from '#platform/database'
import type { Actor } from './actor.ts'
import type { Case, CaseEvent } from './case.ts'
import { eventsOf } from './event-log.ts'
import type { Duty, Step, Workflow } from './types.ts'

/**
 * 审查与决定相分离: where a case is reviewed or decided in somebody's place (委托代办), nobody may have a part in both, neither the one
 * who acts nor the one in whose place. What is done in somebody's place is noted on the case, so that every later step is judged by
 * the locked row alone; only a step in somebody's place has to look into the log for what was done before in a person's own name.
 */
const TRAIT = 'inPlaceOf'
interface Part { duty: Duty; people: readonly string[] }
interface Deciding { workflow: Workflow; step: Step; actor: Actor; onBehalfOf?: { id: string } | undefined }

/** The traits of the case after the step: with those who did a duty in somebody's place. Pure. */
export function traitsAfter({ traits }: Case, { step: { duty }, actor, onBehalfOf }: Deciding): Case['traits'] {
  if (duty === undefined || onBehalfOf === undefined) return traits
  return { ...traits, [TRAIT]: [...partsOf(traits), { duty, people: [actor.id, onBehalfOf.id] }] }
}

/** Refuses who did the other duty in somebody's place, or in whose place it was done. Pure. */
export function refuseBothDuties({ traits }: Case, deciding: Deciding): void {
  refuseAmong(partsOf(traits), deciding)
}

/** Whether the log has to be asked before the step: see `refuseFromLog`. */
export function asksLog({ step, onBehalfOf }: Deciding): boolean {
  return step.duty !== undefined && onBehalfOf !== undefined
}

/** For a step in somebody's place: refuses where either of the two did the other duty in her own name. The case must be locked. */
export async function refuseFromLog(tx: Tx, found: Case, deciding: Deciding): Promise<void> {
  if (!asksLog(deciding)) return
  refuseAmong((await eventsOf(tx, found.id)).flatMap((event) => partIn(deciding.workflow, event)), deciding)
}

function refuseAmong(parts: readonly Part[], { step: { duty }, actor, onBehalfOf }: Deciding): void {
  const people = [actor.id, ...(onBehalfOf ? [onBehalfOf.id] : [])]
  const both = duty !== undefined && parts.some((part) => part.duty !== duty && part.people.some((one) => people.includes(one)))
  if (both) throw new Refusal('rule', SENTENCE[duty])
}

const SENTENCE: Readonly<Record<Duty, string>> = {
  decide: '这一件由您或者您代替的人审查过；有一方是代办时，审查和决定不能是同一个人，请由另外的审批人决定',
  review: '这一件由您或者您代替的人作过决定；有一方是代办时，审查和决定不能是同一个人，请由另外的审查人办理',
}

function partIn({ steps }: Workflow, { step, actor }: CaseEvent): Part[] {
  const duty = Object.hasOwn(steps, step) ? steps[step]?.duty : undefined
  return duty === undefined ? [] : [{ duty, people: [actor.id, ...(actor.onBehalfOf ? [actor.onBehalfOf.id] : [])] }]
}

function partsOf(traits: Case['traits']): Part[] {
  const noted = traits[TRAIT]
  return Array.isArray(noted) ? noted as Part[] : [] // Safe: only traitsAfter writes this trait, and the row is covered by the chain.
}
