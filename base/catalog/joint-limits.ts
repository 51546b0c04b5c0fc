import { applies, promisedWorkingDaysOf } from './checklist.ts'
import type { Answers, Condition, Item } from './item.ts'
import { courseOf } from './joint-course.ts'
import { isIncluded, laneAnswers } from './joint-lanes.ts'
import type { Lane } from './joint-matter.ts'
import { pathsOver, questionsIn } from './joint-paths.ts'

/** Several permits handled together: 45 working days at the outside (行政许可法第四十二条). */
export const STATUTORY_TOGETHER = 45

export interface JoinedLane { lane: Lane; item: Item }

/** How long it may take at most (under these answers) when everything that waits for nothing runs at once: the longest way through the lanes. */
export function limitsTogether(item: Pick<Item, 'situations'>, joined: readonly JoinedLane[], under: Condition = {}): { statutory: number; promised: number } {
  const longest = (daysOf: (one: JoinedLane) => number): number => {
    const days = new Map(joined.map((one) => [one.lane.id, daysOf(one)]))
    return courseOf(joined.map(({ lane }) => lane), ({ id }) => days.get(id) ?? 0).workingDays ?? 0
  }
  const statutory = Math.min(STATUTORY_TOGETHER, longest((one) => (pathsTo(item, one.lane, under).length > 0 ? one.item.statutoryWorkingDays : 0)))
  return { statutory, promised: Math.min(statutory, longest((one) => slowestDays(item, one, under))) }
}

/** The longest promise of one item under any answers it can get here; 0 where it is not asked for. */
export function slowestDays(item: Pick<Item, 'situations'>, { lane, item: joined }: JoinedLane, under: Condition = {}): number {
  const decisive = new Set(questionsIn(joined.limitsByAnswer.map(({ when }) => when)))
  const questions = lane.answers.flatMap(({ situation, from }) => (from && decisive.has(situation) ? [from.question] : []))
  return Math.max(0, ...pathsTo(item, lane, under, questions).map((answers) => promisedWorkingDaysOf(joined, laneAnswers(lane, joined, answers))))
}

function pathsTo(item: Pick<Item, 'situations'>, lane: Lane, under: Condition, questions: readonly string[] = []): Answers[] {
  const paths = pathsOver(item, [...questions, ...questionsIn([lane.when, under])]) ?? [{}]
  return paths.filter((answers) => isIncluded(lane, answers) && applies(under, answers))
}
