import { historyBuilder, type CaseClass, type GivenCase, type History } from './model/history.ts'

/** A log as the reader of logs gives it: rows of numbers, in the order of the file. */
export interface ReadLog {
  cases: readonly string[]
  activities: readonly string[]
  resources: readonly string[]
  events: number
  caseOf: Int32Array
  activityOf: Int32Array
  resourceOf: Int32Array
  at: Float64Array
}

/** All cases of a foreign log are of one kind; each activity is a station of its own. */
const ONLY_CLASS: CaseClass = { type: 'log', item: '', organisationOf: {} }

/**
 * A foreign log as a history: the first entry of a case is its coming, every later one ends a visit. It tells nothing of limits, and
 * every case counts as ended with its last entry, as foreign logs do not say which are still open.
 */
export function historyOfLog(log: ReadLog): History {
  const builder = historyBuilder()
  for (const places of eventsByCase(log)) builder.add(caseOf(log, places))
  return builder.history(log.at.subarray(0, log.events).reduce((latest, at) => Math.max(latest, at), 0))
}

/** By time; of equal times in the order of the file. */
function eventsByCase({ cases, caseOf, at, events }: ReadLog): number[][] {
  const lists = cases.map(() => new Array<number>())
  for (let place = 0; place < events; place += 1) lists[caseOf[place] ?? 0]?.push(place)
  return lists.filter((list) => list.length > 0).map((list) => list.sort((a, b) => (at[a] ?? 0) - (at[b] ?? 0) || a - b))
}

function caseOf({ activities, resources, activityOf, resourceOf, at }: ReadLog, [first = 0, ...others]: readonly number[]): GivenCase {
  return {
    class: ONLY_CLASS, openedAt: at[first] ?? 0, isClosed: true, limitWorkingDays: null,
    visits: others.map((place) => {
      const activity = activities[activityOf[place] ?? 0] ?? ''
      return { step: activity, role: activity, actor: resources[resourceOf[place] ?? -1] ?? null, at: at[place] ?? 0 }
    }),
  }
}
