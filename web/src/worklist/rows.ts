import type { Day, WorklistRow } from '../api/types.ts'
import { turnText } from '../kit/turn-text.ts'
import { standingOf, standingWord, type Standing } from '../kit/standing.ts'

/** server: as the server lists them, most urgent first. */
export type Column = 'server' | 'standing' | 'number' | 'title' | 'applicant' | 'turn' | 'due'
export interface Order { column: Column; descending: boolean }
export interface View { order: Order; words: string; page: number }

export const ROWS_A_PAGE = 20
export const SERVER_ORDER: Order = { column: 'server', descending: false }

export interface Shown { rows: WorklistRow[]; found: number; pages: number; page: number }

/** The part of the loaded rows this view shows. A page past the end is the last one. */
export function shownRows(loaded: readonly WorklistRow[], { order, words, page }: View, today: Day): Shown {
  const found = sorted(loaded.filter((row) => fits(row, words, today)), order, today)
  const pages = Math.max(1, Math.ceil(found.length / ROWS_A_PAGE))
  const shown = Math.min(Math.max(1, page), pages)
  return { rows: found.slice((shown - 1) * ROWS_A_PAGE, shown * ROWS_A_PAGE), found: found.length, pages, page: shown }
}

/** Pressing a heading: up, down, and back to the server's order. */
export function nextOrder(order: Order, column: Column): Order {
  if (order.column !== column) return { column, descending: false }
  return order.descending ? SERVER_ORDER : { column, descending: true }
}

/** What kind of case it is, where it is not what most cases are and the title does not begin with it. */
export function kindText({ type, typeLabel, title, parts, parentId }: Pick<WorklistRow, 'type' | 'typeLabel' | 'title' | 'parts' | 'parentId'>): string {
  if (typeof parts === 'number') return `${typeLabel} · ${parts} 项`
  if (type === 'application' && typeof parentId === 'string') return '总件里的一项'
  return type === 'application' || title.startsWith(`${typeLabel}：`) ? '' : typeLabel
}

/** Every word must occur somewhere in the row, as the row is shown. */
function fits(row: WorklistRow, words: string, today: Day): boolean {
  const turn = row.turn ? turnText(row.turn) : ''
  const shown = [row.number, kindText(row), row.title, row.applicant.name, row.stateLabel, turn, row.owner.name, standingWord(row, today)]
  const text = shown.join('\n').toLowerCase()
  return words.toLowerCase().split(/\s+/).every((word) => text.includes(word))
}

function sorted(rows: WorklistRow[], { column, descending }: Order, today: Day): WorklistRow[] {
  if (column === 'server') return rows
  const keyOf = KEYS[column]
  const sign = descending ? -1 : 1
  return [...rows].sort((one, other) => sign * compare(keyOf(one, today), keyOf(other, today)))
}

const COLLATOR = new Intl.Collator('zh-CN')
const URGENCY: Readonly<Record<Standing, string>> = { late: '0', near: '1', fine: '2', paused: '3', over: '4' }
/** Rows without a day come after all that have one. */
const LAST_DAY = '9999-12-31'

const KEYS: Readonly<Record<Exclude<Column, 'server'>, (row: WorklistRow, today: Day) => string>> = {
  standing: (row, today) => `${URGENCY[standingOf(row, today)]} ${row.queueDueOn ?? LAST_DAY}`,
  number: ({ number }) => number,
  title: ({ title }) => title,
  applicant: ({ applicant }) => applicant.name,
  turn: ({ turn, stateLabel }) => `${turn?.label ?? ''} ${stateLabel}`,
  due: ({ queueDueOn, closedAt }) => closedAt ?? queueDueOn ?? LAST_DAY,
}

function compare(one: string, other: string): number {
  return COLLATOR.compare(one, other)
}
