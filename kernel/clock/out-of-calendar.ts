import type { Day } from '#platform/day'

/** A question needs a year whose calendar has not been published. Not a refusal: the caller decides whether to assume. */
export class OutOfCalendar extends Error {
  constructor(day: Day) {
    super(`${day.slice(0, 4)} 年的放假安排尚未公布，不能推算工作日`)
  }
}
