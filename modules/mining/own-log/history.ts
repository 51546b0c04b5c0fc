import type { Day } from '#platform/day'

/** What one event of our own log says to those who look for the real flow: not what was filled in, nor by whom by name. */
export interface Happening {
  seq: number
  at: Date
  on: Day
  step: string
  /** As what the actor took the step. */
  relation: string
  /** The member of staff who took it; null for applicants and for the platform itself. */
  who: string | null
  /** Hers. */
  organisation: string | null
  fromState: string | null
  toState: string
  /** What the step told the legal clock. */
  what: string | null
}

/** A stay of the case in a state, as base/figures keeps it. */
export interface Stay {
  /** Of the event by which the case came there. */
  seq: number
  state: string
  turn: string
  organisation: string
  enteredAt: Date
  enteredOn: Day
  dueOn: Day | null
  leftAt: Date | null
  leftOn: Day | null
}

/** A case from its first event on. */
export interface History {
  caseId: string
  number: string
  version: number
  itemName: string
  organisation: string
  receivedOn: Day
  /** Of the office's own time; null while it is not decided. */
  workingDays: number | null
  happenings: readonly Happening[]
  stays: readonly Stay[]
}
