import { addWorkingDays, type TurnFacts } from '#kernel'
import type { Day } from '#platform/day'
import deadlines from './deadlines.json' with { type: 'json' }

/** How long each part of an appeal may take, with what the number rests on; change deadlines.json. */
export const DEADLINES: Readonly<Record<Part, { workingDays: number; basis: string }>> = deadlines
export type Part = 'verify' | 'decide'

export function dueAfter(part: Part) {
  return ({ on, calendar, standing }: TurnFacts): Day => standing ?? addWorkingDays(calendar, on, DEADLINES[part].workingDays)
}
