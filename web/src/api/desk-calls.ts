import { ask } from './request.ts'
import type { Queue } from './types.ts'
import type { Colleague, Counts, KeptPhrase, NewView, Run, Runs, RunWithItems, SavedView, SimilarCase, StateName } from './desk-types.ts'

export const fetchCounts = (): Promise<Counts> => ask('GET', '/api/worklist/counts')

export async function fetchColleagues(): Promise<Colleague[]> {
  return (await ask<{ colleagues: Colleague[] }>('GET', '/api/desk/colleagues')).colleagues
}

export async function fetchViews(): Promise<SavedView[]> {
  return (await ask<{ views: SavedView[] }>('GET', '/api/desk/views')).views
}
export const keepView = (view: NewView): Promise<SavedView> => ask('POST', '/api/desk/views', { body: view })
export const changeView = (viewId: string, view: NewView): Promise<SavedView> => ask('POST', `/api/desk/views/${viewId}`, { body: view })
/** null: the queue opens with everything. */
export const beginWithView = (queue: Queue, viewId: string | null): Promise<unknown> => ask('POST', '/api/desk/views/first', { body: { queue, viewId } })
export async function fetchViewCounts(queue: Queue): Promise<Readonly<Record<string, number>>> {
  return (await ask<{ counts: Record<string, number> }>('GET', `/api/desk/views/counts?queue=${queue}`)).counts
}
export async function fetchStates(): Promise<StateName[]> {
  return (await ask<{ states: StateName[] }>('GET', '/api/desk/states')).states
}
export const dropView = (viewId: string): Promise<unknown> => ask('DELETE', `/api/desk/views/${viewId}`)

export const fetchRuns = (): Promise<Runs> => ask('GET', '/api/desk/runs')
export const fetchRun = (runId: string, page: number): Promise<RunWithItems> => ask('GET', `/api/desk/runs/${runId}?page=${page}`)
export const undoRun = (runId: string): Promise<Run> => ask('POST', `/api/desk/runs/${runId}/undo`)
export const hurryRun = (runId: string): Promise<Run> => ask('POST', `/api/desk/runs/${runId}/effect`)
export const runDocumentsAddress = (runId: string): string => `/api/desk/runs/${runId}/documents.pdf`

export interface ChosenCase { caseId: string; version?: number }
export interface StepRequest { step: string; data: Record<string, unknown>; cases: ChosenCase[]; atOnce: boolean }
export interface AssignRequest { handlerId?: string; note?: string; cases: ChosenCase[] }
export interface HandOverRequest { from: string; to: string; reason: string }

const keyed = (key: string) => ({ 'idempotency-key': key })
export const startSteps = (body: StepRequest, key: string): Promise<RunWithItems> => ask('POST', '/api/desk/runs', { body, headers: keyed(key) })
export const startAssignment = (body: AssignRequest, key: string): Promise<RunWithItems> => ask('POST', '/api/desk/assignments', { body, headers: keyed(key) })
export const startHandOver = (body: HandOverRequest, key: string): Promise<RunWithItems> => ask('POST', '/api/desk/handovers', { body, headers: keyed(key) })
export const startPrint = (body: { cases: string[]; which: 'latest' | 'all' }, key: string): Promise<RunWithItems> =>
  ask('POST', '/api/desk/prints', { body, headers: keyed(key) })

export async function fetchPhrases(item: string, step: string): Promise<KeptPhrase[]> {
  const query = new URLSearchParams({ item, step })
  return (await ask<{ phrases: KeptPhrase[] }>('GET', `/api/desk/phrases?${query}`)).phrases
}
export const keepPhrase = (phrase: { item?: string; step: string; text: string }): Promise<unknown> => ask('POST', '/api/desk/phrases', { body: phrase })
export const countPhrase = (phraseId: string): Promise<unknown> => ask('POST', `/api/desk/phrases/${phraseId}/uses`)
export const dropPhrase = (phraseId: string): Promise<unknown> => ask('DELETE', `/api/desk/phrases/${phraseId}`)

export async function fetchSimilar(caseId: string): Promise<SimilarCase[]> {
  return (await ask<{ cases: SimilarCase[] }>('GET', `/api/cases/${caseId}/similar`)).cases
}
