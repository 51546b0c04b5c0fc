import { ask } from '../api/request.ts'
import type { Day } from '../api/types.ts'

export const PERIODS = { today: '今天', month: '本月', quarter: '本季', year: '今年' } as const
export type Period = keyof typeof PERIODS

export interface Passed { received: number; resolved: number; decided: number; onTime: number; workingDays: number }
export interface Head extends Passed { open: number; overdue: number; warned: number; rated: number; ratedTotal: number; badRated: number }
export interface Group extends Omit<Passed, 'workingDays'> { key: string; name: string; shortName: string; open: number; overdue: number; warned: number }
export interface RankedGroup extends Group { low: number; high: number; rank: number | null }
export interface SlowStep {
  organisation: string
  organisationName: string
  itemCode: string
  itemName: string
  state: string
  stateLabel: string
  n: number
  mean: number
  median: number
  p90: number
}
export interface JointRow { organisation: string; itemCode: string; itemName: string; received: number; resolved: number; open: number }
export interface DayFigures { day: Day; received: number; resolved: number; working: boolean }
interface Setting { value: number; basis: string }

/** Everything the leader's page and the big screen show (modules/screens/tiles.ts). */
export interface Tiles {
  version: string
  asOf: string
  source: string
  period: Period
  from: Day
  to: Day
  organisation?: string
  place?: string
  before: { from: Day; to: Day }
  /** Whether the log reaches back to the first day of it. */
  isComparable: boolean
  head: Head
  earlier: Passed
  towns: Group[]
  units: RankedGroup[]
  steps: SlowStep[]
  joint: JointRow[]
  days: DayFigures[]
  settings: Readonly<Record<'rankedMin' | 'staysMin' | 'onTimePercent' | 'overdue' | 'averageRating', Setting>>
}

export type Measure =
  | 'received'
  | 'resolved'
  | 'decided'
  | 'onTime'
  | 'late'
  | 'open'
  | 'overdue'
  | 'warned'
  | 'rated'
  | 'badRated'
  | 'jointReceived'
  | 'jointResolved'
  | 'jointOpen'
  | 'step'

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
}
/** A number opened: what it means, where it comes from, as of when, and the cases that add up to it. */
export interface CaseLines {
  label: string; meaning: string; source: string; asOf: string; from: Day; to: Day; isNow: boolean; total: number; size: number; cases: CaseLine[]
}

/** Null: nothing has happened since that version. */
export const fetchTiles = (query: string): Promise<Tiles | null> => ask('GET', `/api/screens/tiles?${query}`)
export const fetchCases = (query: string): Promise<CaseLines> => ask('GET', `/api/screens/cases?${query}`)
