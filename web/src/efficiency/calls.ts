import { ask } from '../api/request.ts'
import type { Day } from '../api/types.ts'

export const PERIODS = { month: '本月', quarter: '本季', year: '今年' } as const
export const GROUPINGS = { organisation: '单位', item: '事项', place: '镇街', window: '窗口' } as const
export type Grouping = keyof typeof GROUPINGS
export type Level = 'green' | 'yellow' | 'red'
export interface Range { low: number; high: number }

export interface Value {
  value: number | null
  numerator: number
  denominator: number | null
  range: Range | null
  level: Level | null
  levelWord: string | null
  isSmall: boolean
}
export interface Indicator extends Value {
  id: string
  name: string
  group: string
  kind: 'proportion' | 'ratio' | 'mean' | 'count'
  unit: string
  direction: 'up' | 'down' | 'context'
  basis: string
  isDefault: boolean
  note?: string
  missing: string | null
  numeratorName: string
  denominatorName: string | null
}
export interface Listing {
  from: Day
  to: Day
  asOf: string
  groups: string[]
  indicators: Indicator[]
  settings: Readonly<Record<string, { value: number; label: string; basis: string }>>
}

export interface Part { name: string; terms: { measure: string; times: number; label: string; meaning: string; opensAt: string | null; source: string }[] }
export interface Ranked extends Value { key: string; name: string; shrunk: number | null; rank: number | null; isDistinct: boolean }
export interface TrendPoint { month: Day; value: number | null; numerator: number; denominator: number | null }
export interface OneIndicator {
  from: Day
  to: Day
  by: Grouping
  asOf: string
  organisation?: string
  indicator: Indicator
  definition: { numerator: Part; denominator: Part | null; thresholds: Partial<Record<Level, string>>; effectiveFrom: Day; scopes: Grouping[] }
  rows: Ranked[]
  trend: TrendPoint[]
  opens: { numerator: boolean; denominator: boolean }
}

export interface CaseLine {
  caseId: string
  number: string
  itemName: string
  organisationName: string
  stateLabel: string
  receivedOn: Day
  dueOn: Day | null
  resolvedOn: Day | null
  workingDays: number | null
  limitDays: number
  waitingDays: number
  pausedDays: number
  rating: number | null
}
export interface CaseLines { total: number; page: number; size: number; cases: CaseLine[]; from: Day; to: Day; asOf: string; label?: string; name?: string }

export interface Finding { key: string; name: string; cases: number; of: number; sentence: string }
export interface Detector { id: string; label: string; what: string; kind: 'gaming' | 'trouble'; by: 'organisation' | 'item'; findings: Finding[] }
export interface Findings { from: Day; to: Day; asOf: string; standing: string; detectors: Detector[] }

export interface Person { id: string; name: string; decided: number; onTime: number; meanWorkingDays: number | null; range: Range | null; isSmall: boolean }
export interface People { organisationName: string; rankingMinimum: number; people: Person[] }

export const fetchListing = (query: string): Promise<Listing> => ask('GET', `/api/efficiency/indicators?${query}`)
export const fetchOne = (id: string, query: string): Promise<OneIndicator> => ask('GET', `/api/efficiency/indicators/${id}?${query}`)
export const fetchIndicatorCases = (id: string, query: string): Promise<CaseLines> => ask('GET', `/api/efficiency/indicators/${id}/cases?${query}`)
export const fetchFindings = (query: string): Promise<Findings> => ask('GET', `/api/efficiency/detectors?${query}`)
export const fetchFindingCases = (id: string, query: string): Promise<CaseLines> => ask('GET', `/api/efficiency/detectors/${id}/cases?${query}`)
export const fetchPeople = (query: string): Promise<People> => ask('GET', `/api/efficiency/people?${query}`)
