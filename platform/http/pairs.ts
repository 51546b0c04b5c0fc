import { Refusal } from '#platform/refusal'

/** Names and values of a query or a form; a name given twice has a list. */
export type Pairs = Record<string, string | string[]>

/** More than the longest form has fields; keeps a crafted request from costing time. */
const PAIRS_MAX = 1000

/** Reads `name=value&…` strictly: what is not valid percent-encoded UTF-8 is refused, not guessed. */
export function parsePairs(text: string): Pairs {
  // No prototype: a field called "toString" is a field.
  const pairs: Pairs = Object.create(null)
  if (text === '') return pairs
  const parts = text.split('&')
  if (parts.length > PAIRS_MAX) throw new Refusal('invalid', `字段太多，最多 ${PAIRS_MAX} 个，请分次提交`)
  for (const part of parts) {
    if (part === '') continue
    const split = part.indexOf('=')
    add(pairs, decoded(split < 0 ? part : part.slice(0, split)), split < 0 ? '' : decoded(part.slice(split + 1)))
  }
  return pairs
}

function add(pairs: Pairs, name: string, value: string): void {
  const earlier = pairs[name]
  if (earlier === undefined) pairs[name] = value
  else if (Array.isArray(earlier)) earlier.push(value)
  else pairs[name] = [earlier, value]
}

function decoded(text: string): string {
  if (!text.includes('%') && !text.includes('+')) return text
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    throw new Refusal('invalid', '地址或表单里有无法识别的编码，请从页面重新操作')
  }
}
