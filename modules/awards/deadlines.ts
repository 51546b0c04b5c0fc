import type { Day } from '#platform/day'
import { addWorkingDays, type TurnFacts } from '#kernel'
import deadlines from './deadlines.json' with { type: 'json' }

export type Part = 'review' | 'preliminary' | 'objection' | 'approval' | 'award'
/** How long each part of an award may take, with what the number rests on; change deadlines.json. */
export const DEADLINES: Readonly<Record<Part, { workingDays: number; basis: string }>> = deadlines

export function dueAfter(part: Part) {
  return ({ on, calendar, standing }: TurnFacts): Day => standing ?? addWorkingDays(calendar, on, DEADLINES[part].workingDays)
}
