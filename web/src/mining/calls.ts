import { ask } from '../api/request.ts'
import type { Day } from '../api/types.ts'

export interface Asked { type: string; item?: string; organisation?: string; from?: Day; to?: Day; cases?: number; against?: number }
export interface Spread { mean: number; median: number; p90: number }
export interface Edge { from: string; to: string; count: number; cases: number; workingDays: Spread; elapsedDays: Spread }
export interface Way { activities: string[]; cases: number; elapsedDays: Spread; workingDays: Spread | null }
export interface Bottleneck {
  key: string
  label: string
  turn: string
  organisationName: string
  stays: number
  open: number
  cases: number
  totalDays: number
  medianDays: number
  p90Days: number
  peerMedianDays: number
  lateStays: number
  lateDays: number
  overMedianDays: number
  lostDays: number
}
export const TIME_KINDS = ['queue', 'working', 'applicant', 'special', 'parent'] as const
export type TimeKind = (typeof TIME_KINDS)[number]

export interface Result {
  /** Cases there would be without the limit. */
  matching: number
  mined: {
    cases: number
    events: number
    activities: number
    variants: number
    meanDays: number
    medianDays: number
    p90Days: number
    maxDays: number
    resources: number
    casesWithRepeatedActivity: number
    handovers: number
  }
  edges: Edge[]
  variants: Way[]
  timeUse: Record<TimeKind, { workingDays: number; elapsedDays: number; cases: number }>
  rework: { repeated: { activity: string; cases: number; times: number }[]; returns: { state: string; label: string; cases: number; times: number }[] }
  handovers: { total: number; cases: number; most: number; betweenOffices: { from: string; to: string; fromName: string; toName: string; count: number }[] }
  conformance: {
    fitness: number; events: number; fittingEvents: number; fittingCases: number; deviations: { key: string; sentence: string; count: number; cases: number }[]
  }
  bottlenecks: Bottleneck[]
}

export interface Survey {
  id: string
  asked: Asked
  askedBy: string
  askedAt: string
  state: 'waiting' | 'running' | 'done' | 'failed'
  done: number
  total: number
  finishedAt: string | null
}
export interface SurveyAnswer extends Survey { result: Result | null }

export interface Choices {
  types: { type: string; label: string; versions: number[]; cases: number }[]
  groups: { type: string; organisation: string; organisationName: string; item: string; itemName: string; cases: number }[]
}

/** What a number counts: the name of the measure, and of which. */
export interface Door { by: string; value?: string }
export interface CaseLine {
  caseId: string
  number: string
  itemName: string
  organisationName: string
  receivedOn: Day
  workingDays: number | null
  elapsedDays: number
  handovers: number
  days: number | null
  late: number | null
}
export interface CaseLines { total: number; size: number; cases: CaseLine[] }

export const fetchChoices = (): Promise<Choices> => ask('GET', '/api/mining/choices')
export const fetchSurveys = (): Promise<{ surveys: Survey[] }> => ask('GET', '/api/mining/surveys')
export const fetchSurvey = (id: string): Promise<SurveyAnswer> => ask('GET', `/api/mining/surveys/${id}`)
export const askSurvey = (asked: Asked, key: string): Promise<SurveyAnswer> =>
  ask('POST', '/api/mining/surveys', { body: asked, headers: { 'idempotency-key': key } })
export const fetchCases = (id: string, { by, value }: Door, page: number): Promise<CaseLines> =>
  ask('GET', `/api/mining/surveys/${id}/cases?${new URLSearchParams({ by, ...(value !== undefined && { value }), page: String(page) }).toString()}`)
export const logAddress = (id: string, format: 'xes' | 'csv'): string => `/api/mining/logs/${format}/${id}.${format}`
