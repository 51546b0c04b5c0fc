/** How long somebody will wait, from how fast people were really called today. Pure; never an invented number. */

export interface Called { takenAt: Date; calledAt: Date }
export interface Estimate { fromMinutes: number; toMinutes: number }

/**
 * Minutes from one call to the next, where the next one was already waiting: a quiet half hour says nothing about how fast the windows work.
 * @param calls of one group today, in any order
 */
export function intervalsOf(calls: readonly Called[]): number[] {
  const sorted = calls.toSorted((one, other) => one.calledAt.getTime() - other.calledAt.getTime())
  return sorted.slice(1).flatMap(({ takenAt, calledAt }, index) => {
    const before = sorted[index]?.calledAt ?? calledAt
    return takenAt <= before ? [(calledAt.getTime() - before.getTime()) / 60_000] : []
  })
}

/**
 * The range for somebody with `ahead` people before her: the quicker quarter of today's intervals to the slower quarter, in steps of five
 * minutes outwards. Null while there are fewer than `callsMin` intervals: then nobody knows.
 */
export function estimateOf(intervals: readonly number[], ahead: number, callsMin: number): Estimate | null {
  if (intervals.length < Math.max(1, callsMin)) return null
  const sorted = intervals.toSorted((one, other) => one - other)
  const at = (share: number): number => sorted[Math.round((sorted.length - 1) * share)] ?? 0
  const fromMinutes = Math.floor((at(0.25) * ahead) / STEP) * STEP
  const toMinutes = Math.ceil((at(0.75) * (ahead + 1)) / STEP) * STEP
  return { fromMinutes, toMinutes: Math.max(toMinutes, fromMinutes + STEP) }
}

const STEP = 5

export function estimateWords(estimate: Estimate | null): string {
  if (estimate === null) return '今天叫过的号还不多，估不出要等多久'
  const { fromMinutes, toMinutes } = estimate
  return fromMinutes === 0 ? `大约 ${toMinutes} 分钟以内` : `大约 ${fromMinutes} 到 ${toMinutes} 分钟`
}
