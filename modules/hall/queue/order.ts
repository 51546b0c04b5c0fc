/** Who is called next (叫号次序). Pure: the same people and the same minute always give the same answer. */

export const STANDINGS = { transferred: '转来', appointment: '预约', priority: '优先', ordinary: '普通' } as const
export type Standing = keyof typeof STANDINGS

export interface Waiting {
  id: string
  takenAt: Date
  /** Breaks the tie of two numbers taken in the same instant. */
  sequence: number
  /** Older than 60, disabled, pregnant, with a small child: what the hall grants. */
  isPriority: boolean
  /** Sent on by another window to the one that calls. */
  isTransferred: boolean
  /** The time that was booked; null for those who came without an appointment. */
  slot: { from: Date; until: Date } | null
}
export interface OrderRule { earlyMinutes: number; graceMinutes: number; favouredInARowMax: number }

/** As what somebody waits at this moment: an appointment counts only around its own time, before and after one waits like everybody else. */
export function standingOf({ isTransferred, isPriority, slot }: Waiting, now: Date, { earlyMinutes, graceMinutes }: OrderRule): Standing {
  if (isTransferred) return 'transferred'
  if (slot !== null && minutesBetween(slot.from, now) >= -earlyMinutes && minutesBetween(slot.until, now) <= graceMinutes) return 'appointment'
  return isPriority ? 'priority' : 'ordinary'
}

/**
 * All who wait, in the order in which they would be called from now on: transferred, then by appointment, priority, ordinary; within each by
 * arrival, appointments by their time. After so many favoured ones in a row an ordinary one comes, so that nobody waits for ever.
 * @param favouredInARow how many by appointment or priority were called since the last ordinary one
 */
export function inOrder(waiting: readonly Waiting[], { now, rule, favouredInARow }: {
  now: Date; rule: OrderRule; favouredInARow: number
}): (Waiting & { standing: Standing })[] {
  const known = waiting.map((one) => ({ ...one, standing: standingOf(one, now, rule) }))
  const of = (wanted: Standing) => known.filter(({ standing }) => standing === wanted).toSorted(wanted === 'appointment' ? bySlot : byArrival)
  const favoured = [...of('appointment'), ...of('priority')]
  const ordinary = of('ordinary')
  const order = of('transferred')
  for (let inARow = favouredInARow; favoured.length + ordinary.length > 0;) {
    const isOrdinaryDue = ordinary.length > 0 && (favoured.length === 0 || inARow >= rule.favouredInARowMax)
    const next = isOrdinaryDue ? ordinary.shift() : favoured.shift()
    if (next) order.push(next)
    inARow = isOrdinaryDue ? 0 : inARow + 1
  }
  return order
}

function bySlot(one: Waiting, other: Waiting): number {
  return (one.slot?.from.getTime() ?? 0) - (other.slot?.from.getTime() ?? 0) || byArrival(one, other)
}

function byArrival(one: Waiting, other: Waiting): number {
  return one.takenAt.getTime() - other.takenAt.getTime() || one.sequence - other.sequence || (one.id < other.id ? -1 : 1)
}

function minutesBetween(from: Date, until: Date): number {
  return (until.getTime() - from.getTime()) / 60_000
}
