import { addWorkingDays, type TurnFacts } from '#kernel'
import type { Day } from '#platform/day'
import rules from './rules.json' with { type: 'json' }

export type RuleName = keyof typeof rules

/** How long each part of the way may take, with what the number rests on; change rules.json. */
export const RULES: Readonly<Record<RuleName, { workingDays: number; label: string; basis: string }>> = rules

/** Due so many working days after the step that led here, unless the step itself says a day. */
export function dueAfter(rule: RuleName | ((facts: TurnFacts) => RuleName)) {
  return (facts: TurnFacts): Day => {
    const { data, on, calendar, standing } = facts
    if (standing !== null) return standing
    if (typeof data['dueOn'] === 'string') return data['dueOn']
    return addWorkingDays(calendar, on, RULES[typeof rule === 'function' ? rule(facts) : rule].workingDays)
  }
}
