/** The project an enterprise plans with: the file of `chunfeng joint plan`, and what the plan page is filled in with. */
import type { Day } from '#platform/day'
import { Refusal } from '#platform/refusal'
import { validate } from '#platform/identifiers'
import { isPermit, PERMIT_NAMES, PERMITS, SETS, type Permit, type PermitSet } from '../release/gates.ts'

export interface PlannedProject {
  name: string
  /** 投资项目代码. */
  code: string
  specialWorks: boolean
  fireDrawings: boolean
  /** Papers on the land that are there already, in words. */
  landDocuments: readonly string[]
  /** Permits the enterprise leaves out of the package. */
  leaveOut: readonly Permit[]
  /** Answers to the joint questions; what is not answered is assumed and said so. */
  answers: Readonly<Record<string, string>>
}

const FIELDS = ['name', 'code', 'specialWorks', 'fireDrawings', 'landDocuments', 'leaveOut', 'answers']
const LIST_MAX = 20
const TEXT_MAX = 200

/** Reads the project file of a set; names what is wrong with it. */
export function readProject(value: unknown, set: PermitSet, today: Day): PlannedProject {
  if (!isFields(value)) throw wrong('项目文件应是一个 JSON 对象，例如 {"name": "某厂房", "code": "2026-440114-04-01-123456", "specialWorks": false, "fireDrawings": true}')
  const unknown = Object.keys(value).find((field) => !FIELDS.includes(field))
  if (unknown !== undefined) throw wrong(`项目文件里有不认识的“${unknown.slice(0, TEXT_MAX)}”，可以写的有：${FIELDS.join('、')}`)
  const { name, code, specialWorks = false, fireDrawings = false, landDocuments = [], leaveOut = [], answers = {} } = value
  if (!isText(name)) throw wrong('name（项目名称）缺少或不是文字')
  if (!isText(code)) throw wrong('code（投资项目代码）缺少或不是文字，联办必须有投资项目代码')
  const verdict = validate('project-code', code, today)
  if (!verdict.valid) throw wrong(verdict.why)
  if (typeof specialWorks !== 'boolean' || typeof fireDrawings !== 'boolean') throw wrong('specialWorks（特殊建设工程）和 fireDrawings（有消防设计图纸）应是 true 或 false')
  return {
    name, code, specialWorks, fireDrawings, landDocuments: textsIn(landDocuments, 'landDocuments'),
    leaveOut: permitsIn(leaveOut, set), answers: answersIn(answers),
  }
}

function textsIn(value: unknown, name: string): string[] {
  if (!Array.isArray(value) || value.length > LIST_MAX || !value.every(isText)) throw wrong(`${name} 应是文字的列表，最多 ${LIST_MAX} 项`)
  return value
}

/** In lower case too: so they are called as lanes. */
function permitsIn(value: unknown, set: PermitSet): Permit[] {
  const permits = textsIn(value, 'leaveOut').map((text) => text.toUpperCase())
  const known = permits.filter(isPermit)
  const strange = permits.find((one) => !isPermit(one) || !SETS[set].includes(one))
  if (strange !== undefined) throw wrong(`leaveOut 里的“${strange}”不在这一组里，可以留在外面的有：${SETS[set].map((one) => `${one} ${PERMIT_NAMES[one]}`).join('、')}`)
  return PERMITS.filter((one) => known.includes(one))
}

function answersIn(value: unknown): Record<string, string> {
  if (!isFields(value)) throw wrong('answers 应是对象，例如 {"tender": "no"}')
  const entries = Object.entries(value)
  const [bad] = entries.find(([, answer]) => typeof answer !== 'string') ?? []
  if (bad !== undefined || entries.length > LIST_MAX) throw wrong(`answers 里每个回答应是文字，最多 ${LIST_MAX} 个`)
  return Object.fromEntries(entries.map(([question, answer]) => [question, String(answer)]))
}

function isFields(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.length > 0 && value.length <= TEXT_MAX
}

function wrong(sentence: string): Refusal {
  return new Refusal('invalid', sentence)
}
