import type { History } from './history.ts'
import type { OfficeHours } from './office-hours.ts'

/** A place where work waits for people: a role at an organisation; in a foreign log an activity. */
export interface Station {
  key: string
  role: string
  organisation: string | null
  /** People at work on an ordinary day. */
  staff: number
  /** Whether its waiting comes from too few people (then they are a queue), or from elsewhere (then the waits are drawn as they were). */
  isBound: boolean
  /** Open seconds one visit keeps one person busy, as estimated; only of a bound station. */
  services: Float64Array
  /** Working days after which the system takes the step instead; null where it never does. */
  patienceWorkingDays: number | null
  /** Visits that the system ended for want of anybody, to go on from: by what stood before them (`standing`), of one class and of all. */
  automatic: ReadonlyMap<number, Uint32Array>
  visits: number
  evidence: Evidence
}

/** Why a station counts as bound or not. */
export interface Evidence {
  /** Visits of which it is known how long they took at most; with few nothing else here is known. */
  worked: number
  meanStay: number
  meanStayReplayed: number
  /** How far the stay grows with the queue met on entering. */
  queueCorrelation: number
  load: number
}

export interface Stations {
  list: readonly Station[]
  /** By class × role; -1 for none. */
  of: Int32Array
  /** Open seconds a visit to a bound station kept somebody busy; 0 elsewhere. */
  service: Float64Array
  /** Milliseconds a visit passes at its station before it stands in the queue: until the applicant comes, or what else there is. */
  delay: Float64Array
  /** The same clerk went on with the same case at once. */
  isFollowOn: Uint8Array
}

/** What is learnt of every visit on the way, beside the history itself. */
export interface Ground {
  history: History
  hours: OfficeHours
  delay: Float64Array
  /** Open seconds from when both the case and its clerk were there. */
  raw: Float64Array
  service: Float64Array
  isFollowOn: Uint8Array
}

/** A visit with its case. */
export interface Stay { found: number; visit: number }

/** Where a case stands before a visit, as one number: the step before it, none for the first, and its class; of ANY_CLASS without it. */
export function standing({ steps, visits, cases }: History, { found, visit, kind }: Stay & { kind: number }): number {
  const before = visit === cases.first[found] ? 0 : (visits.step[visit - 1] ?? 0) + 1
  return (kind + 1) * (steps.length + 1) + before
}
export const ANY_CLASS = -1

export function stationKey(role: string, organisation: string | null): string {
  return organisation === null ? role : `${role}:${organisation}`
}
