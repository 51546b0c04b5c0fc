import type { Day } from '#platform/day'
import { addWorkingDays, type Calendar, type Case } from '#kernel'
import { endedIn, laneOf, lanesIn, type Family, type LaneEntry } from './family.ts'

/**
 * By when each lane is decided if everybody keeps her time: decided lanes on their day, running ones on their due day, later ones
 * after those they need. Null where nobody can say: not accepted yet, or a special procedure is open. Pure.
 */
export function forecast(calendar: Calendar, family: Family): ReadonlyMap<string, Day | null> {
  const [known, lanes] = [new Map<string, Day | null>(), lanesIn(family.parent)]
  const dayOf = (lane: LaneEntry): Day | null => {
    const before = known.get(lane.id)
    if (before !== undefined) return before
    // A circle in what was published must not hang the page.
    known.set(lane.id, null)
    const day = expectedOn(calendar, family, { lane, dayOf: (id) => { const other = lanes.find((one) => one.id === id); return other ? dayOf(other) : null } })
    known.set(lane.id, day)
    return day
  }
  for (const lane of lanes) dayOf(lane)
  return known
}

interface Asked { lane: LaneEntry; dayOf: (id: string) => Day | null }

function expectedOn(calendar: Calendar, { parent, children }: Family, { lane, dayOf }: Asked): Day | null {
  const child = children.find((one) => laneOf(one) === lane.id)
  const decided = child && decidedOn(child)
  if (decided) return decided
  if (Object.hasOwn(endedIn(parent), lane.id)) return null
  const [starts, releases] = (['start', 'release'] as const).map((needs) => lane.after.filter((edge) => edge.needs === needs).map((edge) => dayOf(edge.lane)))
  if (child) return latest([child.dueOn, ...releases ?? []])
  const begins = latest(starts ?? [])
  return begins === null ? null : latest([addWorkingDays(calendar, begins, lane.promisedWorkingDays), ...releases ?? []])
}

/** The day of the decision; undefined before. */
export function decidedOn({ clock }: Pick<Case, 'clock'>): Day | undefined {
  return clock.events.find(({ what }) => what === 'decided')?.on
}

/** The latest of the days; null where one of them is unknown, or there is none. */
export function latest(days: readonly (Day | null)[]): Day | null {
  if (days.some((day) => day === null)) return null
  return days.toSorted().at(-1) ?? null
}
