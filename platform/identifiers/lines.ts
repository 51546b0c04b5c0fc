/** The JSON-lines contract of `chunfeng validate`: `{"kind", "value"}` in, `{"valid", "why"}` out. */
import type { Day } from '../day.ts'
import { isLineId, lineIdOf, readJsonLine } from '../json-line.ts'
import { Refusal } from '../refusal.ts'
import { IDENTIFIER_KINDS, isIdentifierKind, validate } from './validate.ts'

const FIELDS = ['id', 'kind', 'value']

/** Answers one line; `{id?, error}` when it is not valid. An optional id comes back, so that answers can be matched to lines. */
export function answerValidateLine(line: string, today: Day): object {
  const input = readJsonLine(line)
  const id = lineIdOf(input)
  try {
    return { ...id, ...answer(input, today) }
  } catch (error) {
    if (error instanceof Refusal) return { ...id, error: error.message }
    throw error
  }
}

function answer(input: unknown, today: Day): object {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) throw new Refusal('invalid', '这一行不是 JSON 对象，请检查引号、括号和逗号')
  const unknown = Object.keys(input).find((field) => !FIELDS.includes(field))
  if (unknown !== undefined) throw new Refusal('invalid', `有不认识的字段「${unknown}」，只能有 kind 和 value`)
  if ('id' in input && !isLineId(input.id)) throw new Refusal('invalid', 'id 应是文字或整数')
  if (!('kind' in input && typeof input.kind === 'string' && isIdentifierKind(input.kind))) {
    throw new Refusal('invalid', `kind 缺少或不认识，可用的有：${IDENTIFIER_KINDS.join('、')}`)
  }
  if (!('value' in input && typeof input.value === 'string')) throw new Refusal('invalid', 'value 缺少或不是文字，号码要加引号')
  return validate(input.kind, input.value, today)
}
