import { ask } from '../api/request.ts'
import type { CaseView, Day } from '../api/types.ts'
import { newRequestKey } from '../kit/request-key.ts'

/** Which list of the room it stands on. */
export type Part = 'receive' | 'send' | 'way' | 'back' | 'waiting'
export interface MatterLine {
  id: string
  number: string
  title: string
  state: string
  part: Part
  turn: { relation: string; label: string } | null
  dueOn: Day | null
  isOverdue: boolean
  applicant: string
  receivingPlace: string
  returnPlace: string
  direction: 'local' | 'outward' | 'inward'
  parcel: string | null
  /** The bureau sees that there is something, and opens nothing. */
  mayOpen: boolean
  steps: { step: string; label: string }[]
}
export interface Room { today: Day; rules: Record<string, { workingDays: number; label: string; basis: string }>; matters: MatterLine[] }
export interface Hands { thing: string; thingLabel: string; words: string; since: string; until: string | null }
export interface Matter {
  id: string
  ref: string
  answers: Record<string, string>
  isSimulated: boolean
  receivingPlace: string
  returnPlace: string
  owner: string
  result: { id: string; state: { label: string } } | null
  application: { id: string; number: string; dueOn: Day | null } | null
  papers: { materialId: string; name: string; originals: number; copies: number; sm3?: string }[]
  custody: Hands[]
  documents: { id: string; number: string; issuedAt: string }[]
}
export interface Paper { materialId: string; name: string; originals: number; copies: number; fileId?: string; sm3?: string }
export interface Receiving { identity: { kind: string; lastFour: string; isSamePerson: boolean }; papers: Paper[]; checked: string[]; lacking?: string }
export interface Checklist {
  name: string
  answers: Record<string, string>
  next: { id: string; question: string; options: { id: string; label: string }[] } | null
  materials: { id: string; name: string; need: string; checks: string[] }[]
}
export interface Place { code: string; name: string; kind: 'centre' | 'town' | 'district'; organisation: string; organisationName: string }
export interface Mark {
  id: string; itemCode: string; itemName: string; mode: string; places: string[]; fromOn: Day; toOn: Day | null; basis: string; isExample: boolean
}
export interface Marks { modes: Record<string, { name: string; means: string }>; places: Place[]; marks: Mark[] }
export interface Exchange {
  behaviours: Record<string, string>
  districts: { code: string; name: string; behaviour: string }[]
  outbox: { id: string; peer: string; ref: string; kind: string; state: 'waiting' | 'dead'; attempts: number; reason: string | null; caseId: string }[]
  refused: { id: string; peer: string; ref: string; kind: string; reason: string | null }[]
}
export interface CellFault { line: number; column: string; value: string; reason: string; suggestion: string }
export interface SheetReport { mode: 'check' | 'import'; rows: number; added: number; changed: number; same: number; errorsTotal: number; errors: CellFault[] }

export const fetchRoom = (): Promise<Room> => ask('GET', '/api/anywhere/room')
export const fetchMatter = (id: string): Promise<Matter> => ask('GET', `/api/anywhere/matters/${id}`)
export const fetchMarks = (): Promise<Marks> => ask('GET', '/api/anywhere/marks')
export const fetchExchange = (): Promise<Exchange> => ask('GET', '/api/anywhere/exchange')
export const fetchChecklist = (code: string, answers: Record<string, string>): Promise<Checklist> =>
  ask('POST', `/api/anywhere/items/${encodeURIComponent(code)}/checklist`, { body: { answers } })
export const receiveWalkIn = (body: object, key: string): Promise<{ caseId: string; number: string; queryPassword: string }> =>
  ask('POST', '/api/anywhere/receipts', { body, headers: { 'idempotency-key': key } })
export const receive = (id: string, step: 'receive' | 'receiveMore', data: object): Promise<CaseView> =>
  ask('POST', `/api/cases/${id}/steps/${step}`, { body: { data }, headers: { 'idempotency-key': newRequestKey() } })
export const resume = (id: string): Promise<unknown> => ask('POST', `/api/anywhere/exchange/${id}/resume`)
export const setBehaviour = (district: string, behaviour: string): Promise<unknown> =>
  ask('POST', `/api/anywhere/simulator/${district}`, { body: { behaviour } })
export const letArrive = (district: string, body: object): Promise<{ ref: string }> => ask('POST', `/api/anywhere/simulator/${district}/arrivals`, { body })

export function sendSheet(mode: 'check' | 'import', file: File): Promise<SheetReport> {
  const upload = new FormData()
  upload.append('file', file)
  return ask('POST', `/api/anywhere/marks/sheet?mode=${mode}`, { upload })
}

export function uploadScan(file: File): Promise<{ fileId: string; sm3: string }> {
  const upload = new FormData()
  upload.append('file', file)
  return ask('POST', '/api/files', { upload })
}
