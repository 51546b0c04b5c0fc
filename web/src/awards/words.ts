import type { Criterion, EvidenceValue, Nominator, RankedRow, ScorePart, Succession } from './types.ts'

export const NOMINATOR_WORDS: Readonly<Record<Nominator, string>> = { self: '自荐', unit: '单位推荐', citizen: '群众推荐' }
export const SUCCESSION_WORDS: Readonly<Record<Succession, string>> = { none: '名额空着，不递补', next: '由下一名递补，另外公示同样多的工作日' }
export const CRITERION_WORDS: Readonly<Record<Criterion['by'], string>> = { measured: '系统取数', panel: '评委打分', vote: '投票' }

/** At most one digit behind the point, and none where it would be nought. */
export function numberText(value: number | null): string {
  return value === null ? '—' : String(Math.round(value * 10) / 10)
}

export function rangeText(low: number | null, high: number | null, unit: string): string {
  return low === null || high === null ? '没有范围' : `${numberText(low)}—${numberText(high)}${unit}`
}

/** What a value is made of, in one sentence. */
export function valueText({ overall, n, part, value }: EvidenceValue): string {
  if (n === 0) return '没有办件'
  // The workload has no parts: it is compared with the mean of those on duty.
  return overall === null ? `${n} 件，折算是平均的 ${numberText(value)}%` : `${n} 件里 ${part} 件，${numberText(value)}%`
}

/** What is still missing to one hundred; nothing when it is there. */
export function weightGap(criteria: readonly { weight: number }[]): { total: number; words: string } {
  const total = Math.round(criteria.reduce((sum, { weight }) => sum + (Number.isFinite(weight) ? weight : 0), 0) * 100) / 100
  if (total === 100) return { total, words: '正好 100' }
  return { total, words: total < 100 ? `还差 ${numberText(100 - total)}` : `多了 ${numberText(total - 100)}` }
}

const CHOSEN_WORDS: Readonly<Record<RankedRow['chosen'], string>> = { in: '入选', out: '未入选', tied: '并列待定' }
/** A shape beside each word, so that the colour never stands alone. */
const CHOSEN_SHAPES: Readonly<Record<RankedRow['chosen'], string>> = { in: '✓', out: '○', tied: '◆' }

/** What has become of somebody in the ranking: what was announced, or what has happened since. */
export function outcomeOf({ chosen, rank, state }: Pick<RankedRow, 'chosen' | 'rank' | 'state'>): { shape: string; words: string } {
  if (rank === null) return { shape: '—', words: '样本或评分不够' }
  if (state === 'dropped') return { shape: '✕', words: '已取消资格' }
  if (state === 'revoked') return { shape: '✕', words: '已摘牌' }
  // Who was not chosen at first and is past that now has moved up.
  if (chosen !== 'in' && state !== null && state !== 'notChosen') return { shape: '✓', words: '递补入选' }
  return { shape: CHOSEN_SHAPES[chosen], words: CHOSEN_WORDS[chosen] }
}

/** What a criterion earned of what it could. */
export function earnedText({ earned, weight }: Pick<ScorePart, 'earned' | 'weight'>): string {
  return earned === null ? `没有分（满 ${weight}）` : `${numberText(earned)} / ${weight}`
}

/** What of the panel's work one has done. */
export function progressOf(rows: readonly { myPart: 'member' | 'recused' | null; scoredByMe: boolean }[]): { mine: number; scored: number; recused: number } {
  const mine = rows.filter(({ myPart }) => myPart === 'member')
  return { mine: mine.length, scored: mine.filter(({ scoredByMe }) => scoredByMe).length, recused: rows.filter(({ myPart }) => myPart === 'recused').length }
}
