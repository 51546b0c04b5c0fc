import type { CaseEvent, Rules } from '#kernel'
import type { CaseFact } from './case-fact.ts'
import { factAfter } from './fact.ts'
import { staysAfter, type Stay } from './stay.ts'

/** A case as the figures have followed it: its fact, and the stay it is in. */
export interface Followed { fact: CaseFact; open: Stay | null }

/**
 * One more event: the fact and the open stay after it, and the stay it ended. Pure; undefined where the beginning of the case is
 * not known. The incremental projection and the recount both go by this and nothing else.
 */
export function advanced(before: Followed | undefined, event: CaseEvent, rules: Rules): (Followed & { left: Stay | null }) | undefined {
  const fact = factAfter(before?.fact, event, rules)
  if (!fact) return undefined
  const { left, open } = staysAfter(before?.open ?? undefined, event, { fact, rules })
  return { fact: left ? { ...fact, ...addedBy(left, fact) } : fact, open, left }
}

/** Waiting for the applicant is nobody's delay; a stage past its own day is one, although the whole may be in time. */
function addedBy({ turn, working_days, is_late }: Stay, { waiting_days, late_stages }: CaseFact): Partial<CaseFact> {
  if (turn === 'applicant') return { waiting_days: waiting_days + (working_days ?? 0) }
  return { late_stages: late_stages + (is_late === true ? 1 : 0) }
}
