/** Strict reading of one input line of `chunfeng clock`: what is missing, unknown, of the wrong type or out of order is refused. */
import { isDay, type Day } from '#platform/day'
import { isLineId, LINE_ID_MAX, type LineId } from '#platform/json-line'
import { Refusal } from '#platform/refusal'
import type { ClockEvent, ClockHistory, What } from './history.ts'

export interface ClockQuestion {
  readonly id: LineId
  readonly history: ClockHistory
  readonly asOf: Day
  readonly ask: { readonly levelOn?: readonly Day[]; readonly elapsedOn?: readonly Day[] }
}

type Fields = Readonly<Record<string, unknown>>

const LINE_FIELDS = ['id', 'limitWorkingDays', 'statutoryWorkingDays', 'joint', 'events', 'asOf', 'ask']
const EVENT_FIELDS: Readonly<Record<What, readonly string[]>> = {
  received: [], 'correction-notice': [], supplemented: [], accepted: [], 'not-accepted': [], delivered: [], withdrawn: [],
  'pause-start': ['id', 'kind'], 'pause-end': ['id'], extended: ['days', 'by'], decided: ['outcome'], 'yellow-card': ['superviseUntil'],
}
const EVENTS_MAX = 1000
const ASKED_DAYS_MAX = 1000
const TEXT_MAX = 200

export function parseQuestion(input: unknown): ClockQuestion {
  if (!isFields(input)) throw new Refusal('invalid', '这一行不是 JSON 对象，请检查引号、括号和逗号')
  onlyFields(input, LINE_FIELDS, '这一行')
  const events = listIn(input, 'events', EVENTS_MAX).map(parseEvent)
  inTimeOrder(events)
  return {
    id: idIn(input),
    history: {
      limitWorkingDays: countIn(input, 'limitWorkingDays'),
      statutoryWorkingDays: countIn(input, 'statutoryWorkingDays'),
      joint: truthIn(input, 'joint'),
      events,
    },
    asOf: dayIn(input, 'asOf', '这一行'),
    ask: parseAsk(input.ask),
  }
}

function idIn({ id }: Fields): LineId {
  if (!isLineId(id)) throw new Refusal('invalid', `这一行的 id 应是 1 至 ${LINE_ID_MAX} 个字符的文字，或者整数`)
  return id
}

function parseAsk(ask: unknown): ClockQuestion['ask'] {
  if (ask === undefined) return {}
  if (!isFields(ask)) throw new Refusal('invalid', 'ask 应是对象，例如 {"levelOn": ["2025-11-10"]}')
  onlyFields(ask, ['levelOn', 'elapsedOn'], 'ask ')
  return {
    ...(ask.levelOn !== undefined && { levelOn: daysIn(ask, 'levelOn') }),
    ...(ask.elapsedOn !== undefined && { elapsedOn: daysIn(ask, 'elapsedOn') }),
  }
}

function parseEvent(input: unknown, index: number): ClockEvent {
  const where = `第 ${index + 1} 个事件`
  if (!isFields(input)) throw new Refusal('invalid', `${where}应是对象，例如 {"on": "2025-11-03", "what": "received"}`)
  const what = textIn(input, 'what', where)
  if (!isWhat(what)) throw new Refusal('invalid', `${where}的 what「${what}」不认识，可用的有：${Object.keys(EVENT_FIELDS).join('、')}`)
  onlyFields(input, ['on', 'what', ...EVENT_FIELDS[what]], where)
  return eventOf(input, what, where)
}

function eventOf(input: Fields, what: What, where: string): ClockEvent {
  const on = dayIn(input, 'on', where)
  const text = (field: string) => textIn(input, field, where)
  switch (what) {
    case 'pause-start': return { on, what, id: text('id'), kind: text('kind') }
    case 'pause-end': return { on, what, id: text('id') }
    case 'extended': return { on, what, days: wholeNumberIn(input, 'days', where), by: text('by') }
    case 'decided': return { on, what, outcome: outcomeIn(input, where) }
    case 'yellow-card': return { on, what, superviseUntil: dayIn(input, 'superviseUntil', where) }
    default: return { on, what }
  }
}

function isWhat(what: string): what is What {
  return Object.hasOwn(EVENT_FIELDS, what)
}

function inTimeOrder(events: readonly ClockEvent[]): void {
  for (const [index, event] of events.entries()) {
    const previous = events[index - 1]
    if (previous !== undefined && event.on < previous.on) {
      throw new Refusal('invalid', `第 ${index + 1} 个事件（${event.on}）早于前一个（${previous.on}），请按时间先后排列`)
    }
  }
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.length > 0 && value.length <= TEXT_MAX
}

function onlyFields(input: Fields, allowed: readonly string[], where: string): void {
  const unknown = Object.keys(input).find((field) => !allowed.includes(field))
  if (unknown !== undefined) throw new Refusal('invalid', `${where}有不认识的字段「${unknown.slice(0, TEXT_MAX)}」，请删去或改正`)
}

function textIn(input: Fields, field: string, where: string): string {
  const value = input[field]
  if (!isText(value)) throw new Refusal('invalid', `${where}的 ${field} 应是 1 至 ${TEXT_MAX} 个字符的文字`)
  return value
}

function dayIn(input: Fields, field: string, where: string): Day {
  return asDay(input[field], `${where}的 ${field}`)
}

function daysIn(input: Fields, field: string): Day[] {
  return listIn(input, field, ASKED_DAYS_MAX).map((value) => asDay(value, `ask 的 ${field}`))
}

function asDay(value: unknown, name: string): Day {
  if (typeof value !== 'string') throw new Refusal('invalid', `${name} 缺少或不是文字，应写成 YYYY-MM-DD`)
  if (!isDay(value)) throw new Refusal('invalid', `${name}「${value.slice(0, TEXT_MAX)}」不是真实的日期，应写成 YYYY-MM-DD`)
  return value
}

function listIn(input: Fields, field: string, max: number): readonly unknown[] {
  const value = input[field]
  if (!Array.isArray(value)) throw new Refusal('invalid', `${field} 缺少或不是列表`)
  if (value.length > max) throw new Refusal('invalid', `${field} 最多 ${max} 项，现有 ${value.length} 项`)
  return value
}

function truthIn(input: Fields, field: string): boolean {
  const value = input[field]
  if (typeof value !== 'boolean') throw new Refusal('invalid', `${field} 应是 true 或 false`)
  return value
}

/** A limit: 0 is 即办件. */
function countIn(input: Fields, field: string): number {
  const value = wholeNumberIn(input, field, '这一行')
  if (value < 0) throw new Refusal('invalid', `${field} 不能是负数`)
  return value
}

/** Extensions of a wrong length are whole numbers too: they are read, and then have no effect. */
function wholeNumberIn(input: Fields, field: string, where: string): number {
  const value = input[field]
  if (typeof value !== 'number' || !Number.isSafeInteger(value)) throw new Refusal('invalid', `${where}的 ${field} 应是整数`)
  return value
}

function outcomeIn(input: Fields, where: string): 'granted' | 'refused' {
  const { outcome } = input
  if (outcome !== 'granted' && outcome !== 'refused') throw new Refusal('invalid', `${where}的 outcome 应是 granted（准予）或 refused（不予）`)
  return outcome
}
