import type { Rule } from '../consistency-rule.ts'
import { FIELD_RULES } from './field-rules.ts'
import { LANE_RULES } from './lane-rules.ts'
import { LIMIT_RULES } from './limit-rules.ts'
import { MATERIAL_RULES } from './material-rules.ts'
import { QUESTION_RULES } from './question-rules.ts'

/** What a joint matter must pass before it is published; an item that joins nothing passes them all. */
export const JOINT_RULES: readonly Rule[] = [...LANE_RULES, ...QUESTION_RULES, ...FIELD_RULES, ...MATERIAL_RULES, ...LIMIT_RULES]
