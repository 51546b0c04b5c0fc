import { addWorkingDays, type TurnFacts } from '#kernel'
import type { Day } from '#platform/day'
import deadlines from './deadlines.json' with { type: 'json' }

/** How long each answer may take, with what the number rests on; change deadlines.json. */
export const DEADLINES: Readonly<Record<Part, { workingDays: number; basis: string }>> = deadlines
export type Part = 'answer' | 'urged' | 'followUp'

/** The first answer is on the clock of the case; the later ones count from the day on which they became due. */
export function dueAfter(part: Part) {
  return ({ on, calendar, standing }: TurnFacts): Day => standing ?? addWorkingDays(calendar, on, DEADLINES[part].workingDays)
}
