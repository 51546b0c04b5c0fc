import type { Problem, Rule, RuleContext } from './consistency-rule.ts'
import { GUIDE_RULES } from './guide-rules.ts'
import type { Item } from './item.ts'
import { JOINT_RULES } from './joint-rules/index.ts'
import { STRUCTURE_RULES } from './structure-rules.ts'
import { TABLE_RULES } from './table-rules.ts'

/** Every rule an item must pass before it is published. */
export const CONSISTENCY_RULES: readonly Rule[] = [...STRUCTURE_RULES, ...TABLE_RULES, ...GUIDE_RULES, ...JOINT_RULES]

/** What must be mended before this item may be published; empty when it may. */
export function problemsOf(item: Item, context: RuleContext): Problem[] {
  const unstated = new Set(item.unstated ?? [])
  return CONSISTENCY_RULES
    .filter((rule) => !rule.reads.some((field) => unstated.has(field)))
    .flatMap((rule) => rule.check(item, context).map((fault) => ({ rule: rule.id, ...fault })))
}
