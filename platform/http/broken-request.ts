import type { ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import type { FastifyReply, FastifyRequest, HookHandlerDoneFunction } from 'fastify'
import { errorBody } from './errors.ts'
import { nextTraceId } from './trace-id.ts'

interface Meaning { line: string; code: string; message: string }

const BROKEN: Meaning = { line: '400 Bad Request', code: 'invalid', message: '请求不符合 HTTP 协议，请换用常见的浏览器或程序' }
const MEANINGS: Readonly<Record<string, Meaning>> = {
  HPE_HEADER_OVERFLOW: { line: '431 Request Header Fields Too Large', code: 'too-large', message: '请求头太大，请清除本站的 Cookie 后再试' },
  ERR_HTTP_REQUEST_TIMEOUT: { line: '408 Request Timeout', code: 'invalid', message: '等了太久也没有收完请求，请检查网络后重试' },
}

/** Answers bytes that never became a request: there is only the socket to write on. */
export function answerBrokenRequest(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed || !socket.writable) return void socket.destroy()
  const answer = underway.get(socket)
  if (answer?.headersSent && !answer.writableFinished) return void answer.once('finish', () => socket.end())
  const { line, code, message } = MEANINGS[error.code ?? ''] ?? BROKEN
  const body = errorBody({ code, message, fields: [], traceId: nextTraceId() })
  const head = [
    `HTTP/1.1 ${line}`, 'content-type: application/json; charset=utf-8', `content-length: ${Buffer.byteLength(body)}`, 'connection: close',
  ]
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`)
}

/** The answer each connection is being given. What is broken may come behind a request that is still being answered; its answer is not cut in two. */
const underway = new WeakMap<Socket, ServerResponse>()

export function noteAnswer(request: FastifyRequest, reply: FastifyReply, done: HookHandlerDoneFunction): void {
  underway.set(request.raw.socket, reply.raw)
  done()
}

/**
 * We go on in no other protocol. Node answers such a request like any other, but its parser is then deaf to what is broken
 * in the next one on the same connection, and whoever sent that would wait in vain; so the connection ends with the answer.
 */
export function endUpgrade(request: FastifyRequest, reply: FastifyReply, done: HookHandlerDoneFunction): void {
  if (request.headers.upgrade !== undefined) reply.header('connection', 'close')
  done()
}
