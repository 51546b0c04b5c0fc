import assert from 'node:assert/strict'
import { once } from 'node:events'
import { connect } from 'node:net'
import { PassThrough, type Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { describe, it } from 'node:test'
import type { WebRequest } from '#platform/endpoint'
import { Refusal } from '#platform/refusal'
import { endpoint, testServer } from './test-server.ts'

async function readAll({ uploads }: WebRequest): Promise<unknown> {
  const files: object[] = []
  for await (const { field, fileName, declaredType, stream, fields } of uploads) {
    let bytes = 0
    for await (const chunk of stream) bytes += chunk.length
    files.push({ field, fileName, declaredType, bytes, fields })
  }
  return files
}

async function readOne({ uploads }: WebRequest): Promise<unknown> {
  for await (const { stream } of uploads) for await (const _chunk of stream);
  return {}
}

async function refuseAfterFirstBytes({ uploads }: WebRequest): Promise<unknown> {
  for await (const { stream } of uploads) {
    await once(stream, 'readable')
    throw new Refusal('too-large', '文件太大')
  }
  return {}
}

const routes = [
  endpoint('POST', '/api/all', { upload: true, answerTo: readAll }),
  endpoint('POST', '/api/one', { upload: true, answerTo: readOne }),
  endpoint('POST', '/api/never', { upload: true, answerTo: refuseAfterFirstBytes }),
  endpoint('POST', '/api/ignored', { upload: true, answerTo: async () => ({ ignored: true }) }),
]

const part = (
  name: string, content: string, extra = '',
): string => `--b\r\nContent-Disposition: form-data; name="${name}"${extra}\r\n\r\n${content}\r\n`
const multipart = { 'content-type': 'multipart/form-data; boundary=b' }

async function send(url: string, payload: string | Buffer, headers: Record<string, string> = multipart) {
  const answer = await testServer(routes).server.inject({ method: 'POST', url, headers, payload })
  return { status: answer.statusCode, body: answer.json() }
}

describe('收文件', () => {
  it('一个接一个地收，前面的文字字段跟着文件走，中文名不乱码', async () => {
    const form = new FormData()
    form.set('kind', '身份证')
    form.append('file', new Blob(['x'.repeat(70_000)], { type: 'image/png' }), '身份证 正面.png')
    form.append('file', new Blob(['y']), 'b')
    const request = new Request('http://127.0.0.1/', { method: 'POST', body: form })
    const { status, body } = await send(
      '/api/all', Buffer.from(await request.arrayBuffer()), { 'content-type': String(request.headers.get('content-type')) },
    )
    assert.equal(status, 200)
    assert.deepEqual(body, [
      { field: 'file', fileName: '身份证 正面.png', declaredType: 'image/png', bytes: 70_000, fields: { kind: '身份证' } },
      { field: 'file', fileName: 'b', declaredType: 'application/octet-stream', bytes: 1, fields: { kind: '身份证' } },
    ])
  })

  it('没有文件的表单没有文件', async () => {
    assert.deepEqual((await send('/api/all', `${part('a', '1')}--b--\r\n`)).body, [])
    assert.deepEqual((await send('/api/all', '')).body, [])
  })

  it('不是文件表单的请求说明该怎么传', async () => {
    const { status, body } = await send('/api/all', '{}', { 'content-type': 'application/json' })
    assert.equal(status, 415)
    assert.match(body.error.message, /multipart/)
    assert.equal((await send('/api/all', '', {})).status, 415)
  })

  it('残缺的内容是请求有误，不是系统错误', async () => {
    const file = part('file', 'x', '; filename="a.txt"')
    const broken = [
      file, file.slice(0, 20), file.slice(0, -6), 'nonsense', `${file}--c`, part('__proto__', 'x', '; filename="a"'),
      part('__proto__', 'x'), part('constructor', 'x'), '--b\r\n\r\n\r\n--b--', '--b\r\nContent-Disposition: x\r\n\r\n--b--\r\n', '--b--',
    ]
    for (const url of ['/api/all', '/api/one', '/api/never', '/api/ignored']) {
      for (const payload of broken) {
        const { status } = await send(url, payload)
        assert.ok(status < 500, `${url} ${JSON.stringify(payload)} ${status}`)
      }
    }
    assert.equal((await send('/api/all', file)).status, 400)
    assert.equal((await send('/api/all', file, { 'content-type': 'multipart/form-data' })).status, 400)
    assert.equal((await send('/api/all', `${part('__proto__', 'x', '; filename="a"')}--b--\r\n`)).status, 400)
  })

  it('文件和字段的数目有限', async () => {
    assert.equal((await send('/api/all', `${part('f', 'x', '; filename="a"').repeat(30)}--b--\r\n`)).status, 413)
    assert.equal((await send('/api/all', `${part('f', 'x').repeat(300)}--b--\r\n`)).status, 413)
  })

  it('收到一半就拒绝，答复照样送到，连接不挂住', async () => {
    const { server } = testServer(routes)
    const address = await server.listen({ host: '127.0.0.1', port: 0 })
    const form = new FormData()
    form.set('file', new Blob(['z'.repeat(8_000_000)]), 'big.bin')
    const answer = await fetch(`${address}/api/never`, { method: 'POST', body: form })
    assert.equal(answer.status, 413)
    assert.equal((await fetch(`${address}/healthz`)).status, 200)
    await server.close()
  })

  it('传到一半断线，正在读的人知道断了', async () => {
    const failure = await failureWhenBroken(async (stream) => once(stream.resume(), 'end'))
    assert.ok(failure instanceof Refusal && failure.code === 'invalid')
  })

  it('还没有人读就断线，程序不倒，来读的人知道断了', async () => {
    const failure = await failureWhenBroken(async (stream) => {
      await once(stream, 'close')
      await pipeline(stream, new PassThrough().resume())
    })
    assert.ok(failure instanceof Refusal && failure.code === 'invalid')
  })
})

/** What the reader gets to know when the sender's connection breaks in the middle of the file. */
async function failureWhenBroken(read: (stream: Readable) => Promise<unknown>): Promise<unknown> {
  const { promise: begun, resolve: begin } = Promise.withResolvers<void>()
  const { promise: ended, resolve: end } = Promise.withResolvers<unknown>()
  const { server } = testServer([endpoint('POST', '/api/watched', { upload: true, answerTo: async ({ uploads }) => {
    for await (const { stream } of uploads) {
      begin()
      await read(stream).then(() => end('read to the end'), end)
    }
  } })])
  const { port } = new URL(await server.listen({ host: '127.0.0.1', port: 0 }))
  const socket = connect(Number(port), '127.0.0.1')
  const file = part('file', 'x'.repeat(1000), '; filename="a"').slice(0, -2)
  const head = ['POST /api/watched HTTP/1.1', 'Host: a', `Content-Type: ${multipart['content-type']}`, 'Content-Length: 1000000']
  socket.write(`${head.join('\r\n')}\r\n\r\n${file}`)
  await begun
  socket.destroy()
  const failure = await ended
  await server.close()
  return failure
}
