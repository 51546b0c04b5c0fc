import { Refusal, type FieldError } from '#platform/refusal'
import type { Answers, Condition, Item, ItemForm, Material, Situation } from './item.ts'

/** Exactly what one applicant needs, after the questions have been answered. */
export interface Checklist {
  materials: Material[]
  /** The item's form with only the fields and pages that apply. */
  form: ItemForm
  promisedWorkingDays: number
  statutoryWorkingDays: number
}

/**
 * The checklist for these answers (situation id → option id).
 * Refuses with `invalid` and one field per fault (path `answers.ID`): an unknown question or option, an answer to a
 * question that is not asked here, or a question that is asked and not answered.
 */
export function checklistOf(item: Item, answers: Answers): Checklist {
  const faults = answerFaults(item, answers)
  if (faults[0]) throw new Refusal('invalid', faults[0].message, faults)
  return {
    materials: item.materials.filter((material) => applies(material.when, answers)),
    form: restrictedForm(item.form, answers),
    promisedWorkingDays: promisedWorkingDaysOf(item, answers),
    statutoryWorkingDays: item.statutoryWorkingDays,
  }
}

/** The questions that are asked under these answers, in their order; those still unanswered included. */
export function situationsAsked(item: Item, answers: Answers): Situation[] {
  const settled = new Map<string, string>()
  return item.situations.filter((situation) => {
    if (!holds(situation.when, settled)) return false
    const option = answerTo(situation, answers)
    if (option !== undefined) settled.set(situation.id, option)
    return true
  })
}

/** The question to ask next, one on a page; undefined when all is answered. */
export function nextSituation(item: Item, answers: Answers): Situation | undefined {
  return situationsAsked(item, answers).find((situation) => answerTo(situation, answers) === undefined)
}

/** Only the answers that still count: after going back and changing one, later questions may no longer be asked. */
export function settledAnswers(item: Item, answers: Answers): Answers {
  const asked = situationsAsked(item, answers)
  return Object.fromEntries(asked.flatMap((situation) => {
    const option = answerTo(situation, answers)
    return option === undefined ? [] : [[situation.id, option]]
  }))
}

/** Whether something under this condition applies; without a condition it always does. */
export function applies(when: Condition | undefined, answers: Answers): boolean {
  return holds(when, new Map(Object.entries(answers)))
}

function answerFaults(item: Item, answers: Answers): FieldError[] {
  const asked = situationsAsked(item, answers)
  const given = Object.keys(answers).flatMap((id) => givenFault(item, asked, [id, answers[id] ?? '']))
  const open = asked.filter((situation) => !Object.hasOwn(answers, situation.id))
  return [...given, ...open.map((situation) => ({ path: `answers.${situation.id}`, message: `请先回答“${situation.question}”` }))]
}

function givenFault(item: Item, asked: readonly Situation[], [id, option]: [string, string]): FieldError[] {
  const situation = item.situations.find((other) => other.id === id)
  const fault = (message: string): FieldError[] => [{ path: `answers.${id}`, message }]
  if (!situation) return fault(`这个事项没有“${id}”这个问题，请去掉这个回答`)
  if (!hasOption(situation, option)) {
    return fault(`“${situation.question}”没有“${option}”这个选项，请选${situation.options.map(({ label }) => `“${label}”`).join('或')}`)
  }
  return asked.includes(situation) ? [] : fault(`按前面的回答不需要回答“${situation.question}”，请去掉这个回答`)
}

/** The option chosen, if it is one of the situation's own. */
function answerTo(situation: Situation, answers: Answers): string | undefined {
  const option = Object.hasOwn(answers, situation.id) ? answers[situation.id] : undefined
  return option !== undefined && hasOption(situation, option) ? option : undefined
}

function hasOption(situation: Situation, option: string): boolean {
  return situation.options.some(({ id }) => id === option)
}

/** A question that was not asked has no answer, so nothing that depends on it applies. */
function holds(when: Condition | undefined, settled: ReadonlyMap<string, string>): boolean {
  return Object.entries(when ?? {}).every(([id, options]) => {
    const option = settled.get(id)
    return option !== undefined && options.includes(option)
  })
}

function restrictedForm(form: ItemForm, answers: Answers): ItemForm {
  const kept = Object.entries(form.properties).filter(([, field]) => applies(field['x-when'], answers))
  const names = new Set(kept.map(([name]) => name))
  return {
    ...form,
    properties: Object.fromEntries(kept),
    required: form.required.filter((name) => names.has(name)),
    'x-pages': form['x-pages']
      .map((page) => ({ ...page, fields: page.fields.filter((name) => names.has(name)) }))
      .filter((page) => page.fields.length > 0),
  }
}

/** Never longer than the law allows, whatever the catalogue says. */
export function promisedWorkingDaysOf(item: Item, answers: Answers): number {
  const special = item.limitsByAnswer.find(({ when }) => applies(when, answers))
  return Math.min(special?.promisedWorkingDays ?? item.promisedWorkingDays, item.statutoryWorkingDays)
}
