import { elapsedOn, readClock, type Calendar, type CaseEvent, type ClockHistory } from '#kernel'

/** What the public figures need of one case. */
export interface Fact {
  case_id: string
  type: string
  organisation: string
  receiving: string
  item_code: string
  item_name: string
  received_on: string
  resolved_on: string | null
  outcome: string | null
  on_time: boolean | null
  /** Working days of the office's own time: pauses and waiting for the applicant are not in it. */
  working_days: number | null
  rating: number | null
  clock: ClockHistory
}

/** States in which the matter has ended, and how. Withdrawn and terminated cases count as ended, not as decided. */
const OUTCOMES: Readonly<Record<string, string>> = {
  approved: 'granted', denied: 'refused', notAccepted: 'notAccepted', withdrawn: 'withdrawn', terminated: 'terminated',
}

/** The fact after one more event. Pure: a rebuild from the log gives the same rows. */
export function factAfter(before: Fact | undefined, event: CaseEvent, calendar: Calendar): Fact | undefined {
  const fact = before ?? openingFact(event)
  if (!fact) return undefined
  const clock = event.clockEvent && before ? { ...fact.clock, events: [...fact.clock.events, event.clockEvent] } : fact.clock
  const rating = event.step === 'rate' ? Number(event.data['level']) : fact.rating
  const outcome = OUTCOMES[event.toState]
  if (outcome === undefined || fact.resolved_on !== null) return { ...fact, clock, rating }
  const reading = readClock(calendar, clock, event.on)
  const decided = outcome === 'granted' || outcome === 'refused'
  return {
    ...fact, clock, rating, resolved_on: event.on, outcome,
    on_time: decided ? reading.decidedInTime : null, working_days: decided ? elapsedOn(calendar, clock, event.on) : null,
  }
}

interface Subject { item: { code: string; name: string }; owner: string; receiving: string; limitWorkingDays: number; statutoryWorkingDays: number; joint: boolean }

function openingFact(event: CaseEvent): Fact | undefined {
  if (event.step !== 'open' || !event.clockEvent) return undefined
  // Safe: the kernel writes the subject of every opening in this shape.
  const { item, owner, receiving, limitWorkingDays, statutoryWorkingDays, joint } = event.data['subject'] as Subject
  return {
    case_id: event.caseId, type: event.kind.split('.')[0] ?? '', organisation: owner, receiving, item_code: item.code, item_name: item.name,
    received_on: event.on, resolved_on: null, outcome: null, on_time: null, working_days: null, rating: null,
    clock: { limitWorkingDays, statutoryWorkingDays, joint, events: [event.clockEvent] },
  }
}
