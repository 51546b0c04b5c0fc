import { ask } from '../api/request.ts'

/** An item as the editor holds it: fields by their names; the server says what they may be. */
export type Fields = Readonly<Record<string, unknown>>

export interface DeskItem {
  code: string
  name: string
  organisationName: string
  version: number | null
  status: string
  effectiveFrom: string | null
  draftEdition: number | null
  draftBy: string | null
}
export interface Problem { path: string; text: string; cure: string }
export interface Draft {
  code: string; edition: number; baseVersion: number; item: Fields; changedAt: string | null; changedBy: string | null; problems: Problem[]
}
export interface Organisation { id: string; name: string }
export interface Version { version: number; status: string; effectiveFrom: string; effectiveTo: string | null; isInForce: boolean; openCases: number }
export interface NotedChange { what: string; version: number | null; at: string; by: string; words: string[] }
export interface SheetFinding { sheet: string; line: number; column: string | null; cell: string; value: string; reason: string; suggestion: string }
export interface SheetReport {
  mode: 'check' | 'import'
  rows: number
  imported: number
  new: number
  changed: number
  unchanged: number
  errorsTotal: number
  errors: SheetFinding[]
  oddTotal: number
  odd: SheetFinding[]
}

const at = (code: string): string => `/api/catalog/items/${encodeURIComponent(code)}`

export function fetchItems({ q, page, isDrafts }: { q: string; page: number; isDrafts: boolean }): Promise<{ total: number; size: number; items: DeskItem[] }> {
  return ask('GET', `/api/catalog/items?${new URLSearchParams({ ...(q !== '' && { q }), page: String(page), ...(isDrafts && { drafts: 'yes' }) })}`)
}
export interface Retirement { on: string; reason: string }
export const fetchHistory = (code: string): Promise<{ versions: Version[]; changes: NotedChange[]; retirement: Retirement | null }> => ask('GET', at(code))
export const retireItem = (code: string, body: { on: string; reason: string }): Promise<unknown> => ask('POST', `${at(code)}/retire`, { body })
export const fetchDraft = (code: string): Promise<Draft & { organisations: Organisation[] }> => ask('GET', `${at(code)}/draft`)
export const saveDraft = (code: string, body: { edition: number; item: Fields; baseVersion?: number }): Promise<Draft> =>
  ask('POST', `${at(code)}/draft`, { body })
export const discardDraft = (code: string, edition: number): Promise<unknown> => ask('POST', `${at(code)}/draft/discard`, { body: { edition } })
export const publishDraft = (code: string, edition: number): Promise<{ version: number }> => ask('POST', `${at(code)}/publish`, { body: { edition } })
export const fetchDifference = (code: string, from: number): Promise<{ words: string[] }> => ask('GET', `${at(code)}/difference?from=${from}`)
export type View = 'guide' | 'question' | 'checklist' | 'form'
export type Theme = 'standard' | 'elder' | 'contrast'
export interface Shown { item: Fields; answers: Record<string, string>; view: View; page: number; theme: Theme }

/** The page of citizens that shows the item, as it will stand there. */
export function fetchPreview({ item, answers, view, page, theme }: Shown): Promise<{ html: string; pages?: number }> {
  if (view === 'form') return ask('POST', '/api/catalog/preview/form', { body: { item, answers, page, theme } })
  return ask('POST', '/api/catalog/preview', { body: { item, view, theme, ...(view !== 'guide' && { answers }) } })
}
export const fetchCheck = (item: Fields): Promise<{ problems: Problem[]; advice: Problem[] }> => ask('POST', '/api/catalog/check', { body: { item } })

export function sendWorkbook(mode: 'check' | 'import', file: File): Promise<SheetReport> {
  const upload = new FormData()
  upload.append('file', file)
  return ask('POST', `/api/catalog/workbook?mode=${mode}`, { upload })
}
