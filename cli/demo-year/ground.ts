import { addCalendarDays, type Day } from '#platform/day'
import type { Kernel } from '#kernel'
import type { Item } from '#base/catalog'
import type { Organisation } from '#base/people'
import { ITEM_WEIGHTS } from './district.ts'
import type { Ground } from './town.ts'
import { TROUBLES, type Troubles } from './troubles.ts'

export const CASES_DEFAULT = 200_000
export const DAYS_DEFAULT = 365

/** What one may ask of a year. */
export interface Wishes {
  cases: number
  seed: number
  days: number
  /** Its last day. */
  until: Day
  /** More clerks than declared at the window of a trouble, by the trouble's id. */
  clerks: Readonly<Record<string, number>>
  troubles?: Troubles
}

interface Given { kernel: Kernel; items: readonly Item[]; organisations: readonly Organisation[]; fileId: string }

/** The ground of a year from what is asked and what there is. */
export function groundOf({ cases, seed, days, until, clerks, troubles = TROUBLES }: Wishes, { kernel, items, organisations, fileId }: Given): Ground {
  const asked = items.filter(({ code, joint }) => joint === undefined && ITEM_WEIGHTS[code] !== undefined)
  if (asked.length === 0) throw new Error('没有演示的事项，请先装入：./bin/chunfeng seed --demo')
  return {
    kernel, items: asked, organisations, fileId, troubles, seed, cases,
    span: { firstDay: addCalendarDays(until, 1 - days), days },
    moreClerks: { [troubles.slowWindow.organisation]: clerks[troubles.slowWindow.id] ?? 0 },
  }
}
