import type { IndicatorRule } from '../scheme.ts'
import type { Grade } from '../scoring.ts'
import type { BulletinFacts, Figure, UnitLine } from './facts.ts'

export const GRADES: readonly Grade[] = ['优秀', '良好', '合格', '不合格']

export function titleOf(facts: BulletinFacts): string {
  return titleLinesOf(facts).join('')
}

export function titleLinesOf({ periodName, replaces }: BulletinFacts): string[] {
  return [`关于${periodName}`, `政务服务效能考核情况的${replaces === null ? '' : '更正'}通报`]
}

export function scoredOf({ units }: BulletinFacts): UnitLine[] {
  return units.filter(({ score }) => score !== null)
}

export function unitsWith({ units }: BulletinFacts, grade: Grade): UnitLine[] {
  return units.filter((unit) => unit.grade === grade)
}

/** A score with its one digit, 83.0. */
export function scoreText(score: number | null): string {
  return score === null ? '—' : score.toFixed(1)
}

/** 98.2, or — where there is none. */
export function figureText(value: number | null): string {
  return value === null ? '—' : String(value)
}

export function rangeText(low: number | null, high: number | null): string {
  return low === null || high === null ? '—' : `${low}—${high}`
}

/** 3, 不排名. */
export function rankText({ rank }: UnitLine): string {
  return rank === null ? '不排名' : String(rank)
}

/** The ranks the ranges of all leave open. */
export function possibleRanks({ rankFrom, rankTo }: UnitLine): string {
  if (rankFrom === null || rankTo === null) return '—'
  return rankFrom === rankTo ? String(rankFrom) : `${rankFrom}—${rankTo}`
}

/** 98.2, with the range and of how many below; what earned no points says so. */
export function valueText(figure: Figure | undefined, { unit }: IndicatorRule): string {
  if (figure === undefined || figure.value === null) return '没有'
  const value = `${figure.value}${unit === '%' ? '%' : ''}`
  const lines = [value, ...(figure.low === null ? [] : [rangeText(short(figure.low), short(figure.high))]), `n=${figure.n}${figure.isCounted ? '' : ' 不足'}`]
  return lines.join('\n')
}

/** Ranges in the narrow columns of a page are given to one digit. */
function short(value: number | null): number | null {
  return value === null ? null : Math.round(value * 10) / 10
}

/** The units whose whole range lies on the wrong side of the line for 60 points: no doubt about them. */
export function clearlyBelow({ units }: BulletinFacts, { code, direction, pass }: IndicatorRule): UnitLine[] {
  return units.filter(({ values }) => {
    const figure = values[code]
    if (!figure?.isCounted || figure.value === null) return false
    return direction === 'up' ? (figure.high ?? figure.value) < pass : (figure.low ?? figure.value) > pass
  })
}
