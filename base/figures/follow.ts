import type { CaseEvent, Rules } from '#kernel'
import type { CaseFact } from './case-fact.ts'
import { differenceOf, factContributions, stayContributions, type Contribution } from './contributions.ts'
import { factAfter } from './fact.ts'
import { staysAfter, type Stay } from './stay.ts'

/** What is kept of the cases before these events: their facts, and the stays they are in, by case. */
export interface Known { facts: ReadonlyMap<string, CaseFact>; opens: ReadonlyMap<string, Stay> }

/** What the events make of them: facts and stays as they are now, and what that adds to the counters. */
export interface Changes { facts: CaseFact[]; ended: Stay[]; opens: Stay[]; contributions: Contribution[] }

const NOTHING: Known = { facts: new Map(), opens: new Map() }

/**
 * Follows the log. Pure: the projection, which goes on from what is kept, and the recount, which begins with the first event of every
 * case, go by this and nothing else.
 * @param events of each case in their order
 */
export function followed(events: readonly CaseEvent[], rules: Rules, known: Known = NOTHING): Changes {
  const now = new Map<string, CaseNow>()
  const ended: Stay[] = []
  for (const event of events) {
    const after = advanced(now.get(event.caseId) ?? keptOf(event.caseId, known), event, rules)
    if (!after) continue
    now.set(event.caseId, after)
    if (after.left) ended.push(after.left)
  }
  const contributions = ended.flatMap(stayContributions)
  for (const [caseId, { fact }] of now) contributions.push(...added(known.facts.get(caseId), fact))
  return { facts: [...now.values()].map(({ fact }) => fact), ended, opens: [...now.values()].flatMap(({ open }) => open ?? []), contributions }
}

/** A case as it has been followed: its fact, and the stay it is in. */
interface CaseNow { fact: CaseFact; open: Stay | null }

function keptOf(caseId: string, { facts, opens }: Known): CaseNow | undefined {
  const fact = facts.get(caseId)
  return fact && { fact, open: opens.get(caseId) ?? null }
}

/** One more event: the fact and the open stay after it, and the stay it ended; undefined where the beginning of the case is not known. */
function advanced(before: CaseNow | undefined, event: CaseEvent, rules: Rules): (CaseNow & { left: Stay | null }) | undefined {
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

/** What the case gives now, without what it gave before. */
function added(before: CaseFact | undefined, now: CaseFact): Contribution[] {
  return before ? differenceOf(factContributions(before), factContributions(now)) : factContributions(now)
}
