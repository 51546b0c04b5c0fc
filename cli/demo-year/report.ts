import type { Day } from '#platform/day'
import { instantIn } from './arrivals.ts'
import { dayOf } from './office-time.ts'
import type { Ground } from './town.ts'
import type { Year } from './year.ts'

/** One planted trouble as it has become: where, when, and how many cases it has befallen. */
export interface Plant { id: string; finding: string; where: string; from: Day; until: Day; cases: number }

export interface Report {
  seed: number
  firstDay: Day
  lastDay: Day
  cases: number
  events: number
  ratings: number
  complaints: number
  /** Steps the kernel refused; there should be none. */
  refused: number
  plants: Plant[]
  /** What the slow window took in during its trouble and has handed over: days from receipt to hand-over. */
  affected: { cases: number; meanDays: number | null; p90Days: number | null; meanAcceptDays: number | null }
}

export function reportOf(ground: Ground, { counts, plants, book, affected, refusals }: Year): Report {
  const { span, troubles, seed } = ground
  const planted = Object.values(troubles).map((trouble): Plant => ({
    id: trouble.id, finding: trouble.finding, where: 'organisation' in trouble ? trouble.organisation : trouble.itemCode,
    from: dayOf(instantIn(span, trouble.from)), until: dayOf(instantIn(span, trouble.until) - 1), cases: plants.get(trouble.id) ?? 0,
  }))
  const days = affected.map(({ days: all }) => all).sort((one, other) => one - other)
  return {
    seed, firstDay: span.firstDay, lastDay: dayOf(instantIn(span, 1) - 1), cases: counts.cases, events: counts.events, ratings: book.ratings.length,
    complaints: counts.complaints, refused: [...refusals.values()].reduce((sum, times) => sum + times, 0), plants: planted,
    affected: {
      cases: days.length, meanDays: mean(days), p90Days: days[Math.floor(days.length * 0.9)] ?? null,
      meanAcceptDays: mean(affected.map(({ acceptDays }) => acceptDays)),
    },
  }
}

function mean(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length
}
