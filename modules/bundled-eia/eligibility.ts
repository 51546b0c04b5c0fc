import type { Case } from '#kernel'
import type { Day } from '#platform/day'
import { bundleOf, filingOf, type Filing } from './filing.ts'
import { checkBundle, rulesOn, type Verdict } from './rules/index.ts'

/** The filing held against the rules in force on that day. */
export function verdictOn(filing: Omit<Filing, 'title' | 'notice' | 'report'>, day: Day): Verdict & { version: string } {
  const version = rulesOn(day)
  return { ...checkBundle(bundleOf(filing), version), version: version.version }
}

/** Why a bundle cannot be taken on, in one sentence with the cures; undefined where it can. */
export function ineligible({ reasons }: Pick<Verdict, 'reasons'>): string | undefined {
  if (reasons.length === 0) return undefined
  return `不符合打捆条件：${reasons.map(({ text, cure }) => `${text}（${cure}）`).join('；')}`
}

/** The same of a case. What was no filing of ours cannot be taken on either. */
export function caseIneligible(found: Pick<Case, 'form'>, day: Day): string | undefined {
  const filing = filingOf(found)
  return filing === undefined ? '申报的内容不完整，请一次性告知补正' : ineligible(verdictOn(filing, day))
}
