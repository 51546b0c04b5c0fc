import type { IndicatorRule, SchemeBody } from './scheme.ts'
import type { AssessedValue } from './values.ts'

export type Grade = '优秀' | '良好' | '合格' | '不合格'

/** How one organisation did. Without a score (too few cases) neither grade nor rank; `words` says so. */
export interface Result {
  organisation: string
  score: number | null
  low: number | null
  high: number | null
  grade: Grade | null
  rank: number | null
  /** The ranks that the ranges of all leave open. */
  rankFrom: number | null
  rankTo: number | null
  words: string
}

type Ground = Pick<SchemeBody, 'indicators' | 'grades' | 'sampleMin' | 'coverageMinPercent'>
type Valued = Pick<AssessedValue, 'organisation' | 'indicator' | 'n' | 'value' | 'low' | 'high'>

/** Scores, grades and ranks of all organisations, by name of the organisation. Pure. */
export function resultsOf(scheme: Ground, values: readonly Valued[]): Result[] {
  const units = [...Map.groupBy(values, ({ organisation }) => organisation)].sort(([one], [other]) => (one < other ? -1 : 1))
  return ranked(units.map(([organisation, own]) => unitResult(scheme, organisation, own)))
}

/** Points of a value, 0 to 100: straight lines between the values that earn 0, 60 and 100. */
export function pointsOf({ direction, full, pass, zero }: IndicatorRule, value: number): number {
  const sign = direction === 'up' ? 1 : -1
  const [at, top, middle, bottom] = [value, full, pass, zero].map((one) => one * sign)
  if (at === undefined || top === undefined || middle === undefined || bottom === undefined) return 0
  if (at >= top) return 100
  if (at >= middle) return PASS_POINTS + ((100 - PASS_POINTS) * (at - middle)) / (top - middle)
  return at <= bottom ? 0 : (PASS_POINTS * (at - bottom)) / (middle - bottom)
}

const PASS_POINTS = 60

/** Whether the figure rests on enough cases to earn points. */
export function isCounted({ n, value }: Pick<AssessedValue, 'n' | 'value'>, { sampleMin }: Pick<SchemeBody, 'sampleMin'>): boolean {
  return value !== null && n >= sampleMin
}

function unitResult(scheme: Ground, organisation: string, own: readonly Valued[]): Result {
  const counted = scheme.indicators.flatMap((rule) => {
    const value = own.find(({ indicator }) => indicator === rule.code)
    return value !== undefined && isCounted(value, scheme) ? [{ rule, ...pointsWithRange(rule, value) }] : []
  })
  const weight = counted.reduce((sum, { rule }) => sum + rule.weight, 0)
  const whole = scheme.indicators.reduce((sum, { weight: one }) => sum + one, 0)
  if (weight === 0 || weight / whole * 100 < scheme.coverageMinPercent) return unscored(organisation, scheme)
  const score = rounded(counted.reduce((sum, { rule, points }) => sum + rule.weight * points, 0) / weight)
  // The indicators are taken as independent: their distances add up as squares.
  const spread = (distance: (one: (typeof counted)[number]) => number): number =>
    Math.sqrt(counted.reduce((sum, one) => sum + (one.rule.weight * distance(one)) ** 2, 0)) / weight
  const low = rounded(Math.max(0, score - spread(({ points, least }) => points - least)))
  const high = rounded(Math.min(100, score + spread(({ points, most }) => most - points)))
  const left = scheme.indicators.length - counted.length
  return { organisation, score, low, high, ...gradeOf(scheme, { score, high }, left), rank: null, rankFrom: null, rankTo: null }
}

function pointsWithRange(rule: IndicatorRule, { value, low, high }: Valued): { points: number; least: number; most: number } {
  const points = pointsOf(rule, value ?? 0)
  const ends = [low, high].flatMap((end) => (end === null ? [] : [pointsOf(rule, end)]))
  return { points, least: Math.min(points, ...ends), most: Math.max(points, ...ends) }
}

function unscored(organisation: string, { sampleMin, coverageMinPercent }: Ground): Result {
  const words = `样本不足：多数指标不到 ${sampleMin} 件（计分的权重不到 ${coverageMinPercent}%），不评等次、不排名`
  return { organisation, score: null, low: null, high: null, grade: null, rank: null, rankFrom: null, rankTo: null, words }
}

/** 不合格 only where the whole range lies below the line: chance alone must not cost anybody a grade. */
function gradeOf({ grades, sampleMin }: Ground, { score, high }: { score: number; high: number }, left: number): { grade: Grade; words: string } {
  const words = left === 0 ? '' : `${left} 项指标不到 ${sampleMin} 件，没有计分`
  if (score >= grades.excellent) return { grade: '优秀', words }
  if (score >= grades.good) return { grade: '良好', words }
  if (score >= grades.pass) return { grade: '合格', words }
  if (high >= grades.pass) return { grade: '合格', words: joined(`得分低于 ${grades.pass}，但区间跨过合格线，不足以评为不合格`, words) }
  return { grade: '不合格', words }
}

/** Equal scores share a rank; the possible ranks come from whose ranges do not touch. */
function ranked(results: readonly Result[]): Result[] {
  const scored = results.filter(({ score }) => score !== null)
  const above = (count: (other: Result) => boolean): number => scored.filter(count).length
  return results.map((own) => {
    const { score, low, high } = own
    if (score === null || low === null || high === null) return own
    return {
      ...own, rank: 1 + above((other) => (other.score ?? 0) > score), rankFrom: 1 + above((other) => (other.low ?? 0) > high),
      rankTo: scored.length - above((other) => (other.high ?? 0) < low),
    }
  })
}

const joined = (...parts: readonly string[]): string => parts.filter((part) => part !== '').join('；')
const rounded = (score: number): number => Math.round(score * 10) / 10
