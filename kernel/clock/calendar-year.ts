/** One year of the calendar as we ship and edit it, and the working days it amounts to. */
import { addCalendarDays, isDay, type Day } from '#platform/day'
import { Refusal } from '#platform/refusal'

export interface NamedDay { readonly day: Day; readonly name: string }

export interface CalendarYear {
  readonly year: number
  /** Where the arrangement comes from, and the addresses of the notices. */
  readonly source: string
  readonly notices: readonly string[]
  /** Days off, weekends among them included (法定节假日 and the days moved to them). */
  readonly holidays: readonly NamedDay[]
  /** Weekend days on which offices work (调休上班日). */
  readonly makeUpWorkdays: readonly NamedDay[]
}

/** All working days of the year, in order. Refuses days of another year, days that do not exist and days said twice. */
export function workingDaysOf(year: CalendarYear): Day[] {
  const isWork = exceptionsOf(year)
  const days: Day[] = []
  const last = `${year.year}-12-31`
  for (let day = `${year.year}-01-01`; day <= last; day = addCalendarDays(day, 1)) {
    if (isWork.get(day) ?? isWeekday(day)) days.push(day)
  }
  return days
}

function exceptionsOf({ year, holidays, makeUpWorkdays }: CalendarYear): Map<Day, boolean> {
  const isWork = new Map<Day, boolean>()
  const note = (works: boolean) => ({ day }: NamedDay) => {
    if (!isDay(day) || !day.startsWith(`${year}-`)) throw new Refusal('invalid', `${year} 年日历里的 ${day} 不是这一年的日期，请改正`)
    if (isWork.has(day)) throw new Refusal('invalid', `${year} 年日历里的 ${day} 出现了两次，请只保留一处`)
    isWork.set(day, works)
  }
  holidays.forEach(note(false))
  makeUpWorkdays.forEach(note(true))
  return isWork
}

function isWeekday(day: Day): boolean {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
  return weekday >= 1 && weekday <= 5
}
