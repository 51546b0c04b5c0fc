import { addCalendarDays, type Day } from '#platform/day'

export interface NoShowRule { missedMax: number; missedWithinDays: number; barredDays: number }

/**
 * The last day on which somebody may not book after appointments she let pass (爽约); null when she may. Counted are those within
 * `missedWithinDays` before today; the bar runs from the last of them. Pure.
 */
export function barredUntil(missedOn: readonly Day[], today: Day, rule: NoShowRule): Day | null {
  const since = addCalendarDays(today, -rule.missedWithinDays)
  const counted = missedOn.filter((day) => day >= since && day < today).toSorted()
  const last = counted.at(-1)
  if (last === undefined || counted.length < rule.missedMax) return null
  const until = addCalendarDays(last, rule.barredDays)
  return today <= until ? until : null
}
