import type { Selectable } from 'kysely'
import type { Case, CaseEvent } from './case.ts'
import type { CaseTable, EventTable } from './tables.ts'

/** A row of kernel.case as the case it keeps. */
export function caseOf(row: Selectable<CaseTable>): Case {
  return {
    id: row.id, number: row.number, type: row.type, workflowVersion: row.workflow_version,
    itemCode: row.item_code, itemVersion: row.item_version, title: row.title,
    applicant: { kind: row.applicant_kind, id: row.applicant_id, name: row.applicant_name },
    agentId: row.agent_id, ownerOrganisation: row.owner_organisation, receivingOrganisation: row.receiving_organisation,
    place: row.place, parentId: row.parent_id, state: row.state, version: row.version,
    form: row.form, traits: row.traits, clock: row.clock,
    acceptedOn: row.accepted_on, dueOn: row.due_on, statutoryDueOn: row.statutory_due_on, reminderOn: row.reminder_on,
    queue: row.queue, queueDueOn: row.queue_due_on, handlerId: row.handler_id, sealed: row.sealed,
    openedAt: row.opened_at, closedAt: row.closed_at, lastAt: row.last_at, lastHash: row.last_hash, nextTimerAt: row.next_timer_at,
  }
}

export function eventOf(row: Selectable<EventTable>): CaseEvent {
  return {
    caseId: row.case_id, seq: row.seq, at: row.at, on: row.on_day, kind: row.kind, step: stepOfKind(row.kind),
    actor: { id: row.actor_id, name: row.actor_name, organisation: row.actor_organisation, ...onBehalfIn(row) },
    relation: row.relation, fromState: row.from_state, toState: row.to_state, data: row.data, clockEvent: row.clock_event, issued: row.issued,
    caseSm3: row.case_sm3, previousHash: row.previous_hash, hash: row.hash,
  }
}

/** One of the two without the other is no work of ours; it is shown as it stands, so that its hash gives it away. */
function onBehalfIn({ on_behalf_id: id, on_behalf_name: name }: Selectable<EventTable>): Pick<CaseEvent['actor'], 'onBehalfOf'> {
  return id === null && name === null ? {} : { onBehalfOf: { id: id ?? '', name: name ?? '' } }
}

/** 'application.accept' → 'accept'. */
function stepOfKind(kind: string): string {
  return kind.slice(kind.indexOf('.') + 1)
}
