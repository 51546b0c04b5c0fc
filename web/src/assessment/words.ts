import type { Figure, IndicatorRule, PeriodHead, Unit } from './calls.ts'

/** What a period is at, in a word. */
export function standingOf({ version, lockedAt }: Pick<PeriodHead, 'version' | 'lockedAt'>): string {
  if (lockedAt === null) return '拟定，没有锁定'
  return version === 1 ? '已锁定' : `已锁定，更正到第 ${version} 版`
}

export function figureWords({ value }: Pick<Figure, 'value'>, { unit }: Pick<IndicatorRule, 'unit'>): string {
  return value === null ? '没有' : `${value}${unit === '%' ? '%' : ` ${unit}`}`
}

export function rangeWords(low: number | null, high: number | null): string {
  return low === null || high === null ? '没有区间' : `${low}—${high}`
}

/** 3, possibly 1—5. */
export function rankWords({ rank, rankFrom, rankTo, score }: Unit): string {
  if (score === null) return '不排名'
  if (rank === null) return '发布后可见'
  return rankFrom === rankTo ? `第 ${rank}` : `第 ${rank}（可能 ${rankFrom}—${rankTo}）`
}

export function changeWords(change: number | null): string {
  if (change === null) return '—'
  return change === 0 ? '持平' : change > 0 ? `▲ ${change.toFixed(1)}` : `▼ ${Math.abs(change).toFixed(1)}`
}

/** First days of the months or quarters that have ended, the newest first. */
export function endedStarts(kind: PeriodKindName, today: string, count: number): string[] {
  const [year = 0, month = 1] = today.split('-').map(Number)
  const step = kind === 'month' ? 1 : 3
  const now = kind === 'month' ? month : Math.floor((month - 1) / 3) * 3 + 1
  return Array.from({ length: count }, (_, index) => {
    const months = year * 12 + (now - 1) - step * (index + 1)
    return `${Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, '0')}-01`
  })
}
type PeriodKindName = PeriodHead['kind']

/** 2026年9月, 2026年第三季度. */
export function nameOf(kind: PeriodKindName, startsOn: string): string {
  const [year = 0, month = 1] = startsOn.split('-').map(Number)
  return kind === 'month' ? `${year}年${month}月` : `${year}年第${['一', '二', '三', '四'][Math.floor((month - 1) / 3)]}季度`
}

/** What each basis is about. */
export const BASIS_TITLES: Readonly<Record<string, string>> = {
  indicators: '指标、分界和权重', grades: '等次', sampleMin: '最少的样本', coverageMinPercent: '计分的权重', appealWorkingDays: '申诉的期限', excludedOrganisations: '不参加考核的单位',
}
