import { elapsedOn, readClock, type Calendar, type CaseEvent, type ClockHistory } from '#kernel'

/** What the figures need of one case. */
export interface Fact {
  case_id: string
  number: string
  type: string
  organisation: string
  receiving: string
  place: string
  item_code: string
  item_name: string
  state: string
  received_on: string
  due_on: string | null
  resolved_on: string | null
  outcome: string | null
  on_time: boolean | null
  /** Working days of the office's own time: pauses and waiting for the applicant are not in it. */
  working_days: number | null
  rating: number | null
  clock: ClockHistory
}

/** Kinds of cases that are matters of applicants. What the platform opens for itself (差评办件) is no service and counts in no figure. */
const COUNTED: ReadonlySet<string> = new Set(['application'])

/** States in which the matter has ended, and how. Withdrawn and terminated cases count as ended, not as decided. */
const OUTCOMES: Readonly<Record<string, string>> = {
  approved: 'granted', denied: 'refused', notAccepted: 'notAccepted', withdrawn: 'withdrawn', terminated: 'terminated',
}

/** The fact after one more event. Pure: a rebuild from the log gives the same rows. */
export function factAfter(before: Fact | undefined, event: CaseEvent, calendar: Calendar): Fact | undefined {
  const opened = before ?? openingFact(event)
  if (!opened) return undefined
  const clock = event.clockEvent && before ? { ...opened.clock, events: [...opened.clock.events, event.clockEvent] } : opened.clock
  const rating = event.step === 'rate' ? Number(event.data['level']) : opened.rating
  const fact = { ...opened, clock, rating, state: event.toState }
  if (fact.resolved_on !== null) return fact
  const reading = readClock(calendar, clock, event.on)
  const outcome = OUTCOMES[event.toState]
  if (outcome === undefined) return { ...fact, due_on: reading.dueOn }
  const decided = outcome === 'granted' || outcome === 'refused'
  return {
    ...fact, due_on: reading.dueOn, resolved_on: event.on, outcome,
    on_time: decided ? reading.decidedInTime : null, working_days: decided ? elapsedOn(calendar, clock, event.on) : null,
  }
}

interface Subject {
  number: string
  item: { code: string; name: string }
  owner: string
  receiving: string
  place: string
  limitWorkingDays: number
  statutoryWorkingDays: number
  joint: boolean
}

function openingFact(event: CaseEvent): Fact | undefined {
  const type = event.kind.split('.')[0] ?? ''
  if (event.step !== 'open' || !event.clockEvent || !COUNTED.has(type)) return undefined
  // Safe: the kernel writes the subject of every opening in this shape.
  const { number, item, owner, receiving, place, limitWorkingDays, statutoryWorkingDays, joint } = event.data['subject'] as Subject
  return {
    case_id: event.caseId, number, type, organisation: owner, receiving, place, item_code: item.code, item_name: item.name, state: event.toState,
    received_on: event.on, due_on: null, resolved_on: null, outcome: null, on_time: null, working_days: null, rating: null,
    clock: { limitWorkingDays, statutoryWorkingDays, joint, events: [event.clockEvent] },
  }
}
