/** The JSON-lines contract of `chunfeng joint release`: one case in, one answer out; a bad line never stops the next. */
import { isDay, type Day } from '#platform/day'
import { isLineId, LINE_ID_MAX, lineIdOf, readJsonLine, type LineId } from '#platform/json-line'
import { Refusal } from '#platform/refusal'
import { isPermit, PERMITS, type Permit } from './gates.ts'
import { answerRelease, type ReleaseCase, type ReleaseEvent } from './history.ts'

type Fields = Readonly<Record<string, unknown>>
type What = ReleaseEvent['what']

const FIELDS: Readonly<Record<What, readonly string[]>> = {
  'land-document': ['kind'], reviewed: ['permit', 'result'], released: ['permit'],
  'issued-outside': ['permit'], revoked: ['permit'], 'opt-out': [], 'opt-in': [],
}
const EVENTS_MAX = 1000
const TEXT_MAX = 200

/** Answers one line; `{id?, error}` with a Chinese sentence when it is not valid. */
export function answerReleaseLine(line: string): object {
  const input = readJsonLine(line)
  try {
    return answerRelease(parseCase(input))
  } catch (error) {
    if (error instanceof Refusal) return { ...lineIdOf(input), error: error.message }
    throw error
  }
}

function parseCase(input: unknown): ReleaseCase {
  const given = fieldsOf(input, '这一行')
  onlyFields(given, ['id', 'set', 'chosen', 'project', 'events'], '这一行')
  const { set, events } = given
  if (set !== 'four' && set !== 'five') throw wrong('set 应是 four（四证联办）或 five（五证联办）')
  const project = fieldsOf(given['project'], 'project ')
  onlyFields(project, ['specialWorks', 'fireDrawings'], 'project ')
  if (!Array.isArray(events)) throw wrong('events 缺少或不是列表')
  if (events.length > EVENTS_MAX) throw wrong(`events 最多 ${EVENTS_MAX} 项，现有 ${events.length} 项`)
  return {
    id: idIn(given), set, chosen: truthIn(given, 'chosen', '这一行'),
    project: { specialWorks: truthIn(project, 'specialWorks', 'project '), fireDrawings: truthIn(project, 'fireDrawings', 'project ') },
    events: events.map((event: unknown, index) => parseEvent(event, `第 ${index + 1} 个事件`)),
  }
}

function idIn({ id }: Fields): LineId {
  if (!isLineId(id)) throw wrong(`这一行的 id 应是 1 至 ${LINE_ID_MAX} 个字符的文字，或者整数`)
  return id
}

function parseEvent(input: unknown, where: string): ReleaseEvent {
  const event = fieldsOf(input, where)
  const what = textIn(event, 'what', where)
  if (!isWhat(what)) throw wrong(`${where}的 what「${what}」不认识，可用的有：${Object.keys(FIELDS).join('、')}`)
  onlyFields(event, ['on', 'what', ...FIELDS[what]], where)
  const on = dayIn(event, where)
  switch (what) {
    case 'land-document': return { on, what, kind: textIn(event, 'kind', where) }
    case 'reviewed': return { on, what, permit: permitIn(event, where), result: resultIn(event, where) }
    case 'opt-out':
    case 'opt-in': return { on, what }
    default: return { on, what, permit: permitIn(event, where) }
  }
}

function isWhat(what: string): what is What {
  return Object.hasOwn(FIELDS, what)
}

function permitIn({ permit }: Fields, where: string): Permit {
  if (!isPermit(permit)) throw wrong(`${where}的 permit 缺少或不认识，可用的有：${PERMITS.join('、')}`)
  return permit
}

function resultIn({ result }: Fields, where: string): 'passed' | 'refused' {
  if (result !== 'passed' && result !== 'refused') throw wrong(`${where}的 result 应是 passed（通过）或 refused（不通过）`)
  return result
}

function dayIn({ on }: Fields, where: string): Day {
  if (typeof on !== 'string' || !isDay(on)) throw wrong(`${where}的 on 缺少或不是真实的日期，应写成 YYYY-MM-DD`)
  return on
}

function textIn(input: Fields, field: string, where: string): string {
  const value = input[field]
  if (!isText(value)) throw wrong(`${where}的 ${field} 应是 1 至 ${TEXT_MAX} 个字符的文字`)
  return value
}

function truthIn(input: Fields, field: string, where: string): boolean {
  const value = input[field]
  if (typeof value !== 'boolean') throw wrong(`${where}的 ${field} 应是 true 或 false`)
  return value
}

function onlyFields(input: Fields, allowed: readonly string[], where: string): void {
  const unknown = Object.keys(input).find((field) => !allowed.includes(field))
  if (unknown !== undefined) throw wrong(`${where}有不认识的字段「${unknown.slice(0, TEXT_MAX)}」，请删去或改正`)
}

function fieldsOf(input: unknown, where: string): Fields {
  if (!isFields(input)) throw wrong(`${where}缺少或不是 JSON 对象，请检查引号、括号和逗号`)
  return input
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.length > 0 && value.length <= TEXT_MAX
}

function wrong(sentence: string): Refusal {
  return new Refusal('invalid', sentence)
}
