/** What our own log says of one kind of case: the real flow, its times, where it goes round and where it stands. Pure. */
import { EventLogBuilder } from '../event-log.ts'
import { durationsOf, read, type Mined } from '../mine.ts'
import type { History } from '../own-log/history.ts'
import { Stays, type Bottleneck, type Loss } from './bottlenecks.ts'
import { Conforming, type Conformance } from './conformance.ts'
import { Edges, type Edge } from './edges.ts'
import { stepLabel, type Ground } from './ground.ts'
import { Hands, type HandOvers, type Rework } from './people.ts'
import { spreadOf, type Spread } from './spread.ts'
import { Times, type TimeKind, type TimeUse } from './time-use.ts'

export interface Way {
  activities: readonly string[]; cases: number; elapsedDays: Spread; /** Of the decided ones, the office's own time. */ workingDays: Spread | null
}
export interface Discovered {
  mined: Mined
  edges: readonly Edge[]
  /** The most frequent ones first; how many there are in all stands in `mined`. */
  variants: readonly Way[]
  timeUse: TimeUse
  rework: Rework
  handovers: HandOvers
  conformance: Conformance
  bottlenecks: readonly Bottleneck[]
}

/** What is kept of each case, so that every number opens to its cases. */
export interface CaseTrace {
  case_id: string
  number: string
  item_name: string
  organisation: string
  received_on: string
  working_days: number | null
  elapsed_days: number
  /** Its way, 1 the most frequent. */
  variant: number
  pairs: readonly string[]
  repeated: readonly string[]
  /** States it came back to. */
  returned: readonly string[]
  deviations: readonly string[]
  handovers: number
  losses: Readonly<Record<string, Loss>>
  /** Working days by what they went on. */
  times: Readonly<Partial<Record<TimeKind, number>>>
}

/** So many ways are listed; the rest is rare. */
const VARIANTS_MAX = 500

type Kept = Pick<
  CaseTrace,
  | 'case_id'
  | 'number'
  | 'item_name'
  | 'organisation'
  | 'received_on'
  | 'working_days'
  | 'pairs'
  | 'repeated'
  | 'returned'
  | 'deviations'
  | 'handovers'
  | 'times'
>

export class Discovery {
  private readonly builder = new EventLogBuilder()
  private readonly kept: Kept[] = []
  private readonly labelOf: (step: string) => string
  private readonly edges: Edges
  private readonly times: Times
  private readonly conforming: Conforming
  private readonly stays: Stays
  private readonly hands: Hands

  constructor(ground: Ground) {
    const labels = new Map<string, string>()
    this.labelOf = (step) => labels.get(step) ?? labels.set(step, stepLabel(ground, step)).get(step) ?? step
    this.edges = new Edges(ground.calendar, this.labelOf)
    this.times = new Times(ground)
    this.conforming = new Conforming(ground)
    this.stays = new Stays(ground)
    this.hands = new Hands(ground, this.labelOf)
  }

  /** A case without events says nothing. */
  add(history: History): void {
    const { happenings, caseId, number, itemName, organisation, receivedOn, workingDays } = history
    if (happenings.length === 0) return
    for (const { step, at, who } of happenings) this.builder.add({ caseId: number, activity: this.labelOf(step), at: at.getTime(), resource: who ?? undefined })
    this.stays.add(history)
    this.kept.push({
      case_id: caseId, number, item_name: itemName, organisation, received_on: receivedOn, working_days: workingDays,
      pairs: this.edges.add(history), deviations: this.conforming.add(history), ...this.hands.add(history), times: this.times.add(history),
    })
  }

  /** @param breathe between two parts of the work, for whoever has others to serve meanwhile */
  async found(breathe: () => Promise<unknown> = async () => {}): Promise<{ discovered: Discovered; cases: CaseTrace[] }> {
    const { log, traces, variants, mined } = read(this.builder.log())
    await breathe()
    const elapsed = durationsOf(log, traces)
    const edges = this.edges.found()
    await breathe()
    const { bottlenecks, losses } = this.stays.found()
    await breathe()
    const rank = new Map(variants.flatMap(({ cases }, index) => cases.map((place): [number, number] => [place, index + 1])))
    const ways = variants.slice(0, VARIANTS_MAX).map(({ activities, cases }): Way => {
      const days = cases.flatMap((place) => this.kept[place]?.working_days ?? [])
      return {
        activities: activities.map((activity) => log.activities[activity] ?? ''), cases: cases.length,
        elapsedDays: spreadOf(cases.map((place) => elapsed[place] ?? 0)), workingDays: days.length === 0 ? null : spreadOf(days),
      }
    })
    await breathe()
    return {
      discovered: { mined, edges, variants: ways, timeUse: this.times.found(), ...this.hands.found(), conformance: this.conforming.found(), bottlenecks },
      cases: this.kept.map((kept, place) => ({
        ...kept, elapsed_days: Math.round((elapsed[place] ?? 0) * 100) / 100, variant: rank.get(place) ?? 0, losses: Object.fromEntries(losses[place] ?? []),
      })),
    }
  }
}
