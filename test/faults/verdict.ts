import type { Draft } from './fuzz-request.ts'
import type { NoAnswer, RawAnswer } from './raw-connection.ts'
import type { Wire } from './wire.ts'

const PROGRAM = /^\/(?:api|healthz|readyz|metrics)(?:[/?]|$)/
const CODES = new Set([
  'invalid',
  'unauthenticated',
  'forbidden',
  'not-found',
  'conflict',
  'too-large',
  'unsupported-media',
  'rule',
  'too-many',
])
/** What a person must never read: our paths, our tables, our language. */
const INNARDS = /node_modules|file:\/\/\/|\bat [\w.]+ \(|kernel\.case|syntax error at|undefined is not|Cannot read/

/** What is wrong with an answer, or undefined. Whatever was asked, it is never the server's fault, and it says so in Chinese. */
export function faultIn(draft: Draft, { isLast }: Wire, answer: RawAnswer | NoAnswer): string | undefined {
  if ('broken' in answer) return isLast ? undefined : `没有得到应答：${answer.broken}`
  const { status, headers } = answer
  const text = answer.body.toString('utf8')
  if (status >= 500) return `状态 ${status}：${text.slice(0, 500)}`
  const type = headers.get('content-type') ?? ''
  if (headers.get('content-encoding') !== undefined || draft.method === 'HEAD') return undefined
  if (/json|html/.test(type) && INNARDS.test(text)) return `露出了内部的东西：${text.slice(0, 500)}`
  if (status < 400) return type.startsWith('application/json') && !isJson(text) ? `不是 JSON：${text.slice(0, 200)}` : undefined
  if (type.startsWith('application/json')) return isErrorBody(text) ? undefined : `错误的样子不对：${text.slice(0, 500)}`
  if (PROGRAM.test(draft.path)) return `接口的错误不是 JSON：${type} ${text.slice(0, 200)}`
  return /\p{Script=Han}/u.test(text) ? undefined : `错误没有说中文：${type} ${text.slice(0, 200)}`
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

function isErrorBody(text: string): boolean {
  if (!isJson(text)) return false
  const { error } = JSON.parse(text)
  return CODES.has(error?.code) && /\p{Script=Han}/u.test(error.message) && typeof error.traceId === 'string' && error.traceId !== ''
}
