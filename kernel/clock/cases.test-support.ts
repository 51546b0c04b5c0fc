/** The shipped calendar and a short way to write down what happened to a case. */
import path from 'node:path'
import type { Day } from '#platform/day'
import { loadCalendars } from './calendar-files.ts'
import { withProvisionalYears } from './calendar.ts'
import type { ClockEvent, ClockHistory } from './history.ts'

export const calendarDirectory = path.join(import.meta.dirname, '../../data/calendars')
export const calendar = loadCalendars(calendarDirectory)
export const provisionalCalendar = withProvisionalYears(calendar)

/** An ordinary case of ten promised and twenty statutory working days, unless told otherwise. */
export function caseOf(events: readonly ClockEvent[], limits: Partial<Omit<ClockHistory, 'events'>> = {}): ClockHistory {
  return { limitWorkingDays: 10, statutoryWorkingDays: 20, joint: false, ...limits, events }
}

/** Received and accepted on one day. */
export function acceptedOn(on: Day): ClockEvent[] {
  return [{ on, what: 'received' }, { on, what: 'accepted' }]
}

export function pause(id: string, from: Day, until?: Day): ClockEvent[] {
  const start = { on: from, what: 'pause-start', id, kind: 'hearing' } as const
  return until === undefined ? [start] : [start, { on: until, what: 'pause-end', id }]
}

export function extended(on: Day, days: number, by = 'head-of-organ'): ClockEvent {
  return { on, what: 'extended', days, by }
}

export function decided(on: Day, outcome: 'granted' | 'refused' = 'granted'): ClockEvent {
  return { on, what: 'decided', outcome }
}

export function yellowCard(on: Day, superviseUntil: Day): ClockEvent {
  return { on, what: 'yellow-card', superviseUntil }
}

/** The kinds of event that have no fields of their own. */
type PlainWhat = 'received' | 'correction-notice' | 'supplemented' | 'accepted' | 'not-accepted' | 'delivered' | 'withdrawn'

export function plain(on: Day, what: PlainWhat): ClockEvent {
  return { on, what }
}
