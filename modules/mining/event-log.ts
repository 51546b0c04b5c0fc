/**
 * An event log as every measure here reads it: what happened, in which case, when and by whom, in the order of the file.
 * Texts are kept once and events are rows of numbers, so that a quarter of a million take a few megabytes.
 */
export interface EventLog {
  events: number
  cases: readonly string[]
  activities: readonly string[]
  resources: readonly string[]
  /** lifecycle:transition, where the log tells: start, complete … */
  transitions: readonly string[]
  caseOf: Int32Array
  activityOf: Int32Array
  /** `NOBODY` where the log names no resource. */
  resourceOf: Int32Array
  /** `NOBODY` where the log names none. */
  transitionOf: Int32Array
  /** Milliseconds since 1970; fractions are kept. NaN throughout a case of which no event tells its time. */
  at: Float64Array
  /** Events that do not tell their time; they keep their place in the file, with the time of their neighbour in the case. */
  untimedEvents: number
  /** Cases of the file in which nothing happened; they are in no other number. */
  emptyCases: number
}

export const NOBODY = -1

export interface LoggedEvent { caseId: string; activity: string; at: number; resource?: string | undefined; transition?: string | undefined }

/** Some logs do not tell when; the order of the file is then the order of the case. */
type MaybeTimed = Omit<LoggedEvent, 'at'> & { at: number | undefined }

/** Gathers a log event by event. */
export class EventLogBuilder {
  private readonly cases = new Names()
  private readonly activities = new Names()
  private readonly resources = new Names()
  private readonly transitions = new Names()
  private events = 0
  private columns = emptyColumns(1024)
  private untimedEvents = 0
  emptyCases = 0

  add({ caseId, activity, at, resource, transition }: MaybeTimed): void {
    if (this.events === this.columns.at.length) this.columns = grown(this.columns)
    const { columns, events } = this
    columns.caseOf[events] = this.cases.of(caseId)
    columns.activityOf[events] = this.activities.of(activity)
    columns.resourceOf[events] = resource ? this.resources.of(resource) : NOBODY
    columns.transitionOf[events] = transition ? this.transitions.of(transition) : NOBODY
    columns.at[events] = at ?? NaN
    if (at === undefined) this.untimedEvents += 1
    this.events += 1
  }

  log(): EventLog {
    const { cases, activities, resources, transitions, events, emptyCases, untimedEvents } = this
    if (untimedEvents > 0) for (const backwards of [false, true]) takeTimesAcross(this.columns, { events, cases: cases.list.length, backwards })
    return {
      events, emptyCases, untimedEvents, cases: cases.list, activities: activities.list,
      resources: resources.list, transitions: transitions.list, ...this.columns,
    }
  }
}

/** Gives every event without a time that of the one before it in its case; backwards, of the one after it. */
function takeTimesAcross({ at, caseOf }: Columns, { events, cases, backwards }: { events: number; cases: number; backwards: boolean }): void {
  const known = new Float64Array(cases).fill(NaN)
  for (let step = 0; step < events; step += 1) {
    const row = backwards ? events - 1 - step : step
    const index = caseOf[row] ?? 0
    if (Number.isNaN(at[row])) at[row] = known[index] ?? NaN
    else known[index] = at[row] ?? NaN
  }
}

class Names {
  readonly list: string[] = []
  private readonly places = new Map<string, number>()

  of(name: string): number {
    const known = this.places.get(name)
    if (known !== undefined) return known
    // A piece of a text keeps the whole text alive: what is kept is a copy.
    const kept = Buffer.from(name).toString()
    this.places.set(kept, this.list.length)
    return this.list.push(kept) - 1
  }
}

type Columns = Pick<EventLog, 'caseOf' | 'activityOf' | 'resourceOf' | 'transitionOf' | 'at'>

function emptyColumns(size: number): Columns {
  return {
    caseOf: new Int32Array(size), activityOf: new Int32Array(size),
    resourceOf: new Int32Array(size), transitionOf: new Int32Array(size), at: new Float64Array(size),
  }
}

function grown(columns: Columns): Columns {
  const wider = emptyColumns(columns.at.length * 2)
  wider.caseOf.set(columns.caseOf)
  wider.activityOf.set(columns.activityOf)
  wider.resourceOf.set(columns.resourceOf)
  wider.transitionOf.set(columns.transitionOf)
  wider.at.set(columns.at)
  return wider
}
