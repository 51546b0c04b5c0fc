import { html, type Html } from '#platform/html'
import type { FieldError } from '#platform/refusal'
import { choices, field, type FieldShape } from '#base/pages'
import { linesIn, unitAt, unitCountOf, type Answers, type UnitField } from '../../answers.ts'
import { UNITS_MAX } from '../../filing.ts'
import { BUNDLE_KINDS, EIA_CLASSES, newestRules, type BundleKind } from '../../rules/index.ts'

export interface FormFacts {
  answers: Answers
  faults?: readonly FieldError[]
  /** With what only the filing needs: names, credit codes, places. */
  isFiling: boolean
}

const text = (title: string, description?: string): FieldShape => ({ type: 'string', title, ...(description && { description }) })
const yesNo = (title: string, description?: string): FieldShape => ({ type: 'boolean', title, ...(description && { description }) })
const tons = (title: string): FieldShape => ({ type: 'number', title, description: '每年多少吨，没有就不填' })

/** Standing of a park's plan: those that are enough, and those that are not. */
const PLAN_EIA = [...newestRules().planEiaAccepted, '正在编制或审查', '没有做']

/** The projects of a bundle, one after the other, and what they have in common. */
export function projectsForm(facts: FormFacts): Html {
  const { answers } = facts
  const kind: BundleKind = answers['kind'] === 'infrastructure' ? 'infrastructure' : 'park-sme'
  const count = unitCountOf(answers)
  return html`<input type="hidden" name="kind" value="${kind}"><input type="hidden" name="units" value="${count}">
<p class="soft">${BUNDLE_KINDS[kind]}</p>
${kind === 'park-sme' && parkFields(facts)}
${Array.from({ length: count }, (_, index) => unitFields(facts, { index, kind }))}
${count < UNITS_MAX && html`<p><button class="link" name="more" value="1">再加一个项目</button></p>`}`
}

/** What the report has to hold of all of them together. */
export function mergedField({ answers, faults = [] }: Pick<FormFacts, 'answers' | 'faults'>): Html {
  const options = newestRules().mergedSections.map((section) => ({ value: section, label: section }))
  return choices('merged', { legend: '报告里合并编写的章节，写了的打勾', options, value: linesIn(answers['merged']), faults, kind: 'checkbox' })
}

export function leadField({ answers, faults = [] }: Pick<FormFacts, 'answers' | 'faults'>, isRequired: boolean): Html {
  return field('lead', text('牵头的单位', '几个单位里的一个，或者大家一起委托的园区管理机构'), { value: answers['lead'], faults, isRequired })
}

function parkFields({ answers, faults = [] }: FormFacts): Html {
  return html`<h2>产业园区</h2>
${field('parkName', text('园区名称'), { value: answers['parkName'], faults })}
${field('planEia', { type: 'string', title: '园区的规划环评到哪一步了', enum: PLAN_EIA }, { value: answers['planEia'], faults })}
${field('implemented', yesNo('规划环评的要求落实了吗'), { value: answers['implemented'], faults })}`
}

interface Unit { index: number; kind: BundleKind }

function unitFields(facts: FormFacts, unit: Unit): Html {
  const { isFiling } = facts
  return html`<section><h2>第 ${unit.index + 1} 个项目</h2>
${one(facts, unit, { name: 'name', shape: text('建设单位'), isRequired: isFiling })}
${isFiling && html`${one(facts, unit, { name: 'uscc', shape: { ...text('统一社会信用代码', '十八位，在营业执照上'), 'x-kind': 'uscc' } })}
${one(facts, unit, { name: 'project', shape: text('项目名称') })}${one(facts, unit, { name: 'place', shape: text('建设地点', '写到门牌或厂房') })}`}
${unit.kind === 'park-sme' ? parkUnit(facts, unit) : infrastructureUnit(facts, unit)}
${isFiling ? usualPart(facts, unit) : html`<details${isUnusual(facts, unit) && html` open`}><summary>还有几项，多数项目不用改<span class="hidden">（第 ${unit.index + 1} 个项目）</span></summary>
<p>现在按报告表、${unit.kind === 'park-sme' && '在园区里、'}没有未批先建、不由省级审批来看。</p>${usualPart(facts, unit)}</details>`}
</section>
`
}

function isUnusual({ answers }: FormFacts, { index }: Unit): boolean {
  const { class: category, inPark, openViolation, provincial, missing } = unitAt(answers, index)
  return !['', '报告表'].includes(category) || inPark === 'false' || openViolation === 'true' || provincial === 'true' || missing !== ''
}

/** What is the same for nearly every project: filled in, to be changed where it is otherwise. */
function usualPart(facts: FormFacts, unit: Unit): Html {
  return html`${one(facts, unit, { name: 'class', shape: { ...text('环评类别', '国家的分类管理名录里有；不清楚的，问环评机构'), enum: EIA_CLASSES }, usual: '报告表' })}
${unit.kind === 'park-sme' && one(facts, unit, { name: 'inPark', shape: yesNo('在上面这个园区里吗'), usual: 'true' })}
${one(facts, unit, { name: 'openViolation', shape: yesNo('是不是未批先建、还没有处理完'), usual: 'false' })}
${one(facts, unit, { name: 'provincial', shape: yesNo('是不是应由省级审批', '炼油、钢铁、水泥熟料、危险废物处置等重大项目'), usual: 'false' })}
${one(facts, unit, { name: 'missing', shape: text('报告里还缺这个项目自己的哪些章节', '用顿号隔开；不缺就不填'), isRequired: false })}`
}

function parkUnit(facts: FormFacts, unit: Unit): Html {
  return html`${one(facts, unit, { name: 'industry', shape: text('行业', '例如 皮革制品制造') })}${one(facts, unit, { name: 'process', shape: text('主要工艺', '例如 裁断、缝制、涂胶') })}
${one(facts, unit, { name: 'paint', shape: tons('溶剂型涂料（含稀释剂）'), isRequired: false })}${one(facts, unit, { name: 'ink', shape: tons('溶剂型油墨'), isRequired: false })}
${one(facts, unit, { name: 'adhesive', shape: tons('溶剂型胶粘剂'), isRequired: false })}`
}

function infrastructureUnit(facts: FormFacts, unit: Unit): Html {
  return html`${one(facts, unit, { name: 'infraKind', shape: text('哪一类基础设施', '例如 城市道路、污水处理厂、生活垃圾转运站、输变电') })}
${one(facts, unit, { name: 'county', shape: text('在哪个区、县', '写行政区划代码；在花都区的不用改'), usual: '440114' })}`
}

function one(
  { answers, faults = [] }: FormFacts,
  { index }: Unit,
  { name, shape, usual = '', isRequired = true }: { name: UnitField; shape: FieldShape; usual?: string; isRequired?: boolean },
): Html {
  return field(`u${index}.${name}`, shape, { value: unitAt(answers, index)[name] || usual, faults, isRequired })
}
