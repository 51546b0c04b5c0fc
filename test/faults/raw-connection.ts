import assert from 'node:assert/strict'
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'

export interface RawAnswer {
  status: number
  headers: ReadonlyMap<string, string>
  body: Buffer
}
/** The connection ended, or nothing came, before an answer was whole. */
export interface NoAnswer {
  broken: string
}

interface Asking {
  method: string
  /** Nothing more will be sent: what is missing of the request stays missing. */ isLast: boolean
}

/** A disk that is busy with something else may hold up an upload for long; what never answers is found all the same. */
const SILENCE_MILLISECONDS_MAX = 60_000

/** One connection over which any bytes may be sent; opened again when the server has closed it. */
export class RawConnection {
  private readonly port: number
  private socket: Socket | undefined

  constructor(port: number) {
    this.port = port
  }

  async ask(bytes: Buffer, asking: Asking): Promise<RawAnswer | NoAnswer> {
    const socket = await this.opened()
    const answer = await answerOn(socket, bytes, asking)
    if ('broken' in answer || answer.headers.get('connection')?.toLowerCase() === 'close' || asking.isLast) this.close()
    return answer
  }

  close(): void {
    this.socket?.destroy()
    this.socket = undefined
  }

  private async opened(): Promise<Socket> {
    if (this.socket && !this.socket.destroyed && this.socket.readable) return this.socket
    const socket = connect({ port: this.port, host: '127.0.0.1', noDelay: true, allowHalfOpen: true })
    this.socket = socket
    socket.on('error', () => undefined) // seen as a connection that closed
    await once(socket, 'connect')
    return socket
  }
}

function answerOn(socket: Socket, bytes: Buffer, { method, isLast }: Asking): Promise<RawAnswer | NoAnswer> {
  return new Promise((resolve) => {
    let received = Buffer.alloc(0)
    const settle = (answer: RawAnswer | NoAnswer): void => {
      clearTimeout(patience)
      for (const event of ['data', 'end', 'close', 'error']) socket.removeAllListeners(event)
      socket.on('error', () => undefined)
      resolve(answer)
    }
    const take = (isOver: boolean, why: string): void => {
      const answer = readAnswer(received, { method, isOver })
      if (answer) return settle(answer)
      if (isOver) settle({ broken: `${why}；已收到 ${received.length} 字节` })
    }
    const patience = setTimeout(() => settle({ broken: '没有应答' }), SILENCE_MILLISECONDS_MAX)
    socket.on('data', (chunk: Buffer) => {
      received = Buffer.concat([received, chunk])
      take(false, '')
    })
    socket.on('end', () => take(true, '连接被关闭'))
    socket.on('error', (error) => take(true, error.message))
    socket.on('close', () => take(true, '连接被关闭'))
    socket.write(bytes)
    if (isLast) socket.end()
  })
}

const HEAD_END = Buffer.from('\r\n\r\n')

/** The final answer in these bytes, if it is whole. */
function readAnswer(bytes: Buffer, { method, isOver }: { method: string; isOver: boolean }): RawAnswer | undefined {
  const end = bytes.indexOf(HEAD_END)
  if (end < 0) return undefined
  const [line = '', ...lines] = bytes.subarray(0, end).toString('latin1').split('\r\n')
  const status = Number(line.split(' ')[1])
  const rest = bytes.subarray(end + HEAD_END.length)
  if (status < 200) return readAnswer(rest, { method, isOver })
  const headers = new Map(
    lines.map((one): [string, string] => [one.slice(0, one.indexOf(':')).toLowerCase(), one.slice(one.indexOf(':') + 1).trim()]),
  )
  const body = method === 'HEAD' || status === 204 || status === 304 ? Buffer.alloc(0) : bodyOf(rest, headers, isOver)
  return body && { status, headers, body }
}

function bodyOf(rest: Buffer, headers: ReadonlyMap<string, string>, isOver: boolean): Buffer | undefined {
  const length = headers.get('content-length')
  if (length !== undefined) return rest.length >= Number(length) ? rest.subarray(0, Number(length)) : undefined
  if (headers.get('transfer-encoding') === 'chunked') return chunksOf(rest)
  return isOver ? rest : undefined
}

function chunksOf(rest: Buffer): Buffer | undefined {
  const parts: Buffer[] = []
  for (let at = 0; ;) {
    const lineEnd = rest.indexOf('\r\n', at)
    if (lineEnd < 0) return undefined
    const size = Number.parseInt(rest.subarray(at, lineEnd).toString('latin1'), 16)
    assert(size >= 0, `不是分块的长度：${rest.subarray(at, at + 100).toString('latin1')}`)
    const start = lineEnd + 2
    if (rest.length < start + size + 2) return undefined
    if (size === 0) return Buffer.concat(parts)
    parts.push(rest.subarray(start, start + size))
    at = start + size + 2
  }
}
