import type { Day } from '#platform/day'
import { addWorkingDays, type TurnFacts } from '#kernel'
import deadlines from './deadlines.json' with { type: 'json' }

export type Part = 'issue' | 'ordered' | 'recheck' | 'returned' | 'escalated' | 'objected'
/** How long each part of a rectification may take, with what the number rests on; change deadlines.json. */
export const DEADLINES: Readonly<Record<Part, { workingDays: number; basis: string }>> = deadlines
/** The same unit, rule and item again within so many days of the end: the new one takes up the history of the old. A default of ours. */
export const RECURRENCE_CALENDAR_DAYS = 90

/** The day by which this part must be done; the order may name fewer working days. */
export function dueAfter(part: Part) {
  return ({ data, on, calendar, standing }: TurnFacts): Day => {
    const named = data['withinWorkingDays']
    const { workingDays } = DEADLINES[part]
    return standing ?? addWorkingDays(calendar, on, part === 'ordered' && typeof named === 'number' ? Math.min(named, workingDays) : workingDays)
  }
}
