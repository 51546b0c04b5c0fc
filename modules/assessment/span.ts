import { addCalendarDays, isDay, type Day } from '#platform/day'
import { Refusal } from '#platform/refusal'

export type PeriodKind = 'month' | 'quarter'
export interface Span { kind: PeriodKind; startsOn: Day; endsOn: Day }

const QUARTERS = ['一', '二', '三', '四'] as const
const FIRST_YEAR = 2020

/** The month or quarter that begins on that day; refuses other days and what has not ended yet. */
export function spanFrom(kind: PeriodKind, startsOn: Day, today: Day): Span {
  const [year = 0, month = 0] = startsOn.split('-').map(Number)
  const isStart = isDay(startsOn) && startsOn.endsWith('-01') && year >= FIRST_YEAR && (kind === 'month' || month % 3 === 1)
  if (!isStart) throw wrong(kind === 'month' ? '考核月从 1 日开始，请选一个月份' : '考核季度从 1 月、4 月、7 月或 10 月的 1 日开始，请选一个季度')
  const next = month + (kind === 'month' ? 1 : 3)
  const endsOn = addCalendarDays(`${next > 12 ? year + 1 : year}-${String(next > 12 ? next - 12 : next).padStart(2, '0')}-01`, -1)
  if (endsOn >= today) throw wrong(`${nameOf({ kind, startsOn })}还没有结束（到 ${endsOn}），结束以后才能考核`)
  return { kind, startsOn, endsOn }
}

/** 2026年9月, 2026年第三季度. */
export function nameOf({ kind, startsOn }: Pick<Span, 'kind' | 'startsOn'>): string {
  const [year = 0, month = 1] = startsOn.split('-').map(Number)
  return kind === 'month' ? `${year}年${month}月` : `${year}年第${QUARTERS[Math.floor((month - 1) / 3)] ?? ''}季度`
}

/** First day of the last month or quarter that has ended. */
export function lastEnded(kind: PeriodKind, today: Day): Day {
  const [year = 0, month = 1] = today.split('-').map(Number)
  const from = kind === 'month' ? month - 1 : Math.floor((month - 1) / 3) * 3 - 2
  return from < 1 ? `${year - 1}-${String(from + 12).padStart(2, '0')}-01` : `${year}-${String(from).padStart(2, '0')}-01`
}

function wrong(message: string): Refusal {
  return new Refusal('invalid', message, [{ path: 'startsOn', message }])
}
