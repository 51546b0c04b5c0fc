import { ask } from '../api/request.ts'

export interface ReportFigure { name: string; label: string; what: string; n: number }
export interface ReportUnit {
  organisation: string; name: string; problems: number; rechecked: number; mending: number; yellow: number; red: number; points: number
}
export interface ReportMonth { month: string; problems: number; rechecked: number; yellow: number; red: number }
export interface Report {
  today: string; asOf: string; month: string; from: string; to: string; organisation: string | null; organisationName: string; source: string; basePoints: number
  figures: ReportFigure[]; units: ReportUnit[]; months: ReportMonth[]
}
export interface ReportCases {
  label: string
  what: string
  source: string
  asOf: string
  total: number
  cases: { id: string; number: string; title: string; stateLabel: string; organisationName: string }[]
}

/** Which month and whose; `measure` opens a figure. */
export interface ReportAsked { on: string; organisation?: string | undefined }
const queryOf = ({ on, organisation }: ReportAsked): URLSearchParams => new URLSearchParams({ on, ...(organisation !== undefined && { organisation }) })

export const fetchReport = (asked: ReportAsked): Promise<Report> => ask('GET', `/api/governance-report?${queryOf(asked)}`)
export const fetchReportCases = (asked: ReportAsked, measure: string, page: number): Promise<ReportCases> =>
  ask('GET', `/api/governance-report/cases?${queryOf(asked)}&measure=${measure}&page=${page}`)
