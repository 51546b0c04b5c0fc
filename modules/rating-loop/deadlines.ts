import { addWorkingDays, type TurnFacts } from '#kernel'
import type { Day } from '#platform/day'
import deadlines from './deadlines.json' with { type: 'json' }

/** How long each part of a complaint may take, with what the number rests on; change deadlines.json. */
export const DEADLINES: Readonly<Record<Part, { workingDays: number; basis: string }>> = deadlines
export type Part = 'verify' | 'rectify' | 'followUp' | 'escalated'

/** The day by which this part must be done; the step may name fewer working days. */
export function dueAfter(part: Part) {
  return ({ data, on, calendar, standing }: TurnFacts): Day => {
    const named = data['withinWorkingDays']
    const { workingDays } = DEADLINES[part]
    return standing ?? addWorkingDays(calendar, on, part === 'rectify' && typeof named === 'number' ? Math.min(named, workingDays) : workingDays)
  }
}
