/** When it will probably be finished: by what past cases took, or by the promise where there are too few. Pure. */
import { courseOf } from '#base/catalog'
import type { LaneEntry } from '#base/joint'
import { PAST_CASES_MIN, type Past } from './past.ts'

/** In working days after acceptance. `low` and `high` leave out the fastest and the slowest tenth. */
export interface Expected { low: number; median: number; high: number; basis: 'past' | 'partly' | 'promised'; words: string }

/** Together the longest way counts; one by one they add up. */
export function expectedOf(lanes: readonly LaneEntry[], past: ReadonlyMap<string, Past>, how: 'together' | 'one-by-one'): Expected {
  const days = (pick: (one: Past) => number): number => {
    const daysOf = (lane: LaneEntry) => { const known = past.get(lane.itemCode); return known ? pick(known) : lane.promisedWorkingDays }
    return how === 'together' ? courseOf(lanes, daysOf).workingDays ?? 0 : lanes.reduce((sum, lane) => sum + daysOf(lane), 0)
  }
  const few = lanes.filter(({ itemCode }) => !past.has(itemCode))
  const [low, median, high] = [days((one) => one.low), days((one) => one.median), days((one) => one.high)]
  if (few.length === lanes.length) return { low, median, high, basis: 'promised', words: `以往不足 ${PAST_CASES_MIN} 件，按承诺期限估算` }
  const range = `以往的办件一半在 ${median} 个工作日内办好，十件里有八件在 ${low} 至 ${high} 个工作日之间`
  if (few.length === 0) return { low, median, high, basis: 'past', words: range }
  return { low, median, high, basis: 'partly', words: `${range}；其中${few.map(({ name }) => name).join('、')}以往不足 ${PAST_CASES_MIN} 件，按承诺期限估算` }
}
