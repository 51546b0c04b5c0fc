import type { Day } from '#platform/day'
import type { ClockEvent, ClockHistory } from './clock/index.ts'

/** A case (办件) as the kernel keeps it. */
export interface Case {
  id: string
  /** 办件编号: printed, spoken and typed, so it ends in a check digit. */
  number: string
  type: string
  workflowVersion: number
  itemCode: string
  itemVersion: number
  /** Name of the matter, as the applicant knows it. */
  title: string
  applicant: Applicant
  agentId: string | null
  ownerOrganisation: string
  receivingOrganisation: string
  /** District or town the case belongs to, as in the national division codes. */
  place: string
  parentId: string | null
  state: string
  /** Counts the steps; a command may name the version it was decided on. */
  version: number
  /** What the applicant filled in, and what the workflow's rules ask about the matter. */
  form: Record<string, unknown>
  traits: Record<string, unknown>
  clock: ClockHistory
  acceptedOn: Day | null
  dueOn: Day | null
  statutoryDueOn: Day | null
  /** First day on which the worklist warns. */
  reminderOn: Day | null
  /** Whose turn it is: 'window:hall', 'owner:housing', 'applicant:<id>'. Null once closed. */
  queue: string | null
  queueDueOn: Day | null
  handlerId: string | null
  sealed: boolean
  openedAt: Date
  closedAt: Date | null
  lastAt: Date
  lastHash: string
  nextTimerAt: Date | null
}

export interface Applicant {
  kind: 'person' | 'organisation'
  /** Account id of a person, party id of an organisation. */
  id: string
  name: string
}

/** One entry of the append-only log. */
export interface CaseEvent {
  caseId: string
  /** 1, 2, 3 … within the case. */
  seq: number
  at: Date
  on: Day
  /** '<case type>.<step>', '<case type>.open' for the first. */
  kind: string
  step: string
  actor: EventActor
  /** As what the actor took the step. */
  relation: string
  fromState: string | null
  toState: string
  data: Record<string, unknown>
  /** What the step told the legal clock, if anything. */
  clockEvent: ClockEvent | null
  /** The document the step issued, with the SM3 of its facts, so that the chain covers it. */
  issued: Issued | null
  /** SM3 of the case as the step left it. */
  caseSm3: string
  previousHash: string
  hash: string
}

export interface EventActor {
  id: string
  name: string
  organisation: string | null
  /** Whose place the actor took (委托代办). Left out where she acted for herself, so that older events hash as ever. */
  onBehalfOf?: { id: string; name: string }
}

/** Documents issued before the log named their id have none here. */
export interface Issued { id?: string; kind: string; number: string; sm3: string }
