import { isUtf8 } from 'node:buffer'
import type { FastifyInstance } from 'fastify'
import { Refusal } from '#platform/refusal'
import { faceOf } from './faces.ts'
import { parsePairs } from './pairs.ts'

export const BODY_BYTES_MAX = 1024 * 1024

/** JSON for everybody, forms for pages; whatever else arrives is refused as unsupported. */
export function addBodyParsers(server: FastifyInstance): void {
  server.removeAllContentTypeParsers()
  server.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) => {
    attempt(() => parseJson(textOf(body)), done)
  })
  server.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'buffer' }, (request, body, done) => {
    attempt(() => parseForm(request.url, textOf(body)), done)
  })
}

/** The parser's callback wants the error handed over, not thrown. */
function attempt(parse: () => unknown, done: (error: Error | null, body?: unknown) => void): void {
  let body: unknown
  try {
    body = parse()
  } catch (error) {
    return done(error instanceof Error ? error : new Error(String(error)))
  }
  done(null, body)
}

function textOf(body: string | Buffer): string {
  if (typeof body === 'string') return body
  if (!isUtf8(body)) throw new Refusal('invalid', '提交的内容不是 UTF-8 编码，请改用 UTF-8')
  return body.toString('utf8')
}

function parseJson(text: string): unknown {
  if (text.trim() === '') return undefined
  try {
    return JSON.parse(text)
  } catch {
    throw new Refusal('invalid', '提交的内容不是正确的 JSON，请检查括号、引号和逗号')
  }
}

function parseForm(url: string, text: string): unknown {
  if (faceOf(url) === 'program') throw new Refusal('unsupported-media', '接口只接受 JSON，请把 Content-Type 设为 application/json')
  return parsePairs(text)
}
