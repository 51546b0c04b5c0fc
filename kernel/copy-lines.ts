import { copyLine } from '#platform/copy'
import type { Case, CaseEvent } from './case.ts'
import type { DocumentRecord } from './decide.ts'
import { fieldMarksOf } from './field-marks.ts'

/** The columns of the lines below, by table. For histories made beforehand: whoever serves people writes through takeStep. */
export const COPIED = {
  'kernel.case': [
    'id', 'number', 'type', 'workflow_version', 'item_code', 'item_version', 'title', 'applicant_kind', 'applicant_id', 'applicant_name', 'agent_id',
    'owner_organisation', 'receiving_organisation', 'place', 'parent_id', 'state', 'version', 'form', 'traits', 'clock', 'accepted_on', 'due_on',
    'statutory_due_on', 'reminder_on', 'queue', 'queue_due_on', 'handler_id', 'sealed', 'query_password_hash', 'opened_at', 'closed_at', 'last_at',
    'last_hash', 'next_timer_at',
  ],
  'kernel.event': [
    'case_id', 'seq', 'at', 'on_day', 'kind', 'actor_id', 'actor_name', 'actor_organisation', 'on_behalf_id', 'on_behalf_name', 'relation', 'from_state',
    'to_state', 'data', 'clock_event', 'issued', 'case_sm3', 'previous_hash', 'hash', 'field_marks',
  ],
  'kernel.document': ['case_id', 'id', 'seq', 'kind', 'number', 'issued_at', 'facts'],
} as const

/** A case as it stands after its last event. */
export function caseLine(found: Case, queryPasswordHash: string): string {
  return copyLine([
    found.id, found.number, found.type, found.workflowVersion, found.itemCode, found.itemVersion, found.title, found.applicant.kind, found.applicant.id,
    found.applicant.name, found.agentId, found.ownerOrganisation, found.receivingOrganisation, found.place, found.parentId, found.state, found.version,
    JSON.stringify(found.form), JSON.stringify(found.traits), JSON.stringify(found.clock), found.acceptedOn, found.dueOn, found.statutoryDueOn,
    found.reminderOn, found.queue, found.queueDueOn, found.handlerId, found.sealed, queryPasswordHash, found.openedAt, found.closedAt, found.lastAt,
    found.lastHash, found.nextTimerAt,
  ])
}

export function eventLine(event: CaseEvent): string {
  const { actor } = event
  return copyLine([
    event.caseId, event.seq, event.at, event.on, event.kind, actor.id, actor.name, actor.organisation, actor.onBehalfOf?.id ?? null,
    actor.onBehalfOf?.name ?? null, event.relation, event.fromState, event.toState, JSON.stringify(event.data), jsonOrNull(event.clockEvent),
    jsonOrNull(event.issued), event.caseSm3, event.previousHash, event.hash, fieldMarksOf(event),
  ])
}

export function documentLine(caseId: string, seq: number, { id, kind, number, issuedAt, facts }: DocumentRecord): string {
  return copyLine([caseId, id, seq, kind, number, issuedAt, JSON.stringify(facts)])
}

function jsonOrNull(value: unknown): string | null {
  return value === null ? null : JSON.stringify(value)
}
