/** Which holidays and make-up workdays a count met, said so that one can check it on a wall calendar. */
import { addCalendarDays, type Day } from '#platform/day'
import type { Calendar } from './calendar.ts'
import type { NamedDay } from './calendar-year.ts'
import { dayText } from './day-text.ts'
import type { Standstill } from './decision-clock.ts'

/** The days a count went over: later than `after`, not later than `until`, and outside the standstills. */
interface Counted { readonly after: Day; readonly until: Day; readonly standstills: readonly Standstill[] }

/** One sentence, or nothing when the count met only ordinary weeks. */
export function daysOffText({ published }: Calendar, counted: Counted): string {
  const met = (days: readonly NamedDay[]) => stretches(days.filter(({ day }) => isCounted(counted, day)))
  const off = published.flatMap(({ holidays }) => met(holidays))
  const work = published.flatMap(({ makeUpWorkdays }) => met(makeUpWorkdays))
  const parts = [...(off.length > 0 ? [`${off.join('、')}放假不计`] : []), ...(work.length > 0 ? [`${work.join('、')}调休上班照计`] : [])]
  return parts.length > 0 ? `其间${parts.join('，')}。` : ''
}

function isCounted({ after, until, standstills }: Counted, day: Day): boolean {
  return after < day && day <= until && !standstills.some((still) => still.from <= day && (still.until === null || day < still.until))
}

/** Neighbouring days of one holiday become 「2024年5月1日至2024年5月5日（劳动节）」. */
function stretches(days: readonly NamedDay[]): string[] {
  const found: { from: Day; until: Day; name: string }[] = []
  for (const { day, name } of days) {
    const last = found.at(-1)
    if (last?.name === name && addCalendarDays(last.until, 1) === day) last.until = day
    else found.push({ from: day, until: day, name })
  }
  return found.map(({ from, until, name }) => `${from === until ? dayText(from) : `${dayText(from)}至${dayText(until)}`}（${name}）`)
}
