import { applies } from '../checklist.ts'
import type { RuleContext } from '../consistency-rule.ts'
import type { Answers, Condition, FormField, Item } from '../item.ts'
import { isIncluded, laneAnswers } from '../joint-lanes.ts'
import type { JointMatter, Lane } from '../joint-matter.ts'
import { pathsOver, questionsIn } from '../joint-paths.ts'

/** A lane with its item and its place in the list. */
export interface SeenLane { lane: Lane; item: Item; at: number }

/** A joint matter with the items it joins; lanes whose item is missing or joint itself are left out, as another rule names them. */
export interface View { item: Item; joint: JointMatter; lanes: readonly SeenLane[]; pathsOver: (questions: readonly string[]) => Answers[] }

export function viewOf(item: Item, { itemOf }: RuleContext): View | undefined {
  const { joint } = item
  if (!joint || !itemOf) return undefined
  const lanes = joint.lanes.flatMap((lane, at) => {
    const joined = itemOf(lane.itemCode)
    return joined && !joined.joint ? [{ lane, item: joined, at }] : []
  })
  return { item, joint, lanes, pathsOver: rememberedPaths(item) }
}

/** Where the ways are too many to be looked at one by one, nothing is said. */
function rememberedPaths(item: Item): View['pathsOver'] {
  const known = new Map<string, Answers[]>()
  return (questions) => {
    const key = [...new Set(questions)].sort().join(' ')
    const paths = known.get(key) ?? pathsOver(item, questions) ?? []
    known.set(key, paths)
    return paths
  }
}

/** The joint questions whose answers decide whether something under this condition of an item applies. */
export function questionsFor({ lane, item }: SeenLane, when: Condition | undefined): string[] {
  const wanted = new Set(questionsIn([when]))
  for (const { id, when: earlier } of item.situations.toReversed()) if (wanted.has(id)) questionsIn([earlier]).forEach((other) => wanted.add(other))
  const asked = lane.answers.flatMap(({ situation, from }) => (from && wanted.has(situation) ? [from.question] : []))
  return [...asked, ...questionsIn([lane.when])]
}

/** The answers under which the lane is there and its item asks for something under this condition. */
export function pathsWhere(view: View, seen: SeenLane, when: Condition | undefined, others: readonly (Condition | undefined)[] = []): Answers[] {
  const paths = view.pathsOver([...questionsFor(seen, when), ...questionsIn(others)])
  return paths.filter((answers) => isIncluded(seen.lane, answers) && applies(when, laneAnswers(seen.lane, seen.item, answers)))
}

/** A field of a form, own names only. */
export function fieldOf({ form }: Pick<Item, 'form'>, name: string): FormField | undefined {
  return Object.hasOwn(form.properties, name) ? form.properties[name] : undefined
}

/** “按“……”的回答，” or nothing where it holds always. */
export function underAnswers(item: Pick<Item, 'situations'>, answers: Answers): string {
  const words = item.situations.filter(({ id }) => Object.hasOwn(answers, id)).map(({ id, question, options }) =>
    `${question.replace(/[？?]$/, '')}：${options.find((option) => option.id === answers[id])?.label ?? ''}`)
  return words.length === 0 ? '' : `回答“${words.join('；')}”时，`
}
