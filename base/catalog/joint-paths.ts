import { applies } from './checklist.ts'
import type { Answers, Condition, Item } from './item.ts'

/** More ways than this nobody needs to look at to see whether two rows meet. */
const PATHS_MAX = 4000

type Questions = Pick<Item, 'situations'>

/** Every way of answering these questions and those they depend on; undefined where there are too many. Other questions stay open. */
export function pathsOver(item: Questions, questions: Iterable<string>): Answers[] | undefined {
  const wanted = closureOf(item, questions)
  let paths: Answers[] = [{}]
  for (const { id, when, options } of item.situations.filter((situation) => wanted.has(situation.id))) {
    paths = paths.flatMap((answers) => (applies(when, answers) ? options.map((option) => ({ ...answers, [id]: option.id })) : [answers]))
    if (paths.length > PATHS_MAX) return undefined
  }
  return paths
}

/** The questions conditions speak of. */
export function questionsIn(conditions: readonly (Condition | undefined)[]): string[] {
  return conditions.flatMap((when) => Object.keys(when ?? {}))
}

function closureOf({ situations }: Questions, questions: Iterable<string>): ReadonlySet<string> {
  const wanted = new Set(questions)
  for (const { id, when } of situations.toReversed()) if (wanted.has(id)) questionsIn([when]).forEach((other) => wanted.add(other))
  return wanted
}
