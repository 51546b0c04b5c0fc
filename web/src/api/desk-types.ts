/** The answers of modules/desk, field by field. */
import type { Day, Queue } from './types.ts'

export const SORTS = ['due', '-due', 'opened', '-opened'] as const
export type Sort = (typeof SORTS)[number]

/** What a queue is narrowed by, as its address says it. */
export interface Narrowing { item?: string; applicant?: string; dueBy?: Day; state?: string; handler?: 'mine' | 'none' }

export const SHOWN_COLUMNS = ['standing', 'number', 'applicant', 'handler', 'turn', 'due'] as const
export type ShownColumn = (typeof SHOWN_COLUMNS)[number]

export interface SavedView { id: string; name: string; queue: Queue; narrowing: Narrowing; sort: Sort; columns: ShownColumn[] }

export interface Colleague { id: string; name: string; roles: string[]; openCases: number }

export type ItemState = 'waiting' | 'done' | 'refused' | 'cancelled' | 'undoing' | 'undone'
export interface Run {
  id: string
  kind: 'step' | 'assign' | 'print'
  step: string | null
  label: string
  createdAt: string
  dueAt: string
  revocableUntil: string
  total: number
  counts: Partial<Record<ItemState, number>>
}
export interface RunItem { seq: number; caseId: string; number: string; title: string; state: ItemState; message: string | null; endedAt: string | null }
export interface RunWithItems extends Run { items: RunItem[] }
/** A step on this case takes effect at that time, unless it is called back. */
export interface Held { caseId: string; label: string; by: string; dueAt: string }
export interface Runs { runs: Run[]; held: Held[] }

export interface KeptPhrase { id: string; item: string | null; text: string; uses: number }
export interface SimilarCase { number: string; applicant: string; outcome: 'granted' | 'refused'; decidedOn: Day; workingDays: number; opinion: string | null }
export type Counts = Readonly<Record<Queue, { total: number; head: string }>>
