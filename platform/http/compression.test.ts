import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { Readable } from 'node:stream'
import { describe, it } from 'node:test'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import fc from 'fast-check'
import { page, Reply } from '#platform/reply'
import { endpoint, testServer } from './test-server.ts'

let text = ''
let bytes = Buffer.alloc(0)
const { server } = testServer([
  endpoint('GET', '/page', { answerTo: async () => page(text) }),
  endpoint('GET', '/stream', { answerTo: async () => new Reply(200, 'text/css', Readable.from([bytes])) }),
  endpoint(
    'GET', '/broken', { answerTo: async () => new Reply(200, 'text/css', Readable.from(breaking())) },
  ),
  endpoint('GET', '/photo', { answerTo: async () => new Reply(200, 'image/jpeg', Buffer.alloc(5000)) }),
  endpoint('GET', '/packed', { answerTo: async () => new Reply(200, 'text/css', bytes, { headers: { 'content-encoding': 'identity' } }) }),
])

/** Two good pieces, and then the disk fails. */
async function* breaking(): AsyncGenerator<Buffer> {
  yield randomBytes(100_000)
  yield randomBytes(100_000)
  throw new Error('disk')
}

const UNPACK = { br: brotliDecompressSync, gzip: gunzipSync } as const

async function get(url: string, encoding: string) {
  return server.inject({ url, headers: { 'accept-encoding': encoding } })
}

describe('压缩的页面', () => {
  it('解开以后一字不差', async () => {
    const long = fc.string({ unit: 'grapheme', minLength: 300, maxLength: 3000 }).filter((drawn) => Buffer.byteLength(drawn) >= 1024)
    await fc.assert(fc.asyncProperty(long, fc.constantFrom('br', 'gzip'), async (drawn, encoding) => {
      text = drawn.toWellFormed()
      const answer = await get('/page', encoding)
      assert.equal(answer.headers['content-encoding'], encoding)
      // Safe: drawn from the two keys.
      assert.equal(UNPACK[encoding as 'br' | 'gzip'](answer.rawPayload).toString(), text)
    }), { numRuns: 40 })
  })

  it('整整 1 kB 起压，少一个字节不压', async () => {
    text = 'x'.repeat(1024)
    assert.equal((await get('/page', 'br')).headers['content-encoding'], 'br')
    text = 'x'.repeat(1023)
    assert.equal((await get('/page', 'br')).headers['content-encoding'], undefined)
  })

  it('边读边送的也压', async () => {
    bytes = Buffer.from('a { color: #1b2733 }\n'.repeat(500))
    for (const encoding of ['br', 'gzip'] as const) assert.deepEqual(UNPACK[encoding]((await get('/stream', encoding)).rawPayload), bytes)
    assert.deepEqual((await get('/stream', '')).rawPayload, bytes)
  })

  it('照片和已经压过的不再压', async () => {
    assert.equal((await get('/photo', 'br')).headers['content-encoding'], undefined)
    assert.equal((await get('/packed', 'br')).headers['content-encoding'], 'identity')
    assert.equal((await get('/photo', 'br')).headers.vary, undefined)
  })

  it('HEAD 不压，也没有内容', async () => {
    text = 'x'.repeat(5000)
    const answer = await server.inject({ method: 'HEAD', url: '/page', headers: { 'accept-encoding': 'br' } })
    assert.deepEqual([answer.statusCode, answer.body, answer.headers['content-encoding']], [200, '', undefined])
  })

  it('源头断了，答复也断，不会当成完整的', async () => {
    const address = await server.listen({ host: '127.0.0.1', port: 0 })
    for (const encoding of ['br', 'gzip', 'identity']) {
      const whole = fetch(`${address}/broken`, { headers: { 'accept-encoding': encoding } }).then((answer) => answer.arrayBuffer())
      await assert.rejects(whole, encoding)
    }
    await server.close()
  })
})
