import { dayAt, type Day } from '#platform/day'

const WEEKDAYS = '日一二三四五六'

/** 2024年5月7日（周二）: people plan by the day of the week. */
export function dayWords(day: Day): string {
  const weekday = WEEKDAYS[new Date(`${day}T00:00:00Z`).getUTCDay()]
  return `${plainDayWords(day)}（周${weekday ?? ''}）`
}

/** 2024年5月7日 */
export function plainDayWords(day: Day): string {
  const [year, month, dayOfMonth] = day.split('-')
  return `${year}年${Number(month)}月${Number(dayOfMonth)}日`
}

/** 2024年5月7日 09:30, as clocks in China show it. */
export function instantWords(instant: Date | string): string {
  const at = new Date(instant)
  const shifted = new Date(at.getTime() + 8 * 3_600_000)
  return `${plainDayWords(dayAt(at))} ${shifted.toISOString().slice(11, 16)}`
}

/** 当场办结, or so many working days. */
export function limitWords(workingDays: number): string {
  return workingDays === 0 ? '当场办结' : `${workingDays} 个工作日`
}

/** 不用跑, or how often one has to come. */
export function visitWords(visits: number): string {
  return visits === 0 ? '一次都不用跑' : `要到现场 ${visits} 次`
}

export function sizeWords(bytes: number): string {
  return bytes < 1_048_576 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / 1_048_576).toFixed(1)} MB`
}
