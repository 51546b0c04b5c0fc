import { applies } from './checklist.ts'
import type { Answers, Item } from './item.ts'

/** More ways through the questions than this nobody reads, and checking them all would take too long. */
const PATHS_MAX = 1000

/** Every way through the questions of an item; undefined where there are too many to look at. */
export function answerPaths({ situations }: Pick<Item, 'situations'>): Answers[] | undefined {
  let paths: Answers[] = [{}]
  for (const { id, when, options } of situations) {
    paths = paths.flatMap((answers) => (applies(when, answers) ? options.map((option) => ({ ...answers, [id]: option.id })) : [answers]))
    if (paths.length > PATHS_MAX) return undefined
  }
  return paths
}

/** “租的还是自己的：租的；出租人：公司” */
export function answerWords({ situations }: Pick<Item, 'situations'>, answers: Answers): string {
  const words = situations.filter(({ id }) => Object.hasOwn(answers, id)).map(({ id, question, options }) => {
    const label = options.find((option) => option.id === answers[id])?.label ?? ''
    return `${question.replace(/[？?]$/, '')}：${label}`
  })
  return `“${words.join('；')}”`
}
