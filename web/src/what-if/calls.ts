import { ask } from '../api/request.ts'

export interface Change {
  name?: string
  staff?: { station: string; add: number }[]
  limits?: { item: string; workingDays: number; pace?: 'unchanged' | 'follows' }[]
  together?: { items: string[]; share: number }[]
  routing?: { step: string; share: number; item?: string }[]
  bundles?: { item: string; share: number; size: number }[]
}
export interface Asked { base: string; change: Change; replications?: number; months?: number }

export interface Band { mean: number; low: number; high: number }
export interface Compared { base: Band; changed: Band; difference: Band }
export interface FigureCompared extends Compared { figure: string; label: string; unit: string; digits: number; definition: string }
export interface StationCompared {
  key: string
  role: string
  organisation: string | null
  organisationName: string
  staff: number
  staffChanged: number
  isBound: boolean
  visits: Compared
  stayHours: Compared
  visitsADay: Compared
  load: Compared | null
}
export interface Result {
  replications: number
  actual: { cases: number; meanDays: number; p90Days: number }
  figures: FigureCompared[]
  stations: StationCompared[]
  remarks: string[]
}

export interface Run {
  id: string
  asked: Asked
  askedBy: string
  askedAt: string
  state: 'waiting' | 'running' | 'done' | 'failed'
  done: number
  total: number
  finishedAt: string | null
  trouble: string | null
}
export interface RunAnswer extends Run { result: Result | null }

export interface Choices {
  months: string[]
  stations: { station: string; role: string; organisation: string; organisationName: string; cases: number }[]
  items: { item: string; name: string; limitWorkingDays: number; cases: number }[]
  steps: { step: string; label: string }[]
}

export const fetchChoices = (): Promise<Choices> => ask('GET', '/api/what-if/choices')
export const fetchRuns = (): Promise<{ runs: Run[] }> => ask('GET', '/api/what-if/runs')
export const fetchRun = (id: string): Promise<RunAnswer> => ask('GET', `/api/what-if/runs/${id}`)
export const askRun = (asked: Asked, key: string): Promise<RunAnswer> => ask('POST', '/api/what-if/runs', { body: asked, headers: { 'idempotency-key': key } })
