import type { KeptNarrowing, Narrowing, ShownColumn, Sort } from '../api/desk-types.ts'
import { SHOWN_COLUMNS, SORTS } from '../api/desk-types.ts'
import type { Day } from '../api/types.ts'
import { dayAfter } from '../kit/days.ts'

export const SORT_WORDS: Readonly<Record<Sort, string>> = { due: '最急的在前', '-due': '最不急的在前', opened: '先收的在前', '-opened': '后收的在前' }
export const CLOSED_SORT_WORDS: Readonly<Partial<Record<Sort, string>>> = { due: '后办结的在前', '-due': '先办结的在前' }
export const COLUMN_WORDS: Readonly<Record<ShownColumn, string>> = {
  standing: '期限', number: '办件编号', applicant: '申请人', handler: '经办人', turn: '轮到谁', due: '到期日',
}
/** What is shown until somebody chooses otherwise. */
export const USUAL_COLUMNS: readonly ShownColumn[] = ['standing', 'number', 'applicant', 'turn', 'due']
/** Within so many calendar days from today. */
export const DUE_CHOICES: readonly (readonly [days: number, words: string])[] = [
  [-1, '过了到期日的'], [0, '今天或以前到期'], [3, '3 天内到期'], [7, '7 天内到期'], [30, '30 天内到期'],
]

/** How a list is looked at, beside what stands in the box of words. */
export interface Lens { narrowing: KeptNarrowing; sort: Sort; columns: readonly ShownColumn[] }
export const PLAIN: Lens = { narrowing: {}, sort: 'due', columns: USUAL_COLUMNS }

/** The conditions with one of them changed; what was left blank is no condition. */
export function withCondition<Name extends keyof KeptNarrowing>(narrowing: KeptNarrowing, name: Name, value: KeptNarrowing[Name] | undefined): KeptNarrowing {
  const others = Object.fromEntries(Object.entries(narrowing).filter(([other]) => other !== name))
  const isBlank = value === undefined || (typeof value === 'string' && value.trim() === '')
  return isBlank ? others : { ...others, [name]: value }
}

/** The conditions as the worklist is asked for them on this day. */
export function askedOn({ dueWithin, applicant, ...others }: KeptNarrowing, today: Day): Narrowing {
  const prefix = applicant?.trim() ?? ''
  return { ...others, ...(prefix !== '' && { applicant: prefix }), ...(dueWithin !== undefined && { dueBy: dayAfter(today, dueWithin) }) }
}

/** Whether two ways of looking show the same; the order in which conditions and columns were chosen does not matter. */
export function isSameLens(one: Lens, other: Lens): boolean {
  return textOf(one) === textOf(other)
}

function textOf({ narrowing, sort, columns }: Lens): string {
  return JSON.stringify([Object.entries(narrowing).sort(([a], [b]) => a.localeCompare(b)), sort, SHOWN_COLUMNS.filter((column) => columns.includes(column))])
}

interface Words { titleOf: (itemCode: string) => string; stateOf: (state: string) => string }

/** What the list is narrowed by, in words; empty when by nothing. */
export function narrowingWords({ item, applicant, dueBy, dueWithin, state, handler }: KeptNarrowing, { titleOf, stateOf }: Words): string {
  return [
    item && `事项“${titleOf(item)}”`, applicant && `申请人以“${applicant}”开头`, dueBy && `${dueBy} 前到期`, dueWithin !== undefined && dueWords(dueWithin),
    state && `状态“${stateOf(state)}”`, handler && (handler === 'mine' ? '我经办的' : '没有经办人的'),
  ].filter(Boolean).join('，')
}

function dueWords(days: number): string {
  return DUE_CHOICES.find(([known]) => known === days)?.[1] ?? `${days} 天内到期`
}

/** A lens as it was kept in the window; undefined when it is none. */
export function lensOf(kept: Readonly<Record<string, unknown>>): Lens | undefined {
  const { narrowing, sort, columns } = kept
  const order = SORTS.find((known) => known === sort)
  if (typeof narrowing !== 'object' || narrowing === null || !order || !Array.isArray(columns)) return undefined
  return { narrowing: { ...narrowing }, sort: order, columns: SHOWN_COLUMNS.filter((column) => columns.includes(column)) }
}
