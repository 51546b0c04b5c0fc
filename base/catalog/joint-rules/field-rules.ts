import { applies } from '../checklist.ts'
import type { Fault, Rule } from '../consistency-rule.ts'
import type { FormField, Item } from '../item.ts'
import { commonField, factOf, OF_WHOM, refusal } from '../joint-facts.ts'
import type { JointMatter } from '../joint-matter.ts'
import { questionsIn } from '../joint-paths.ts'
import { fieldOf, pathsWhere, underAnswers, viewOf, type SeenLane, type View } from './view.ts'

const OURS = '本系统的设计规则'
const ONCE = '“一张表单”：同一件事只问一次'

/** What must hold of the merged form: everything asked is used, everything needed is asked, nothing is asked twice. */
export const FIELD_RULES: readonly Rule[] = [
  {
    id: 'joint-field-used', says: '合并表单的每一项都要填到某个事项里', source: ONCE, reads: ['joint', 'form'],
    check: (item, context) => overView(viewOf(item, context), (view) => Object.keys(item.form.properties).flatMap((name) => unusedFault(view, name))),
  },
  {
    id: 'joint-field-filled', says: '每个事项的必填项都有人填，同一项不填两遍', source: ONCE, reads: ['joint', 'form', 'situations'],
    check: (item, context) => overView(viewOf(item, context), (view) => view.lanes.flatMap((seen) =>
      Object.entries(seen.item.form.properties).flatMap(([into, field]) => fillFault(view, seen, into, field)))),
  },
  {
    id: 'joint-field-fits', says: '填进事项的内容，事项的表单都收得下', source: OURS, reads: ['joint', 'form'],
    check: (item, context) => overView(viewOf(item, context), fitFaults),
  },
  {
    id: 'joint-fact-once', says: '同一件事只问一次', source: ONCE, reads: ['joint', 'form', 'situations'],
    check: (item, context) => overView(viewOf(item, context), twiceFaults),
  },
]

function overView(view: View | undefined, faults: (view: View) => Fault[]): Fault[] {
  return view ? faults(view) : []
}

function unusedFault(view: View, name: string): Fault[] {
  const field = fieldOf(view.item, name)
  const links = view.joint.fields.filter((link) => link.field === name)
  const isUsed = view.joint.checks.some((check) => check.field === name) || view.joint.lanes.length > view.lanes.length || links.some((link) => {
    const seen = view.lanes.find(({ lane }) => lane.id === link.lane)
    const into = seen && fieldOf(seen.item, link.into)
    const paths = seen && into ? pathsWhere(view, seen, into['x-when'], [field?.['x-when']]) : []
    return paths.some((answers) => applies(field?.['x-when'], answers))
  })
  return isUsed ? [] : [{ path: `form.properties.${name}`, text: `“${field?.title}”填了也没有事项用得上`, cure: '请填到某个事项里，或去掉这一项' }]
}

function fillFault(view: View, seen: SeenLane, into: string, field: FormField): Fault[] {
  const sources = view.joint.fields.filter((link) => link.lane === seen.lane.id && link.into === into)
    .map((link) => ({ name: link.field, when: fieldOf(view.item, link.field)?.['x-when'], isThere: fieldOf(view.item, link.field) !== undefined }))
    .filter(({ isThere }) => isThere)
  const isRequired = seen.item.form.required.includes(into)
  const where = `“${seen.item.name}”的“${field.title}”`
  for (const answers of pathsWhere(view, seen, field['x-when'], sources.map(({ when }) => when))) {
    const filling = sources.filter(({ when }) => applies(when, answers))
    const words = underAnswers(view.item, answers)
    if (filling.length > 1) return [{ path: 'joint.fields', text: `${words}${where}填了 ${filling.length} 遍`, cure: '请只留一个来源' }]
    if (isRequired && filling.length === 0) return [{ path: 'joint.fields', text: `${words}${where}是必填的，却没有人填`, cure: '请在合并表单里加上这一项，或者从已有的一项填过去' }]
    const [only] = filling
    if (isRequired && only && !view.item.form.required.includes(only.name)) {
      return [{ path: 'form.required', text: `${where}是必填的，合并表单的这一项却可以不填`, cure: '请把它设为必填' }]
    }
  }
  return []
}

function fitFaults({ item, joint, lanes }: View): Fault[] {
  return joint.fields.flatMap((link, at) => {
    const path = `joint.fields.${at}`
    const seen = lanes.find(({ lane }) => lane.id === link.lane)
    const [from, into] = [fieldOf(item, link.field), seen && fieldOf(seen.item, link.into)]
    if (seen && !into) return [{ path: `${path}.into`, text: `“${seen.item.name}”的表单里没有“${link.into}”`, cure: '请改成它已有的一项，或去掉这一行' }]
    const why = from && into ? refusal(from, into) : undefined
    return why === undefined ? [] : [{ path, text: `“${from?.title}”填进“${seen?.item.name}”的“${into?.title}”会被退回：${why}`, cure: '请把合并表单的这一项改得与事项一致' }]
  })
}

function twiceFaults(view: View): Fault[] {
  const fields = Object.entries(view.item.form.properties)
  return fields.flatMap(([name, field], at) => fields.slice(at + 1).flatMap(([otherName, other]) => {
    if (!isSameFact(view, [name, field], [otherName, other])) return []
    const paths = view.pathsOver(questionsIn([field['x-when'], other['x-when']]))
    const both = paths.find((answers) => applies(field['x-when'], answers) && applies(other['x-when'], answers))
    const text = both && `${underAnswers(view.item, both)}“${field.title}”和“${other.title}”问的是同一件事，问了两遍`
    return text === undefined ? [] : [{ path: `form.properties.${otherName}`, text, cure: '请只留一项，由它填到各个事项；如果问的确实不同，请把名称写清楚' }]
  }))
}

/** The same words, or two fields that go into fields of the same name and title of different items and could be one. */
function isSameFact(view: View, [name, field]: [string, FormField], [otherName, other]: [string, FormField]): boolean {
  if (factOf(field) === factOf(other)) return true
  const targets = targetsOf(view, name)
  return targetsOf(view, otherName).some((one) => targets.some((two) => one.lane !== two.lane && one.into === two.into &&
    one.field.title === two.field.title && !ambiguous(one.item, one.field) && !ambiguous(two.item, two.field)) && commonField(field, other) !== undefined)
}

function targetsOf({ joint, lanes }: View, name: string): { lane: string; into: string; field: FormField; item: Item }[] {
  return joint.fields.filter((link: JointMatter['fields'][number]) => link.field === name).flatMap(({ lane, into }) => {
    const item = lanes.find((seen) => seen.lane.id === lane)?.item
    const field = item && fieldOf(item, into)
    return item && field ? [{ lane, into, field, item }] : []
  })
}

/** A title that does not say of whom, or that an item uses for two fields, cannot be compared with another item's. */
function ambiguous({ form }: Item, { title }: FormField): boolean {
  return OF_WHOM.has(factOf({ title })) || Object.values(form.properties).filter((field) => field.title === title).length > 1
}
