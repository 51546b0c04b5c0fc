/** What an event log says of how the work really goes. Pure; the same for a foreign log and for our own. */
import { NOBODY, type EventLog } from './event-log.ts'
import { tracesOf, type Traces } from './traces.ts'
import { variantsOf, type Variant } from './variants.ts'

export interface Counted { activity: string; count: number }
export interface Follows {
  from: string; to: string; count: number; /** Between the two events, calendar days; null where no time is told. */ meanDays: number | null
}

/** Flat, so that other programs can compare; lists come most frequent first. */
export interface Mined {
  cases: number
  /** Cases of the file without a single event; not among `cases`. */
  emptyCases: number
  events: number
  /** Events without a time: counted, and in the order of the file. */
  untimedEvents: number
  activities: number
  variants: number
  topVariantCases: number
  topVariant: readonly string[]
  directlyFollowsPairs: number
  resources: number
  /** From the first event of a case to its last, in days of 24 hours; of the cases that tell any time, null where none does. */
  meanDays: number | null
  medianDays: number | null
  p90Days: number | null
  maxDays: number | null
  /** Cases in which some activity happens more than once. */
  casesWithRepeatedActivity: number
  /** Times that one named resource goes on where another named one stopped. */
  handovers: number
  firstAt: string | null
  lastAt: string | null
  startActivities: readonly Counted[]
  endActivities: readonly Counted[]
  activityCounts: readonly Counted[]
  transitions: Readonly<Record<string, number>>
  directlyFollows: readonly Follows[]
}

/** A log, its order and its variants, for those who go on from the figures. */
export interface Read { log: EventLog; traces: Traces; variants: readonly Variant[]; mined: Mined }

export const mine = (log: EventLog): Mined => read(log).mined

export function read(log: EventLog): Read {
  const traces = tracesOf(log)
  const variants = variantsOf(log, traces)
  const counts = countsOf(log, traces)
  const days = durationsOf(log, traces).filter(Number.isFinite).sort()
  const top = variants[0]
  const nameOf = (activity: number): string => log.activities[activity] ?? ''
  const mined = {
    cases: log.cases.length, emptyCases: log.emptyCases, events: log.events, untimedEvents: log.untimedEvents, activities: log.activities.length,
    variants: variants.length, topVariantCases: top?.cases.length ?? 0, topVariant: top?.activities.map(nameOf) ?? [],
    directlyFollowsPairs: counts.follows.size, resources: log.resources.length,
    ...(days.length === 0 && log.events > 0 ? NO_DAYS : daysOf(days)),
    casesWithRepeatedActivity: variants.filter(isRepeating).reduce((sum, { cases }) => sum + cases.length, 0), handovers: counts.handovers,
    firstAt: momentText(counts.firstAt), lastAt: momentText(counts.lastAt),
    startActivities: mostFirst(counts.starts, nameOf), endActivities: mostFirst(counts.ends, nameOf), activityCounts: mostFirst(counts.activities, nameOf),
    transitions: Object.fromEntries(log.transitions.map((name, index) => [name, counts.transitions.get(index) ?? 0])),
    directlyFollows: followsOf(log, counts.follows),
  }
  return { log, traces, variants, mined }
}

/** How often, and over how many days in all those of them that tell their times. */
interface Follow { count: number; timed: number; days: number }
interface Counts {
  follows: Map<number, Follow>
  starts: Map<number, number>
  ends: Map<number, number>
  activities: Map<number, number>
  transitions: Map<number, number>
  handovers: number
  firstAt: number
  lastAt: number
}

const MILLISECONDS_A_DAY = 86_400_000

function countsOf(log: EventLog, { order, from }: Traces): Counts {
  const counts: Counts = {
    follows: new Map(), starts: new Map(), ends: new Map(), activities: new Map(), transitions: new Map(), handovers: 0, firstAt: Infinity, lastAt: -Infinity,
  }
  for (let index = 0; index < log.cases.length; index += 1) {
    const end = from[index + 1] ?? 0
    let before = NOBODY
    for (let place = from[index] ?? 0; place < end; place += 1) {
      const row = order[place] ?? 0
      addEvent(counts, log, row)
      if (before === NOBODY) add(counts.starts, log.activityOf[row] ?? 0)
      else addPair(counts, log, { before, row })
      before = row
    }
    if (before !== NOBODY) add(counts.ends, log.activityOf[before] ?? 0)
  }
  return counts
}

function addEvent(counts: Counts, log: EventLog, row: number): void {
  const at = log.at[row] ?? 0
  if (at < counts.firstAt) counts.firstAt = at
  if (at > counts.lastAt) counts.lastAt = at
  add(counts.activities, log.activityOf[row] ?? 0)
  const transition = log.transitionOf[row] ?? NOBODY
  if (transition !== NOBODY) add(counts.transitions, transition)
}

function addPair(counts: Counts, log: EventLog, { before, row }: { before: number; row: number }): void {
  const pair = (log.activityOf[before] ?? 0) * log.activities.length + (log.activityOf[row] ?? 0)
  const days = ((log.at[row] ?? 0) - (log.at[before] ?? 0)) / MILLISECONDS_A_DAY
  const known = counts.follows.get(pair) ?? { count: 0, timed: 0, days: 0 }
  known.count += 1
  if (!Number.isNaN(days)) { known.timed += 1; known.days += days }
  if (known.count === 1) counts.follows.set(pair, known)
  const [one, other] = [log.resourceOf[before] ?? NOBODY, log.resourceOf[row] ?? NOBODY]
  if (one !== other && one !== NOBODY && other !== NOBODY) counts.handovers += 1
}

function add(counts: Map<number, number>, key: number): void {
  counts.set(key, (counts.get(key) ?? 0) + 1)
}

function followsOf({ activities }: EventLog, follows: Counts['follows']): Follows[] {
  return [...follows].map(([pair, { count, timed, days }]) => ({
    from: activities[Math.floor(pair / activities.length)] ?? '', to: activities[pair % activities.length] ?? '', count,
    meanDays: timed === 0 ? null : rounded(days / timed),
  })).sort((one, other) => other.count - one.count || byText(one.from, other.from) || byText(one.to, other.to))
}

function mostFirst(counts: ReadonlyMap<number, number>, nameOf: (activity: number) => string): Counted[] {
  return [...counts].map(([activity, count]) => ({ activity: nameOf(activity), count }))
    .sort((one, other) => other.count - one.count || byText(one.activity, other.activity))
}

const byText = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0)

const isRepeating = ({ activities }: Variant): boolean => new Set(activities).size < activities.length

const NO_DAYS = { meanDays: null, medianDays: null, p90Days: null, maxDays: null }

function daysOf(days: Float64Array) {
  return { meanDays: rounded(mean(days)), medianDays: rounded(quantile(days, 0.5)), p90Days: rounded(quantile(days, 0.9)), maxDays: rounded(days.at(-1) ?? 0) }
}

/** Of each case, from its first event to its last; not in any order. NaN where no time is told. */
export function durationsOf({ cases, at }: EventLog, { order, from }: Traces): Float64Array {
  const days = new Float64Array(cases.length)
  for (let index = 0; index < cases.length; index += 1) {
    days[index] = ((at[order[(from[index + 1] ?? 1) - 1] ?? 0] ?? 0) - (at[order[from[index] ?? 0] ?? 0] ?? 0)) / MILLISECONDS_A_DAY
  }
  return days
}

function mean(values: Float64Array): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length
}

/** Between the two nearest values in proportion, as statistics programs do by default. */
export function quantile(sorted: Float64Array, share: number): number {
  const place = (sorted.length - 1) * share
  const [below, above] = [sorted[Math.floor(place)] ?? 0, sorted[Math.ceil(place)] ?? 0]
  return below + (above - below) * (place - Math.floor(place))
}

/** To a tenth of a second. */
const rounded = (days: number): number => Number(days.toFixed(6))

function momentText(at: number): string | null {
  return Number.isFinite(at) ? new Date(at).toISOString() : null
}
