import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { Type } from 'typebox'
import { endpoint, Sample, testServer } from './test-server.ts'

const RUNS = Number(process.env['FUZZ_RUNS'] ?? 300)
const Query = Type.Object({
  q: Type.Optional(Type.String({ maxLength: 20 })), page: Type.Optional(Type.Integer()), kinds: Type.Optional(Type.Array(Type.String())),
})
const { server } = testServer([
  endpoint('GET', '/api/items', { query: Query }),
  endpoint('GET', '/api/items/:code'),
  endpoint('POST', '/api/samples', { body: Sample }),
  endpoint('POST', '/samples/:id', { body: Sample, query: Query }),
  endpoint('POST', '/api/files', { upload: true, answerTo: async ({ uploads }) => {
    for await (const { stream } of uploads) stream.resume()
    return {}
  } }),
])

const method = fc.constantFrom('GET', 'POST', 'PUT', 'DELETE', 'HEAD', 'OPTIONS', 'PATCH')
const path = fc.oneof(
  fc.constantFrom('/api/items', '/api/items/1', '/api/samples', '/samples/1', '/api/files', '/api/openapi.json', '/healthz', '/'),
  fc.webPath(),
  fc.string().map((text) => `/api/items/${encodeURIComponent(text.toWellFormed())}`),
  fc.string({ unit: 'binary-ascii' }).map((text) => `/${text.replace(/[\s\0-\x1f\x7f]/g, '')}`),
)
const query = fc.oneof(
  fc.webQueryParameters(),
  fc.array(fc.tuple(
    fc.constantFrom('q', 'page', 'kinds', '__proto__', 'constructor', ''), fc.string(),
  )).map((pairs) => pairs.map(([name, value]) => `${name}=${encodeURIComponent(value.toWellFormed())}`).join('&')),
  fc.string({ unit: 'binary-ascii' }).map((text) => text.replace(/[\s\0-\x1f\x7f#]/g, '%')),
)
const type = fc.oneof(
  fc.constantFrom(
    'application/json', 'application/json; charset=gbk', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=b',
    'multipart/form-data', 'text/plain', '', ';', '/',
  ),
  fc.string({ unit: 'grapheme-ascii' }),
)
const sampleLike = fc.record(
  { name: fc.anything(), count: fc.anything(), tags: fc.anything(), inner: fc.anything(), extra: fc.anything() }, { requiredKeys: [] },
)
const body = fc.oneof(
  fc.json(),
  sampleLike.map((value) => Buffer.from(JSON.stringify(value, (_key, inner) => (typeof inner === 'bigint' ? String(inner) : inner)) ?? '')),
  fc.uint8Array({ maxLength: 400 }).map((bytes) => Buffer.from(bytes)),
  fc.string().map((text) => `--b\r\nContent-Disposition: form-data; name="file"; filename="${text}"\r\n\r\n${text}\r\n--b--\r\n`),
  fc.string().map((text) => `--b\r\n${text}\r\n\r\n--b`),
  fc.array(fc.tuple(fc.string(), fc.string())).map((pairs) => pairs.map(([name, value]) => `${name}=${value}`).join('&')),
)
const headerText = fc.string({
  unit: fc.integer({ min: 0x20, max: 0xff }).filter((code) => code !== 0x7f).map((code) => String.fromCharCode(code)), maxLength: 60,
})
const headers = fc.dictionary(fc.constantFrom(
  'cookie', 'origin', 'sec-fetch-site', 'accept-encoding', 'accept', 'idempotency-key', 'x-forwarded-for', 'x-forwarded-proto', 'range',
  'if-none-match', 'accept-version', 'authorization', 'host',
), headerText)

describe('任何请求都不会让系统出错', () => {
  it('随机的方法、地址、查询、头和请求体，从不得到 5xx', async () => {
    const statuses = new Map<number, number>()
    const property = fc.asyncProperty(method, path, query, type, body, headers, async (...drawn) => {
      const [drawnMethod, drawnPath, drawnQuery, contentType, payload, drawnHeaders] = drawn
      const withBody = drawnMethod === 'POST' || drawnMethod === 'PUT' || drawnMethod === 'DELETE' || drawnMethod === 'PATCH'
      const answer = await server.inject({
        method: drawnMethod, url: {
          protocol: 'http', hostname: 'a', pathname: drawnPath, query: drawnQuery,
        }, headers: { 'content-type': contentType, ...drawnHeaders }, ...(withBody && { payload }),
      })
      statuses.set(answer.statusCode, (statuses.get(answer.statusCode) ?? 0) + 1)
      assert.ok(answer.statusCode < 500, `${answer.statusCode} ${answer.body}`)
      if (answer.statusCode >= 400 && drawnMethod !== 'HEAD' && String(answer.headers['content-type']).includes('json')) {
        assert.match(answer.json().error.message, /\p{Script=Han}/u)
      }
    })
    await fc.assert(property, { numRuns: RUNS })
    assert.ok(statuses.size > 3, 'the requests must reach more than one kind of answer')
  })

  it('形状对的内容收下后一字不差，形状不对的一律 400', async () => {
    const valid = fc.record({
      name: fc.string({
        unit: 'grapheme', minLength: 1, maxLength: 5,
      }).filter((text) => [...text].length <= 20 && text.isWellFormed() && !text.includes('\0')),
      count: fc.integer({ min: 0, max: 9 }),
    }, { requiredKeys: ['name'] })
    await fc.assert(fc.asyncProperty(valid, async (payload) => {
      const answer = await server.inject({ method: 'POST', url: '/api/samples', payload })
      assert.deepEqual([answer.statusCode, answer.json().body], [200, { ...payload }])
      const spoilt = await server.inject({ method: 'POST', url: '/api/samples', payload: { ...payload, other: 1 } })
      assert.equal(spoilt.statusCode, 400)
    }), { numRuns: RUNS / 3 })
  })
})
