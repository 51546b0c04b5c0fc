import { addCalendarDays, type Day } from '#platform/day'
import { elapsedOn, readClock, workingDaysBetween, type Calendar, type CaseEvent, type ClockHistory, type ClockReading, type Rules } from '#kernel'
import { declared, isClosedState, type CaseFact, type Outcome } from './case-fact.ts'
import { openingFact } from './opening.ts'

/** States in which the matter has ended, and how. Withdrawn and terminated cases count as ended, not as decided. */
const OUTCOMES: Readonly<Record<string, Outcome>> = {
  approved: 'granted', denied: 'refused', notAccepted: 'notAccepted', withdrawn: 'withdrawn', terminated: 'terminated',
}

/**
 * The fact after one more event; undefined where the first event of the case is not known. Pure: a rebuild from the log gives the
 * same rows. What depends on the stays of the case (waiting_days, late_stages) is added by `advanced`.
 */
export function factAfter(before: CaseFact | undefined, event: CaseEvent, rules: Rules): CaseFact | undefined {
  const opened = before ?? openingFact(event, rules)
  if (!opened) return undefined
  const followed = before ? { ...before, ...traced(before, event), ...counted(before, event) } : opened
  const clock = event.clockEvent && before ? { ...before.clock, events: [...before.clock.events, event.clockEvent] } : opened.clock
  const fact: CaseFact = { ...followed, clock, state: event.toState, last_at: event.at, last_seq: event.seq, ...closing(opened, event, rules) }
  if (isSettled(fact, event)) return fact
  const reading = readClock(rules.calendar, clock, event.on)
  return resolving(
    { ...fact, ...accepting(fact, event, reading), ...deciding(fact, event, reading), ...pausing(fact, event, rules) }, event, { reading, rules },
  )
}

/** Where the days no longer move: the case is resolved, and the step said nothing to the clock. */
function isSettled(fact: CaseFact, { clockEvent }: CaseEvent): boolean {
  return fact.resolved_on !== null && clockEvent === null
}

function traced(before: CaseFact, event: CaseEvent): Partial<CaseFact> {
  const isBack = event.toState !== before.state && before.visited.includes(event.toState)
  const staff = event.actor.organisation === null ? before.last_staff : event.actor.id
  return {
    returns: before.returns + (isBack ? 1 : 0), visited: before.visited.includes(event.toState) ? before.visited : [...before.visited, event.toState],
    last_staff: staff, handovers: before.handovers + (before.last_staff !== null && staff !== before.last_staff ? 1 : 0),
  }
}

function counted(before: CaseFact, { step, data, on, clockEvent, issued }: CaseEvent): Partial<CaseFact> {
  switch (clockEvent?.what) {
    case 'correction-notice': return { corrections: before.corrections + 1 }
    case 'pause-start': return { specials: before.specials + 1 }
    case 'extended': return { extensions: before.extensions + 1 }
    case 'delivered': return { delivered_on: on }
    default: break
  }
  if (step === 'rate') return { rating: Number(data['level']), rated_on: on }
  return issued?.kind === 'certificate' ? { issued_on: before.issued_on ?? on } : {}
}

/** Closed is the state; a case that is opened again counts, and is then not closed. */
function closing(before: CaseFact, { toState, fromState, on }: CaseEvent, rules: Rules): Partial<CaseFact> {
  const workflow = declared(rules, before)
  if (fromState === toState || workflow === undefined) return {}
  const isClosed = isClosedState(workflow, toState)
  if (isClosed || before.closed_on === null) return { closed_on: isClosed ? before.closed_on ?? on : null }
  return { closed_on: null, reopenings: before.reopenings + 1, reopened_on: on }
}

function accepting(fact: CaseFact, event: CaseEvent, reading: ClockReading): Partial<CaseFact> {
  const days = fact.resolved_on === null ? { due_on: reading.dueOn, statutory_due_on: reading.statutoryDueOn } : {}
  if (fact.accepted_on !== null || reading.acceptedOn === null) return days
  return {
    ...days, accepted_on: reading.acceptedOn, accepted_at: event.at, is_deemed: reading.deemedAcceptedOn !== null,
    accepted_by: event.actor.organisation === null ? null : event.actor.id,
  }
}

function deciding(fact: CaseFact, { clockEvent, on, at, actor }: CaseEvent, reading: ClockReading): Partial<CaseFact> {
  if (clockEvent?.what !== 'decided' || fact.decided_on !== null) return {}
  return {
    decided_on: on, decided_at: at, decided_by: actor.id, decided_name: actor.name, deliver_by: reading.deliverBy,
    within_statutory: reading.statutoryDueOn === null || on <= reading.statutoryDueOn,
  }
}

function pausing({ clock }: CaseFact, { clockEvent }: CaseEvent, { calendar }: Rules): Partial<CaseFact> {
  return clockEvent?.what === 'pause-end' ? { paused_days: pausedWorkingDays(calendar, clock) } : {}
}

/** Working days at whose end a special procedure was open, of all that have ended (行政许可法第四十五条). */
function pausedWorkingDays(calendar: Calendar, { events }: ClockHistory): number {
  const open = new Set<string>()
  let since: Day | null = null
  let days = 0
  for (const event of events) {
    if (event.what === 'pause-start') {
      since = open.size === 0 ? event.on : since
      open.add(event.id)
    }
    if (event.what !== 'pause-end' || !open.delete(event.id) || open.size > 0 || since === null) continue
    // From the day it began to the day before it ended.
    days += workingDaysBetween(calendar, addCalendarDays(since, -1), addCalendarDays(event.on, -1))
  }
  return days
}

interface Ground { reading: ClockReading; rules: Rules }

/** The first end is the one that counts; a case that is opened again was resolved all the same. */
function resolving(fact: CaseFact, event: CaseEvent, { reading, rules }: Ground): CaseFact {
  const outcome = fact.resolved_on === null ? outcomeOf(fact, event) : null
  if (outcome === null) return fact
  const isDecided = outcome === 'granted' || outcome === 'refused'
  return {
    ...fact, resolved_on: event.on, resolved_at: event.at, outcome,
    on_time: isDecided ? reading.decidedInTime : null, working_days: isDecided ? elapsedOn(rules.calendar, fact.clock, event.on) : null,
  }
}

/** An application has ended where its state says so; a whole when all of it is decided; anything else when it is closed. */
function outcomeOf({ kind, closed_on }: CaseFact, { toState, clockEvent }: CaseEvent): Outcome | null {
  const named = OUTCOMES[toState]
  if (named !== undefined) return named
  if (kind !== 'service' && clockEvent?.what === 'decided') return clockEvent.outcome
  return closed_on === null ? null : 'ended'
}
