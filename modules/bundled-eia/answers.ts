import { validate } from '#platform/identifiers'
import type { FieldError } from '#platform/refusal'
import { UNITS_MAX, type FiledUnit, type Filing } from './filing.ts'
import { EIA_CLASSES, HUADU_COUNTY, isDecimal, type EiaClass } from './rules/index.ts'

/** What was typed, by the name of its field; fields of a unit are called u0.name, u1.name … Boxes that were ticked stand in one text, line by line. */
export type Answers = Readonly<Record<string, string>>

export const UNITS_DEFAULT = 3
/** Fields of one unit. */
export const UNIT_FIELDS = [
  'name',
  'uscc',
  'project',
  'place',
  'class',
  'industry',
  'process',
  'infraKind',
  'county',
  'inPark',
  'paint',
  'ink',
  'adhesive',
  'openViolation',
  'provincial',
  'missing',
] as const
export type UnitField = (typeof UNIT_FIELDS)[number]
export type UnitAnswers = Readonly<Record<UnitField, string>>

/** How many units the form has room for. */
export function unitCountOf(answers: Answers): number {
  const count = Number(answers['units'] ?? UNITS_DEFAULT)
  return Number.isInteger(count) && count >= 1 ? Math.min(count, UNITS_MAX) : UNITS_DEFAULT
}

/** The units as they were typed; rows that were left empty are none. */
export function unitsIn(answers: Answers): (UnitAnswers & { index: number })[] {
  return Array.from({ length: unitCountOf(answers) }, (_, index) => ({ index, ...unitAt(answers, index) }))
    .filter(({ index, class: category, inPark, county, openViolation, provincial, ...typed }) => Object.values(typed).some((text) => text !== ''))
}

export function unitAt(answers: Answers, index: number): UnitAnswers {
  const typed = (field: UnitField): string => (answers[`u${index}.${field}`] ?? '').trim()
  return {
    name: typed('name'), uscc: typed('uscc').toUpperCase(), project: typed('project'),
    place: typed('place'), class: typed('class'), industry: typed('industry'),
    process: typed('process'), infraKind: typed('infraKind'), county: typed('county'), inPark: typed('inPark'), paint: typed('paint'), ink: typed('ink'),
    adhesive: typed('adhesive'), openViolation: typed('openViolation'), provincial: typed('provincial'), missing: typed('missing'),
  }
}

type Facts = Omit<Filing, 'title' | 'notice' | 'report'>

/** What the rules need, out of what was typed; what was left out means what it means everywhere. */
export function factsIn(answers: Answers, signed: (unit: UnitAnswers & { index: number }) => FiledUnit['signed']): Facts {
  const kind = answers['kind'] === 'infrastructure' ? 'infrastructure' : 'park-sme'
  const parkName = (answers['parkName'] ?? '').trim()
  return {
    kind, lead: (answers['lead'] ?? '').trim(),
    park: kind === 'park-sme' && parkName !== ''
      ? { name: parkName, planEia: answers['planEia'] || '没有写', implemented: answers['implemented'] === 'true' }
      : null,
    units: unitsIn(answers).map((unit) => unitOf(unit, signed(unit))), mergedSections: linesIn(answers['merged']),
  }
}

function unitOf(unit: UnitAnswers & { index: number }, signed: FiledUnit['signed']): FiledUnit {
  const { name, uscc, project, place, industry, process, infraKind, county, inPark, paint, ink, adhesive, openViolation, provincial, missing } = unit
  return {
    name: name || `第 ${unit.index + 1} 个单位`, uscc, project, place, class: classOf(unit.class),
    ...present({ industry, process, infraKind }), county: county || HUADU_COUNTY, inPark: inPark !== 'false',
    paint: paint || '0', ink: ink || '0', adhesive: adhesive || '0', openViolation: openViolation === 'true', provincial: provincial === 'true',
    missingSections: missing.split(/[、，,;；\n]/).map((section) => section.trim()).filter((section) => section !== ''), signed,
  }
}

/** What cannot be read, field by field; empty amounts are none. Everything at once. */
export function amountFaults(answers: Answers): FieldError[] {
  return unitsIn(answers).flatMap((unit) => (['paint', 'ink', 'adhesive'] as const)
    .filter((field) => unit[field] !== '' && !isAmount(unit[field]))
    .map((field) => ({ path: `u${unit.index}.${field}`, message: `第 ${unit.index + 1} 个项目：请写每年多少吨，例如 0.7；没有就不填` })))
}

/** What is wrong with what was typed as it stands, however much is still missing. */
export function typingFaults(answers: Answers): FieldError[] {
  return [...amountFaults(answers), ...lengthFaults(answers, unitsIn(answers))]
}

const NEEDED = [['name', '请写建设单位的名称'], ['project', '请写项目名称'], ['place', '请写建设地点']] as const

/** What is still missing or wrong before it can be filed. */
export function filingFaults(answers: Answers, hasReport: boolean): FieldError[] {
  const units = unitsIn(answers)
  const usccs = units.map(({ uscc }) => uscc)
  const missing = (path: string, message: string): FieldError[] => ((answers[path] ?? '').trim() === '' ? [{ path, message }] : [])
  return [
    ...(units.length === 0 ? [{ path: 'u0.name', message: '请填写各个项目' }] : []),
    ...typingFaults(answers),
    ...units.flatMap((unit) => NEEDED.filter(([field]) => unit[field] === '').map(([field, message]) => ({ path: `u${unit.index}.${field}`, message }))),
    ...units.flatMap(({ index, uscc }) => usccFault(index, uscc, usccs)),
    ...missing('title', '请给这一捆项目起一个名称'), ...missing('lead', '请写牵头的单位'), ...missing('place', '请写建设地点'), ...missing('overview', '请写项目概况'),
    ...missing('agency', '请写环评机构'), ...missing('impacts', '请写主要环境影响和措施'), ...missing('participation', '请写公众参与情况'),
    ...(hasReport ? [] : [{ path: 'file', message: '请上传环境影响报告表' }]),
  ]
}

/** As long as a filing takes each; the form itself takes more, so that nothing is cut off while somebody types. */
const LENGTHS: readonly (readonly [path: string, label: string, lengthMax: number])[] = [
  ['title', '这一捆叫什么', 100], ['lead', '牵头的单位', 100], ['parkName', '园区名称', 100], ['planEia', '规划环评到哪一步', 50], ['place', '建设地点', 500], ['overview', '项目概况', 2000],
  ['agency', '环评机构', 200], ['impacts', '主要环境影响和措施', 2000], ['participation', '公众参与情况', 2000],
]
const UNIT_LENGTHS: readonly (readonly [field: UnitField, label: string, lengthMax: number])[] = [
  ['name', '建设单位', 100], ['project', '项目名称', 200], ['place', '建设地点', 300], ['industry', '行业', 100], ['process', '主要工艺', 100], ['infraKind', '哪一类基础设施', 100],
  ['county', '在哪个区、县', 20], ['missing', '还缺的章节', 100],
]

function lengthFaults(answers: Answers, units: readonly (UnitAnswers & { index: number })[]): FieldError[] {
  const fault = (path: string, label: string, lengthMax: number): FieldError[] => {
    const text = (answers[path] ?? '').trim()
    return text.length > lengthMax ? [{ path, message: `${label}最多 ${lengthMax} 个字，现在有 ${text.length} 个，请写短一些` }] : []
  }
  return [
    ...LENGTHS.flatMap(([path, label, lengthMax]) => fault(path, `“${label}”`, lengthMax)),
    ...units.flatMap(({ index }) =>
      UNIT_LENGTHS.flatMap(([field, label, lengthMax]) => fault(`u${index}.${field}`, `第 ${index + 1} 个项目的“${label}”`, lengthMax))),
  ]
}

function usccFault(index: number, uscc: string, all: readonly string[]): FieldError[] {
  const path = `u${index}.uscc`
  if (!validate('uscc', uscc, '').valid) return [{ path, message: '统一社会信用代码不对，请对照营业执照' }]
  return all.filter((other) => other === uscc).length > 1 ? [{ path, message: '两个项目写了同一个建设单位，请核对' }] : []
}

export function linesIn(text = ''): string[] {
  return text.split('\n').filter((line) => line !== '')
}

const isAmount = (text: string): boolean => isDecimal(text) && /^\d{1,9}(\.\d{1,9})?$/.test(text)

function classOf(word: string): EiaClass {
  return EIA_CLASSES.find((known) => known === word) ?? '报告表'
}

function present<Fields extends Record<string, string>>(fields: Fields): Partial<Fields> {
  // Safe: exactly the empty ones have been left out.
  return Object.fromEntries(Object.entries(fields).filter(([, text]) => text !== '')) as Partial<Fields>
}
