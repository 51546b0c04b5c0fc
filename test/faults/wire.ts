import type { Chance } from '../../cli/simulate/chance.ts'
import { encodedBody, type Draft, type Pair } from './fuzz-request.ts'

/** A request as it goes over the wire. */
export interface Wire {
  bytes: Buffer
  method: string
  /** The connection cannot go on after it. */ isLast: boolean
}

type Framing = 'length' | 'chunked' | 'broken-chunks' | 'short' | 'long' | 'cut' | 'huge'

/** Most are framed as they should be; the rest in the ways a broken network or a bad program would. */
function framingFor(chance: Chance): Framing {
  const share = chance.next()
  if (share < 0.86) return 'length'
  if (share < 0.94) return 'chunked'
  return share < 0.941 ? 'huge' : chance.oneOf(['broken-chunks', 'short', 'long', 'cut', 'cut'])
}

/** Larger than what is taken of anything but files. */
const HUGE_BYTES = 1_200_000

export function wireOf(draft: Draft, cookie: string, chance: Chance): Wire {
  const body = encodedBody(draft.body)
  const framing = body === undefined ? 'length' : framingFor(chance)
  const content =
    framing === 'huge'
      ? Buffer.alloc(HUGE_BYTES, ' ')
      : framing === 'cut'
        ? body?.bytes.subarray(0, chance.between(0, body.bytes.length))
        : body?.bytes
  const headers = headersOf(draft, cookie, body?.type)
  const isLast = framing === 'short' || framing === 'long' || framing === 'broken-chunks'
  return {
    bytes: Buffer.concat([headOf(draft, [...headers, ...lengthHeaders(framing, content)]), framed(framing, content, chance)]),
    method: draft.method,
    isLast,
  }
}

/** An odd header takes the place of the one a program would send. */
function headersOf({ headers }: Draft, cookie: string, type: string | undefined): Pair[] {
  const usual: Pair[] = [['host', '127.0.0.1'], ['cookie', cookie], ...(type === undefined ? [] : [['content-type', type] as const])]
  return [...usual.filter(([name]) => !headers.some(([other]) => other === name)), ...headers]
}

function headOf({ method, path, query }: Draft, headers: readonly Pair[]): Buffer {
  const target = query.length === 0 ? path : `${path}?${query.map(([name, value]) => `${name}=${value}`).join('&')}`
  const lines = [`${method} ${target || '/'} HTTP/1.1`, ...headers.map(([name, value]) => `${name}: ${value}`)]
  return Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1')
}

function lengthHeaders(framing: Framing, content: Buffer | undefined): Pair[] {
  if (content === undefined) return []
  if (framing === 'chunked' || framing === 'broken-chunks') return [['transfer-encoding', 'chunked']]
  const shift = framing === 'short' ? 50 : framing === 'long' ? -Math.min(20, content.length) : 0
  return [['content-length', String(content.length + shift)]]
}

function framed(framing: Framing, content: Buffer | undefined, chance: Chance): Buffer {
  if (content === undefined) return Buffer.alloc(0)
  if (framing !== 'chunked' && framing !== 'broken-chunks') return content
  const middle = chance.between(0, content.length)
  const chunks = [content.subarray(0, middle), content.subarray(middle)].filter(({ length }) => length > 0)
  const written = chunks.flatMap((chunk) => [Buffer.from(`${chunk.length.toString(16)}\r\n`), chunk, Buffer.from('\r\n')])
  const end = framing === 'chunked' ? '0\r\n\r\n' : chance.oneOf(['zz\r\n', '-1\r\n\r\n', 'fffffffffffffffff\r\n', '5\r\nabc'])
  return Buffer.concat([...written, Buffer.from(end)])
}
