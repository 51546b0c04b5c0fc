import { ask } from '../api/request.ts'

export type AlertLevel = 'reminder' | 'notice' | 'yellow' | 'red'
export interface AlertRow {
  id: string; rule: string; ruleName: string; level: AlertLevel; levelName: string; organisation: string; organisationName: string; dueOn: string | null; firedOn: string; superviseUntil: string | null
  supervised: boolean; settledOn: string | null; settled: string | null; note: string | null; rectificationId: string | null; caseId: string; number: string; title: string; stateLabel: string
}
export interface AlertsPage { today: string; total: number; counts: Partial<Record<AlertLevel, number>>; alerts: AlertRow[] }
export interface AlertRule { id: string; version: number; name: string; levelName: string; trigger: string; action: string; basis: string; standing: string }
export interface AlertRules { rules: AlertRule[]; byHand: { id: string; name: string; to: string }[]; deadlines: Record<string, { workingDays: number; basis: string }>; recurrenceCalendarDays: number }

export interface RectificationRow {
  id: string; number: string; organisation: string; organisationName: string; cause: string; causeName: string; itemName: string; problem: string; requirement: string | null; measures: string | null
  verdict: string | null; openedOn: string; orderedUntil: string | null; evidencedOn: string | null; closedOn: string | null; outcome: string | null; times: number; recurrenceOf: string | null
  stateLabel: string; state?: string; queueDueOn: string | null; alerts: number; overdue: boolean
}
export interface RectificationsPage { today: string; total: number; rectifications: RectificationRow[] }
export interface AlertIn { id: string; caseId: string; number: string; title: string; ruleName: string; levelName: string; firedOn: string; dueOn: string | null }
export interface Rectification extends RectificationRow { history: RectificationRow[]; alertList: AlertIn[]; files: { fileId: string; name: string; addedOn: string }[] }

export interface NewProblem { organisation: string; situation: string; problem: string; standard?: string }

export const fetchAlerts = (query: string): Promise<AlertsPage> => ask('GET', `/api/alerts?${query}`)
export const fetchRules = (): Promise<AlertRules> => ask('GET', '/api/alert-rules')
export const dismissAlert = (id: string, reason: string): Promise<unknown> => ask('POST', `/api/alerts/${id}/dismissal`, { body: { reason } })
export const rectifyAlert = (id: string): Promise<{ caseId: string }> => ask('POST', `/api/alerts/${id}/rectification`)

export const fetchRectifications = (closed: boolean, page: number): Promise<RectificationsPage> => ask('GET', `/api/rectifications?closed=${closed ? 'yes' : 'no'}&page=${page}`)
export const fetchRectification = (id: string): Promise<Rectification> => ask('GET', `/api/rectifications/${id}`)
export const openProblem = (body: NewProblem, key: string): Promise<{ caseId: string }> => ask('POST', '/api/rectifications', { body, headers: { 'idempotency-key': key } })
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
export interface Entry { source: string; ruleName: string; points: number; basis: string; causeName: string; on: string; caseId: string; number: string; objection: 'open' | 'sustained' | 'rejected' | null }
export interface Entries { month: string; organisation: string; name: string; entries: Entry[] }
export const fetchPoints = (on: string): Promise<Points> => ask('GET', `/api/points?on=${on}`)
export const fetchEntries = (on: string, organisation: string): Promise<Entries> => ask('GET', `/api/points/entries?${new URLSearchParams({ on, organisation })}`)
export const objectTo = (source: string, reason: string): Promise<{ caseId: string }> => ask('POST', '/api/points/objections', { body: { source, reason } })

export type Face = 'service' | 'overview' | 'supervision' | 'together'
export interface FaceRow { id: string; number: string; title: string; typeLabel: string; stateLabel: string; organisationName: string; queueDueOn: string | null; dueOn: string | null }
export interface FacePage { today: string; face: Face; faces: { face: Face; name: string; what: string; total: number }[]; cases: FaceRow[] }
export const fetchFace = (face: Face, page: number): Promise<FacePage> => ask('GET', `/api/faces/${face}?page=${page}`)
