import { workingDaysBetween } from '#kernel'
import type { History } from '../own-log/history.ts'
import { stateLabel, type Ground } from './ground.ts'
import { hundredth, listAt, spreadOf } from './spread.ts'

/** A state at an office, or of the applicants of an office, and what it costs there. Days are working days. */
export interface Bottleneck {
  key: string
  state: string
  label: string
  /** Whose turn it is there. */
  turn: string
  organisation: string
  stays: number
  /** Of these not yet over, counted until now. */
  open: number
  cases: number
  totalDays: number
  medianDays: number
  p90Days: number
  /** The median of the same state over all offices. */
  peerMedianDays: number
  lateStays: number
  /** Beyond the due day of the stage. */
  lateDays: number
  /** Beyond the median of the same state over all offices. */
  overMedianDays: number
  /** Beyond the due day, or where a stage has none beyond that median: what the list is ranked by. */
  lostDays: number
}

/** What one case lost at a bottleneck. */
export interface Loss { days: number; late: number; over: number }

interface Sojourn { place: number; state: string; turn: string; organisation: string; days: number; late: number | null; isOpen: boolean }
const ROWS_MAX = 1000

/** Gathers the stays of histories. */
export class Stays {
  private readonly ground: Ground
  private readonly sojourns: Sojourn[] = []
  private cases = 0

  constructor(ground: Ground) {
    this.ground = ground
  }

  add({ stays }: Pick<History, 'stays'>): void {
    const { calendar, today } = this.ground
    for (const { state, turn, organisation, enteredOn, leftOn, dueOn } of stays) {
      const until = leftOn ?? today
      this.sojourns.push({
        place: this.cases, state, turn, organisation, days: workingDaysBetween(calendar, enteredOn, until),
        late: dueOn === null ? null : workingDaysBetween(calendar, dueOn > enteredOn ? dueOn : enteredOn, until), isOpen: leftOn === null,
      })
    }
    this.cases += 1
  }

  /** The states by what they cost, and of each case, in the order in which they were added, what it lost where. */
  found(): { bottlenecks: Bottleneck[]; losses: Map<string, Loss>[] } {
    const medians = mediansOf(this.sojourns)
    const losses = Array.from({ length: this.cases }, () => new Map<string, Loss>())
    const groups = new Map<string, Sojourn[]>()
    for (const sojourn of this.sojourns) {
      const key = `${sojourn.state} ${sojourn.organisation}`
      listAt(groups, key).push(sojourn)
      const loss = losses[sojourn.place]?.get(key) ?? { days: 0, late: 0, over: 0 }
      losses[sojourn.place]?.set(key, {
        days: loss.days + sojourn.days, late: loss.late + (sojourn.late ?? 0), over: loss.over + over(sojourn, medians),
      })
    }
    const bottlenecks = [...groups].map(([key, own]) => this.bottleneck(key, own, medians))
      .sort((one, other) =>
        other.lostDays - one.lostDays || other.overMedianDays - one.overMedianDays || other.totalDays - one.totalDays || (one.key < other.key ? -1 : 1))
    return { bottlenecks: bottlenecks.slice(0, ROWS_MAX), losses }
  }

  private bottleneck(key: string, own: readonly Sojourn[], medians: ReadonlyMap<string, number>): Bottleneck {
    const { state = '', turn = '', organisation = '' } = own[0] ?? {}
    const sum = (value: (sojourn: Sojourn) => number): number => own.reduce((total, sojourn) => total + value(sojourn), 0)
    const { median, p90 } = spreadOf(own.map(({ days }) => days))
    return {
      key, state, turn, organisation, label: stateLabel(this.ground, state), stays: own.length, open: own.filter(({ isOpen }) => isOpen).length,
      cases: new Set(own.map(({ place }) => place)).size, totalDays: sum(({ days }) => days), medianDays: median, p90Days: p90,
      peerMedianDays: medians.get(state) ?? 0, lateStays: own.filter(({ late }) => late !== null && late > 0).length, lateDays: sum(({ late }) => late ?? 0),
      overMedianDays: hundredth(sum((sojourn) => over(sojourn, medians))), lostDays: hundredth(sum((sojourn) => sojourn.late ?? over(sojourn, medians))),
    }
  }
}

/** Of the stays that are over: those that go on would pull it down. */
function mediansOf(sojourns: readonly Sojourn[]): Map<string, number> {
  const days = new Map<string, number[]>()
  for (const { state, days: own, isOpen } of sojourns) if (!isOpen) listAt(days, state).push(own)
  return new Map([...days].map(([state, own]) => [state, spreadOf(own).median]))
}

function over({ state, days }: Sojourn, medians: ReadonlyMap<string, number>): number {
  return Math.max(0, days - (medians.get(state) ?? days))
}
