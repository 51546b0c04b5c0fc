import type { Head, Measure, Passed, Tiles } from './calls.ts'

export interface Card {
  label: string
  meaning: string
  measure: Measure
  text: (head: Head) => string
  /** Of how many. */
  note?: (head: Head) => string
  /** How many cases its list has. */
  count: (head: Head) => number
  /** What is compared with the stretch before; null where there is nothing to compare. Absent: stands as of now. */
  value?: (passed: Passed) => number | null
  unit: string
  target?: 'onTimePercent' | 'overdue' | 'averageRating'
}

/** Rounded down: one late among a thousand is not a hundred per cent. */
export const percentOf = ({ onTime, decided }: { onTime: number; decided: number }): number | null =>
  (decided === 0 ? null : Math.floor(onTime / decided * 1000) / 10)
const meanOf = ({ workingDays, decided }: Passed): number | null => (decided === 0 ? null : Math.round(workingDays / decided * 10) / 10)
const ratingOf = ({ rated, ratedTotal }: Head): number | null => (rated === 0 ? null : Math.round(ratedTotal / rated * 100) / 100)

export const CARDS: readonly Card[] = [
  { label: '收到', meaning: '提交的申请', measure: 'received', text: ({ received }) => `${received} 件`, count: ({ received }) => received, value: ({ received }) => received, unit: '件' },
  { label: '办结', meaning: '有了结果的', measure: 'resolved', text: ({ resolved }) => `${resolved} 件`, count: ({ resolved }) => resolved, value: ({ resolved }) => resolved, unit: '件' },
  {
    label: '按时', meaning: '作出决定的里面，不晚于承诺期限的', measure: 'onTime', unit: '个百分点', target: 'onTimePercent', value: percentOf, count: ({ onTime }) => onTime,
    text: (head) => (percentOf(head) === null ? '—' : `${percentOf(head)}%`), note: ({ onTime, decided }) => `${onTime}/${decided} 件，`,
  },
  {
    label: '平均用时', meaning: '作出决定的，部门自己用的工作日', measure: 'decided', unit: '个工作日', value: meanOf, count: ({ decided }) => decided,
    text: (head) => (meanOf(head) === null ? '—' : `${meanOf(head)} 个工作日`), note: ({ decided }) => `${decided} 件，`,
  },
  { label: '在办', meaning: '现在还没有办结的', measure: 'open', text: ({ open }) => `${open} 件`, count: ({ open }) => open, unit: '件' },
  { label: '已经超期', meaning: '没有办结、过了承诺期限的', measure: 'overdue', text: ({ overdue }) => `${overdue} 件`, count: ({ overdue }) => overdue, unit: '件', target: 'overdue' },
  { label: '快到期', meaning: '今天或者下一个工作日到期的', measure: 'warned', text: ({ warned }) => `${warned} 件`, count: ({ warned }) => warned, unit: '件' },
  {
    label: '评价', meaning: '计入的评价的平均分，最高 5 分', measure: 'rated', unit: '分', target: 'averageRating', count: ({ rated }) => rated,
    text: (head) => (ratingOf(head) === null ? '—' : `${ratingOf(head)} 分`), note: ({ rated }) => `${rated} 人，`,
  },
]

/** Before the log began there was nothing: to be more than that says nothing. */
export const wasNothing = ({ received, resolved, decided }: Passed): boolean => received + resolved + decided === 0

/** How it has gone since the stretch before it: ▲ 多 3 件, ▼ 少 2 件, 持平; in words, because an arrow alone says nothing aloud. */
export function trendText({ value, unit }: Pick<Card, 'value' | 'unit'>, now: Passed, earlier: Passed | undefined): string | undefined {
  if (value === undefined) return undefined
  const [after, before] = [value(now), earlier === undefined ? null : value(earlier)]
  if (earlier === undefined || before === null || after === null || (wasNothing(earlier) && !wasNothing(now))) return '上一段没有可比的数'
  const change = Math.round((after - before) * 10) / 10
  if (change === 0) return '和上一段持平'
  return change > 0 ? `▲ 比上一段多 ${change} ${unit}` : `▼ 比上一段少 ${-change} ${unit}`
}

/** The target and whether it is met now; undefined where there is none or nothing has been counted yet. */
export function targetText({ target }: Pick<Card, 'target'>, now: Head, settings: Tiles['settings']): {
  text: string; isMet: boolean; basis: string
} | undefined {
  if (target === undefined) return undefined
  const { value, basis } = settings[target]
  const actual = { onTimePercent: percentOf(now), overdue: now.overdue, averageRating: ratingOf(now) }[target]
  const isMet = actual === null || (target === 'overdue' ? actual <= value : actual >= value)
  const words = { onTimePercent: `目标 ${value}%`, overdue: `目标不超过 ${value} 件`, averageRating: `目标 ${value} 分` }[target]
  return { text: actual === null ? words : `${words}，${isMet ? '达到' : '没有达到'}`, isMet, basis }
}
