import type { Day } from '#platform/day'

/** A day as it is said to people: 2024年5月7日. */
export function dayText(day: Day): string {
  const [year = '', month = '', dayOfMonth = ''] = day.split('-')
  return `${year}年${Number(month)}月${Number(dayOfMonth)}日`
}
