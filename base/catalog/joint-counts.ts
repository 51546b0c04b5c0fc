import { checklistOf, nextSituation } from './checklist.ts'
import type { Answers, Item, ItemForm, Material } from './item.ts'
import { courseOf } from './joint-course.ts'
import { isIncluded, laneAnswers } from './joint-lanes.ts'
import { STATUTORY_TOGETHER } from './joint-limits.ts'
import type { JointMatter, Lane } from './joint-matter.ts'

/** What somebody has to do and how long it takes. */
export interface Counts {
  forms: number
  /** Fields asked, optional ones too. */
  fields: number
  /** Materials to be handed in, and as what: paper originals and copies in sheets, electronic only in files. What is shared or made by an earlier item is none. */
  materials: number
  originals: number
  copies: number
  electronic: number
  visits: number
  statutoryWorkingDays: number
  promisedWorkingDays: number
}

export interface JointCounts {
  /** One item after the other, each with its own form and materials. */
  separately: Counts
  /** As one: the merged form and materials, days along the longest way. */
  together: Counts
  /** The items that belong to it under these answers. */
  lanes: { id: string; itemCode: string; name: string; promisedWorkingDays: number; statutoryWorkingDays: number }[]
}

interface Counted { lane: Lane; item: Item; form: ItemForm; materials: readonly Material[]; promised: number }

/** What a joint matter spares, under complete answers to its questions; items that are not in `items` are left out. Refuses open answers. */
export function countsOf(item: Item & { joint: JointMatter }, items: readonly Item[], answers: Answers): JointCounts {
  const { form, materials } = checklistOf(item, answers)
  const lanes = item.joint.lanes.filter((lane) => isIncluded(lane, answers)).flatMap((lane): Counted[] => {
    const joined = items.find(({ code }) => code === lane.itemCode)
    if (!joined) return []
    const { promisedWorkingDays, ...own } = checklistOf(joined, laneAnswers(lane, joined, answers))
    return [{ lane, item: joined, form: own.form, materials: own.materials, promised: promisedWorkingDays }]
  })
  return {
    separately: separateCounts(lanes),
    together: { forms: 1, fields: fieldsIn(form), ...countMaterials(materials), visits: item.visits, ...daysTogether(lanes) },
    lanes: lanes.map(({ lane: { id, itemCode }, item: { name, statutoryWorkingDays }, promised }) =>
      ({ id, itemCode, name, promisedWorkingDays: promised, statutoryWorkingDays })),
  }
}

/** Answers under which as many items as possible belong to it; of the others the first. For showing what the whole is. */
export function fullAnswers(item: Item & { joint: JointMatter }): Answers {
  const answers: Answers = {}
  // Each once at most: while it is being written a question may have no options yet, or the name of another.
  for (let next = nextSituation(item, answers), left = item.situations.length; next && left > 0; next = nextSituation(item, answers), left -= 1) {
    const { id, options } = next
    const including = item.joint.lanes.flatMap(({ when }) => when?.[id] ?? [])
    const most = Math.max(0, ...options.map((option) => including.filter((one) => one === option.id).length))
    answers[id] = (options.find((option) => including.filter((one) => one === option.id).length === most) ?? options[0])?.id ?? ''
  }
  return answers
}

function separateCounts(lanes: readonly Counted[]): Counts {
  const sum = (count: (one: Counted) => number) => lanes.reduce((total, one) => total + count(one), 0)
  return {
    forms: lanes.length, fields: sum(({ form }) => fieldsIn(form)),
    ...countMaterials(lanes.flatMap(({ materials }) => materials)), visits: sum(({ item }) => item.visits),
    statutoryWorkingDays: sum(({ item }) => item.statutoryWorkingDays), promisedWorkingDays: sum(({ promised }) => promised),
  }
}

function daysTogether(lanes: readonly Counted[]): Pick<Counts, 'statutoryWorkingDays' | 'promisedWorkingDays'> {
  const longest = (daysOf: (one: Counted) => number): number => {
    const days = new Map(lanes.map((one) => [one.lane.id, daysOf(one)]))
    return courseOf(lanes.map(({ lane }) => lane), ({ id }) => days.get(id) ?? 0).workingDays ?? 0
  }
  const statutoryWorkingDays = Math.min(STATUTORY_TOGETHER, longest(({ item }) => item.statutoryWorkingDays))
  return { statutoryWorkingDays, promisedWorkingDays: Math.min(statutoryWorkingDays, longest(({ promised }) => promised)) }
}

function fieldsIn({ properties }: ItemForm): number {
  return Object.keys(properties).length
}

function countMaterials(materials: readonly Material[]): Pick<Counts, 'materials' | 'originals' | 'copies' | 'electronic'> {
  const asked = materials.filter(({ need, source }) => need !== 'optional' && source !== 'shared')
  const sum = (count: (material: Material) => number) => asked.reduce((total, material) => total + count(material), 0)
  return {
    materials: asked.length, originals: sum(({ originals }) => originals), copies: sum(({ copies }) => copies),
    electronic: asked.filter(({ originals, copies }) => originals + copies === 0).length,
  }
}
