import { answerPaths, answerWords } from './answer-paths.ts'
import { applies } from './checklist.ts'
import type { Fault, Problem, Rule } from './consistency-rule.ts'
import type { Answers, Condition, Item } from './item.ts'

const OURS = '本系统的设计规则'

/** What a decision table must not say: rows that never count. */
export const TABLE_RULES: readonly Rule[] = [
  {
    id: 'table-reachable', says: '情形表的每一行至少在一种回答下用得上', source: OURS, reads: ['situations', 'materials', 'form', 'limitsByAnswer'],
    check: (item) => {
      const paths = isSound(item) ? answerPaths(item) : undefined
      return paths === undefined ? [] : [...neverAsked(item, paths), ...neverApplying(item, paths), ...overshadowed(item, paths)]
    },
  },
]

/** What may be meant so and often is not: shown to who writes the item, in the way of nothing. */
export function adviceOf(item: Item): Problem[] {
  if (!isSound(item)) return []
  const paths = answerPaths(item)
  if (paths === undefined) {
    const text = '问题和选项的组合太多，没有逐一核对'
    return [{ rule: 'table-size', path: 'situations', text, cure: '请减少问题，或把后面的问题限定在前面的某个回答之下' }]
  }
  return [
    ...overlapping(item, paths).map((fault) => ({ rule: 'table-overlap', ...fault })),
    ...twiceAsked(item, paths).map((fault) => ({ rule: 'table-twice', ...fault })),
    ...questionTwice(item, paths).map((fault) => ({ rule: 'table-question-twice', ...fault })),
    ...nothingAsked(item, paths).map((fault) => ({ rule: 'table-missing', ...fault })),
    ...withoutEffect(item).map((fault) => ({ rule: 'table-idle', ...fault })),
  ]
}

/** Questions that repeat or that wait for a later one are told so by other rules, and lead nowhere here. */
function isSound({ situations }: Item): boolean {
  const isOwn = (ids: readonly string[]) => new Set(ids).size === ids.length
  return isOwn(situations.map(({ id }) => id)) && situations.every(({ when, options }, at) =>
    isOwn(options.map(({ id }) => id)) && isKnown({ situations: situations.slice(0, at) }, when))
}

interface Row { path: string; name: string; when: Condition | undefined }

function rowsOf({ materials, form, limitsByAnswer }: Item): Row[] {
  return [
    ...materials.map(({ name, when }, at) => ({ path: `materials.${at}.when`, name: `材料“${name}”`, when })),
    ...Object.entries(form.properties).map(([id, field]) => ({ path: `form.properties.${id}.x-when`, name: `表单的“${field.title}”`, when: field['x-when'] })),
    ...limitsByAnswer.map(({ when, promisedWorkingDays }, at) =>
      ({ path: `limitsByAnswer.${at}.when`, name: `第 ${at + 1} 行时限（${promisedWorkingDays} 个工作日）`, when })),
  ]
}

/** A row that names what does not exist is told so by another rule. */
function isKnown({ situations }: Pick<Item, 'situations'>, when: Condition | undefined): boolean {
  return Object.entries(when ?? {}).every(([id, options]) => {
    const situation = situations.find((one) => one.id === id)
    return situation !== undefined && options.every((option) => situation.options.some((one) => one.id === option))
  })
}

function neverAsked(item: Item, paths: readonly Answers[]): Fault[] {
  return item.situations.flatMap(({ id, question, when }, at) => {
    if (paths.some((answers) => Object.hasOwn(answers, id))) return []
    return [{ path: `situations.${at}.when`, text: `问题“${question}”永远问不到：没有一种回答满足它的前提`, cure: '请改它的前提，或者删去这个问题' }]
  })
}

function neverApplying(item: Item, paths: readonly Answers[]): Fault[] {
  return rowsOf(item).filter(({ when }) => when !== undefined && isKnown(item, when) && !paths.some((answers) => applies(when, answers)))
    .map(({ path, name }) => ({ path, text: `${name}永远用不上：勾选的回答不会同时出现`, cure: '请改勾选的选项，或者删去这一行' }))
}

/** Of several limits that hold the first counts; one before which another always holds never counts. */
function overshadowed({ limitsByAnswer }: Item, paths: readonly Answers[]): Fault[] {
  const taken = paths.map(() => false)
  return limitsByAnswer.flatMap(({ when }, at) => {
    const holding = holdingOf(when, paths)
    const isEverFirst = holding.some((holds, path) => holds && taken[path] === false)
    holding.forEach((holds, path) => { if (holds) taken[path] = true })
    if (isEverFirst || !holding.includes(true)) return []
    return [{ path: `limitsByAnswer.${at}.when`, text: `第 ${at + 1} 行时限永远轮不到：它成立的时候，排在前面的行都已经成立`, cure: '请把它移到前面，或者删去这一行' }]
  })
}

function overlapping(item: Item, paths: readonly Answers[]): Fault[] {
  const rows = item.limitsByAnswer.map((row, at) => ({ ...row, number: at + 1, holding: holdingOf(row.when, paths) }))
  return rows.flatMap((row) => rows.slice(row.number).flatMap((other): Fault[] => {
    const both = row.promisedWorkingDays === other.promisedWorkingDays
      ? undefined
      : paths.find((_, path) => row.holding[path] === true && other.holding[path] === true)
    if (!both) return []
    return [{
      path: `limitsByAnswer.${other.number - 1}.when`,
      text: `回答${answerWords(item, both)}时，第 ${row.number} 行（${row.promisedWorkingDays} 个工作日）和第 ${other.number} 行（${other.promisedWorkingDays} 个）都成立，按第 ${row.number} 行算`,
      cure: '如果本来就要这样，不用改；否则请让两行勾选的选项不重叠，或调换次序',
    }]
  })).slice(0, OVERLAPS_MAX)
}

/** Looked at once for each row: with many rows and many ways, again and again would take seconds. */
const holdingOf = (when: Condition | undefined, paths: readonly Answers[]): boolean[] => paths.map((answers) => applies(when, answers))
/** More nobody mends at once. */
const OVERLAPS_MAX = 50

function twiceAsked(item: Item, paths: readonly Answers[]): Fault[] {
  const { materials } = item
  return materials.flatMap((material, at) => materials.slice(at + 1).flatMap((other, offset): Fault[] => {
    const both = material.name === other.name && material.name !== ''
      ? paths.find((answers) => applies(material.when, answers) && applies(other.when, answers))
      : undefined
    const when = both && Object.keys(both).length > 0 ? `回答${answerWords(item, both)}时，` : ''
    return both ? [{ path: `materials.${at + offset + 1}.name`, text: `${when}材料“${material.name}”要交两遍`, cure: '请删去一份，或者让两份勾选的选项不重叠' }] : []
  }))
}

/** Several items of a joint matter may ask the same with other options, so that it is asked twice. */
function questionTwice({ situations }: Item, paths: readonly Answers[]): Fault[] {
  return situations.flatMap(({ id, question }, at) => situations.slice(at + 1).flatMap((other, offset): Fault[] => {
    const isAsked = other.question === question && paths.some((answers) => Object.hasOwn(answers, id) && Object.hasOwn(answers, other.id))
    return isAsked ? [{ path: `situations.${at + offset + 1}.question`, text: `“${question}”问了两遍，选项不一样`, cure: '请只问一次，另一处的回答由它得出；问的确实不同的，请把话说清楚' }] : []
  }))
}

function nothingAsked(item: Item, paths: readonly Answers[]): Fault[] {
  const rows = rowsOf({ ...item, limitsByAnswer: [] })
  const empty = paths.find((answers) => Object.keys(answers).length > 0 && !rows.some(({ when }) => applies(when, answers)))
  if (rows.length === 0 || !empty) return []
  return [{ path: 'situations', text: `回答${answerWords(item, empty)}时，什么材料也不要、什么也不填`, cure: '如果确实如此，不用改；否则请给这种回答勾上要交的材料和要填的字段' }]
}

function withoutEffect(item: Item): Fault[] {
  const lanes = item.joint?.lanes ?? []
  const conditions = [...rowsOf(item), ...item.situations, ...lanes].flatMap(({ when }) => Object.keys(when ?? {}))
  const used = new Set([...conditions, ...lanes.flatMap(({ answers }) => answers.flatMap(({ from }) => from?.question ?? []))])
  return item.situations.flatMap(({ id, question }, at) => (used.has(id) ? [] : [{
    path: `situations.${at}`, text: `问题“${question}”怎么回答都一样`, cure: '请给材料、字段或时限勾上它的选项；用不着问的，删去这个问题',
  }]))
}
