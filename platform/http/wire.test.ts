import assert from 'node:assert/strict'
import { once } from 'node:events'
import { connect } from 'node:net'
import { after, before, describe, it } from 'node:test'
import { Readable } from 'node:stream'
import { Reply } from '#platform/reply'
import { endpoint, Sample, testServer } from './test-server.ts'

/** Goes on only when the test says so. */
const rest = Promise.withResolvers<void>()
async function* inTwoParts() {
  yield '前半'
  await rest.promise
  yield '后半'
}
const { server } = testServer([
  endpoint('POST', '/api/samples', { body: Sample }), endpoint('GET', '/api/plain'),
  endpoint('GET', '/api/long', { answerTo: async () => new Reply(200, 'text/plain; charset=utf-8', Readable.from(inTwoParts())) }),
])
let port = 0

before(async () => {
  port = Number(new URL(await server.listen({ host: '127.0.0.1', port: 0 })).port)
})
after(() => server.close())

/** Sends bytes as they are and reads until the server closes or has answered. */
async function raw(bytes: string | Buffer): Promise<string> {
  const socket = connect(port, '127.0.0.1')
  socket.end(bytes)
  let answer = ''
  socket.on('data', (chunk) => { answer += chunk.toString() })
  await once(socket, 'close')
  return answer
}

const statusOf = (answer: string): number => Number(answer.slice(9, 12))

describe('不成样子的请求也得到明白的答复，服务照常', () => {
  it('不是 HTTP 的字节', async () => {
    for (const bytes of [
      'hello\r\n\r\n', Buffer.from([0, 1, 2, 3, 13, 10, 13, 10]), 'GET /api/plain HTTP/9.9\r\n\r\n',
      'GET /a b c HTTP/1.1\r\nHost: a\r\n\r\n', '\x16\x03\x01\x02\x00\x01\x00\r\n\r\n',
    ]) {
      const answer = await raw(bytes)
      assert.equal(statusOf(answer), 400, JSON.stringify(answer))
    }
  })

  it('前一个的答复还没有发完，后面来了坏的：前一个的答复完整，然后断开', async () => {
    const socket = connect(port, '127.0.0.1')
    let answer = ''
    socket.on('data', (chunk) => { answer += chunk.toString() })
    socket.write('GET /api/long HTTP/1.1\r\nHost: a\r\n\r\n')
    await once(socket, 'data')
    const broken = once(server.server, 'clientError')
    socket.write('hello\r\n\r\n')
    await broken
    rest.resolve()
    await once(socket, 'close')
    assert.match(answer, /^HTTP\/1\.1 200 [^]*前半[^]*后半\r\n0\r\n\r\n$/)
  })

  it('答复也是固定的错误格式', async () => {
    const answer = await raw('GET /api/plain HTTP/9.9\r\nHost: a\r\n\r\n')
    const body = JSON.parse(String(answer.split('\r\n\r\n')[1]))
    assert.equal(body.error.code, 'invalid')
    assert.match(body.error.message, /HTTP 协议/)
  })

  it('请求头太大是 431，太多也不出错', async () => {
    assert.equal(statusOf(await raw(`GET /api/plain HTTP/1.1\r\nHost: a\r\nCookie: ${'x'.repeat(40_000)}\r\n\r\n`)), 431)
    const many = Array.from({ length: 1500 }, (_, index) => `x${index}: 1\r\n`).join('')
    assert.ok(statusOf(await raw(`GET /api/plain HTTP/1.1\r\nHost: a\r\nConnection: close\r\n${many}\r\n`)) < 500)
  })

  it('重复和自相矛盾的头', async () => {
    const head = 'POST /api/samples HTTP/1.1\r\nHost: a\r\nConnection: close\r\n'
    assert.equal(statusOf(await raw(`${head}Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}`)), 400)
    assert.equal(statusOf(await raw(`${head}Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`)), 400)
    assert.equal(
      statusOf(await raw(`${head}Content-Type: application/json\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n\r\n{}`)), 400,
    )
    assert.equal(
      statusOf(await raw(`${head}Content-Type: text/plain\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}`)), 415,
    )
    assert.ok(statusOf(await raw(`${head}Cookie: a=%zz; __proto__=1; =; ;\r\nCookie: b\r\nContent-Length: 0\r\n\r\n`)) < 500)
    assert.equal(statusOf(await raw('GET /api/plain HTTP/1.1\r\nConnection: close\r\n\r\n')), 400)
  })

  it('说好的长度没有发够', async () => {
    const answer = await raw('POST /api/samples HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 50\r\n\r\n{}')
    assert.ok(answer === '' || statusOf(answer) === 400, answer)
  })

  it('声称很大的请求不等收完就拒绝', async () => {
    const answer = await raw('POST /api/samples HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 99999999\r\n\r\n{')
    assert.equal(statusOf(answer), 413)
  })

  it('分块发来的大内容在超过时拒绝', async () => {
    const chunk = `10000\r\n${'x'.repeat(65_536)}\r\n`
    const head = 'POST /api/samples HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n'
    const answer = await raw(`${head}${chunk.repeat(20)}0\r\n\r\n`)
    assert.equal(statusOf(answer), 413)
  })

  it('少见的方法、绝对地址、怪路径', async () => {
    for (const line of [
      'PROPFIND /api/plain', 'TRACE /api/plain', 'OPTIONS *', 'GET http://other.example/api/plain', 'GET //api//plain',
      'GET /../../etc/passwd', 'GET /api/plain;x=1', 'GET /api/plain?%00', 'PATCH /api/plain', 'GET /%2e%2e/%2e%2e', 'GET /api/\u00ff',
    ]) {
      const status = statusOf(await raw(Buffer.from(`${line} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`, 'latin1')))
      assert.ok(status >= 200 && status < 500, `${line} ${status}`)
    }
  })

  it('之后还能正常答复', async () => {
    const answer = await fetch(`http://127.0.0.1:${port}/api/plain`)
    assert.equal(answer.status, 200)
  })
})

describe('关机', () => {
  it('正在办的请求办完再停', async () => {
    const { promise: arrived, resolve: arrive } = Promise.withResolvers<void>()
    const { promise: finished, resolve: finish } = Promise.withResolvers<object>()
    const { server: closing } = testServer([endpoint('GET', '/api/slow', { answerTo: async () => { arrive(); return finished } })])
    const address = await closing.listen({ host: '127.0.0.1', port: 0 })
    const asked = fetch(`${address}/api/slow`)
    await arrived
    const closed = closing.close()
    finish({ done: true })
    assert.deepEqual(await (await asked).json(), { done: true })
    await closed
    await assert.rejects(fetch(`${address}/api/slow`))
  })
})
