import { situationsAsked } from '../checklist.ts'
import type { Fault, Rule } from '../consistency-rule.ts'
import type { Item } from '../item.ts'
import { isIncluded, laneAnswers } from '../joint-lanes.ts'
import type { Lane } from '../joint-matter.ts'
import { questionsFor, underAnswers, viewOf, type SeenLane, type View } from './view.ts'

type Given = Lane['answers'][number]

/** What must hold of the answers each item gets. */
export const QUESTION_RULES: readonly Rule[] = [
  {
    id: 'joint-answers', says: '每个事项自己的问题都要有回答，回答只能是它已有的选项', source: '本系统的设计规则', reads: ['joint', 'situations'],
    check: (item, context) => {
      const view = viewOf(item, context)
      return view?.lanes.flatMap((seen) => [...givenFaults(seen, item), ...openFaults(seen, view)]) ?? []
    },
  },
]

function givenFaults({ lane, item: joined, at }: SeenLane, item: Item): Fault[] {
  return lane.answers.flatMap((given, answerAt) => {
    const path = `joint.lanes.${at}.answers.${answerAt}`
    const situation = joined.situations.find(({ id }) => id === given.situation)
    if (!situation) return [{ path, text: `“${joined.name}”没有问题“${given.situation}”`, cure: '请去掉这个回答' }]
    const faults = [...sourceFaults(given, item), ...unknownOptions(given, situation.options.map(({ id }) => id))]
    return faults.map((text) => ({ path, text: `“${joined.name}”的“${situation.question}”：${text}`, cure: '请改成已有的问题和选项' }))
  })
}

function sourceFaults({ option, from }: Given, { situations }: Item): string[] {
  if ((option === undefined) === (from === undefined)) return ['固定的回答和取自联办的问题，要写一样，也只能写一样']
  if (!from) return []
  const question = situations.find(({ id }) => id === from.question)
  if (!question) return [`联办的问题里没有“${from.question}”`]
  return Object.keys(from.options).filter((id) => !question.options.some((one) => one.id === id)).map((id) => `“${question.question}”没有选项“${id}”`)
}

function unknownOptions({ option, from }: Given, known: readonly string[]): string[] {
  const given = option === undefined ? Object.values(from?.options ?? {}) : [option]
  return [...new Set(given)].filter((one) => !known.includes(one)).map((one) => `没有选项“${one}”`)
}

/** Questions of the item that stay open under some answers to the joint ones. */
function openFaults(seen: SeenLane, view: View): Fault[] {
  const { lane, item: joined, at } = seen
  return joined.situations.flatMap((situation) => {
    const paths = view.pathsOver(questionsFor(seen, { ...situation.when, [situation.id]: ['?'] }))
    const open = paths.find((answers) => {
      if (!isIncluded(lane, answers)) return false
      const given = laneAnswers(lane, joined, answers)
      return situationsAsked(joined, given).includes(situation) && !Object.hasOwn(given, situation.id)
    })
    const text = open && `${underAnswers(view.item, open)}“${joined.name}”的问题“${situation.question}”没有回答`
    return text === undefined ? [] : [{ path: `joint.lanes.${at}.answers`, text, cure: '请给一个固定的回答，或从联办的问题里取' }]
  })
}
