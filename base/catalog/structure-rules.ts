import { isDay } from '#platform/day'
import type { Fault, Rule } from './consistency-rule.ts'
import type { Condition, FormField, Item, Situation } from './item.ts'

const OURS = '本系统的数据结构要求'

/** Rules without which the guide, the checklist or the form of an item would not work. */
export const STRUCTURE_RULES: readonly Rule[] = [
  {
    id: 'unique-ids', says: '情形、选项、材料的编号各自不得重复', source: OURS, reads: ['situations', 'materials'],
    check: ({ situations, materials }) => [
      ...repeated(situations, 'situations', '情形'),
      ...repeated(materials, 'materials', '材料'),
      ...situations.flatMap(({ options }, at) => repeated(options, `situations.${at}.options`, '选项')),
    ],
  },
  {
    id: 'earlier-questions', says: '情形的前提只能是排在它前面的问题', source: OURS, reads: ['situations'],
    check: ({ situations }) => situations.flatMap(({ when }, at) =>
      conditionFaults(when, situations.slice(0, at), { path: `situations.${at}.when`, cure: '请改用前面的问题作前提，或调整问题的先后顺序' })),
  },
  {
    id: 'known-answers', says: '材料、字段、时限的前提必须是已有的问题和选项', source: OURS, reads: ['situations', 'materials', 'form', 'limitsByAnswer'],
    check: (item) => conditionsOf(item).flatMap(([path, when]) =>
      conditionFaults(when, item.situations, { path, cure: '请改成情形里已有的问题和选项，或先补上这个问题' })),
  },
  {
    id: 'form-pages', says: '表单的每个字段恰好在一页上', source: OURS, reads: ['form'],
    check: ({ form }) => pageFaults(Object.keys(form.properties), form['x-pages'].flatMap(({ fields }) => fields)),
  },
  {
    id: 'form-required', says: '必填字段必须是表单里的字段', source: OURS, reads: ['form'],
    check: ({ form }) => form.required.filter((name) => !Object.hasOwn(form.properties, name)).map((name) => ({
      path: 'form.required', text: `必填项“${name}”不在表单里`, cure: '请补上这个字段，或从必填项里去掉',
    })),
  },
  {
    id: 'form-field', says: '字段的类型、选项与长度范围不得互相矛盾', source: OURS, reads: ['form'],
    check: ({ form }) => Object.entries(form.properties).flatMap(([name, field]) => fieldFaults(field).map((text) => ({
      path: `form.properties.${name}`, text: `字段“${field.title}”${text}`, cure: '请改正这个字段的设置',
    }))),
  },
  {
    id: 'known-organisation', says: '实施主体和受理部门必须是已登记的机构', source: OURS, reads: ['organisation', 'receivingOrganisation'],
    check: ({ organisation, receivingOrganisation, organisationName }, { organisations }) =>
      Object.entries({ organisation, receivingOrganisation })
        .filter(([, id]) => !organisations.has(id) && !(organisationName !== undefined && id === organisation))
        .map(([path, id]) => ({ path, text: `没有编号为“${id}”的机构`, cure: '请先登记这个机构，或改成已登记的机构编号' })),
  },
  {
    id: 'effective-days', says: '生效、失效日期必须真实，失效不早于生效', source: OURS, reads: ['effectiveFrom', 'effectiveTo'],
    check: ({ effectiveFrom, effectiveTo }) => [
      ...[['effectiveFrom', effectiveFrom] as const, ['effectiveTo', effectiveTo] as const]
        .filter(([, day]) => day !== undefined && !isDay(day))
        .map(([path, day]) => ({ path, text: `“${day}”不是真实的日期`, cure: '请按“年-月-日”写真实的日期' })),
      ...(effectiveTo !== undefined && effectiveTo < effectiveFrom
        ? [{ path: 'effectiveTo', text: `失效日期 ${effectiveTo} 早于生效日期 ${effectiveFrom}`, cure: '请把失效日期改到生效日期当天或之后' }]
        : []),
    ],
  },
]

function repeated(entries: readonly { id: string }[], path: string, noun: string): Fault[] {
  const ids = entries.map(({ id }) => id)
  const twice = new Set(ids.filter((id, at) => ids.indexOf(id) !== at))
  return [...twice].map((id) => ({ path, text: `${noun}编号“${id}”重复`, cure: `请给每个${noun}一个不同的编号` }))
}

function conditionsOf({ materials, form, limitsByAnswer }: Item): [path: string, when: Condition | undefined][] {
  return [
    ...materials.map(({ when }, at): [string, Condition | undefined] => [`materials.${at}.when`, when]),
    ...Object.entries(form.properties)
      .map(([name, field]): [string, Condition | undefined] => [`form.properties.${name}.x-when`, field['x-when']]),
    ...limitsByAnswer.map(({ when }, at): [string, Condition] => [`limitsByAnswer.${at}.when`, when]),
  ]
}

type Where = Pick<Fault, 'path' | 'cure'>

export function conditionFaults(when: Condition | undefined, situations: readonly Situation[], { path, cure }: Where): Fault[] {
  return Object.entries(when ?? {}).flatMap(([id, options]) => {
    const situation = situations.find((other) => other.id === id)
    if (!situation) return [{ path, text: `前提里的问题“${id}”不存在或排在后面`, cure }]
    const unknown = options.filter((option) => !situation.options.some((other) => other.id === option))
    return unknown.map((option) => ({ path, text: `问题“${id}”没有选项“${option}”`, cure }))
  })
}

function pageFaults(properties: readonly string[], placed: readonly string[]): Fault[] {
  const path = 'form.x-pages'
  const twice = new Set(placed.filter((name, at) => placed.indexOf(name) !== at))
  return [
    ...properties.filter((name) => !placed.includes(name)).map((name) => ({ path, text: `字段“${name}”不在任何一页上`, cure: '请把它放到一页上' })),
    ...placed.filter((name) => !properties.includes(name)).map((name) => ({ path, text: `页上的“${name}”不是表单的字段`, cure: '请从页上去掉，或补上这个字段' })),
    ...[...twice].map((name) => ({ path, text: `字段“${name}”放了不止一次`, cure: '请只留一处' })),
  ]
}

function fieldFaults(field: FormField): string[] {
  const { type, minLength = 0, maxLength = Infinity, minimum = -Infinity, maximum = Infinity } = field
  return [
    ...(type !== 'string' && (field.enum ?? field['x-kind']) !== undefined ? ['不是文字，却有选项或文字种类'] : []),
    ...(minLength > maxLength ? ['的最少字数大于最多字数'] : []),
    ...(minimum > maximum ? ['的最小值大于最大值'] : []),
  ]
}
