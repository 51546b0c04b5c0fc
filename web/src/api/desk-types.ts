/** The answers of modules/desk, field by field. */
import type { Day, Queue } from './types.ts'

export const SORTS = ['due', '-due', 'opened', '-opened'] as const
export type Sort = (typeof SORTS)[number]

/** What a queue is narrowed by, as its address says it. */
export interface Narrowing { item?: string; applicant?: string; dueBy?: Day; state?: string; handler?: 'mine' | 'none' }

export const SHOWN_COLUMNS = ['standing', 'number', 'applicant', 'handler', 'turn', 'due'] as const
export type ShownColumn = (typeof SHOWN_COLUMNS)[number]

/** As it is kept: `dueWithin` counts calendar days from the day one looks; -1 is what is past its day. */
export interface KeptNarrowing extends Narrowing { dueWithin?: number }

export interface NewView { name: string; queue: Queue; narrowing: KeptNarrowing; sort: Sort; columns: ShownColumn[]; shared: boolean }
/** `by` is the colleague whose it is, null for one's own; the queue opens with the view that is `first`. */
export interface SavedView extends NewView { id: string; own: boolean; by: string | null; first: boolean }
export interface StateName { state: string; label: string }

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
