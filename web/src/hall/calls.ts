import { ask } from '../api/request.ts'
import type { Day } from '../api/types.ts'

/** By weekday, '1' is Monday. */
export type Hours = Record<string, string[]>
export interface HallWindow {
  id: string
  hall: string
  groupId: string
  number: string
  kind: 'general' | 'special'
  organisation: string
  hours: Hours
  active: boolean
  items: number
}
export interface WindowGroup { id: string; hall: string; letter: string; name: string; slotMinutes: number; seatsPerWindow: number; windows: HallWindow[] }
export interface Hall {
  code: string
  name: string
  kind: 'centre' | 'town'
  organisation: string
  organisationName: string
  address: string | null
  phone: string | null
  isExample: boolean
  hasMachine: boolean
  groups: WindowGroup[]
}
export interface Register {
  halls: Hall[]
  organisations: { id: string; name: string }[]
  rules: Record<string, { value: number; label: string; basis: string }>
  exceptionKinds: Record<string, string>
}
export interface Rate { part: number; whole: number; percent: number | null }
export interface Definition { label: string; part: string; whole: string; note: string }
export interface Rates {
  asOf: string
  from: Day
  to: Day
  items: { in: number; missing: number; expired: number; excepted: number; must: number; general: number; residentRate: Rate; generalRate: Rate }
  oneDoorRate: Rate
  definitions: Record<'residentRate' | 'generalRate' | 'oneDoorRate', Definition>
}
export interface ItemLine {
  code: string
  name: string
  organisationName: string
  standing: 'in' | 'missing' | 'expired' | 'excepted'
  standingLabel: string
  windows: { hall: string; hallName: string; number: string }[]
  exceptionLabel: string | null
  exceptionUntilOn: Day | null
}
export interface ReceiptLine { number: string; itemName: string; organisationName: string; receivingName: string; receivedOn: Day; isInside: boolean }
export interface Exception {
  id: string; kindLabel: string; reason: string; basis: string; approver: string; approvedOn: Day; untilOn: Day; endedOn: Day | null
}
export interface RowFault { line: number; column: string; value: string; reason: string; suggestion: string }
export interface SheetReport { mode: 'check' | 'import'; rows: number; items: number; added: number; removed: number; errorsTotal: number; errors: RowFault[] }
interface Paged { total: number; page: number; size: number }

export const fetchRegister = (): Promise<Register> => ask('GET', '/api/hall/register')
export const fetchRates = (): Promise<Rates> => ask('GET', '/api/hall/rates')
export const fetchItems = (query: URLSearchParams): Promise<Paged & { items: ItemLine[] }> => ask('GET', `/api/hall/items?${query}`)
export const fetchReceipts = (query: URLSearchParams): Promise<Paged & { cases: ReceiptLine[] }> => ask('GET', `/api/hall/receipts?${query}`)
export const fetchItem = (code: string): Promise<{ windowIds: string[]; exceptions: Exception[] }> => ask('GET', `/api/hall/items/${encodeURIComponent(code)}`)
export const seatItem = (code: string, windowIds: readonly string[]): Promise<unknown> =>
  ask('POST', `/api/hall/items/${encodeURIComponent(code)}/windows`, { body: { windowIds } })
export const grantException = (body: Record<string, string>): Promise<unknown> => ask('POST', '/api/hall/exceptions', { body })
export const endException = (id: string): Promise<unknown> => ask('POST', `/api/hall/exceptions/${id}/end`)
export const keepPlace = (body: object): Promise<unknown> => ask('POST', '/api/hall/places', { body })
export const keepGroup = (body: object): Promise<unknown> => ask('POST', '/api/hall/groups', { body })
export const keepWindow = (body: object): Promise<unknown> => ask('POST', '/api/hall/windows', { body })
export const newMachineKey = (hall: string): Promise<{ key: string }> => ask('POST', `/api/hall/places/${encodeURIComponent(hall)}/machine-key`)

export function sendSheet(mode: 'check' | 'import', file: File): Promise<SheetReport> {
  const upload = new FormData()
  upload.append('file', file)
  return ask('POST', `/api/hall/sheet?mode=${mode}`, { upload })
}
