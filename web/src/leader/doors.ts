import { roomAddress } from '../shell/rooms.ts'
import type { Measure, Period } from './calls.ts'

/** The address of the list behind a number. */
export function doorTo(period: Period, measure: Measure, group: Record<string, string> = {}): string {
  return roomAddress('overview', new URLSearchParams({ period, measure, ...group }).toString())
}
