import type { Figures, Measure, Overview } from './calls.ts'

export interface Card {
  label: string
  meaning: string
  measure: Measure
  text: (figures: Figures) => string
  /** What is compared with the stretch before; null where there is nothing to compare. Absent: stands as of now. */
  value?: (figures: Figures) => number | null
  unit: string
  target?: keyof Overview['targets']
}

const percent = ({ onTime, decided }: Figures): number | null => (decided === 0 ? null : Math.floor(onTime / decided * 1000) / 10)

export const CARDS: readonly Card[] = [
  { label: '收到', meaning: '提交的申请', measure: 'received', text: ({ received }) => `${received} 件`, value: ({ received }) => received, unit: '件' },
  { label: '办结', meaning: '有了结果的', measure: 'resolved', text: ({ resolved }) => `${resolved} 件`, value: ({ resolved }) => resolved, unit: '件' },
  {
    label: '按时', meaning: '作出决定的里面，不晚于承诺期限的', measure: 'onTime', unit: '个百分点', target: 'onTimePercent', value: percent,
    text: (figures) => (percent(figures) === null ? '—' : `${percent(figures)}%（${figures.onTime}/${figures.decided}）`),
  },
  {
    label: '用时中间数', meaning: '一半的办件不超过它', measure: 'resolved', unit: '个工作日', value: ({ medianWorkingDays }) => medianWorkingDays,
    text: ({ medianWorkingDays }) => (medianWorkingDays === null ? '—' : `${medianWorkingDays} 个工作日`),
  },
  { label: '还没有办结', meaning: '现在在办的', measure: 'open', text: ({ open }) => `${open} 件`, unit: '件' },
  { label: '已经超期', meaning: '没有办结、过了承诺期限的', measure: 'overdue', text: ({ overdue }) => `${overdue} 件`, unit: '件', target: 'overdue' },
  {
    label: '评价', meaning: '计入的评价的平均分，最高 5 分', measure: 'rated', unit: '分', target: 'averageRating', value: ({ averageRating }) => averageRating,
    text: ({ averageRating, ratings }) => (averageRating === null ? '—' : `${averageRating} 分（${ratings} 人）`),
  },
]

/** How it has gone since the stretch before: ▲ 多 3 件, ▼ 少 2 件, 持平; in words, because an arrow alone says nothing aloud. */
export function trendText({ value, unit }: Pick<Card, 'value' | 'unit'>, now: Figures, earlier: Figures): string | undefined {
  const [after, before] = [value?.(now) ?? null, value?.(earlier) ?? null]
  if (value === undefined) return undefined
  if (before === null || after === null) return '上一段没有可比的数'
  const change = Math.round((after - before) * 10) / 10
  if (change === 0) return '和上一段持平'
  return change > 0 ? `▲ 比上一段多 ${change} ${unit}` : `▼ 比上一段少 ${-change} ${unit}`
}

/** The target and whether it is met now; undefined where there is none or nothing has been counted yet. */
export function targetText({ target }: Pick<Card, 'target'>, now: Figures, targets: Overview['targets']): { text: string; isMet: boolean; basis: string } | undefined {
  if (target === undefined) return undefined
  const { value, basis } = targets[target]
  const actual = { onTimePercent: percent(now), overdue: now.overdue, averageRating: now.averageRating }[target]
  const isMet = actual === null || (target === 'overdue' ? actual <= value : actual >= value)
  const words = { onTimePercent: `目标 ${value}%`, overdue: `目标不超过 ${value} 件`, averageRating: `目标 ${value} 分` }[target]
  return { text: actual === null ? words : `${words}，${isMet ? '达到' : '没有达到'}`, isMet, basis }
}
