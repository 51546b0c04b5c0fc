import assert from 'node:assert/strict'
import { Refusal } from '#platform/refusal'

/** Far deeper than any form; keeps a hostile value from exhausting the stack. */
const DEPTH_MAX = 64

/**
 * The one text form of a JSON value, for hashing and signing: keys sorted by UTF-16 code units, no white space, numbers and
 * text as JSON.stringify writes them (RFC 8785). Members that are undefined are left out, a Date is its ISO instant. What JSON
 * cannot carry faithfully (NaN, bigint, class instances) is a bug and fails; nesting deeper than 64 is refused as `invalid`.
 */
export function canonicalJson(value: unknown): string {
  return textOf(value, 0)
}

function textOf(value: unknown, depth: number): string {
  if (typeof value === 'string') return JSON.stringify(value)
  if (typeof value === 'object' && value !== null) return compoundText(value, depth + 1)
  if (typeof value === 'number') assert(Number.isFinite(value), 'a number that is not finite has no canonical text')
  else assert(value === null || typeof value === 'boolean', `a ${typeof value} has no canonical text`)
  return String(Object.is(value, -0) ? 0 : value)
}

function compoundText(value: object, depth: number): string {
  if (depth > DEPTH_MAX) throw new Refusal('invalid', `数据嵌套超过${DEPTH_MAX}层，无法保存，请减少层次后重试`)
  if (Array.isArray(value)) return arrayText(value, depth)
  if (value instanceof Date) return JSON.stringify(value.toISOString())
  const prototype: unknown = Object.getPrototypeOf(value)
  assert(prototype === Object.prototype || prototype === null, 'only plain objects have a canonical text')
  // Safe: a plain object that is not an array maps names to values.
  return objectText(value as Record<string, unknown>, depth)
}

function arrayText(values: readonly unknown[], depth: number): string {
  let text = ''
  for (const value of values) text += (text && ',') + textOf(value === undefined ? null : value, depth)
  return `[${text}]`
}

function objectText(value: Record<string, unknown>, depth: number): string {
  let text = ''
  for (const key of Object.keys(value).sort()) {
    const member = value[key]
    if (member !== undefined) text += `${text && ','}${keyText(key)}${textOf(member, depth)}`
  }
  return `{${text}}`
}

/** Names are few and come again: writing each anew would be a third of the work. */
const keyTexts = new Map<string, string>()
const KEYS_MAX = 5000

function keyText(key: string): string {
  const known = keyTexts.get(key)
  if (known !== undefined) return known
  const text = `${JSON.stringify(key)}:`
  if (keyTexts.size >= KEYS_MAX) keyTexts.clear()
  keyTexts.set(key, text)
  return text
}
