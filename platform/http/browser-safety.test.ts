import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { page } from '#platform/reply'
import { encodingFor } from './compression.ts'
import { localPath } from './local-path.ts'
import { endpoint, testServer } from './test-server.ts'

const long = `<p>${'办事指南'.repeat(1000)}</p>`
const { server } = testServer([
  endpoint('POST', '/api/steps'), endpoint('GET', '/api/steps'), endpoint('POST', '/steps'),
  endpoint('GET', '/', { answerTo: async () => page(long) }),
  endpoint('GET', '/short', { answerTo: async () => page('<p>短</p>') }),
  endpoint('GET', '/staff', { answerTo: async () => page('<p>待办</p>') }),
])

async function postWith(headers: Record<string, string>) {
  return (await server.inject({ method: 'POST', url: '/api/steps', headers: { host: 'example.gov', ...headers } })).statusCode
}

describe('别的网站不能借用已登录的人（CSRF）', () => {
  it('同一网站的请求、不是浏览器的程序可以提交', async () => {
    assert.equal(await postWith({}), 200)
    assert.equal(await postWith({ origin: 'http://example.gov' }), 200)
    assert.equal(await postWith({ origin: 'https://example.gov', 'sec-fetch-site': 'same-origin' }), 200)
    assert.equal(await postWith({ 'sec-fetch-site': 'none' }), 200)
  })

  it('别的网站、别的子域名、别的端口、来历不明的都不行', async () => {
    const foreign = [
      'http://evil.example', 'http://sub.example.gov', 'http://example.gov:8081', 'null', '', 'not an address', 'http://example.gov.evil',
    ]
    for (const origin of foreign) assert.equal(await postWith({ origin }), 403, origin)
    for (const site of ['cross-site', 'same-site', 'whatever']) assert.equal(await postWith({ 'sec-fetch-site': site }), 403, site)
    assert.equal(await postWith({ origin: 'http://example.gov', 'sec-fetch-site': 'cross-site' }), 403)
    const form = await server.inject({ method: 'POST', url: '/steps', headers: { host: 'example.gov', origin: 'http://evil.example' } })
    assert.equal(form.statusCode, 403)
  })

  it('只是看，从哪里点来都可以', async () => {
    const answer = await server.inject({ url: '/api/steps', headers: { origin: 'http://evil.example', 'sec-fetch-site': 'cross-site' } })
    assert.equal(answer.statusCode, 200)
  })
})

describe('浏览器的保护', () => {
  it('群众的页面不许内嵌样式和脚本，不许放进别人的框里', async () => {
    const { headers } = await server.inject('/')
    const policy = String(headers['content-security-policy'])
    assert.match(policy, /default-src 'none'/)
    assert.match(policy, /script-src 'self'(?:;|$)/)
    assert.match(policy, /style-src 'self'(?:;|$)/)
    assert.doesNotMatch(policy, /unsafe/)
    assert.match(policy, /frame-ancestors 'none'/)
    assert.equal(headers['x-content-type-options'], 'nosniff')
    assert.equal(headers['referrer-policy'], 'same-origin')
    assert.equal(headers['cache-control'], 'no-store')
    assert.equal(headers['x-frame-options'], 'DENY')
  })

  it('工作人员页面的组件要内嵌样式，脚本仍然不许', async () => {
    const policy = String((await server.inject('/staff')).headers['content-security-policy'])
    assert.match(policy, /style-src 'self' 'unsafe-inline'/)
    assert.match(policy, /script-src 'self'(?:;|$)/)
    const notStaff = String((await server.inject('/staffing')).headers['content-security-policy'])
    assert.doesNotMatch(notStaff, /unsafe/)
  })

  it('说明页和找不到的页面也有同样的保护', async () => {
    for (const url of ['/nowhere', '/%zz', '/api/nowhere']) {
      const { headers } = await server.inject(url)
      assert.match(String(headers['content-security-policy']), /default-src 'none'/, url)
      assert.equal(headers['cache-control'], 'no-store', url)
    }
  })

  it('登录后只回到本站的地址', () => {
    for (const [wanted, safe] of [
      ['/mine?page=2', '/mine?page=2'], ['/a/../b', '/b'], ['//evil.example', '/'], ['https://evil.example', '/'], ['/\\evil.example', '/'],
      ['javascript:alert(1)', '/'], ['', '/'], [undefined, '/'], ['/\t/evil.example', '/'], ['/a\r\nb', '/'],
    ] as const) {
      assert.equal(localPath(wanted), safe, String(wanted))
    }
  })
})

describe('压缩', () => {
  it('按浏览器能收的方式压缩，短的不压', async () => {
    const br = await server.inject({ url: '/', headers: { 'accept-encoding': 'gzip, deflate, br' } })
    assert.equal(br.headers['content-encoding'], 'br')
    assert.equal(br.headers['content-length'], String(br.rawPayload.length))
    assert.ok(br.rawPayload.length < 200)
    const gzip = await server.inject({ url: '/', headers: { 'accept-encoding': 'gzip' } })
    assert.equal(gzip.headers['content-encoding'], 'gzip')
    assert.equal(gzip.headers.vary, 'accept-encoding')
    const plain = await server.inject({ url: '/' })
    assert.deepEqual([plain.headers['content-encoding'], plain.body], [undefined, long])
    const short = await server.inject({ url: '/short', headers: { 'accept-encoding': 'br' } })
    assert.deepEqual([short.headers['content-encoding'], short.body], [undefined, '<p>短</p>'])
  })

  it('说了不要的方式不用', () => {
    assert.equal(encodingFor('br;q=0, gzip'), 'gzip')
    assert.equal(encodingFor('br;q=0.5'), 'br')
    assert.equal(encodingFor('br;q=0.0, gzip;q=0'), undefined)
    assert.equal(encodingFor('brotli'), undefined)
    assert.equal(encodingFor(undefined), undefined)
  })
})
