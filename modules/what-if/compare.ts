import { remarksOn, applied, unchanged } from './change/apply.ts'
import type { Change } from './change/change.ts'
import { arrivalsAsTheyWere, type Span } from './engine/arrivals.ts'
import { bandOf, type Band } from './engine/bands.ts'
import { FIGURES, outcomeOf, type Figure, type Outcome } from './engine/figures.ts'
import { halfOf } from './engine/halves.ts'
import { simulate } from './engine/simulation.ts'
import { DAY } from './model/office-hours.ts'
import type { Learnt } from './model/learn.ts'

/** The same time twice: as it is, and under the change. */
export interface Comparison {
  span: Span
  replications: number
  /** Of the cases of that time, as the log has them, as far as they are closed. */
  actual: { cases: number; meanDays: number; p90Days: number }
  figures: readonly FigureCompared[]
  stations: readonly StationCompared[]
  remarks: readonly string[]
}
export interface Compared { base: Band; changed: Band; difference: Band }
export interface FigureCompared extends Compared { figure: Figure; label: string; unit: string; digits: number; definition: string }
export interface StationCompared {
  key: string; role: string; organisation: string | null
  staff: number; staffChanged: number; isBound: boolean
  visits: Compared; stayHours: Compared; waitHours: Compared; visitsADay: Compared
  load: Compared | null
}

export interface Comparing {
  span: Span
  change: Change
  replications: number
  seed: number
  onProgress?: (done: number, total: number) => void
}

/** Stations with fewer visits in that time are not told of. */
const STATION_VISITS_MIN = 1

/** Runs the time again and again, each time once as it is and once under the change with the same chances, so that the difference is the change's own. */
export function compare(learnt: Learnt, { span, change, replications, seed, onProgress }: Comparing): Comparison {
  const comers = arrivalsAsTheyWere(learnt, span)
  // Names nobody answers to are refused before the work begins.
  const staff = { base: unchanged(learnt, comers).staff, changed: applied(learnt, comers, change, seed).staff }
  const pairs = new Array<{ base: Outcome; changed: Outcome }>()
  for (let replication = 0; replication < replications; replication += 1) {
    const common = { learnt, ...span, seed: seed + replication }
    const base = { ...common, ...unchanged(learnt, comers) }
    const changed = { ...common, ...applied(learnt, comers, change, common.seed) }
    pairs.push({ base: outcomeOf(base, simulate(base)), changed: outcomeOf(changed, simulate(changed)) })
    onProgress?.(replication + 1, replications)
  }
  const compared = (value: (outcome: Outcome) => number): Compared => comparedOf(pairs.map(({ base, changed }) => [value(base), value(changed)]))
  const figures = figuresCompared(pairs)
  const { cases, meanDays, p90Days } = halfOf(learnt.history, span.from, span.until)
  return {
    span, replications, actual: { cases, meanDays, p90Days }, figures, remarks: [...remarksOn(learnt, change), ...unknown(figures)],
    stations: learnt.stations.list.map(({ key, role, organisation, isBound }, place) => ({
      key, role, organisation, isBound, staff: staff.base[place] ?? 0, staffChanged: staff.changed[place] ?? 0,
      visits: compared(({ stations }) => stations[place]?.visits ?? 0), stayHours: compared(({ stations }) => stations[place]?.stayHours ?? 0),
      waitHours: compared(({ stations }) => stations[place]?.waitHours ?? 0), visitsADay: compared(({ stations }) => stations[place]?.visitsADay ?? 0),
      load: isBound ? compared(({ stations }) => stations[place]?.load ?? 0) : null,
    })).filter(({ visits }) => visits.base.mean >= STATION_VISITS_MIN || visits.changed.mean >= STATION_VISITS_MIN)
      .sort((a, b) => b.stayHours.base.mean * b.visits.base.mean - a.stayHours.base.mean * a.visits.base.mean),
  }
}

/** How long the cases of that time take under the change, all replications together; of the classes that count. */
export function predictedDays(learnt: Learnt, { span, change, replications, counts }: Omit<Comparing, 'seed' | 'onProgress'> & { counts: (kind: number) => boolean }): number[] {
  const comers = arrivalsAsTheyWere(learnt, span)
  return Array.from({ length: replications }, (_, seed) => {
    const { finishedAt } = simulate({ learnt, ...span, seed, ...applied(learnt, comers, change, seed) })
    return [...finishedAt].flatMap((at, comer) => {
      const openedAt = comers.openedAt[comer] ?? 0
      return openedAt >= span.from && Number.isFinite(at) && counts(comers.kind[comer] ?? 0) ? [(at - openedAt) / DAY] : []
    })
  }).flat()
}

/** What could be counted; where nothing was decided there is no share of it, and none is made up. */
function figuresCompared(pairs: readonly { base: Outcome; changed: Outcome }[]): FigureCompared[] {
  return figureNames().flatMap((figure) => {
    const known = pairs.flatMap(({ base: { figures: base }, changed: { figures: changed } }): [number, number][] => {
      const [before, after] = [base[figure], changed[figure]]
      return before === null || after === null ? [] : [[before, after]]
    })
    return known.length === 0 ? [] : [{ figure, ...FIGURES[figure], ...comparedOf(known) }]
  })
}

function unknown(known: readonly FigureCompared[]): string[] {
  return figureNames().filter((figure) => known.every((one) => one.figure !== figure))
    .map((figure) => `“${FIGURES[figure].label}”没有列：日志里这段时间没有可以这样数的办件（${FIGURES[figure].definition}）`)
}

function figureNames(): Figure[] {
  // Object.keys of a constant record gives just its own keys.
  return Object.keys(FIGURES) as Figure[]
}

function comparedOf(pairs: readonly (readonly [number, number])[]): Compared {
  return {
    base: bandOf(pairs.map(([base]) => base)), changed: bandOf(pairs.map(([, changed]) => changed)),
    difference: bandOf(pairs.map(([base, changed]) => changed - base)),
  }
}
