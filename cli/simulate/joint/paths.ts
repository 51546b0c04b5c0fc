import type { LaneEntry } from '#base/joint'

/** Every way that leads to a lane, itself included. */
export function pathsTo(declared: readonly LaneEntry[], lane: LaneEntry, withStarts: boolean): LaneEntry[][] {
  const before = lane.after.filter(({ needs }) => withStarts || needs === 'release').flatMap((edge) => declared.filter(({ id }) => id === edge.lane))
  return [[lane], ...before.flatMap((one) => pathsTo(declared, one, withStarts).map((path) => [...path, lane]))]
}

/** The most days that any of the ways takes. */
export function slowest(paths: readonly (readonly LaneEntry[])[], daysOf: (lane: LaneEntry) => number): number {
  return Math.max(0, ...paths.map((path) => lengthOf(path, daysOf)))
}

/** Lanes on a slowest way through the whole, by the promised days. */
export function decidingLanes(declared: readonly LaneEntry[]): Set<string> {
  const paths = declared.flatMap((lane) => pathsTo(declared, lane, true))
  const longest = slowest(paths, promised)
  return new Set(paths.filter((path) => lengthOf(path, promised) === longest).flatMap((path) => path.map(({ id }) => id)))
}

export const promised = ({ promisedWorkingDays }: LaneEntry): number => promisedWorkingDays
export const statutory = ({ statutoryWorkingDays }: LaneEntry): number => statutoryWorkingDays

function lengthOf(path: readonly LaneEntry[], daysOf: (lane: LaneEntry) => number): number {
  return path.reduce((sum, lane) => sum + daysOf(lane), 0)
}
