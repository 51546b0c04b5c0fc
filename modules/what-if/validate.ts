import { Refusal } from '#platform/refusal'
import { unchanged } from './change/apply.ts'
import { arrivalRates, arrivalsAsTheyWere, arrivalsDrawn, joined, type Span } from './engine/arrivals.ts'
import { bandOf, type Band } from './engine/bands.ts'
import { driftBetween, fedWith, type Drift } from './engine/drift.ts'
import { outcomeOf } from './engine/figures.ts'
import { halfOf, halvesOf, type Half } from './engine/halves.ts'
import type { Comers } from './engine/plan.ts'
import { simulate } from './engine/simulation.ts'
import { asKnownAt } from './model/as-known.ts'
import { learn, type Learning, type Learnt } from './model/learn.ts'
import type { History } from './model/history.ts'

/** What a model trained on the first half says of the second, beside what the second was. */
export interface Validation { first: Half; second: Half; drifts: readonly Drift[]; driftShare: number; predictions: readonly Prediction[]; verdict: Verdict }
/** The model of what was known is right; or right as soon as it is told what changed; or not even then. */
export type Verdict = 'right' | 'drifted' | 'wrong'

export interface Prediction { way: Way; label: string; meanDays: Band; p90Days: Band; meanError: number; p90Error: number; isWithin: boolean }
export type Way = 'plain' | 'arrivals' | 'recent' | 'fed' | 'pairs' | 'steps'

/** So far off a prediction may be. */
export const ERROR_MAX = 0.15
/** The halves count as different from here on: no model of the first can be right about the second. */
export const DRIFT_MAX = 0.15
const RECENT_SHARE = 0.25
/** With fewer finished cases on a side its mean and ninth tenth say nothing. */
const CASES_MIN = 20

export interface Validating {
  learning: Pick<Learning, 'offset' | 'isWorkingDay'>
  replications: number
  seed: number
  families?: boolean
  times?: { first: Span; second: Span }
  onProgress?: (done: number, total: number) => void
}

/**
 * Trains on what was known when half of the cases had come in, and predicts how long the other half took, in several ways, none of which
 * is hidden.
 * @throws Refusal where one of the two has too few finished cases to compare with
 * @param times instead of the two halves: when the cases learnt from came in, and when those predicted did
 */
export function validate(history: History, { learning, replications, seed, families = false, times, onProgress }: Validating): Validation {
  const halfIn = ({ from, until }: Span): Half => halfOf(history, from, until)
  const { first, second } = times ? { first: halfIn(times.first), second: halfIn(times.second) } : halvesOf(history)
  refuseTooFew(first, second)
  const trained = { ...learning, from: first.from, until: first.until }
  const known = asKnownAt(history, second.from)
  const plain = learn(known, trained)
  const countedUntil = history.cases.isClosed.includes(0) ? history.knownUntil : Number.MAX_VALUE
  const whole = learn(history, learning)
  const drifts = driftBetween(whole, first, second)
  const recent = recentOf(history, first)
  const ways: { way: Way; label: string; learnt: () => Learnt; arrivals: 'drawn' | 'real' }[] = [
    { way: 'plain', label: '只凭前一段', learnt: () => plain, arrivals: 'drawn' },
    { way: 'arrivals', label: '给它后一段的收件', learnt: () => plain, arrivals: 'real' },
    { way: 'recent', label: '只凭前一段里最近的四分之一', learnt: () => learn(known, { ...learning, ...recent }), arrivals: 'drawn' },
    { way: 'fed', label: '给它后一段的收件、每步次数和停留倍数', learnt: () => fedWith(learn(history, trained), drifts, { first, second }), arrivals: 'real' },
    ...families
      ? FAMILY_WAYS.map(({ family, label }) => ({ way: family, label, learnt: () => learn(known, { ...trained, family }), arrivals: 'drawn' as const }))
      : [],
  ]
  const predictions = ways.map(({ way, label, learnt, arrivals }, place) => {
    const model = learnt()
    const outcomes = Array.from({ length: replications }, (_, one) => {
      const comers = comersFor(model, { arrivals, first, second, seed: seed + one })
      const plan = { learnt: model, seed: seed + one, from: second.from, until: second.until, countedUntil, ...unchanged(model, comers) }
      return outcomeOf(plan, simulate(plan)).figures
    })
    onProgress?.(place + 1, ways.length)
    return predictionOf(way, label, { meanDays: bandOf(outcomes.map((one) => one.meanDays)), p90Days: bandOf(outcomes.map((one) => one.p90Days)), second })
  })
  return { first, second, drifts, driftShare: offBy(second.meanDays, first.meanDays), predictions, verdict: verdictOn(predictions) }
}

function refuseTooFew(first: Half, second: Half): void {
  if (first.cases >= CASES_MIN && second.cases >= CASES_MIN) return
  throw new Refusal('rule', `前一段办结了 ${first.cases} 件，后一段 ${second.cases} 件；各要不少于 ${CASES_MIN} 件才比得出，请用长一些的记录`)
}

function verdictOn(predictions: readonly Prediction[]): Verdict {
  const isWithin = (way: Way): boolean => predictions.find((one) => one.way === way)?.isWithin === true
  return isWithin('plain') ? 'right' : isWithin('fed') ? 'drifted' : 'wrong'
}

const FAMILY_WAYS = [{ family: 'pairs', label: '只看前两步' }, { family: 'steps', label: '只看前一步' }] as const

function recentOf(history: History, { from, until }: Half): Span {
  const times = [...history.cases.openedAt].filter((at) => at >= from && at < until)
  return { from: times[Math.floor(times.length * (1 - RECENT_SHARE))] ?? from, until }
}

/** Those still open at the turn of the halves are there when the second begins; how they go on is drawn. */
function comersFor(learnt: Learnt, { arrivals, first, second, seed }: { arrivals: 'drawn' | 'real'; first: Half; second: Half; seed: number }): Comers {
  const span = { from: second.from, until: second.until }
  if (arrivals === 'real') return arrivalsAsTheyWere(learnt, span)
  const open = arrivalsAsTheyWere(learnt, { from: second.from, until: second.from })
  return joined(open, arrivalsDrawn(learnt, arrivalRates(learnt, first), { span, seed }))
}

function predictionOf(way: Way, label: string, { meanDays, p90Days, second }: { meanDays: Band; p90Days: Band; second: Half }): Prediction {
  const [meanError, p90Error] = [offBy(meanDays.mean, second.meanDays), offBy(p90Days.mean, second.p90Days)]
  return { way, label, meanDays, p90Days, meanError, p90Error, isWithin: Math.abs(meanError) <= ERROR_MAX && Math.abs(p90Error) <= ERROR_MAX }
}

function offBy(value: number, real: number): number {
  return real === 0 ? (value === 0 ? 0 : 1) : value / real - 1
}
