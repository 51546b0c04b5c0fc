import rules from './rules.json' with { type: 'json' }

export type RuleName = keyof typeof rules

/** What a hall may decide for itself, each with its standing; change rules.json. */
export const RULES: Readonly<Record<RuleName, { value: number; label: string; basis: string }>> = rules

/** The numbers alone, for the pure rules of queue and appointments. */
export function ruleOf(name: RuleName): number {
  return RULES[name].value
}
