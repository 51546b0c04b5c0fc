/** The files of `evaluate guide`: items and questions, one JSON object a line. */
import { Type, type Static, type TSchema } from 'typebox'
import { Value } from 'typebox/value'
import type { Audience, SearchDocument } from '../base/catalog/search/index.ts'
import { linesOf } from './lines.ts'

const TEXT_MAX = 20_000
const text = Type.String({ maxLength: TEXT_MAX })
const words = Type.Optional(Type.Union([text, Type.Array(text), Type.Null()]))
const code = Type.String({ minLength: 1, maxLength: 64 })

/** A row of the item list as the province publishes it; 无 and null mean that nothing is given. More columns may stand in it. */
const ItemRow = Type.Object({
  TASK_CODE: code,
  TASK_NAME: Type.String({ minLength: 1, maxLength: 1000 }),
  DEPT_NAME: words,
  matter_short: words,
  matter_daily: words,
  accept_standard: words,
  material_intro: words,
  service_object_name: words,
})
type ItemRow = Static<typeof ItemRow>

const Question = Type.Object({ question: Type.String({ minLength: 1 }), accept: Type.Array(code, { minItems: 1 }) })
/** An everyday name and the one item it was given to. */
const EverydayQuestion = Type.Object({ query: Type.String({ minLength: 1 }), TASK_CODE: code })

export interface GuideQuestion { question: string; accept: readonly string[] }

/** What was read and what is wrong with the other lines, one sentence each. */
export interface ReadLines<Line> { read: Line[]; wrong: string[] }

export async function readItems(file: string, everydayNames: 'with' | 'without'): Promise<ReadLines<SearchDocument>> {
  const rows = await readLines(file, (value) => (Value.Check(ItemRow, value) ? value : reasonOf(ItemRow, value)))
  const seen = new Set<string>()
  const read: SearchDocument[] = []
  for (const row of rows.read) {
    if (seen.has(row.TASK_CODE)) rows.wrong.push(`${file}：事项编码 ${row.TASK_CODE} 出现不止一次，只用第一次的`)
    else read.push(documentOf(row, everydayNames))
    seen.add(row.TASK_CODE)
  }
  return { read, wrong: rows.wrong }
}

export function readQuestions(file: string): Promise<ReadLines<GuideQuestion>> {
  return readLines(file, (value) => {
    if (Value.Check(EverydayQuestion, value)) return { question: value.query, accept: [value.TASK_CODE] }
    return Value.Check(Question, value) ? { question: value.question, accept: value.accept } : reasonOf(Question, value)
  })
}

async function readLines<Line extends object>(file: string, parse: (value: unknown) => Line | string): Promise<ReadLines<Line>> {
  const read: Line[] = []
  const wrong: string[] = []
  let number = 0
  for await (const line of linesOf(file)) {
    number += 1
    if (line.trim() === '') continue
    const value = jsonOf(line)
    const parsed = value === undefined ? '不是一个 JSON 对象' : parse(value)
    if (typeof parsed === 'string') wrong.push(`${file} 第 ${number} 行：${parsed}`)
    else read.push(parsed)
  }
  return { read, wrong }
}

/** Undefined when the line is no JSON. */
function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}

/** Names the first column that is missing or of another kind. */
function reasonOf(schema: TSchema, value: unknown): string {
  const [first] = Value.Errors(schema, value)
  const column = first?.keyword === 'required' ? first.params.requiredProperties.join('、') : first?.instancePath.replaceAll('/', ' ').trim()
  return column ? `“${column}”缺少或写法不对，请核对后再试` : '不是一个 JSON 对象'
}

function documentOf(row: ItemRow, everydayNames: 'with' | 'without'): SearchDocument {
  const organisation = given(row.DEPT_NAME).join('')
  return {
    code: row.TASK_CODE,
    name: row.TASK_NAME,
    everydayNames: everydayNames === 'with' ? [...given(row.matter_daily), ...given(row.matter_short)] : [],
    organisation,
    organisationName: organisation,
    audience: audienceOf(given(row.service_object_name)),
    text: [...given(row.accept_standard), ...given(row.material_intro)].join('\n'),
  }
}

function given(cell: ItemRow['DEPT_NAME']): string[] {
  return (Array.isArray(cell) ? cell : [cell ?? '']).filter((word) => word !== '' && word !== '无')
}

/** 自然人 are persons, all others enterprises; an item that names nobody is for both. */
function audienceOf(served: readonly string[]): Audience[] {
  const isPerson = served.some((name) => name.includes('自然人'))
  const isEnterprise = served.some((name) => !name.includes('自然人'))
  if (isPerson === isEnterprise) return ['person', 'enterprise']
  return isPerson ? ['person'] : ['enterprise']
}
