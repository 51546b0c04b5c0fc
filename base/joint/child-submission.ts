import { checklistOf, isIncluded, laneAnswers, type Answers, type Item, type JointMatter, type Lane } from '#base/catalog'
import type { GivenMaterial } from '#base/materials'

/** What was filled in and handed over once, for all. */
export interface Merged { answers: Answers; form: Readonly<Record<string, unknown>>; materials: readonly GivenMaterial[] }

export interface ChildSubmission {
  answers: Answers
  form: Record<string, unknown>
  materials: GivenMaterial[]
  /** Materials that are another lane's outcome: nobody is asked for them. By material, the lane. */
  produced: Record<string, string>
}

/** The lanes that belong to the matter under these answers. */
export function lanesFor({ lanes }: Pick<JointMatter, 'lanes'>, answers: Answers): Lane[] {
  return lanes.filter((lane) => isIncluded(lane, answers))
}

/** The application of one lane, out of what was given once. Only what its item asks for under its answers. Pure. */
export function childSubmission(joint: JointMatter, { lane, item }: { lane: Lane; item: Item }, merged: Merged): ChildSubmission {
  const answers = laneAnswers(lane, item, merged.answers)
  const { form, materials } = checklistOf(item, answers)
  const produced = producedFor(joint, lane, merged.answers)
  const isAsked = (id: string) => materials.some((material) => material.id === id) && !Object.hasOwn(produced, id)
  return {
    answers, produced,
    form: Object.fromEntries(joint.fields
      .filter((link) => link.lane === lane.id && Object.hasOwn(form.properties, link.into) && Object.hasOwn(merged.form, link.field))
      .map(({ field, into }) => [into, merged.form[field]])),
    materials: joint.materials
      .filter((link) => link.lane === lane.id && isAsked(link.as))
      .flatMap((link) => merged.materials.filter(({ materialId }) => materialId === link.material).map((given) => ({ ...given, materialId: link.as }))),
  }
}

function producedFor({ lanes }: JointMatter, { after }: Lane, answers: Answers): Record<string, string> {
  const isThere = (id: string) => lanes.some((lane) => lane.id === id && isIncluded(lane, answers))
  return Object.fromEntries(after.flatMap(({ lane, material }) => (material !== undefined && isThere(lane) ? [[material, lane]] : [])))
}
