import { changed, type Condition, type Parts, type Situation } from './item-shape.ts'

/** One line of the decision table: what it is about, and under which answers it applies. */
export interface DecisionRow {
  /** Where its condition stands, as the server names places. */
  path: string
  kind: 'question' | 'material' | 'field' | 'limit'
  name: string
  when: Condition | undefined
  /** So many questions may be asked about: a question only those before it. */
  questions: number
}

export function decisionRows({ situations, materials, form, limitsByAnswer }: Parts): DecisionRow[] {
  const all = situations.length
  return [
    ...situations
      .slice(1)
      .map(({ question, when }, at): DecisionRow => ({ path: `situations.${at + 1}.when`, kind: 'question', name: question, when, questions: at + 1 })),
    ...materials.map(({ name, when }, at): DecisionRow => ({ path: `materials.${at}.when`, kind: 'material', name, when, questions: all })),
    ...Object.entries(form.properties).map(([id, field]): DecisionRow => ({
      path: `form.properties.${id}.x-when`,
      kind: 'field',
      name: field.title || id,
      when: field['x-when'],
      questions: all,
    })),
    ...limitsByAnswer.map(({ promisedWorkingDays, when }, at): DecisionRow => ({
      path: `limitsByAnswer.${at}.when`,
      kind: 'limit',
      name: `${promisedWorkingDays} 个工作日`,
      when,
      questions: all,
    })),
  ]
}

/** The condition with one answer ticked or not; without a tick at a question its answer does not matter. */
export function ticked(when: Condition | undefined, [question, option]: readonly [string, string], isTicked: boolean): Condition | undefined {
  const others = (when?.[question] ?? []).filter((one) => one !== option)
  const options = isTicked ? [...others, option] : others
  const rest = Object.entries(when ?? {}).filter(([id]) => id !== question)
  const entries = options.length > 0 ? [...rest, [question, options] as const] : rest
  return entries.length > 0 ? Object.fromEntries(entries) : undefined
}

/** The parts with another condition at the place of a row. */
export function withCondition(parts: Parts, path: string, when: Condition | undefined): Parts {
  const [list = '', place = '', name = ''] = path.split('.')
  const at = Number(place)
  switch (list) {
    case 'situations': return { ...parts, situations: parts.situations.map((one, index) => (index === at ? changed(one, { when }) : one)) }
    case 'materials': return { ...parts, materials: parts.materials.map((one, index) => (index === at ? changed(one, { when }) : one)) }
    case 'limitsByAnswer': return { ...parts, limitsByAnswer: parts.limitsByAnswer.map((one, index) => (index === at ? { ...one, when: when ?? {} } : one)) }
    default: {
      const field = parts.form.properties[name]
      return field ? { ...parts, form: { ...parts.form, properties: { ...parts.form.properties, [name]: changed(field, { 'x-when': when }) } } } : parts
    }
  }
}

/** Without a question: nothing asks for its answer any more. */
export function withoutQuestion(parts: Parts, id: string): Parts {
  const rest = { ...parts, situations: parts.situations.filter((one) => one.id !== id) }
  return everyCondition(rest, (when) => {
    const kept = Object.entries(when).filter(([question]) => question !== id)
    return kept.length > 0 ? Object.fromEntries(kept) : undefined
  })
}

/** Without an option. What applied under this answer alone then applies never, and is told so; it must not apply to everybody. */
export function withoutOption(parts: Parts, question: string, option: string): Parts {
  const situations = parts.situations.map((one): Situation => (one.id === question ? { ...one, options: one.options.filter(({ id }) => id !== option) } : one))
  return everyCondition({ ...parts, situations }, (when) =>
    Object.fromEntries(Object.entries(when).map(([id, options]) => [id, id === question ? options.filter((one) => one !== option) : options])),
  )
}

/** How many rows depend on an answer to this question, or on this option of it. */
export function usesOf(parts: Parts, question: string, option?: string): number {
  return decisionRows(parts).filter(({ when }) => (option === undefined ? when?.[question] !== undefined : when?.[question]?.includes(option) === true)).length
}

function everyCondition(parts: Parts, change: (when: Condition) => Condition | undefined): Parts {
  return decisionRows(parts).reduce((sum, { path, when }) => (when === undefined ? sum : withCondition(sum, path, change(when))), parts)
}
