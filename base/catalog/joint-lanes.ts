import { applies, settledAnswers } from './checklist.ts'
import type { Answers, Condition, Item } from './item.ts'
import type { Lane } from './joint-matter.ts'

/** Whether an item belongs to the matter under these answers to the joint questions. */
export function isIncluded({ when }: Pick<Lane, 'when'>, answers: Answers): boolean {
  return applies(when, answers)
}

/** What the joint answers say to the questions of one item: only those it asks. */
export function laneAnswers({ answers: given }: Pick<Lane, 'answers'>, item: Item, answers: Answers): Answers {
  const known = given.flatMap(({ situation, option, from }) => {
    const chosen = option ?? (from && Object.hasOwn(answers, from.question) ? from.options[answers[from.question] ?? ''] : undefined)
    return chosen === undefined ? [] : [[situation, chosen] as const]
  })
  return settledAnswers(item, Object.fromEntries(known))
}

/** Under which joint answers something of an item applies; undefined: never. */
export function jointCondition(lane: Pick<Lane, 'answers' | 'when'>, when: Condition | undefined): Condition | undefined {
  let joint: Condition | undefined = lane.when ?? {}
  for (const [situation, options] of Object.entries(when ?? {})) {
    const given = lane.answers.find((answer) => answer.situation === situation)
    if (given?.option !== undefined) {
      if (!options.includes(given.option)) return undefined
      continue
    }
    if (!given?.from) return undefined
    const { question, options: table } = given.from
    joint = joint && both(joint, { [question]: Object.keys(table).filter((option) => options.includes(table[option] ?? '')) })
  }
  return joint
}

/** Both conditions hold; undefined: they never do at once. */
export function both(one: Condition, other: Condition): Condition | undefined {
  const joint: Condition = { ...one }
  for (const [question, options] of Object.entries(other)) {
    const shared = options.filter((option) => one[question]?.includes(option) ?? true)
    if (shared.length === 0) return undefined
    joint[question] = shared
  }
  return joint
}

/** The narrowest condition that holds whenever one of these does. */
export function either(conditions: readonly Condition[]): Condition {
  const [first, ...rest] = conditions
  const questions = Object.keys(first ?? {}).filter((question) => rest.every((other) => Object.hasOwn(other, question)))
  return Object.fromEntries(questions.map((question) => [question, [...new Set(conditions.flatMap((one) => one[question] ?? []))]]))
}
