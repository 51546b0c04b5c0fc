/** The answers of the server as its routes give them; field by field the same as kernel/case-view.ts and modules/applications/routes.ts. */

/** A calendar day in China, 'YYYY-MM-DD'. */
export type Day = string

export interface Me {
  id: string
  account: string
  name: string
  kind: string
  roles: string[]
  /** Without those of the absent. */
  ownRoles: string[]
  /** Colleagues in whose place one works today (委托代办). */
  standsInFor: { id: string; name: string; roles: string[]; until: Day }[]
  organisation: string | null
  organisationName: string | null
}

/** 待办, 在办, 预警, 已办 */
export const QUEUES = ['todo', 'doing', 'warning', 'done'] as const
export type Queue = (typeof QUEUES)[number]

export type Phase =
  | 'not-received' | 'receiving' | 'correcting' | 'running' | 'paused' | 'decided' | 'delivered' | 'not-accepted' | 'withdrawn'
export type Level = 'none' | 'reminder' | 'yellow' | 'red'

export interface Turn { relation: string; label: string; dueOn: Day | null }
export interface Applicant { kind: string; name: string }
export interface Organisation { organisation: string; name: string }
export interface StepName { step: string; label: string }

export interface WorklistRow {
  id: string
  number: string
  type: string
  /** What kind of case it is, in words: a complaint has the matter of the case it is about for its title. */
  typeLabel: string
  /** How many items a joint matter joins. */
  parts?: number | null
  title: string
  state: string
  stateLabel: string
  version: number
  applicant: Applicant
  turn: Turn | null
  /** The day by which whoever's turn it is must act. */
  queueDueOn: Day | null
  dueOn: Day | null
  statutoryDueOn: Day | null
  clock: { state: Phase; level: Level }
  owner: Organisation
  openedAt: string
  closedAt: string | null
  steps: StepName[]
  itemCode: string
  /** The case it is a part of. */
  parentId?: string | null
  handlerId: string | null
  /** What whoever's turn it is can do to move it on; null once it is closed. */
  waitsFor: string | null
}

export interface WorklistPage { total: number; cases: WorklistRow[]; today?: Day }

/** What somebody fills in for a step: a JSON Schema with Chinese titles. */
export interface StepSchema { type?: string; properties?: Record<string, PropertySchema>; required?: string[] }
export interface PropertySchema {
  type?: string
  title?: string
  description?: string
  minLength?: number
  maxLength?: number
  minimum?: number
  maximum?: number
  minItems?: number
  maxItems?: number
  pattern?: string
  anyOf?: { const?: unknown; title?: string }[]
  items?: PropertySchema
  properties?: Record<string, PropertySchema>
}

export interface StepOffer extends StepName { basis: string | null; form?: StepSchema }

export interface Explanation { on: Day; text: string; article?: string }
export interface Pause { id: string; kind: string; startedOn: Day; endedOn: Day | null }

export interface ClockView {
  limitWorkingDays: number
  statutoryWorkingDays: number
  startedOn: Day | null
  noticeDueOn: Day | null
  dueOn: Day | null
  statutoryDueOn: Day | null
  deliverBy: Day | null
  state: Phase
  level: Level
  /** An unpublished calendar year was assumed. */
  provisional: boolean
  pauses: Pause[]
  explanation: Explanation[]
  today?: Day
}

export interface CaseView {
  id: string
  number: string
  type: string
  typeLabel: string
  title: string
  item: { code: string; version: number }
  state: string
  stateLabel: string
  version: number
  closed: boolean
  applicant: Applicant
  owner: Organisation
  receiving: Organisation
  form: Record<string, unknown>
  /** Fields of the form that stand masked here and can be asked for with a reason. */
  masked: string[]
  relations: string[]
  turn: Turn | null
  queueDueOn: Day | null
  openedAt: string
  closedAt: string | null
  parentId: string | null
  clock: ClockView
  steps: StepOffer[]
}

export interface EventView {
  seq: number
  at: string
  step: string
  label: string
  by: string
  /** The clerk, and in whose place she acted: 王五 代 李四. */
  person: string | null
  note: string | null
  data: Record<string, unknown>
  document: { kind: string; number: string } | null
  state: string
  hash: string
  previousHash: string
}

export interface DocumentView { id: string; kind: string; number: string; issuedAt: string }

export interface FileFacts { fileId: string; name: string; mediaType: string; size: number; sm3: string; createdAt: string }
export interface GivenMaterial { file: FileFacts | null; promisedBy: Day | null; givenOn: Day; replaced: boolean; onPaper?: boolean; brokenOn?: Day | null }

export interface MaterialState {
  id: string
  name: string
  need: 'required' | 'optional' | 'deferrable'
  source: 'applicant' | 'government' | 'shared'
  guidance: string | null
  /** What the window checks, line by line. */
  checks: string[]
  /** What the correction notice said of it. */
  problems: string[]
  given: GivenMaterial[]
  /** It is the outcome of another item, so nobody hands it in; with the number of that case where it is known. */
  produced?: { number: string | null } | null
  /** Names of the items a material of a joint matter is for. */
  serves?: string[]
}

export interface Situation { id: string; question: string; options: { id: string; label: string }[] }
export interface ItemField { type: string; title: string; 'x-kind'?: string }
export interface ItemForm { properties: Record<string, ItemField>; 'x-pages': { title: string; fields: string[] }[] }

export interface MaterialsView {
  answers: Record<string, string>
  situations: Situation[]
  form: ItemForm
  materials: MaterialState[]
}
