import { ask } from '../api/request.ts'

export type AlertLevel = 'reminder' | 'notice' | 'yellow' | 'red'
export interface AlertRow {
  id: string
  rule: string
  ruleName: string
  level: AlertLevel
  levelName: string
  organisation: string
  organisationName: string
  dueOn: string | null
  firedOn: string
  superviseUntil: string | null
  supervised: boolean
  settledOn: string | null
  settled: string | null
  note: string | null
  rectificationId: string | null
  orderId: string | null
  caseId: string
  number: string
  title: string
  stateLabel: string
}
export interface AlertsPage { today: string; total: number; counts: Partial<Record<AlertLevel, number>>; alerts: AlertRow[] }
export interface AlertRule {
  id: string; version: number; name: string; isOn: boolean; levelName: string; trigger: string; action: string; basis: string; standing: string
}
export interface AlertRules { rules: AlertRule[]; byHand: { id: string; name: string; to: string }[] }

export interface RectificationRow {
  id: string
  number: string
  organisation: string
  organisationName: string
  cause: string
  causeName: string
  itemName: string
  problem: string
  requirement: string | null
  measures: string | null
  verdict: string | null
  openedOn: string
  orderedUntil: string | null
  evidencedOn: string | null
  closedOn: string | null
  outcome: string | null
  times: number
  recurrenceOf: string | null
  stateLabel: string
  state?: string
  queueDueOn: string | null
  alerts: number
  overdue: boolean
}
export interface RectificationsPage { today: string; total: number; rectifications: RectificationRow[] }
export interface AlertIn {
  id: string; caseId: string; number: string; title: string; ruleName: string; levelName: string; firedOn: string; dueOn: string | null
}
export interface Rectification extends RectificationRow {
  history: RectificationRow[]
  alertList: AlertIn[]
  files: { fileId: string; name: string; addedOn: string }[]
  faults: { title: string; address: string; reportedOn: string; withdrawnWhy: string | null }[]
}

export interface NewProblem { organisation: string; situation: string; problem: string; standard?: string }

export const fetchAlerts = (query: string): Promise<AlertsPage> => ask('GET', `/api/alerts?${query}`)
export const fetchRules = (): Promise<AlertRules> => ask('GET', '/api/alert-rules')
export const dismissAlert = (id: string, reason: string): Promise<unknown> => ask('POST', `/api/alerts/${id}/dismissal`, { body: { reason } })
export const rectifyAlert = (id: string): Promise<{ caseId: string }> => ask('POST', `/api/alerts/${id}/rectification`)

export const fetchRectifications = (closed: boolean, page: number): Promise<RectificationsPage> =>
  ask('GET', `/api/rectifications?closed=${closed ? 'yes' : 'no'}&page=${page}`)
export const fetchRectification = (id: string): Promise<Rectification> => ask('GET', `/api/rectifications/${id}`)
export const openProblem = (body: NewProblem, key: string): Promise<{ caseId: string }> =>
  ask('POST', '/api/rectifications', { body, headers: { 'idempotency-key': key } })
export const evidenceAddress = (id: string, fileId: string): string => `/api/rectifications/${id}/files/${fileId}`

export interface Unit { id: string; name: string; kind: string }
export const fetchUnits = async (): Promise<Unit[]> => (await ask<{ organisations: Unit[] }>('GET', '/api/organisations')).organisations

export interface Check { id: string; text: string; rule: string | null }
export interface Standard { kind: string; version: number; title: string; body: string; basis: string; checks: Check[]; effectiveOn: string | null }
export interface NewStandard { from: number; body: string; basis: string; checks: Check[] }
export const fetchStandards = async (): Promise<Standard[]> => (await ask<{ standards: Standard[] }>('GET', '/api/standards')).standards
export const publishStandard = (kind: string, body: NewStandard): Promise<Standard> => ask('POST', `/api/standards/${kind}`, { body })

export interface PointRule { id: string; name: string; points: number; basis: string }
export interface UnitPoints { organisation: string; name: string; points: number; parts: { rule: string; name: string; n: number; points: number }[] }
export interface Points { month: string; base: { points: number; basis: string }; rules: PointRule[]; organisations: UnitPoints[] }
export interface Entry {
  source: string
  ruleName: string
  points: number
  basis: string
  causeName: string
  on: string
  caseId: string
  number: string
  objection: 'open' | 'sustained' | 'rejected' | null
}
export interface Entries { month: string; organisation: string; name: string; entries: Entry[] }
export const fetchPoints = (on: string): Promise<Points> => ask('GET', `/api/points?on=${on}`)
export const fetchEntries = (on: string, organisation: string): Promise<Entries> =>
  ask('GET', `/api/points/entries?${new URLSearchParams({ on, organisation })}`)
export const objectTo = (source: string, reason: string): Promise<{ caseId: string }> => ask('POST', '/api/points/objections', { body: { source, reason } })

export type Face = 'service' | 'overview' | 'supervision' | 'together'
export interface FaceRow {
  id: string
  number: string
  title: string
  typeLabel: string
  stateLabel: string
  organisationName: string
  queueDueOn: string | null
  dueOn: string | null
}
export interface FacePage { today: string; face: Face; faces: { face: Face; name: string; what: string; total: number }[]; cases: FaceRow[] }
export const fetchFace = (face: Face, page: number): Promise<FacePage> => ask('GET', `/api/faces/${face}?page=${page}`)

export type Told = 'handler' | 'head' | 'supervisor'
export type RuleKind = 'alert' | 'points' | 'deadline'
export type Settings = Readonly<Record<string, number>>
export interface RuleVersion {
  version: number
  settings: Settings
  isOn: boolean
  tells: readonly Told[]
  basis: string
  effectiveOn: string | null
  reason: string | null
  by: string | null
  at: string | null
  standing: string
}
export interface RuleField { name: string; label: string; unit: string; min: number; max: number; default: number | null }
export interface Rule {
  kind: RuleKind; id: string; name: string; levelName: string | null; trigger: string | null; action: string | null
  now: RuleVersion; planned: RuleVersion | null; newest: number; versions: readonly RuleVersion[]; fields: readonly RuleField[]
}
export interface Rules { today: string; rules: readonly Rule[] }
export interface RuleWish { isOn: boolean; tells: readonly Told[]; settings: Settings; basis: string; effectiveOn: string }
export interface Trial { day: string; note: string; lines: readonly { what: string; now: number; then: number }[] }
export const fetchBook = (): Promise<Rules> => ask('GET', '/api/rules')
export const changeRule = ({ kind, id }: Pick<Rule, 'kind' | 'id'>, body: RuleWish & { from: number; reason: string }): Promise<{ version: number }> =>
  ask('POST', `/api/rules/${kind}/${id}`, { body })
export const tryRule = ({ kind, id }: Pick<Rule, 'kind' | 'id'>, body: RuleWish): Promise<Trial> => ask('POST', `/api/rules/${kind}/${id}/trial`, { body })

export interface Card {
  id: string
  ruleName: string
  version: number
  caseId: string
  number: string
  title: string
  firedOn: string
  dueOn: string | null
  settledOn: string | null
}
export interface CardOrder {
  id: string; answerBy: string; openedOn: string; escalatedOn: string | null; answeredOn: string | null; closedOn: string | null; cards: Card[]
}
export const fetchCardOrder = (id: string): Promise<CardOrder> => ask('GET', `/api/card-orders/${id}`)

export interface Outline {
  id: string
  number: string
  typeLabel: string
  title: string
  item: string
  stateLabel: string
  closed: boolean
  owner: string
  receiving: string
  openedAt: string
  closedAt: string | null
  queueDueOn: string | null
  turn: { relation: string; label: string } | null
  waitsFor: string | null
  mayOpen: boolean
  clock: {
    today: string
    startedOn: string | null
    dueOn: string | null
    statutoryDueOn: string | null
    limitWorkingDays: number
    level: string
    pauses: { kind: string; startedOn: string; endedOn: string | null }[]
  }
  history: { seq: number; at: string; label: string; by: string }[]
}
export const fetchOutline = (id: string): Promise<Outline> => ask('GET', `/api/outlines/${id}`)
