import type { Day } from '#platform/day'
import { maskName } from '#platform/mask'
import type { Call, StepFacts } from './types.ts'
import type { Case, CaseEvent } from './case.ts'
import { maskedFields, shownForm } from './case-form.ts'
import { explainClock, levelOn } from './clock/index.ts'
import type { Relation } from './relations.ts'
import { factsOf } from './take-step.ts'
import { visibleData } from './visibility.ts'
import { isOpen, stateRule, stepsOpenTo, workflowOf } from './workflow.ts'

/** A case as this actor may see it, with the steps this actor may take now. */
export function caseView(call: Call, found: Case) {
  const workflow = workflowOf(call.kernel, found.type, found.workflowVersion)
  const facts = factsOf(call, found)
  const rule = stateRule(workflow, found.state)
  return {
    id: found.id, number: found.number, type: found.type, typeLabel: workflow.label, title: found.title,
    item: { code: found.itemCode, version: found.itemVersion },
    state: found.state, stateLabel: rule.label, version: found.version, closed: !isOpen(rule),
    applicant: applicantFor(found, facts.relations),
    owner: { organisation: found.ownerOrganisation, name: call.kernel.nameOf(found.ownerOrganisation) },
    receiving: { organisation: found.receivingOrganisation, name: call.kernel.nameOf(found.receivingOrganisation) },
    form: shownForm(call.kernel.vault, found, facts.relations), masked: maskedFields(found, facts.relations),
    relations: facts.relations, turn: turnOf(call, found), queueDueOn: found.queueDueOn,
    openedAt: found.openedAt.toISOString(), closedAt: found.closedAt?.toISOString() ?? null, parentId: found.parentId,
    clock: clockView(call, found, facts),
    steps: stepsOpenTo(workflow, facts).map(([step, { label, form, basis }]) => ({ step, label, basis: basis ?? null, ...(form && { form: form.schema }) })),
  }
}

/** The legal clock of a case as of today, with its derivation. */
export function clockView(call: Pick<Call, 'kernel' | 'actor' | 'today'>, found: Case, facts: StepFacts = factsOf(call, found)) {
  const { reading, today } = facts
  return {
    today, limitWorkingDays: found.clock.limitWorkingDays, statutoryWorkingDays: found.clock.statutoryWorkingDays,
    startedOn: reading.acceptedOn, noticeDueOn: reading.noticeDueOn, dueOn: reading.dueOn, statutoryDueOn: reading.statutoryDueOn,
    deliverBy: reading.deliverBy, state: reading.phase, level: levelOn(call.kernel.calendar, found.clock, today),
    provisional: reading.provisional,
    pauses: pausesOf(found), explanation: explainClock(call.kernel.calendar, found.clock, today),
  }
}

/** One line of a worklist. */
export function worklistRow(call: Call, found: Case) {
  const workflow = workflowOf(call.kernel, found.type, found.workflowVersion)
  const facts = factsOf(call, found)
  return {
    id: found.id, number: found.number, type: found.type, title: found.title, state: found.state, version: found.version,
    stateLabel: stateRule(workflow, found.state).label, applicant: applicantFor(found, facts.relations),
    turn: turnOf(call, found), queueDueOn: found.queueDueOn, dueOn: found.dueOn, statutoryDueOn: found.statutoryDueOn,
    clock: { state: facts.reading.phase, level: levelOn(call.kernel.calendar, found.clock, facts.today) },
    owner: { organisation: found.ownerOrganisation, name: call.kernel.nameOf(found.ownerOrganisation) },
    openedAt: found.openedAt.toISOString(), closedAt: found.closedAt?.toISOString() ?? null,
    steps: stepsOpenTo(workflow, facts).map(([step, { label }]) => ({ step, label })),
  }
}

/** An entry of the log as these relations may read it. */
export function eventView(call: Call, found: Case, { event, relations }: { event: CaseEvent; relations: readonly Relation[] }) {
  const step = workflowOf(call.kernel, found.type, found.workflowVersion).steps[event.step]
  const data = withShownForm(call, found, { data: visibleData(step?.form?.schema, event.data, relations), relations })
  return {
    seq: event.seq, at: event.at.toISOString(), step: event.step, label: labelOf(call, found, event.step),
    by: byWhom(call, event), person: personOf(event, relations), note: noteOf(data), data,
    document: event.issued && { kind: event.issued.kind, number: event.issued.number },
    state: event.toState, hash: event.hash, previousHash: event.previousHash,
  }
}

/** The log keeps the form as it was filed and as it was corrected: personal fields are shown there as they are on the case. */
function withShownForm({ kernel }: Call, { id, traits }: Case, { data, relations }: { data: Record<string, unknown>; relations: readonly Relation[] }) {
  const { form } = data
  if (typeof form !== 'object' || form === null || Array.isArray(form)) return data
  return { ...data, form: shownForm(kernel.vault, { id, traits, form: { ...form } }, relations) }
}

function labelOf(call: Call, found: Case, step: string): string {
  const workflow = workflowOf(call.kernel, found.type, found.workflowVersion)
  return step === 'open' ? (workflow.opening?.label ?? '提交') : (workflow.steps[step]?.label ?? step)
}

/** The applicant reads which organisation acted, not which clerk. */
function byWhom(call: Call, event: CaseEvent): string {
  if (event.relation === 'system') return '系统'
  return event.actor.organisation === null ? '申请人' : call.kernel.nameOf(event.actor.organisation)
}

/**
 * Who it was: colleagues read the clerk, and in whose place she acted; the applicant's side reads who acted for it. Neither reads the
 * other's: the applicant deals with an organisation, and the one who rated stays hidden from the rated.
 */
function personOf({ relation, actor }: CaseEvent, relations: readonly Relation[]): string | null {
  const isOffice = actor.organisation !== null
  const isReader = relations.some((own) => (own === 'applicant' || own === 'agent') !== isOffice)
  if (relation === 'system' || !isReader) return null
  return actor.onBehalfOf ? `${actor.name} 代 ${actor.onBehalfOf.name}` : actor.name
}

function noteOf(data: Record<string, unknown>): string | null {
  const note = data['reason'] ?? data['opinion'] ?? data['note']
  return typeof note === 'string' ? note : null
}

function turnOf(call: Call, found: Case): { relation: string; label: string; dueOn: Day | null } | null {
  if (found.queue === null) return null
  const [turn = '', place = ''] = found.queue.split(':')
  const label = turn === 'applicant' ? '申请人' : turn === 'parent' ? '随总件一起办' : call.kernel.nameOf(place)
  return { relation: turn, label, dueOn: found.queueDueOn }
}

function applicantFor(found: Case, relations: readonly Relation[]): { kind: string; name: string } {
  return { kind: found.applicant.kind, name: seesPersonal(relations) ? found.applicant.name : maskName(found.applicant.name) }
}

/** The applicant's own side and those who handle the case; a supervisor sees a masked name and no form. */
function seesPersonal(relations: readonly Relation[]): boolean {
  return relations.some((relation) => relation !== 'supervisor')
}

function pausesOf(found: Case): { id: string; kind: string; startedOn: Day; endedOn: Day | null }[] {
  return found.clock.events.flatMap((event) => event.what !== 'pause-start' ? [] : [{
    id: event.id, kind: event.kind, startedOn: event.on,
    endedOn: found.clock.events.find((other) => other.what === 'pause-end' && other.id === event.id)?.on ?? null,
  }])
}
