import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, beforeEach, describe, it } from 'node:test'
import fc from 'fast-check'
import { httpAdapter } from './http-adapter.ts'
import { Provider } from './provider.test-support.ts'
import { DEFAULT_TEMPLATE, filled, templateFrom } from './template.ts'

const OUTGOING = { key: '00000000-0000-4000-8000-000000000001', phone: '13900001234', text: '办件123：请补正材料。' }
const folder = mkdtempSync(join(tmpdir(), 'chunfeng-sms-'))
let provider: Provider
before(async () => { provider = await Provider.open() })
after(async () => { await provider.close(); rmSync(folder, { recursive: true, force: true }) })
beforeEach(() => { provider.received.length = 0; provider.answer = (response) => void response.end('{"code":"OK"}') })

const send = (changes: Parameters<Provider['gateway']>[0] = {}) => httpAdapter(provider.gateway(changes)).send(OUTGOING)
const answering = (status: number, { body = '', headers = {} }: { body?: string; headers?: Record<string, string> } = {}): void => {
  provider.answer = (response) => void response.writeHead(status, headers).end(body)
}

describe('短信服务商', () => {
  it('收下就是发出；幂等键、令牌和正文都到了', async () => {
    const tokenFile = join(folder, 'token')
    writeFileSync(tokenFile, 'first-token\n')
    assert.deepEqual(
      await send({ tokenFile, template: { to: ['{phone}'], message: { content: '【春风】{text}', id: '{key}' }, retry: false, count: 1, extra: null } }),
      { kind: 'sent' },
    )
    assert.deepEqual(provider.received[0], {
      key: OUTGOING.key, authorization: 'Bearer first-token',
      body: JSON.stringify({ to: [OUTGOING.phone], message: { content: `【春风】${OUTGOING.text}`, id: OUTGOING.key }, retry: false, count: 1, extra: null }),
    })
  })

  it('换了令牌文件，下一条就用新的；文件没了，等着，不发', async () => {
    const tokenFile = join(folder, 'changing')
    for (const token of ['one', 'two']) { writeFileSync(tokenFile, token); await send({ tokenFile }) }
    assert.deepEqual(provider.received.map(({ authorization }) => authorization), ['Bearer one', 'Bearer two'])
    assert.deepEqual(await send({ tokenFile: join(folder, 'gone') }), { kind: 'later', reason: '读不到令牌文件' })
    assert.equal(provider.received.length, 2)
  })

  it('一声不响的，到时间就算没有答复，过后再试', async () => {
    provider.answer = () => {}
    assert.deepEqual(await send(), { kind: 'later', reason: '1 秒没有答复' })
  })

  it('先答了头、正文迟迟不来的，也不会一直等', async () => {
    provider.answer = (response) => { response.writeHead(200); response.write('{') }
    assert.deepEqual(await send(), { kind: 'later', reason: '1 秒没有答复' })
  })

  it('慢一点，还在时间里的，就是发出', async () => {
    provider.answer = (response) => void setTimeout(() => response.end('{}'), 200)
    assert.deepEqual(await send(), { kind: 'sent' })
  })

  it('500、503、408 和令牌不对（401、403）：过后再试', async () => {
    for (const status of [500, 502, 503, 504, 408, 425, 401, 403, 302]) {
      answering(status)
      assert.deepEqual(await send(), { kind: 'later', reason: `服务商答复 ${status}` })
    }
  })

  it('429 写了多久以后再来，就听它的；写得离谱的不超过六小时，不是秒数的按自己的', async () => {
    for (const [header, afterSeconds] of [['120', 120], ['999999', 21_600]] as const) {
      answering(429, { headers: { 'retry-after': header } })
      assert.deepEqual(await send(), { kind: 'later', reason: '服务商答复 429', afterSeconds })
    }
    answering(429, { headers: { 'retry-after': 'Wed, 21 Oct 2026 07:28:00 GMT' } })
    assert.deepEqual(await send(), { kind: 'later', reason: '服务商答复 429' })
  })

  it('400、404、422：请求本身不对，再试也没有用', async () => {
    for (const status of [400, 404, 410, 422]) {
      answering(status, { body: `号码 ${OUTGOING.phone} 不对` })
      assert.deepEqual(await send(), { kind: 'refused', reason: `服务商答复 ${status}` })
    }
  })

  it('连接中断、没有人听：过后再试；原因里没有号码，没有服务商的话', async () => {
    provider.answer = (_, request) => { request.socket.destroy() }
    assert.deepEqual(await send(), { kind: 'later', reason: '连不上服务商，或者连接中断' })
    provider.answer = (response, request) => { response.writeHead(200, { 'content-length': '100' }); response.write('{'); setImmediate(() => request.socket.destroy()) }
    assert.deepEqual(await send(), { kind: 'later', reason: '连不上服务商，或者连接中断' })
    assert.deepEqual(await send({ url: 'http://127.0.0.1:9/' }), { kind: 'later', reason: '连不上服务商，或者连接中断' })
  })

  it('200 里面说失败的不算发出；说成功的算', async () => {
    const success = { name: 'result.code', value: '0' }
    for (const body of ['{"result":{"code":7}}', '{}', '不是 JSON', '{"result":null}', '[]']) {
      answering(200, { body })
      assert.deepEqual(await send({ success }), { kind: 'later', reason: '服务商没有确认收下（答复里没有 result.code=0）' })
    }
    answering(200, { body: '{"result":{"code":0}}' })
    assert.deepEqual(await send({ success }), { kind: 'sent' })
  })

  it('答复长得没有头的，读到够了就算', async () => {
    provider.answer = (response) => { response.writeHead(200); response.end('x'.repeat(5_000_000)) }
    assert.deepEqual(await send(), { kind: 'sent' })
  })
})

describe('正文模板', () => {
  it('号码和内容里写什么都不会改变正文的样子', () => {
    fc.assert(fc.property(fc.string(), fc.string(), (phone, text) => {
      assert.deepEqual(JSON.parse(filled(DEFAULT_TEMPLATE, { phone, text, key: 'k' })), { phone, text, key: 'k' })
    }))
    assert.deepEqual(JSON.parse(filled({ a: '{text}{key}' }, { phone: '1', text: '{phone}', key: '$&' })), { a: '{phone}$&' })
  })

  it('不是对象、没有写号码和内容放哪里的，不收', () => {
    assert.deepEqual(['[]', '"x"', '{', '{"a":"{phone}"}', '{"a":"{text}"}', 'null'].map(templateFrom), Array.from({ length: 6 }, () => undefined))
    assert.deepEqual(templateFrom('{"m":"{phone}","t":"{text}"}'), { m: '{phone}', t: '{text}' })
  })
})
