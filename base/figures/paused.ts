import { addCalendarDays, type Day } from '#platform/day'
import { workingDaysBetween, type Calendar, type ClockHistory } from '#kernel'

/** Working days at whose end a special procedure was open, of all that have ended (行政许可法第四十五条). Pure. */
export function pausedWorkingDays(calendar: Calendar, { events }: ClockHistory): number {
  const open = new Set<string>()
  let since: Day | null = null
  let days = 0
  for (const event of events) {
    if (event.what === 'pause-start') {
      since = open.size === 0 ? event.on : since
      open.add(event.id)
    }
    if (event.what !== 'pause-end' || !open.delete(event.id) || open.size > 0 || since === null) continue
    // From the day it began to the day before it ended.
    days += workingDaysBetween(calendar, addCalendarDays(since, -1), addCalendarDays(event.on, -1))
  }
  return days
}
