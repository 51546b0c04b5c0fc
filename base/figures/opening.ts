import type { Case, CaseEvent, ClockHistory, Rules, Workflow } from '#kernel'
import { kindOf, type CaseFact, type Turn } from './case-fact.ts'

/** What the first event of every case says of it (kernel: open-case.ts). */
interface Subject {
  number: string
  workflowVersion: number
  item: { code: string; version: number; name: string }
  owner: string
  receiving: string
  place: string
  parentId: string | null
  applicantKind: 'person' | 'organisation'
  limitWorkingDays: number
  statutoryWorkingDays: number
  joint: boolean
  /** For the discipline inspection only: in no figure at all. */
  sealed?: true
}

/** The fact of a case that has just been opened; undefined for any other event. Pure. */
export function openingFact(event: CaseEvent, { workflows }: Rules): CaseFact | undefined {
  if (event.step !== 'open') return undefined
  const type = event.kind.split('.')[0] ?? ''
  // Safe: the kernel writes the subject of every opening in this shape.
  const subject = event.data['subject'] as Subject
  if (subject.sealed === true) return undefined
  const { limitWorkingDays, statutoryWorkingDays, joint } = subject
  const clock = { limitWorkingDays, statutoryWorkingDays, joint, events: event.clockEvent ? [event.clockEvent] : [] }
  const workflow = workflows.get(type)?.find(({ version }) => version === subject.workflowVersion)
  return { ...identity(event, type, subject), ...NOTHING_YET, ...times(event), clock, turns: workflow ? turnsOf(workflow, { event, subject, clock }) : null }
}

function identity(
  event: CaseEvent,
  type: string,
  { number, workflowVersion, item, owner, receiving, place, parentId, applicantKind, limitWorkingDays, statutoryWorkingDays }: Subject,
) {
  return {
    case_id: event.caseId,
    number,
    type,
    kind: kindOf(type),
    workflow_version: workflowVersion,
    parent_id: parentId ?? null,
    organisation: owner,
    receiving,
    place,
    item_code: item.code,
    item_name: item.name,
    applicant_kind: applicantKind,
    channel: channelOf(event),
    limit_days: limitWorkingDays,
    statutory_days: statutoryWorkingDays,
  }
}

function times({ toState, on, at, seq, actor }: CaseEvent) {
  return {
    state: toState, received_on: on, received_at: at, last_at: at, last_seq: seq, last_staff: actor.organisation === null ? null : actor.id, visited: [toState],
  }
}

function channelOf({ actor, relation }: CaseEvent): CaseFact['channel'] {
  if (relation === 'system' || actor.id === 'system') return 'system'
  return actor.organisation === null ? 'online' : 'window'
}

const NOTHING_YET = {
  accepted_on: null, accepted_at: null, accepted_by: null, is_deemed: false, due_on: null, statutory_due_on: null,
  decided_on: null, decided_at: null, decided_by: null, decided_name: null, resolved_on: null, resolved_at: null, outcome: null,
  on_time: null, within_statutory: null, working_days: null, waiting_days: 0, paused_days: 0, late_stages: 0,
  corrections: 0, specials: 0, extensions: 0, returns: 0, handovers: 0, closed_on: null, reopenings: 0, reopened_on: null,
  issued_on: null, deliver_by: null, delivered_on: null, rating: null, rated_on: null,
} as const

interface Opened { event: CaseEvent; subject: Subject; clock: ClockHistory }

/** Where the declared turn depends on the case, what it is for this one as it was filed. Null where it depends nowhere. */
function turnsOf(workflow: Workflow, opened: Opened): Record<string, Turn> | null {
  const found = caseAsFiled(workflow, opened)
  const turns: Record<string, Turn> = {}
  for (const [state, rule] of Object.entries(workflow.states)) {
    if (!('closed' in rule) && typeof rule.turn === 'function') turns[state] = rule.turn(found)
  }
  return Object.keys(turns).length === 0 ? null : turns
}

/** As much of the case as the log told when it was opened; the rules of turns ask for traits, limits and organisations. */
function caseAsFiled(workflow: Workflow, { event, subject, clock }: Opened): Case {
  const { number, item, owner, receiving, place, parentId, applicantKind } = subject
  return {
    id: event.caseId, number, type: workflow.caseType, workflowVersion: workflow.version, itemCode: item.code, itemVersion: item.version, title: item.name,
    applicant: { kind: applicantKind, id: '', name: '' }, agentId: null,
    ownerOrganisation: owner, receivingOrganisation: receiving, place, parentId: parentId ?? null,
    state: event.toState, version: 1, form: recordIn(event.data, 'form'), traits: recordIn(event.data, 'traits'), clock,
    acceptedOn: null, dueOn: null, statutoryDueOn: null, reminderOn: null, queue: null, queueDueOn: null, handlerId: null, sealed: false,
    openedAt: event.at, closedAt: null, lastAt: event.at, lastHash: event.hash, nextTimerAt: null,
  }
}

function recordIn(data: Record<string, unknown>, name: string): Record<string, unknown> {
  const value = data[name]
  return typeof value === 'object' && value !== null ? { ...value } : {}
}
