import type { FieldFault } from '../api/trouble.ts'
import type { Criterion, EligibleRule, MeasureId, MeasureView, PanelMember, Quota, Scheme, StaffPerson } from './types.ts'

/** One more criterion of that sort, with what can be known of it; the rest is for the person to write. */
export function withCriterion(scheme: Scheme, by: Criterion['by'], measures: readonly MeasureView[]): Scheme {
  const head = { id: freeId(scheme.criteria.map(({ id }) => id)), weight: 5, basis: DEFAULT_BASIS }
  const [measure] = measures.filter(({ id }) => !scheme.criteria.some((one) => one.by === 'measured' && one.measure === id))
  const added: Criterion = by === 'measured'
    ? { ...head, name: measure?.label ?? '', by, measure: measure?.id ?? 'on-time', full: 100, zero: 80, sampleMin: 30 }
    : by === 'panel' ? { ...head, name: '', by, guide: '' } : { ...head, name: '民主测评', by }
  return { ...scheme, criteria: [...scheme.criteria, added] }
}

const DEFAULT_BASIS = '由主管单位定'

/** Changes one criterion; what is compared on a tie stays. */
export function changed(
  scheme: Scheme,
  id: string,
  changes: Partial<{ name: string; weight: number; basis: string; guide: string; full: number; zero: number; sampleMin: number; measure: MeasureId }>,
): Scheme {
  return { ...scheme, criteria: scheme.criteria.map((one): Criterion => (one.id === id ? { ...one, ...changes } : one)) }
}

/** Takes a criterion away, from what is compared on a tie as well. */
export function without(scheme: Scheme, id: string): Scheme {
  return { ...scheme, criteria: scheme.criteria.filter((one) => one.id !== id), tieBreakers: scheme.tieBreakers.filter((one) => one !== id) }
}

/** Voting counts as a criterion; both come and go together, or the rules could not be published. */
export function withVote(scheme: Scheme, isOn: boolean, today: string): Scheme {
  if (isOn) {
    const vote = scheme.vote ?? { from: today, until: scheme.nominateUntil, perNomineeADay: 200, hidesCounts: true }
    return scheme.criteria.some(({ by }) => by === 'vote') ? { ...scheme, vote } : { ...withCriterion(scheme, 'vote', []), vote }
  }
  const votes = scheme.criteria.filter(({ by }) => by === 'vote')
  return { ...votes.reduce((left, { id }) => without(left, id), scheme), vote: null }
}

export function eligibleOf(from: EligibleRule['from'], before: EligibleRule): EligibleRule {
  if (from === before.from) return before
  return from === 'window' ? { from } : from === 'winners' ? { from, campaigns: [] } : { from, subjects: [] }
}

/** The basis of the other sort says nothing of this one. */
export function quotaOf(by: Quota['by'], before: Quota): Quota {
  if (by === before.by) return before
  return by === 'share' ? { by, percent: 10, basis: '默认值：不超过在岗人数的 10%' } : { by, seats: 1, basis: DEFAULT_BASIS }
}

export function memberOf({ id, name, organisation }: StaffPerson): PanelMember {
  return { account: id, name, organisation }
}

/** What is wrong with one part, without what is wrong with the rows in it when those are shown beside the rows. */
export function faultAt(faults: readonly FieldFault[], part: string, { isDeep = true }: { isDeep?: boolean } = {}): string | undefined {
  const met = faults.filter(({ path }) => path === part || (isDeep && path.startsWith(`${part}.`)))
  return met.length === 0 ? undefined : [...new Set(met.map(({ message }) => message))].join('；')
}

function freeId(taken: readonly string[]): string {
  let count = taken.length + 1
  while (taken.includes(`criterion-${count}`)) count++
  return `criterion-${count}`
}
