import { historyBuilder, type CaseClass, type GivenVisit, type History } from './model/history.ts'
import { DAY, officeHours, type Opening } from './model/office-hours.ts'
import { learn, type Learnt } from './model/learn.ts'
import { comers, type Comers, type Plan } from './engine/plan.ts'
import { unchanged } from './change/apply.ts'
import { uniform } from './engine/random.ts'

export const MINUTE = 60_000
export const HOUR = 60 * MINUTE
/** A Monday. */
export const MONDAY = Date.parse('2026-03-02T00:00:00Z')
export const isWeekday = (day: number): boolean => (((day + 3) % 7) + 7) % 7 < 5

/** Nine to twelve and one to five, on weekdays, in UTC. */
export const OFFICE: Opening = {
  offset: 0, fromDay: MONDAY / DAY - 60, untilDay: MONDAY / DAY + 2000, isWorkingDay: isWeekday,
  cells: Array.from({ length: 48 }, (_, cell) => (cell >= 18 && cell < 24) || (cell >= 26 && cell < 34)),
}
export const hours = officeHours(OFFICE)

export interface DeskTown {
  days: number
  clerks: number
  casesADay: number
  minutes: (chance: number) => number
  seed: number
  waitDays?: (chance: number) => number
  item?: (place: number) => string
  patienceDays?: number
}

export const classOf = (item = 'A'): CaseClass => ({ type: 'application', item, organisationOf: { window: 'tanbu', owner: 'housing', approver: 'housing' } })

/** A town with one window, first come first served, and a department that takes what time it takes; an independent few lines. */
export function deskTown({
  days, clerks, casesADay, minutes, seed, waitDays = () => 0, item = () => 'A', patienceDays = Number.POSITIVE_INFINITY,
}: DeskTown): History {
  const builder = historyBuilder()
  const free = new Float64Array(clerks)
  let serial = 0
  for (let day = 0; day < days; day += 1) {
    if (!isWeekday(MONDAY / DAY + day)) continue
    const times = Array.from({ length: casesADay }, (_, one) => MONDAY + day * DAY + (9 + 8 * uniform(seed, day, one)) * HOUR).sort((a, b) => a - b)
    for (const openedAt of times) {
      serial += 1
      const clerk = free.indexOf(Math.min(...free))
      const begun = Math.max(openedAt, free[clerk] ?? 0)
      // Whoever has waited so many working days is taken in by the system, when the day is over.
      const isDeemed = hours.workingDay(begun) - hours.workingDay(openedAt) > patienceDays
      const accepted = isDeemed
        ? hours.startOfWorkingDay(hours.workingDay(openedAt) + patienceDays) + DAY
        : hours.after(begun, minutes(uniform(seed, serial, 1)) * 60)
      if (!isDeemed) free[clerk] = accepted
      const decided = hours.after(accepted, waitDays(uniform(seed, serial, 2)) * hours.secondsADay + 1)
      const visits: GivenVisit[] = [
        isDeemed
          ? { step: 'deemed', role: 'window', actor: null, isAutomatic: true, at: accepted }
          : { step: 'accept', role: 'window', actor: `clerk-${clerk}`, at: accepted, mark: 1 },
        { step: 'approve', role: 'approver', actor: `chief-${serial % 7}`, at: decided, mark: 2 },
      ]
      builder.add({ class: classOf(item(serial)), openedAt, isClosed: true, limitWorkingDays: 5, visits })
    }
  }
  return builder.history(MONDAY + days * DAY)
}

export function learnt(history: History): Learnt {
  return learn(history, { offset: 0, isWorkingDay: isWeekday })
}

/** A plan over these comers in which nothing is changed. */
export function planOf(model: Learnt, coming: Comers, seed: number): Plan {
  return { learnt: model, seed, from: Number.NEGATIVE_INFINITY, until: Number.POSITIVE_INFINITY, ...unchanged(model, coming) }
}

export function comingAt(times: readonly number[]): Comers {
  const result = comers(times.length)
  times.forEach((at, place) => { result.at[place] = at; result.openedAt[place] = at })
  return result
}
