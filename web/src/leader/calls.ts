import { ask } from '../api/request.ts'
import type { Day } from '../api/types.ts'

export const PERIODS = { today: '今天', month: '本月', year: '今年' } as const
export type Period = keyof typeof PERIODS

export interface Figures {
  received: number
  resolved: number
  decided: number
  onTime: number
  medianWorkingDays: number | null
  p90WorkingDays: number | null
  ratings: number
  averageRating: number | null
  open: number
  overdue: number
}
export interface GroupFigures extends Figures { key: string; name: string }
export interface DayFigures { day: Day; received: number; resolved: number; working: boolean }
export interface Overview {
  asOf: string
  from: Day
  to: Day
  before: { from: Day; to: Day }
  total: Figures
  earlier: Figures
  organisations: GroupFigures[]
  places: GroupFigures[]
  days: DayFigures[]
  targets: Readonly<Record<'onTimePercent' | 'overdue' | 'averageRating', { value: number; basis: string }>>
  source: string
}

export const MEASURES = { received: '收到的', resolved: '办结的', onTime: '按时的', late: '超过承诺期限才决定的', open: '还没有办结的', overdue: '没有办结、已经超期的', rated: '有评价的' } as const
export type Measure = keyof typeof MEASURES

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
export interface CaseLines { total: number; size: number; cases: CaseLine[] }

export const fetchOverview = (period: Period): Promise<Overview> => ask('GET', `/api/statistics/overview?period=${period}`)
export const fetchCases = (query: string): Promise<CaseLines> => ask('GET', `/api/statistics/cases?${query}`)
