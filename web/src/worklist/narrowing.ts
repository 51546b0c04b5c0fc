import type { Narrowing, ShownColumn, Sort } from '../api/desk-types.ts'

export const SORT_WORDS: Readonly<Record<Sort, string>> = { due: '最急的在前', '-due': '最不急的在前', opened: '先收的在前', '-opened': '后收的在前' }
export const COLUMN_WORDS: Readonly<Record<ShownColumn, string>> = {
  standing: '期限', number: '办件编号', applicant: '申请人', handler: '经办人', turn: '轮到谁', due: '到期日',
}
/** What is shown until somebody chooses otherwise. */
export const USUAL_COLUMNS: readonly ShownColumn[] = ['standing', 'number', 'applicant', 'turn', 'due']

/** The conditions as they are sent: what was left blank is no condition. */
export function cleaned(narrowing: Readonly<Record<string, string | undefined>>): Narrowing {
  return Object.fromEntries(Object.entries(narrowing).flatMap(([name, value]) => (value === undefined || value.trim() === '' ? [] : [[name, value.trim()]])))
}

interface Words { titleOf: (itemCode: string) => string; stateOf: (state: string) => string }

/** What the list is narrowed by, in words; empty when by nothing. */
export function narrowingWords({ item, applicant, dueBy, state, handler }: Narrowing, { titleOf, stateOf }: Words): string {
  return [
    item && `事项“${titleOf(item)}”`, applicant && `申请人以“${applicant}”开头`, dueBy && `${dueBy} 前到期`, state && `状态“${stateOf(state)}”`,
    handler && (handler === 'mine' ? '我经办的' : '没有经办人的'),
  ].filter(Boolean).join('，')
}
