import type { Lane } from './joint-matter.ts'

/** One lane on the way of the whole: when it can begin, when it is through, and whether the total depends on it. */
export interface LaneCourse {
  id: string
  /** 0 for what needs nothing, then one after the lanes it needs. */
  column: number
  startsAfter: number
  endsAfter: number
  isCritical: boolean
}

export interface Course {
  /** Lanes that need each other in a circle, in the order in which they do; null where all is well. */
  cycle: string[] | null
  /** Of the longest path; null with a cycle. */
  workingDays: number | null
  lanes: LaneCourse[]
}

type Ordered = Pick<Lane, 'id' | 'after'>

/**
 * The way of a joint matter when every lane takes its days and goes on as soon as those it needs are through: the longest path is
 * how long the whole takes. Edges to lanes that are not in the list are no edges. Pure.
 */
export function courseOf<One extends Ordered>(lanes: readonly One[], daysOf: (lane: One) => number): Course {
  const cycle = cycleIn(lanes)
  if (cycle) return { cycle, workingDays: null, lanes: [] }
  const placed = new Map<string, Omit<LaneCourse, 'isCritical'>>()
  for (const lane of inOrder(lanes)) placed.set(lane.id, placedAfter(lane, daysOf(lane), placed))
  const workingDays = Math.max(0, ...[...placed.values()].map(({ endsAfter }) => endsAfter))
  const critical = criticalIn(lanes, placed, workingDays)
  return { cycle: null, workingDays, lanes: lanes.flatMap(({ id }) => withMark(placed.get(id), critical)) }
}

/** The lanes before this one, nearest first: everything it waits for. */
export function lanesBefore<One extends Ordered>(lanes: readonly One[], id: string): One[] {
  const known = new Set<string>()
  const ahead = [id]
  for (let next = ahead.shift(); next !== undefined; next = ahead.shift()) {
    for (const before of neededBy(lanes, next)) if (!known.has(before)) { known.add(before); ahead.push(before) }
  }
  return lanes.filter((lane) => known.has(lane.id))
}

/** Lanes that need each other in a circle, or null. */
function cycleIn(lanes: readonly Ordered[]): string[] | null {
  const settled = new Set(inOrder(lanes).map(({ id }) => id))
  const [start] = lanes.filter(({ id }) => !settled.has(id))
  if (!start) return null
  const path: string[] = []
  for (let at: string | undefined = start.id; at !== undefined && !path.includes(at); at = neededBy(lanes, at).find((id) => !settled.has(id))) path.push(at)
  const again = neededBy(lanes, path.at(-1) ?? '').find((id) => path.includes(id))
  return path.slice(Math.max(0, path.indexOf(again ?? ''))).toReversed()
}

/** Each lane after those it needs; what is in a circle, or behind one, is left out. */
function inOrder<One extends Ordered>(lanes: readonly One[]): One[] {
  const placed = new Map<string, One>()
  for (let grew = true; grew;) {
    const ready = lanes.filter(({ id }) => !placed.has(id) && neededBy(lanes, id).every((before) => placed.has(before)))
    for (const lane of ready) placed.set(lane.id, lane)
    grew = ready.length > 0
  }
  return [...placed.values()]
}

function neededBy(lanes: readonly Ordered[], id: string): string[] {
  const after = lanes.find((lane) => lane.id === id)?.after ?? []
  return after.map(({ lane }) => lane).filter((before) => lanes.some((lane) => lane.id === before))
}

type Placed = Omit<LaneCourse, 'isCritical'>

function placedAfter({ id, after }: Ordered, days: number, placed: ReadonlyMap<string, Placed>): Placed {
  const before = after.flatMap(({ lane }) => placed.get(lane) ?? [])
  const startsAfter = Math.max(0, ...before.map(({ endsAfter }) => endsAfter))
  return { id, column: Math.max(-1, ...before.map(({ column }) => column)) + 1, startsAfter, endsAfter: startsAfter + days }
}

/** Backwards from those that are through last, along those that they began right after. */
function criticalIn(lanes: readonly Ordered[], placed: ReadonlyMap<string, Placed>, workingDays: number): ReadonlySet<string> {
  const critical = new Set<string>()
  for (const [id, { endsAfter }] of [...placed].toReversed()) {
    const isBehind = lanes.some(({ id: later, after }) =>
      critical.has(later) && after.some(({ lane }) => lane === id) && placed.get(later)?.startsAfter === endsAfter)
    if (endsAfter === workingDays || isBehind) critical.add(id)
  }
  return critical
}

function withMark(lane: Placed | undefined, critical: ReadonlySet<string>): LaneCourse[] {
  return lane ? [{ ...lane, isCritical: critical.has(lane.id) }] : []
}
