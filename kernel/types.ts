/** The nouns the kernel works with. Types only: the rest of the kernel imports this, it imports none of the rest. */
import type { TSchema } from 'typebox'
import type { Day } from '#platform/day'
import type { Tx } from '#platform/database'
import type { Vault } from '#platform/vault'
import type { Actor, Power } from './actor.ts'
import type { Case, CaseEvent } from './case.ts'
import type { Calendar, ClockEvent, ClockReading } from './clock/index.ts'
import type { Relation } from './relations.ts'

/** One request by one actor in one transaction. Everything that writes takes a Call first. */
export interface Call {
  kernel: Kernel
  tx: Tx
  actor: Actor
  now: Date
  /** The day in China at `now`. */
  today: Day
  /** The parent case by whose step this call moves its children. */
  through?: string
  /** The request behind the call; absent where a job or a command acts. */
  from?: Origin
}

/** What of a call decides what a step makes of a case: no transaction, because that is pure. */
export type Moment = Pick<Call, 'kernel' | 'actor' | 'now' | 'today' | 'through'>

/** Where a call came from, for the audit log. */
export interface Origin {
  ip: string
  traceId: string
  /** Set by whoever has written down this request in words of its own; it is then not written down again. */
  isAudited: boolean
}

/** What the kernel knows of the whole system; assembled once, in app.ts. */
export interface Kernel {
  calendar: Calendar
  /** Every version of every workflow; see `workflowOf`. */
  workflows: ReadonlyMap<string, readonly Workflow[]>
  within: readonly WithinReaction[]
  after: readonly AfterReaction[]
  projections: readonly Projection[]
  /** Name of an organisation, for people to read. */
  nameOf: (organisation: string) => string
  /** Seals and opens personal data; ready wherever there is a call. */
  vault: Vault
  /** Puts jobs into the transaction of the call; they run after it has committed. */
  sendJobs: (tx: Tx, jobs: readonly Job[]) => Promise<void>
}

/** Draws up a statutory document: its number and the facts it is rendered from, as they stood when it was issued. Pure. */
export type DrawUp = (subject: DocumentSubject) => { number: string; facts: Record<string, unknown> }
export interface DocumentSubject {
  kind: string
  found: Case
  event: Omit<CaseEvent, 'issued' | 'caseSm3' | 'hash'>
  reading: ClockReading
  nameOf: Kernel['nameOf']
}

export interface Job { reaction: string; caseId: string; seq: number }

/** A workflow declared as data; `defineWorkflow` checks it, `takeStep` obeys it. */
export interface Workflow<State extends string = string, Action extends string = string> {
  caseType: string
  /** Running cases keep the version they began with; a changed workflow gets the next number. */
  version: number
  label: string
  initial: NoInfer<State>
  /** Kind of document the applicant gets when the case is opened. */
  opening?: { label: string; document?: string }
  /** Of how many parts a case of many parts is made, for the worklist. */
  parts?: (found: Pick<Case, 'traits'>) => number
  /** Needed where steps issue documents. */
  drawUp?: DrawUp
  states: Readonly<Record<State, StateRule>>
  steps: Readonly<Record<Action, Step<NoInfer<State>>>>
}

export type StateRule = OpenState | ClosedState
export interface OpenState {
  label: string
  /** Whose turn it is in this state: the queue the case stands in. */
  turn: Turn | ((found: Case) => Turn)
  /** The day by which that somebody must act. */
  dueOn: (facts: TurnFacts) => Day
  /** A parent's: it is left by what becomes of the children, and by no step of somebody's own. */
  waitsForChildren?: true
}
export interface ClosedState { label: string; closed: true }
/** parent: whoever's turn it is on the parent case; the child stands in its queue and in nobody's list. */
export type Turn = 'window' | 'owner' | 'approver' | 'applicant' | 'parent'

export interface Step<State extends string = string> {
  label: string
  from: readonly State[]
  /** Absent: the case stays where it is. */
  to?: State
  by: readonly Relation[]
  /** What the step does to the legal clock. */
  clock?: (facts: StepInput) => ClockEvent | null
  /** What the actor fills in, and what the module records of it in the same transaction. */
  form?: StepForm
  /** What the step changes on the case beside state and clock, e.g. a corrected form. Pure. */
  change?: (facts: StepInput) => CaseChange
  /** Kind of document the step issues, if any. */
  document?: string
  /** The article the step rests on. */
  basis?: string
  /** Why the step may not be taken although state and relation fit: a sentence that says what to do. Pure. */
  refusal?: (facts: StepFacts) => string | undefined
  /** Of the two that nobody may do both on one case where either is done in somebody's place (委托代办): look into it, decide it. */
  duty?: Duty
  /** What the agent of a firm must be empowered to for this step; left out, the firm takes it itself. */
  power?: Power
  /** The system takes the step at the start of that day, if nothing else has happened. */
  automaticOn?: (reading: ClockReading, found: Pick<Case, 'traits'>) => Day | null
}

export type Duty = 'review' | 'decide'

export interface StepForm {
  schema: TSchema
  record?: (call: Call, found: Case, data: Record<string, unknown>) => Promise<void>
  /** Seals what is personal in the data before anything is made of it: what is recorded, logged and changed is what this returns. */
  seal?: (vault: Vault, found: Case, data: Record<string, unknown>) => Record<string, unknown>
}

export interface StepFacts {
  found: Case
  relations: readonly Relation[]
  today: Day
  reading: ClockReading
  calendar: Calendar
  /** Where the actor stands to the case only as the agent of a firm: what it has empowered her to. */
  powers?: readonly Power[]
  /** The parent case by whose step this step is taken. */
  through?: string
}
export interface StepInput { found: Case; data: Record<string, unknown>; on: Day }
export interface TurnFacts {
  reading: ClockReading
  data: Record<string, unknown>
  on: Day
  calendar: Calendar
  /** The day so far, where the step leaves the case in the state it was in. */
  standing: Day | null
}
export type CaseChange = Partial<Pick<Case, 'form' | 'traits' | 'handlerId'>>

/** Happens in the transaction of the step: both or neither. Must be short and must not leave the database. */
export interface WithinReaction {
  name: string
  /** Event kinds, e.g. 'application.accept'. */
  on: readonly string[]
  /** Has nothing to do where the case has no parent: such cases are then as quick as if it were not there. */
  onlyChildren?: true
  /** The cases it has to do with, where not all; the others are as quick as if it were not there. Pure. */
  concerns?: (found: Pick<Case, 'itemCode'>) => boolean
  /** Touches nothing but the family of its case and seldom refuses: steps it reacts to may share a transaction with others (step-group.ts). */
  isShareable?: true
  react: (call: Call, event: CaseEvent, found: Case) => Promise<void>
}

/** A job sent in the same transaction and run after it, at least once: must be idempotent. */
export interface AfterReaction {
  name: string
  on: readonly string[]
  /** `call` acts as the system in a transaction of its own. */
  react: (call: Call, event: CaseEvent, found: Case) => Promise<void>
}

/** What a projection may look at beside the log itself: rules as they are declared, never the time or the tables of others. */
export type Rules = Pick<Kernel, 'calendar' | 'workflows'>

/** Follows the log in batches with a checkpoint of its own, exactly once; rebuilt from zero it gives the same tables. */
export interface Projection {
  name: string
  /** The tables it keeps, and nobody else writes. */
  tables: readonly string[]
  /** How many events it takes at once; more save round trips where many of them add to the same rows. */
  batch?: number
  apply: (tx: Tx, events: readonly CaseEvent[], kernel: Rules) => Promise<void>
  /** Empties its tables before a rebuild. */
  reset: (tx: Tx) => Promise<void>
}

/** Work for each finished day, done some time after midnight; may be tried several times and by several processes. */
export interface DailyWork { name: string; run: (call: Call) => Promise<void> }
