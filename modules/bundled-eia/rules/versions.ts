import assert from 'node:assert/strict'
import type { Day } from '#platform/day'
import first from './2026-1.json' with { type: 'json' }

/** The rules by their names, in the order in which they are told. */
export const RULE_IDS = [
  'members', 'class', 'same-type', 'same-place', 'park-plan-eia', 'solvent', 'violation', 'signed', 'sections', 'authority',
] as const
export type RuleId = (typeof RULE_IDS)[number]

/** seen: read in the source itself · secondary: read in copies and news · design: chosen by us. Only the first may be shown as official. */
export type Certainty = 'seen' | 'secondary' | 'design'
export interface RuleText { id: RuleId; title: string; clause: string; source: string; certainty: Certainty }

/** One version of the rules: what they say, what they rest on, and the numbers in them. */
export interface RuleVersion {
  version: string
  /** The first day on which bundles are held against it. */
  from: Day
  membersMin: number
  /** A decimal; the sum must stay below it. */
  solventTonsBelow: string
  classRequired: string
  planEiaAccepted: readonly string[]
  mergedSections: readonly string[]
  /** What the report must hold of each unit. */
  unitSections: readonly string[]
  rules: readonly RuleText[]
}

/** Every version there ever was, oldest first; a running case keeps the name of the one it was held against. */
export const RULE_VERSIONS: readonly RuleVersion[] = [read(first)]

/** The rules in force on a day; before the first of them, the first. */
export function rulesOn(day: Day): RuleVersion {
  const found = RULE_VERSIONS.findLast(({ from }) => from <= day) ?? RULE_VERSIONS[0]
  assert(found, 'there is a first version of the rules')
  return found
}

/** The newest rules. */
export function newestRules(): RuleVersion {
  return rulesOn('9999-12-31')
}

function read(kept: Omit<RuleVersion, 'rules'> & { rules: readonly (Omit<RuleText, 'id' | 'certainty'> & { id: string; certainty: string })[] }): RuleVersion {
  const rules = RULE_IDS.map((id): RuleText => {
    const rule = kept.rules.find((candidate) => candidate.id === id)
    assert(rule, `rules ${kept.version} say nothing of ${id}`)
    return { id, title: rule.title, clause: rule.clause, source: rule.source, certainty: certaintyOf(rule.certainty) }
  })
  return { ...kept, rules }
}

function certaintyOf(word: string): Certainty {
  assert(word === 'seen' || word === 'secondary' || word === 'design', `${word} is no certainty`)
  return word
}
