import { startOf as instantOf, type Day } from '#platform/day'
import type { Span } from '#base/pages'
import type { Whole } from './whole.ts'

type Lane = Pick<Whole['lanes'][number], 'id' | 'acceptedOn' | 'decidedOn' | 'dueOn' | 'expectedOn' | 'waitsFor'>

/** When each item runs, on the time from the first day of the whole to its last: as it was where it is over, as it is due where not. Pure. */
export function laneSpans(lanes: readonly Lane[]): ReadonlyMap<string, Span> {
  const placed = lanes.flatMap((lane) => {
    const [from, to] = [startOf(lane, lanes), endOf(lane)]
    return from === null || to === null || to < from ? [] : [{ id: lane.id, from, to }]
  })
  const first = placed.map(({ from }) => from).sort()[0]
  const last = placed.map(({ to }) => to).sort().at(-1)
  if (first === undefined || last === undefined || first === last) return new Map()
  const whole = calendarDaysBetween(first, last) + 1
  return new Map(placed.map(({ id, from, to }) => [id, { from: calendarDaysBetween(first, from) / whole, to: (calendarDaysBetween(first, to) + 1) / whole }]))
}

function endOf({ decidedOn, dueOn, expectedOn }: Lane): Day | null {
  return decidedOn ?? dueOn ?? expectedOn
}

/** What has not begun begins with the last of what it waits for. */
function startOf({ acceptedOn, waitsFor }: Lane, lanes: readonly Lane[]): Day | null {
  if (acceptedOn !== null) return acceptedOn
  const ends = waitsFor.filter(({ needs }) => needs === 'start').map(({ lane }) => lanes.find(({ id }) => id === lane))
    .map((lane) => (lane ? endOf(lane) : null))
  return ends.includes(null) ? null : ends.flatMap((day) => day ?? []).sort().at(-1) ?? null
}

function calendarDaysBetween(from: Day, to: Day): number {
  return Math.round((instantOf(to).getTime() - instantOf(from).getTime()) / MILLISECONDS_A_DAY)
}

const MILLISECONDS_A_DAY = 86_400_000
