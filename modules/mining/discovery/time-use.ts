import type { Day } from '#platform/day'
import { workingDaysBetween } from '#kernel'
import type { Happening, History, Stay } from '../own-log/history.ts'
import type { Ground } from './ground.ts'
import { hundredth } from './spread.ts'

/** On what the time of cases goes. queue: an office's turn, nobody has touched it yet · working: somebody of the office has begun. */
export const TIME_KINDS = ['queue', 'working', 'applicant', 'special', 'parent'] as const
export type TimeKind = (typeof TIME_KINDS)[number]
export type TimeUse = Readonly<Record<TimeKind, { workingDays: number; elapsedDays: number; cases: number }>>

interface Stretch { kind: TimeKind; from: Day; until: Day; fromAt: Date; untilAt: Date }
const MILLISECONDS_A_DAY = 86_400_000

/** Adds up where the time of histories went. */
export class Times {
  private readonly ground: Ground
  private readonly sums = new Map<TimeKind, { workingDays: number; elapsedDays: number; cases: number }>(
    TIME_KINDS.map((kind) => [kind, { workingDays: 0, elapsedDays: 0, cases: 0 }]),
  )

  constructor(ground: Ground) {
    this.ground = ground
  }

  /** The working days of this history by what they went on. */
  add(history: Pick<History, 'happenings' | 'stays'>): Partial<Record<TimeKind, number>> {
    const own = new Map<TimeKind, number>()
    for (const { kind, from, until, fromAt, untilAt } of history.stays.flatMap((stay) => stretchesOf(stay, history.happenings, this.ground))) {
      const sum = this.sums.get(kind)
      if (!sum) continue
      const workingDays = workingDaysBetween(this.ground.calendar, from, until)
      sum.workingDays += workingDays
      sum.elapsedDays += Math.max(0, untilAt.getTime() - fromAt.getTime()) / MILLISECONDS_A_DAY
      if (!own.has(kind)) sum.cases += 1
      own.set(kind, (own.get(kind) ?? 0) + workingDays)
    }
    return Object.fromEntries(own)
  }

  found(): TimeUse {
    const of = (kind: TimeKind) => {
      const { workingDays = 0, elapsedDays = 0, cases = 0 } = this.sums.get(kind) ?? {}
      return { workingDays, elapsedDays: hundredth(elapsedDays), cases }
    }
    return { queue: of('queue'), working: of('working'), applicant: of('applicant'), special: of('special'), parent: of('parent') }
  }
}

/** A stay is one stretch, or at an office two: until somebody there touches the case, and from then on. Pure. */
export function stretchesOf(stay: Stay, happenings: readonly Happening[], { now, today }: Pick<Ground, 'now' | 'today'>): Stretch[] {
  const [untilAt, until] = [stay.leftAt ?? now, stay.leftOn ?? today]
  const whole = { from: stay.enteredOn, until, fromAt: stay.enteredAt, untilAt }
  const kind = kindOf(stay, happenings)
  if (kind !== 'queue') return [{ kind, ...whole }]
  const touch = firstTouch(stay, happenings)
  if (!touch) return [{ kind, ...whole }]
  return [{ kind, ...whole, until: touch.on, untilAt: touch.at }, { kind: 'working', ...whole, from: touch.on, fromAt: touch.at }]
}

function kindOf({ seq, turn }: Stay, happenings: readonly Happening[]): TimeKind {
  if (turn === 'applicant' || turn === 'parent') return turn
  return happenings.find((happening) => happening.seq === seq)?.what === 'pause-start' ? 'special' : 'queue'
}

/** The first step a member of staff takes while the case stays, or with which she ends the stay. */
function firstTouch({ seq, state }: Stay, happenings: readonly Happening[]): Happening | undefined {
  for (const happening of happenings) {
    if (happening.seq <= seq) continue
    if (happening.who !== null) return happening
    if (happening.toState !== state) return undefined
  }
  return undefined
}
