import assert from 'node:assert/strict'
import { dayAt, startOf, type Day } from '#platform/day'
import { Refusal } from '#platform/refusal'
import { canonicalJson, sm3Hex } from '#platform/sm'
import type { Actor } from './actor.ts'
import type { DocumentSubject, Kernel, Step, Workflow } from './types.ts'
import type { Case, CaseEvent } from './case.ts'
import { readClock, wouldCount, type ClockHistory, type ClockReading } from './clock/index.ts'
import { digestOf, hashOf } from './hash.ts'
import type { Relation } from './relations.ts'
import { traitsAfter } from './separation.ts'
import { isClosed, stateRule, workflowOf } from './workflow.ts'

/** What one step makes of a case: decided here, written by write.ts. */
export interface Move { before: Case; after: Case; event: CaseEvent; document: DocumentRecord | null }
export interface DocumentRecord { id: string; kind: string; number: string; issuedAt: Date; facts: Record<string, unknown> }

/** A step that has passed every check. */
export interface Decision {
  workflow: Workflow
  name: string
  step: Step
  actor: Actor
  relation: Relation
  /** The absent colleague by whose roles the actor takes the step (委托代办). */
  onBehalfOf?: { id: string; name: string } | undefined
  data: Record<string, unknown>
  now: Date
}

/** The case, its event and its document after the step. Pure; refuses a step that would have no legal effect. */
export function decideStep(kernel: Kernel, found: Case, decision: Decision): Move {
  const { step, data, workflow } = decision
  const at = laterOf(decision.now, found.lastAt)
  const on = dayAt(at)
  const clockEvent = step.clock?.({ found, data, on }) ?? null
  if (clockEvent && !wouldCount(kernel.calendar, found.clock, clockEvent)) {
    throw new Refusal('rule', `现在${step.label}已没有法律效力（期限已过或办件状态不允许），请查看期限说明`)
  }
  const clock = clockEvent ? { ...found.clock, events: [...found.clock.events, clockEvent] } : found.clock
  const changed = { ...found, ...step.change?.({ found, data, on }) }
  const moved = { ...changed, traits: traitsAfter(changed, decision), state: step.to ?? found.state, version: found.version + 1, clock, lastAt: at }
  const event = {
    caseId: found.id, seq: moved.version, at, on, kind: `${workflow.caseType}.${decision.name}`, step: decision.name,
    actor: actorOf(decision),
    relation: decision.relation, fromState: found.state, toState: moved.state, data, clockEvent, previousHash: found.lastHash,
  }
  return complete(kernel, workflow, { before: found, moved, event, document: step.document })
}

function actorOf({ actor: { id, name, organisation }, onBehalfOf }: Decision): CaseEvent['actor'] {
  return { id, name, organisation, ...(onBehalfOf && { onBehalfOf: { id: onBehalfOf.id, name: onBehalfOf.name } }) }
}

interface Draft {
  before: Case
  moved: Case
  event: Omit<CaseEvent, 'issued' | 'caseSm3' | 'hash'>
  document: string | undefined
}

/** Fills in what follows from state and clock: due days, queue, timer, document, hash. */
export function complete(kernel: Kernel, workflow: Workflow, { before, moved, event, document }: Draft): Move {
  const reading = readClock(kernel.calendar, moved.clock, event.on)
  const placed = { ...moved, ...datesAfter(kernel, { moved, event }) }
  const record = document === undefined ? null : drawUp(workflow, { kind: document, found: placed, event, reading, nameOf: kernel.nameOf })
  const issued = record && { id: record.id, kind: record.kind, number: record.number, sm3: sm3Hex(canonicalJson(record.facts)) }
  const sealed = { ...event, issued, caseSm3: digestOf(placed) }
  const hash = hashOf(sealed)
  return { before, after: { ...placed, lastHash: hash }, event: { ...sealed, hash }, document: record }
}

/** What the clock and the workflow make of a case after its last event: queue, due days, timer. Pure. */
export function datesAfter(kernel: Kernel, { moved, event }: { moved: Case; event: Draft['event'] }): Place & Deadlines {
  const workflow = workflowOf(kernel, moved.type, moved.workflowVersion)
  const reading = readClock(kernel.calendar, moved.clock, event.on)
  return { ...placeOf(kernel, workflow, { moved, reading, event }), ...deadlinesOf(reading) }
}

/**
 * The same from the whole log of a case. A step that leaves a case where it is keeps the day set before it, so the days follow
 * from all events since the case came into its state. Pure.
 */
export function datesFromLog(kernel: Kernel, found: Case, events: readonly CaseEvent[]): (Place & Deadlines) | undefined {
  const entered = events.findLastIndex(({ fromState, toState }) => fromState !== toState)
  let dates: (Place & Deadlines) | undefined
  for (const [index, event] of events.entries()) {
    if (index < entered) continue
    const clock = { ...found.clock, events: events.slice(0, index + 1).flatMap(({ clockEvent }) => clockEvent ?? []) }
    dates = datesAfter(kernel, { moved: { ...found, clock, queueDueOn: dates?.queueDueOn ?? null }, event })
  }
  return dates
}

type Deadlines = Pick<Case, 'acceptedOn' | 'dueOn' | 'statutoryDueOn' | 'reminderOn'>

function deadlinesOf(reading: ClockReading): Deadlines {
  return { acceptedOn: reading.acceptedOn, dueOn: reading.dueOn, statutoryDueOn: reading.statutoryDueOn, reminderOn: reading.reminderOn }
}

type Place = Pick<Case, 'queue' | 'queueDueOn' | 'closedAt' | 'nextTimerAt'>

function placeOf(kernel: Kernel, workflow: Workflow, { moved, reading, event }: { moved: Case; reading: ClockReading; event: Draft['event'] }): Place {
  const rule = stateRule(workflow, moved.state)
  if (isClosed(rule)) return { queue: null, queueDueOn: null, closedAt: moved.closedAt ?? event.at, nextTimerAt: null }
  const standing = event.fromState === moved.state ? moved.queueDueOn : null
  const queueDueOn = rule.dueOn({ reading, data: event.data, on: event.on, calendar: kernel.calendar, standing })
  const turn = typeof rule.turn === 'function' ? rule.turn(moved) : rule.turn
  return { queue: queueOf(turn, moved), queueDueOn, closedAt: null, nextTimerAt: instantOf(automaticDay(workflow, moved, reading)) }
}

/** When the system will next have to act on a case, by the clock as it stood after the last step. */
export function timerOf(kernel: Kernel, found: Case): Date | null {
  const reading = readClock(kernel.calendar, found.clock, dayAt(found.lastAt))
  return instantOf(automaticDay(workflowOf(kernel, found.type, found.workflowVersion), found, reading))
}

function instantOf(day: Day | null): Date | null {
  return day === null ? null : startOf(day)
}

/** The queue's name is whose turn it is and where: 'owner:housing'. */
function queueOf(turn: string, found: Case): string {
  if (turn === 'window') return `window:${found.receivingOrganisation}`
  if (turn === 'applicant') return `applicant:${found.applicant.id}`
  if (turn === 'parent') return `parent:${found.parentId ?? assert.fail('only a child waits for its parent')}`
  return `${turn}:${found.ownerOrganisation}`
}

/** The first day on which the system would take a step from this state, or null. */
export function automaticDay(workflow: Workflow, found: Pick<Case, 'state' | 'traits'>, reading: ClockReading): Day | null {
  const days = Object.values(workflow.steps)
    .filter((step) => step.automaticOn !== undefined && step.from.includes(found.state))
    .map((step) => step.automaticOn?.(reading, found) ?? null)
    .filter((day) => day !== null)
  return days.sort()[0] ?? null
}

/** History of a case received on a day. */
export function clockReceived(limits: Omit<ClockHistory, 'events'>, on: Day): ClockHistory {
  return { ...limits, events: [{ on, what: 'received' }] }
}

function drawUp(workflow: Workflow, subject: DocumentSubject): DocumentRecord {
  assert(workflow.drawUp, `${workflow.caseType} issues documents but cannot draw them up`)
  const { number, facts } = workflow.drawUp(subject)
  return { id: crypto.randomUUID(), kind: subject.kind, number, issuedAt: subject.event.at, facts }
}

/** The machine's clock may jump back; the history of a case never does. */
function laterOf(now: Date, last: Date): Date {
  return now.getTime() > last.getTime() ? now : last
}
