import { DAY, CELLS } from '../model/office-hours.ts'
import type { Learnt } from '../model/learn.ts'
import { comers, type Comers } from './plan.ts'
import { OCCASIONS, placeIn, uniform } from './random.ts'

export interface Span { from: number; until: number }

/** The cases that really came in in this time, and those that were open when it began. What happened to them later is not told. */
export function arrivalsAsTheyWere({ history: { cases, visits } }: Learnt, { from, until }: Span): Comers {
  const present = new Array<number>()
  for (let found = 0; found < cases.count; found += 1) {
    const openedAt = cases.openedAt[found] ?? 0
    if (openedAt < until && (openedAt >= from || isOpenAt(found, from))) present.push(found)
  }
  return comersOf(present)

  function isOpenAt(found: number, at: number): boolean {
    const last = (cases.first[found + 1] ?? 0) - 1
    return cases.isClosed[found] !== 1 || (last >= (cases.first[found] ?? 0) && (visits.doneAt[last] ?? 0) > at)
  }

  function comersOf(found: readonly number[]): Comers {
    const result = comers(found.length)
    found.forEach((one, place) => {
      const openedAt = cases.openedAt[one] ?? 0
      result.openedAt[place] = openedAt
      result.at[place] = Math.max(openedAt, from)
      result.kind[place] = cases.kind[one] ?? 0
      result.limitWorkingDays[place] = cases.limitWorkingDays[one] ?? -1
      if (openedAt >= from) return
      result.past[place] = one
      let last = -1
      for (let visit = cases.first[one] ?? 0; visit < (cases.first[one + 1] ?? 0) && (visits.doneAt[visit] ?? 0) <= from; visit += 1) last = visit
      result.lastVisit[place] = last
    })
    return result
  }
}

/** How many come in an hour, by weekday and hour, on working days and on others. */
export interface ArrivalRates { perCell: Float64Array; learntFrom: Span }

const HOURS = CELLS / 2
const HOUR = DAY / HOURS
/** A make-up workday is counted with Monday, a holiday with Sunday, as windows do. */
const WEEKDAYS = 7

export function arrivalRates(learnt: Learnt, span: Span): ArrivalRates {
  const { cases } = learnt.history
  const [arrivals, hours] = [new Float64Array(WEEKDAYS * HOURS), new Float64Array(WEEKDAYS * HOURS)]
  for (let at = span.from; at < span.until; at += HOUR) add(hours, cellAt(learnt, at), Math.min(1, (span.until - at) / HOUR))
  for (let found = 0; found < cases.count; found += 1) {
    const openedAt = cases.openedAt[found] ?? 0
    if (openedAt >= span.from && openedAt < span.until) add(arrivals, cellAt(learnt, openedAt), 1)
  }
  return { learntFrom: span, perCell: arrivals.map((count, cell) => count / Math.max(1, hours[cell] ?? 0)) }
}

/** Cases that might come in in this time: hour by hour at the rate learnt, each like one that came in before. */
export function arrivalsDrawn(learnt: Learnt, rates: ArrivalRates, { span, seed }: { span: Span; seed: number }): Comers {
  const { cases } = learnt.history
  const pool = learnt.occurrences.atStart
  const times = new Array<number>()
  for (let hour = 0, at = span.from; at < span.until; at += HOUR, hour += 1) {
    const rate = rates.perCell[cellAt(learnt, at)] ?? 0
    const count = poisson(rate, seed, hour)
    for (let one = 0; one < count; one += 1) times.push(at + uniform(seed, hour, OCCASIONS.arrival + one + 1) * HOUR)
  }
  times.sort((a, b) => a - b)
  const result = comers(times.length)
  times.forEach((at, place) => {
    const like = pool[placeIn(pool.length, uniform(seed, place, OCCASIONS.arrival))] ?? 0
    result.at[place] = at
    result.openedAt[place] = at
    result.kind[place] = cases.kind[like] ?? 0
    result.limitWorkingDays[place] = cases.limitWorkingDays[like] ?? -1
  })
  return result
}

/** In the order of their coming: who is there first, then who comes. */
export function joined(first: Comers, second: Comers): Comers {
  const result = comers(first.count + second.count)
  for (const name of ['at', 'openedAt', 'kind', 'limitWorkingDays', 'past', 'lastVisit'] as const) {
    result[name].set(first[name])
    result[name].set(second[name], first.count)
  }
  return result
}

function cellAt({ opening }: Learnt, at: number): number {
  const local = at + opening.offset
  const day = Math.floor(local / DAY)
  const weekday = (((day + 3) % 7) + 7) % 7
  if (!opening.isWorkingDay(day)) return 6 * HOURS + hourOf(local, day)
  const isUsual = weekday < 5 || opening.isWorkingDay(day - 7) || opening.isWorkingDay(day + 7)
  return (isUsual ? weekday : 0) * HOURS + hourOf(local, day)
}

const hourOf = (local: number, day: number): number => Math.floor((local - day * DAY) / HOUR)

function poisson(rate: number, seed: number, hour: number): number {
  if (rate <= 0) return 0
  // Many small steps keep the product of chances above the smallest number.
  const parts = Math.ceil(rate / 20)
  let count = 0
  for (let part = 0, draw = 0; part < parts; part += 1) {
    const least = Math.exp(-rate / parts)
    for (let product = uniform(seed, hour, -1 - draw++); product > least; product *= uniform(seed, hour, -1 - draw++)) count += 1
  }
  return count
}

function add(column: Float64Array, place: number, amount: number): void {
  column[place] = (column[place] ?? 0) + amount
}

