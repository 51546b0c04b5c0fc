import { enteredAt } from '../model/history.ts'
import type { Learnt } from '../model/learn.ts'
import { placeIn, uniform } from './random.ts'
import type { Half } from './halves.ts'

/** How a step changed from one time to another: how many cases take it, and how long they stand before it. */
export interface Drift { station: string; step: string; shareBefore: number; shareAfter: number; hoursBefore: number; hoursAfter: number; key: number }

/** Steps seen less often in either time tell nothing of a change. */
const VISITS_MIN = 10
const RAKINGS = 40
const POOL = 20_000

type Time = Pick<Half, 'from' | 'until'>

/** What changed between the two times, the most felt first: by the time it adds to or takes from a case. */
export function driftBetween(learnt: Learnt, before: Time, after: Time): Drift[] {
  const [was, is] = [talliesOf(learnt, before), talliesOf(learnt, after)]
  const { history: { steps }, stations } = learnt
  return [...was.byKey].flatMap(([key, { cases, visits, seconds }]) => {
    const now = is.byKey.get(key)
    if (visits < VISITS_MIN || !now || now.visits < VISITS_MIN) return []
    return [{
      key, station: stations.list[Math.floor(key / steps.length) - 1]?.key ?? '', step: steps[key % steps.length] ?? '',
      shareBefore: cases / was.cases, shareAfter: now.cases / is.cases, hoursBefore: seconds / visits / 3600, hoursAfter: now.seconds / now.visits / 3600,
    }]
  }).sort((a, b) => weightOf(b) - weightOf(a))
}

const weightOf = ({ shareBefore, shareAfter, hoursBefore, hoursAfter }: Drift): number => Math.abs(shareAfter * hoursAfter - shareBefore * hoursBefore)

/**
 * The same model told only how much changed, step by step: each stay is stretched as its step's mean was, and cases are drawn so that
 * as many take each step as did then. How the stays are spread and in which order the steps come is still what it learnt before.
 */
export function fedWith(learnt: Learnt, drifts: readonly Drift[], before: Time): Learnt {
  const factors = new Map(drifts.map(({ key, hoursBefore, hoursAfter }) => [key, hoursBefore > 0 ? hoursAfter / hoursBefore : 1]))
  const stay = learnt.stay.map((seconds, visit) => seconds * (factors.get(keyOf(learnt, visit)) ?? 1))
  const weights = raked(learnt, drifts, before)
  return { ...learnt, stay, pools: learnt.pools.map((pool, kind) => resampled(pool, weights, kind)) }
}

interface Tally { cases: number; visits: number; seconds: number }

function talliesOf(learnt: Learnt, { from, until }: Time): { cases: number; byKey: Map<number, Tally> } {
  const { history: { cases }, stay } = learnt
  const byKey = new Map<number, Tally>()
  let count = 0
  for (let found = 0; found < cases.count; found += 1) {
    const openedAt = cases.openedAt[found] ?? 0
    if (openedAt < from || openedAt >= until) continue
    count += 1
    const seen = new Set<number>()
    for (let visit = cases.first[found] ?? 0; visit < (cases.first[found + 1] ?? 0); visit += 1) {
      const key = keyOf(learnt, visit)
      const tally = byKey.get(key) ?? { cases: 0, visits: 0, seconds: 0 }
      byKey.set(key, { cases: tally.cases + (seen.has(key) ? 0 : 1), visits: tally.visits + 1, seconds: tally.seconds + (stay[visit] ?? 0) })
      seen.add(key)
    }
  }
  return { cases: Math.max(1, count), byKey }
}

/** Station and step; what is at no station comes first. */
function keyOf({ history: { visits, cases, roles, steps }, stations, caseOf }: Learnt, visit: number): number {
  const station = stations.of[(cases.kind[caseOf[visit] ?? 0] ?? 0) * roles.length + (visits.role[visit] ?? 0)] ?? -1
  return (station + 1) * steps.length + (visits.step[visit] ?? 0)
}

/** Weights of the cases that bring every step's share to what it became, one step after the other, again and again. */
function raked(learnt: Learnt, drifts: readonly Drift[], { from, until }: Time): Float64Array {
  const { cases } = learnt.history
  const weights = new Float64Array(cases.count)
  for (let found = 0; found < cases.count; found += 1) {
    const openedAt = cases.openedAt[found] ?? 0
    if (openedAt >= from && openedAt < until) weights[found] = 1
  }
  const takers = takersOf(learnt, weights)
  for (let round = 0; round < RAKINGS; round += 1) {
    for (const { key, shareAfter } of drifts) {
      const total = weights.reduce((sum, weight) => sum + weight, 0)
      const taking = takers.get(key) ?? []
      const weight = taking.reduce((sum, found) => sum + (weights[found] ?? 0), 0)
      if (weight <= 0 || weight >= total) continue
      const share = Math.min(0.999, Math.max(0.0005, shareAfter))
      const factor = (share * (total - weight)) / ((1 - share) * weight)
      for (const found of taking) weights[found] = (weights[found] ?? 0) * factor
    }
  }
  return weights
}

function takersOf(learnt: Learnt, weights: Float64Array): Map<number, number[]> {
  const { cases } = learnt.history
  const takers = new Map<number, number[]>()
  for (let found = 0; found < cases.count; found += 1) {
    if (weights[found] === 0) continue
    const keys = new Set<number>()
    for (let visit = cases.first[found] ?? 0; visit < (cases.first[found + 1] ?? 0); visit += 1) keys.add(keyOf(learnt, visit))
    for (const key of keys) {
      const list = takers.get(key) ?? []
      if (list.length === 0) takers.set(key, list)
      list.push(found)
    }
  }
  return takers
}

/** A pool in which each case stands as often as it weighs. */
function resampled(pool: Uint32Array, weights: Float64Array, kind: number): Uint32Array {
  const total = pool.reduce((sum, found) => sum + (weights[found] ?? 0), 0)
  if (total <= 0) return pool
  const size = Math.min(POOL, pool.length * 20)
  const result = new Uint32Array(size)
  let [place, filled] = [0, uniform(kind, placeIn(size, 0), 0)]
  for (const found of pool) {
    filled += ((weights[found] ?? 0) / total) * size
    while (place < size && place + 1 <= filled + 1e-9) { result[place] = found; place += 1 }
  }
  return result.subarray(0, Math.max(1, place))
}
