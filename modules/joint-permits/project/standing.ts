/** What is on record of a project and what follows from it. Pure. */
import type { Day } from '#platform/day'
import { PERMITS, type Permit, type Standing } from '../release/gates.ts'
import { after } from '../release/history.ts'

export const FACT_KINDS = [
  'land-document', 'reviewed', 'released', 'issued-outside', 'revoked', 'lapsed', 'fire-drawings', 'special-works', 'struck-out',
] as const
export type FactKind = (typeof FACT_KINDS)[number]

/** One thing on record of a project. */
export interface Fact {
  readonly seq: number
  readonly on: Day
  readonly what: FactKind
  readonly permit: Permit | null
  readonly result: 'passed' | 'refused' | null
  readonly kind: string | null
  readonly evidence: string | null
  readonly caseId: string | null
  /** The line that was registered by mistake. */
  readonly strikes: number | null
  readonly byName: string
  readonly byOrganisation: string | null
}

const NOTHING: Standing = { specialWorks: false, fireDrawings: false, landDocument: false, passed: new Set(), out: new Set() }

/** The standing of the project by all that is on record and not struck out. */
export function standingOf(facts: readonly Fact[]): Standing {
  return soundFacts(facts).reduce(withFact, NOTHING)
}

/** Facts that still count: neither struck out nor themselves a striking out. */
export function soundFacts(facts: readonly Fact[]): readonly Fact[] {
  const struck = new Set(facts.flatMap(({ strikes }) => strikes ?? []))
  return facts.filter(({ seq, what }) => what !== 'struck-out' && !struck.has(seq))
}

/** What the project's permits are at present: for each the last thing that happened to it. */
export function lastFacts(facts: readonly Fact[]): ReadonlyMap<Permit, Fact> {
  const sound = soundFacts(facts)
  return new Map(PERMITS.flatMap((permit) => {
    const last = sound.findLast((fact) => fact.permit === permit)
    return last ? [[permit, last] as const] : []
  }))
}

function withFact(standing: Standing, { what, on, permit, result, kind }: Fact): Standing {
  switch (what) {
    case 'special-works': return { ...standing, specialWorks: true }
    case 'fire-drawings': return { ...standing, fireDrawings: true }
    case 'land-document': return after(standing, { on, what, kind: kind ?? '' })
    case 'struck-out': return standing
    // The application it was reviewed for is gone: whoever applies again is reviewed again.
    case 'lapsed': return permit === null ? standing : after(standing, { on, what: 'reviewed', permit, result: 'refused' })
    case 'reviewed': return permit === null || result === null ? standing : after(standing, { on, what, permit, result })
    default: return permit === null ? standing : after(standing, { on, what, permit })
  }
}
