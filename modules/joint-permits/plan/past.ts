/** How long the granted cases of an item have really taken, so that a plan says more than what is promised. */
import { runSql, type Tx } from '#platform/database'
import { readClock, workingDaysBetween, type Calendar, type ClockHistory } from '#kernel'

import type { Day } from '#platform/day'

/** Fewer cases say little about the next one. A default of ours. */
export const PAST_CASES_MIN = 10
const LOOKED_AT_MAX = 200

/** Working days from acceptance to decision; pauses count, because whoever waits waits through them. */
export interface Past { cases: number; low: number; median: number; high: number }

/** What the last granted cases of these items took, by item code; an item with too few is left out. */
export async function pastOf(tx: Tx, calendar: Calendar, itemCodes: readonly string[], today: Day): Promise<ReadonlyMap<string, Past>> {
  const rows = await runSql<{ itemCode: string; clock: ClockHistory }>(tx, `
    select item_code as "itemCode", clock from unnest($1::text[]) as wanted (code) cross join lateral (
      select item_code, clock from kernel.case
      where item_code = wanted.code and closed_at is not null and type = 'application'
        order by closed_at desc, id limit ${LOOKED_AT_MAX}) as closed`, [itemCodes])
  return new Map(itemCodes.flatMap((code) => {
    const days = rows.filter(({ itemCode }) => itemCode === code).flatMap(({ clock }) => daysTaken(calendar, clock, today))
    const past = spreadOf(days)
    return past ? [[code, past] as const] : []
  }))
}

/** Median and the middle four fifths; nothing of fewer than ten cases. Pure. */
export function spreadOf(days: readonly number[]): Past | undefined {
  if (days.length < PAST_CASES_MIN) return undefined
  const sorted = days.toSorted((one, other) => one - other)
  const at = (part: number): number => sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(part * sorted.length) - 1))] ?? 0
  return { cases: days.length, low: at(0.1), median: at(0.5), high: at(0.9) }
}

function daysTaken(calendar: Calendar, clock: ClockHistory, today: Day): number[] {
  const decided = clock.events.find((event) => event.what === 'decided' && event.outcome === 'granted')
  const { acceptedOn } = readClock(calendar, clock, today)
  return decided === undefined || acceptedOn === null ? [] : [Math.max(0, workingDaysBetween(calendar, acceptedOn, decided.on))]
}
