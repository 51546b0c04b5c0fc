import type { Day } from '#platform/day'
import type { Item, Material } from '../item.ts'
import { LEVEL_CODES, PLACE_PREFIX, SERVER_TYPES } from './columns.ts'
import { limitOf, workingDaysOf } from './limits.ts'
import { phoneOf } from './phone-cell.ts'
import { isNone, NONE, type SourceRow } from './source-row.ts'

/** 行政许可法第四十二条: what holds where nothing else is said. */
const DEFAULT_WORKING_DAYS = 20
const CONDITION_CHARACTERS_MAX = 1000
const NOTE = '由事项清单导入；来源没有写明的内容按默认值显示，待实施主体补充'
const STAGES = ['受理', '审核', '决定与公开', '证件制定与送达']
/** Provincial code of 事项类型 → the nation's. */
const NATIONAL_TYPES: Readonly<Record<string, string>> = { 20: '10', 21: '20' }
/** What no row of this source says. */
const NEVER_STATED = [
  'visitReason', 'fee', 'outcome', 'flow', 'questions', 'legalBasis', 'form', 'situations', 'handleForms', 'onlineDepth',
  'receivingOrganisation', 'decidedAtWindow', 'effectiveFrom', 'materials.need', 'materials.source', 'materials.copies',
]

/** What an import must know beside the file. */
export interface ImportContext {
  /** The organisations on record; an owner that is not among them is recorded under its credit code. */
  organisations: readonly { id: string; name: string }[]
  today: Day
}

/** The item a sound row describes. What the row does not say gets a default and is named in `unstated`. */
export function itemOfRow(row: SourceRow, { organisations, today }: ImportContext): Item {
  const owner = ownerOf(row, organisations)
  return {
    code: row.TASK_CODE, version: 1, basicCode: row.CATAID, name: row.TASK_NAME.trim(),
    everydayNames: everydayNamesOf(row),
    type: NATIONAL_TYPES[row.TASK_TYPE] ?? row.TASK_TYPE,
    ...owner, receivingOrganisation: owner.organisation,
    ...serviceOf(row), ...limitsOf(row), ...wayOf(row),
    decidedAtWindow: false, limitsByAnswer: [],
    fee: { charged: false, payableOnline: false, entries: [] },
    conditions: conditionsOf(row.accept_standard),
    outcome: { name: '来源未载明', kind: '其他', sample: false },
    situations: [], materials: materialsOf(row.material_intro),
    form: { type: 'object', properties: {}, required: [], additionalProperties: false, 'x-pages': [] },
    legalBasis: [], flow: flowOf(row.co_department), specialProcedures: [], questions: [],
    ...phonesOf(row),
    standing: 'example', sourceNote: NOTE, unstated: unstatedIn(row), effectiveFrom: today,
  }
}

type Owner = Pick<Item, 'organisation' | 'organisationName'>

function ownerOf({ DEPT_NAME, TASK_CODE }: SourceRow, organisations: ImportContext['organisations']): Owner {
  const name = DEPT_NAME.trim()
  const known = organisations.find((organisation) => organisation.name === name)
  return known ? { organisation: known.id } : { organisation: `uscc:${TASK_CODE.slice(0, 18)}`, organisationName: name }
}

function everydayNamesOf({ matter_short, matter_daily }: SourceRow): string[] {
  const names = [matter_short, matter_daily].flatMap((cell) => cell === null || cell === NONE ? [] : cell.split(/[,，、;；。]/))
  return [...new Set(names.map((name) => name.replace(/\s+/g, ' ').trim()).filter((name) => name !== ''))]
}

function serviceOf({ service_object_name, matter_level }: SourceRow): Pick<Item, 'audience' | 'serverTypes' | 'useLevel'> {
  const serverTypes = [...new Set(service_object_name.map((name) => SERVER_TYPES[name] ?? '6'))].sort()
  const audience: Item['audience'] = []
  if (serverTypes.includes('1')) audience.push('person')
  if (serverTypes.some((code) => code !== '1')) audience.push('enterprise')
  return { audience, serverTypes, useLevel: LEVEL_CODES[matter_level] ?? '7' }
}

type Limits = Pick<Item, 'kind' | 'statutoryWorkingDays' | 'promisedWorkingDays' | 'limitNote'>

function limitsOf({ handle_time, handle_time_limit }: SourceRow): Limits {
  const [statutory, promised] = [limitOf(handle_time), limitOf(handle_time_limit)]
  const atLeast = Math.max(DEFAULT_WORKING_DAYS, promised ? workingDaysOf(promised) : 0)
  const statutoryWorkingDays = statutory ? workingDaysOf(statutory) : atLeast
  const promisedWorkingDays = promised ? workingDaysOf(promised) : statutoryWorkingDays
  const notes = [
    ...(statutory ? [] : [`来源没有写法定办结时限，暂按 ${statutoryWorkingDays} 个工作日`]),
    ...(promised ? [] : [`来源没有写承诺办结时限，暂按 ${promisedWorkingDays} 个工作日`]),
    ...(statutory?.unit === '自然日' ? [`法定时限原为 ${statutory.amount} 个自然日，按七日合五个工作日折算`] : []),
    ...(promised?.unit === '自然日' ? [`承诺时限原为 ${promised.amount} 个自然日，按七日合五个工作日折算`] : []),
  ]
  return {
    kind: promisedWorkingDays === 0 ? 'instant' : 'promised', statutoryWorkingDays, promisedWorkingDays,
    ...(notes.length > 0 && { limitNote: notes.join('；') }),
  }
}

function wayOf(row: SourceRow): Pick<Item, 'visits' | 'handleForms' | 'onlineDepth' | 'express' | 'bookable' | 'places'> {
  const visits = Number(row.visit_number)
  const online = row.ONLINECHECK === '1'
  const address = row.handle_location.startsWith(PLACE_PREFIX) ? row.handle_location.slice(PLACE_PREFIX.length).trim() : NONE
  const window = address !== NONE
  const handleForms = [...(window ? ['1'] : []), ...(online ? ['2'] : [])]
  return {
    visits, handleForms: handleForms.length > 0 ? handleForms : ['9'],
    onlineDepth: online ? (visits === 0 ? 4 : 3) : 1,
    express: row.courier_service === '是', bookable: row.online_book === '是',
    places: window ? [{ name: '办理窗口', address: address.slice(0, 300) }] : [],
  }
}

/** Long conditions are cut between sentences, as one entry holds so many characters and no more. */
function conditionsOf(standard: string): string[] {
  if (isNone(standard)) return []
  const sentences = standard.trim().match(/[^。；]+[。；]*|[。；]+/g) ?? []
  return sentences.reduce<string[]>((conditions, sentence) => {
    const last = conditions.at(-1)
    const fits = last !== undefined && last.length + sentence.length <= CONDITION_CHARACTERS_MAX
    if (fits) return [...conditions.slice(0, -1), last + sentence]
    return [...conditions, ...(sentence.match(/[^]{1,1000}/gu) ?? [])]
  }, [])
}

function materialsOf(intro: SourceRow['material_intro']): Material[] {
  if (intro === NONE) return []
  return intro.map((name, at) => ({
    id: `m${at + 1}`, name: name.trim(), need: 'required', originals: 0, copies: 0, source: 'applicant', checks: [],
  }))
}

/** “省级某某（受理,审核）、…” as steps in the order in which a case goes through them. */
function flowOf(coDepartment: string): Item['flow'] {
  const takers = [...coDepartment.matchAll(/([^、（）]+)（([^）]+)）/g)]
  const steps = takers.flatMap(([, unit = '', stages = '']) => stages.split(',').map((name) => ({ name, unit })))
  return steps.sort((one, other) => STAGES.indexOf(one.name) - STAGES.indexOf(other.name))
}

function phonesOf({ consult_phone, complain_phone }: SourceRow): Pick<Item, 'consultPhone' | 'complaintPhone'> {
  const [consultPhone, complaintPhone] = [phoneOf(consult_phone), phoneOf(complain_phone)]
  return { ...(consultPhone !== undefined && { consultPhone }), ...(complaintPhone !== undefined && { complaintPhone }) }
}

function unstatedIn(row: SourceRow): string[] {
  return [
    ...NEVER_STATED,
    ...(limitOf(row.handle_time) ? [] : ['statutoryWorkingDays']),
    ...(limitOf(row.handle_time_limit) ? [] : ['promisedWorkingDays']),
  ]
}
