import { ask } from '../api/request.ts'
import type { Day } from '../api/types.ts'

export type PeriodKind = 'month' | 'quarter'
export interface PeriodHead {
  id: string
  kind: PeriodKind
  name: string
  startsOn: Day
  endsOn: Day
  version: number
  drawnBy: string
  drawnAt: string
  lockedBy: string | null
  lockedAt: string | null
  appealUntil: Day | null
  isExample: boolean
  schemeVersion: number
}
export interface IndicatorRule {
  code: string
  name: string
  weight: number
  kind: 'share' | 'mean'
  unit: string
  direction: 'up' | 'down'
  full: number
  pass: number
  zero: number
  formula: string
  of: string
}
export interface Scheme {
  version: number
  indicators: IndicatorRule[]
  grades: { excellent: number; good: number; pass: number }
  sampleMin: number
  coverageMinPercent: number
  appealWorkingDays: number
  excludedOrganisations: string[]
  basis: Record<string, string>
}
export interface Figure { n: number; part: number | null; value: number | null; low: number | null; high: number | null; isCounted: boolean }
export interface Unit {
  organisation: string
  /** The case in which it mends what was found unfit (不合格). */
  rectification: { caseId: string; number: string } | null
  name: string
  score: number | null
  low: number | null
  high: number | null
  grade: string | null
  rank: number | null
  rankFrom: number | null
  rankTo: number | null
  words: string
  change: number | null
  values: Record<string, Figure>
}
export interface Correction {
  version: number
  organisationName: string
  indicator: string
  before: Figure
  after: Figure
  reason: string
  appealId: string | null
  by: string
  at: string
}
export interface AppealRow {
  caseId: string
  number: string
  organisationName: string
  indicator: string
  stateLabel: string
  openedAt: string
  closedAt: string | null
  queueDueOn: Day | null
}
export interface Assessment extends PeriodHead {
  today: Day
  scheme: Scheme
  own: string | null
  isWhole: boolean
  units: Unit[]
  corrections: Correction[]
  appeals: AppealRow[]
  bulletins: { number: string; version: number; issuedOn: Day; by: string }[]
  source: { sources: string[]; definitionVersion: string | null; asOf: string | null }
  deadlines: Record<string, { workingDays: number; basis: string }>
}
export interface SchemeAnswer { scheme: Scheme; leftOut: IndicatorRule[]; changes: { version: number; reason: string; by: string; at: string }[] }

export const FORMATS = { pdf: 'PDF', docx: 'Word', xlsx: '表格' } as const

export const fetchAssessments = (): Promise<{ today: Day; periods: PeriodHead[] }> => ask('GET', '/api/assessments')
export const fetchAssessment = (id: string): Promise<Assessment> => ask('GET', `/api/assessments/${id}`)
export const drawUp = (kind: PeriodKind, startsOn: Day): Promise<{ id: string }> => ask('POST', '/api/assessments', { body: { kind, startsOn } })
export const lockPeriod = (id: string, drawnAt: string): Promise<unknown> => ask('POST', `/api/assessments/${id}/lock`, { body: { drawnAt } })
export const raiseAppeal = (id: string, body: { indicator: string; reason: string }, key: string): Promise<{ caseId: string }> =>
  ask('POST', `/api/assessments/${id}/appeals`, { body, headers: { 'idempotency-key': key } })
export const correct = (id: string, body: object): Promise<unknown> => ask('POST', `/api/assessments/${id}/corrections`, { body })
export const publish = (id: string, expectedVersion: number): Promise<{ number: string }> =>
  ask('POST', `/api/assessments/${id}/bulletin`, { body: { expectedVersion } })
export const fetchScheme = (): Promise<SchemeAnswer> => ask('GET', '/api/assessment-scheme')
export const keepScheme = (body: { from: number; body: Omit<Scheme, 'version'>; reason: string }): Promise<unknown> =>
  ask('POST', '/api/assessment-scheme', { body })
export const bulletinAddress = (id: string, format: string): string => `/api/assessments/${id}/bulletin?format=${format}`
