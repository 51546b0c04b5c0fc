import { ask } from '../api/request.ts'
import type { Day } from '../api/types.ts'

export interface WorkWindow {
  id: string; hall: string; hallName: string; groupId: string; groupName: string; letter: string; number: string; kind: 'general' | 'special'
}
export interface Visitor {
  id: string
  number: string
  stateLabel: string
  isPriority: boolean
  hasAppointment: boolean
  itemName: string | null
  /** Masked. */
  visitor: string | null
  takenAt: string
  calledAt: string | null
  calls: number
  caseNumber: string | null
}
export interface Desk {
  window: WorkWindow
  present: Visitor | null
  passed: Visitor[]
  waiting: number
  next: (Visitor & { standingLabel: string })[]
  doneToday: number
  estimate: string
}
export interface Booked {
  id: string
  code: string
  startMinute: number
  endMinute: number
  itemName: string
  groupName: string
  state: string
  stateLabel: string
  visitor: string | null
  number: string | null
}
export interface BookedPage { day: Day; total: number; arrived: number; page: number; size: number; appointments: Booked[] }

const at = (window: string): string => `/api/hall/windows/${window}`
const place = (hall: string): string => `/api/hall/places/${encodeURIComponent(hall)}`

export const fetchWindows = (): Promise<{ windows: WorkWindow[] }> => ask('GET', '/api/hall/windows')
export const fetchDesk = (window: string): Promise<Desk> => ask('GET', `${at(window)}/desk`)
/** `current` is whom the clerk sees at her window: a second press is then no second call. */
export const callNext = (window: string, current: string | null): Promise<Desk> => ask('POST', `${at(window)}/next`, { body: { current } })
export const act = (window: string, what: 'again' | 'pass' | 'finish'): Promise<Desk> => ask('POST', `${at(window)}/${what}`)
export const transfer = (window: string, toWindowId: string): Promise<Desk> => ask('POST', `${at(window)}/transfer`, { body: { toWindowId } })
export const callBack = (window: string, ticketId: string): Promise<Desk> => ask('POST', `${at(window)}/back`, { body: { ticketId } })
export const linkCase = (window: string, number: string): Promise<Desk> => ask('POST', `${at(window)}/case`, { body: { number } })
export const fetchBooked = (hall: string, page: number): Promise<BookedPage> => ask('GET', `${place(hall)}/appointments?page=${page}`)
export const checkIn = (hall: string, code: string): Promise<{ number: string }> => ask('POST', `${place(hall)}/arrivals`, { body: { code } })
export const takeNumber = (body: { hall: string; letter: string; isPriority: boolean }, key: string): Promise<{ number: string }> =>
  ask('POST', '/api/hall/tickets', { body, headers: { 'idempotency-key': key } })
