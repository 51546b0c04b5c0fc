/** How a value becomes points. Pure; everything in per cent and points of 100. */
import type { EvidenceValue } from '../evidence/values.ts'
import type { Criterion, MeasuredCriterion } from '../campaigns/scheme.ts'

export interface PanelScore { member: string; points: number }
export interface ScorePart {
  criterion: string
  name: string
  by: Criterion['by']
  weight: number
  /** Of 100; null where it cannot be said. */
  points: number | null
  /** Of the weight. */
  earned: number | null
  n: number | null
  raw: number | null
  expected: number | null
  adjusted: number | null
  /** What the points were made of: drawn to the whole, or the lower end of the range. */
  counted: number | null
  low: number | null
  high: number | null
  /** How it was counted, for people to read. */
  words: string
  scores: { points: number; dropped: boolean }[] | null
}

const EMPTY = { n: null, raw: null, expected: null, adjusted: null, counted: null, low: null, high: null, scores: null } as const

/** Straight between the value that earns nothing and the one that earns everything. */
export function measuredPart(criterion: MeasuredCriterion, value: EvidenceValue | undefined): ScorePart {
  const { full, zero, sampleMin } = criterion
  const head = headOf(criterion)
  if (value === undefined || value.counted === null) {
    return { ...head, ...EMPTY, n: value?.n ?? 0, points: null, earned: null, words: `统计期内没有办件，不足 ${sampleMin} 件，不计分` }
  }
  const { n, value: raw, expected, adjusted, counted, low, high } = value
  const seen = { ...EMPTY, n, raw, expected, adjusted, counted, low, high }
  if (n < sampleMin) return { ...head, ...seen, points: null, earned: null, words: `样本 ${n} 件，不足 ${sampleMin} 件，不计分` }
  const points = rounded(100 * Math.min(1, Math.max(0, (counted - zero) / (full - zero))))
  return { ...head, ...seen, points, earned: earnedOf(points, criterion.weight), words: `${counted}% 计 ${points} 分（${zero}% 以下 0 分，${full}% 以上 100 分）` }
}

/** The mean of the scores; with enough of them the highest and the lowest are left out. */
export function panelPart(criterion: Criterion, scores: readonly PanelScore[], { quorum, trimFrom }: { quorum: number; trimFrom: number }): ScorePart {
  const head = headOf(criterion)
  // By the number alone: who gave it must not decide which of two equal ones is left out.
  const inOrder = scores.map(({ points }) => points).toSorted((one, other) => one - other)
  const isTrimmed = inOrder.length >= trimFrom
  const shown = inOrder.map((points, at) => ({ points, dropped: isTrimmed && (at === 0 || at === inOrder.length - 1) }))
  if (inOrder.length < quorum) {
    return { ...head, ...EMPTY, n: inOrder.length, points: null, earned: null, scores: shown, words: `${inOrder.length} 位评委打分，不足 ${quorum} 位` }
  }
  const kept = shown.filter(({ dropped }) => !dropped)
  const points = rounded(kept.reduce((sum, one) => sum + one.points, 0) / kept.length)
  return {
    ...head,
    ...EMPTY,
    n: inOrder.length,
    points,
    earned: earnedOf(points, criterion.weight),
    scores: shown,
    words: `${inOrder.length} 位评委的平均${isTrimmed ? '，去掉最高、最低各一个' : ''}`,
  }
}

/** The share of the most votes anybody got. */
export function votePart(criterion: Criterion, votes: number, votesMost: number): ScorePart {
  const points = votesMost === 0 ? 0 : rounded((100 * votes) / votesMost)
  return { ...headOf(criterion), ...EMPTY, n: votes, points, earned: earnedOf(points, criterion.weight), words: `${votes} 票，最多的 ${votesMost} 票` }
}

export function rounded(value: number): number {
  return Math.round(value * 100) / 100
}

function earnedOf(points: number, weight: number): number {
  return rounded((points * weight) / 100)
}

function headOf({ id, name, by, weight }: Criterion): Pick<ScorePart, 'criterion' | 'name' | 'by' | 'weight'> {
  return { criterion: id, name, by, weight }
}
