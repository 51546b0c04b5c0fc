import { addCalendarDays, dayAt, startOf } from '#platform/day'

/** Ours, not the law's: how long a step asked for many cases at once can be called back. */
export const HOLD_DEFAULT_MILLISECONDS = 10 * 60_000
/** So long before midnight the last held steps take effect, that they still belong to the day on which they were asked for. */
const BEFORE_MIDNIGHT_MILLISECONDS = 60_000

/**
 * When a step that was asked for now takes effect. Never on a later day: the day of a step is what the legal clock counts from, and
 * an acceptance asked for on the last of the five days must not come too late because it could be called back. Pure.
 */
export function effectAt(now: Date): Date {
  const latest = startOf(addCalendarDays(dayAt(now), 1)).getTime() - BEFORE_MIDNIGHT_MILLISECONDS
  return new Date(Math.max(now.getTime(), Math.min(now.getTime() + HOLD_DEFAULT_MILLISECONDS, latest)))
}
