import { enteredAt } from '../model/history.ts'
import type { Learnt } from '../model/learn.ts'
import { placeIn, uniform } from './random.ts'
import { takes } from './walk.ts'
import type { Half } from './halves.ts'

/** How a step changed from one time to another: how many cases take it, and how long they stand before it. */
export interface Drift { station: string; step: string; shareBefore: number; shareAfter: number; hoursBefore: number; hoursAfter: number; key: number }

/** Steps seen less often in the later time tell nothing of a change; seen less often in the earlier one they count as not known there. */
const VISITS_MIN = 10
const RAKINGS = 40
const POOL = 20_000

type Time = Pick<Half, 'from' | 'until'>

/** What changed between the two times, the most felt first: by the time it adds to or takes from a case. */
export function driftBetween(learnt: Learnt, before: Time, after: Time): Drift[] {
  const [was, is] = [talliesOf(learnt, before), talliesOf(learnt, after)]
  const { history: { steps }, stations } = learnt
  return [...is.byKey].flatMap(([key, now]) => {
    if (now.visits < VISITS_MIN) return []
    const [place, before] = [Math.floor(key / steps.length), was.byKey.get(key)]
    const known = before && before.visits >= VISITS_MIN ? before : undefined
    return [{
      key, station: place === 0 ? '' : stations.list[(place - 1) % stations.list.length]?.key ?? '', step: steps[key % steps.length] ?? '',
      shareBefore: known ? known.cases / was.cases : 0, shareAfter: now.cases / is.cases,
      hoursBefore: known ? known.seconds / known.visits / 3600 : 0, hoursAfter: now.seconds / now.visits / 3600,
    }]
  }).sort((a, b) => weightOf(b) - weightOf(a))
}

const weightOf = ({ shareBefore, shareAfter, hoursBefore, hoursAfter }: Drift): number => Math.abs(shareAfter * hoursAfter - shareBefore * hoursBefore)

/**
 * The same model told only how much changed, step by step: each stay is stretched as its step's mean was, and cases are drawn so that
 * as many take each step as did then. How the stays are spread and in which order the steps come is still what it learnt before. Nothing
 * stands in a queue in it: how the stays changed is what it is told. Of a step a department had never taken before, it takes as an example how other departments'
 * cases went that took it.
 */
export function fedWith(learnt: Learnt, drifts: readonly Drift[], { first: before, second: after }: { first: Time; second: Time }): Learnt {
  const factors = new Map(drifts.map(({ key, hoursBefore, hoursAfter }) => [key, hoursBefore > 0 ? hoursAfter / hoursBefore : 1]))
  const stay = learnt.stay.map((seconds, visit) => seconds * (factors.get(keyOf(learnt, visit)) ?? 1))
  const weights = raked(learnt, drifts, mixedAs(learnt, before, after))
  const news = newSteps(learnt, drifts, { before, after })
  const stations = { ...learnt.stations, list: learnt.stations.list.map((station) => ({ ...station, isBound: false })) }
  return { ...learnt, stay, stations, pools: learnt.pools.map((pool, kind) => withNew(resampled(pool, weights, kind), news.get(kind))) }
}

interface NewStep { share: number; examples: readonly number[] }

/** By class: what share of its cases takes a step that none of its department had taken before, and cases of before that had. */
function newSteps(learnt: Learnt, drifts: readonly Drift[], { before, after }: { before: Time; after: Time }): Map<number, NewStep> {
  const { history: { cases, steps, classes, roles }, stations } = learnt
  const isIn = (found: number, { from, until }: Time): boolean => (cases.openedAt[found] ?? 0) >= from && (cases.openedAt[found] ?? 0) < until
  const [was, is] = [before, after].map((time) => [...cases.openedAt.keys()].filter((found) => isIn(found, time)))
  const news = new Map<number, NewStep>()
  for (const { key, shareBefore, shareAfter } of drifts) {
    const owner = Math.floor(key / steps.length) - stations.list.length - 1
    if (shareBefore > 0 || owner < 0) continue
    const kinds = new Set([...classes.keys()].filter((kind) => stations.of[kind * roles.length + roles.indexOf('owner')] === owner))
    const theirs = (is ?? []).filter((found) => kinds.has(cases.kind[found] ?? 0)).length
    const share = Math.min(1, (shareAfter * (is ?? []).length) / Math.max(1, theirs))
    const examples = (was ?? []).filter((found) => takes(learnt, found, key % steps.length))
    if (examples.length > 0) for (const kind of kinds) if (share > (news.get(kind)?.share ?? 0)) news.set(kind, { share, examples })
  }
  return news
}

function withNew(pool: Uint32Array, found: NewStep | undefined): Uint32Array {
  if (!found) return pool
  const count = Math.round(found.share * pool.length)
  return pool.map((one, place) => (((place + 1) * STRIDE) % pool.length < count ? found.examples[place % found.examples.length] ?? one : one))
}

/** Walks through a pool in no order of its own. */
const STRIDE = 7919

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

/** Station and step; what is at no station counts with the department that decides, after all stations, or comes first. */
function keyOf({ history: { visits, cases, roles, steps }, stations: { of, list }, caseOf }: Learnt, visit: number): number {
  const row = (cases.kind[caseOf[visit] ?? 0] ?? 0) * roles.length
  const station = of[row + (visits.role[visit] ?? 0)] ?? -1
  const owner = roles.indexOf('owner') < 0 ? -1 : of[row + roles.indexOf('owner')] ?? -1
  const place = station >= 0 ? station + 1 : owner >= 0 ? list.length + 1 + owner : 0
  return place * steps.length + (visits.step[visit] ?? 0)
}

/** Weights of the cases of before, by which there are as many of each class among them as there were after. */
function mixedAs({ history: { cases, classes } }: Learnt, before: Time, after: Time): Float64Array {
  const [was, is, weights] = [new Float64Array(classes.length), new Float64Array(classes.length), new Float64Array(cases.count)]
  const isIn = (found: number, { from, until }: Time): boolean => (cases.openedAt[found] ?? 0) >= from && (cases.openedAt[found] ?? 0) < until
  const kindOf = (found: number): number => cases.kind[found] ?? 0
  for (let found = 0; found < cases.count; found += 1) {
    if (isIn(found, before)) was[kindOf(found)] = (was[kindOf(found)] ?? 0) + 1
    else if (isIn(found, after)) is[kindOf(found)] = (is[kindOf(found)] ?? 0) + 1
  }
  for (let found = 0; found < cases.count; found += 1) if (isIn(found, before)) weights[found] = (is[kindOf(found)] ?? 0) / (was[kindOf(found)] ?? 1)
  return weights
}

/** Weights of the cases that bring every step's share to what it became, one step after the other, again and again. */
function raked(learnt: Learnt, drifts: readonly Drift[], mixed: Float64Array): Float64Array {
  const weights = mixed.slice()
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
