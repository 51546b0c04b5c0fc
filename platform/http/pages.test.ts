import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { Type } from 'typebox'
import { Refusal } from '#platform/refusal'
import { page, seeOther } from '#platform/reply'
import { endpoint, testServer } from './test-server.ts'

const Answers = Type.Object({ name: Type.String(), kinds: Type.Optional(Type.Array(Type.String())), level: Type.Optional(Type.Integer()) })
const refuse = (code: ConstructorParameters<typeof Refusal>[0]) => async () => {
  throw new Refusal(code, '请<先>登录')
}
const { server } = testServer([
  endpoint('GET', '/', { answerTo: async () => page('<h1>您要办什么事？</h1>') }),
  endpoint('POST', '/apply', { body: Answers }),
  endpoint(
    'POST', '/next', { answerTo: async () => seeOther('/receipt', { cookies: [{ name: 'session', value: 't', maxAgeSeconds: 60 }] }) },
  ),
  endpoint('POST', '/out', { answerTo: async () => seeOther('/', { cookies: [{ name: 'session', value: null }] }) }),
  endpoint('GET', '/mine', { answerTo: refuse('unauthenticated') }),
  endpoint('POST', '/mine', { answerTo: refuse('unauthenticated') }),
  endpoint('GET', '/secret', { answerTo: refuse('forbidden') }),
  endpoint('GET', '/broken', { answerTo: async () => { throw new TypeError('undefined is not <a> function') } }),
])
const form = { 'content-type': 'application/x-www-form-urlencoded' }

describe('给人看的页面', () => {
  it('页面照原样送出，HEAD 只有头', async () => {
    const answer = await server.inject('/')
    assert.equal(answer.body, '<h1>您要办什么事？</h1>')
    assert.equal(answer.headers['content-type'], 'text/html; charset=utf-8')
    const head = await server.inject({ method: 'HEAD', url: '/' })
    assert.deepEqual([head.statusCode, head.body], [200, ''])
  })

  it('表单的值是文字，重名的是列表，声明的整数转成整数', async () => {
    const answer = await server.inject({
      method: 'POST', url: '/apply', headers: form, payload: 'name=%E6%9D%8E+%E5%9B%9B&kinds=a&level=5',
    })
    assert.deepEqual(answer.json().body, { name: '李 四', kinds: ['a'], level: 5 })
    const two = await server.inject({ method: 'POST', url: '/apply', headers: form, payload: 'name=&kinds=a&kinds=b' })
    assert.deepEqual(two.json().body, { name: '', kinds: ['a', 'b'] })
  })

  it('表单有误时给出说明页，不是一串代码', async () => {
    const answer = await server.inject({ method: 'POST', url: '/apply', headers: form, payload: 'nam=1' })
    assert.equal(answer.statusCode, 400)
    assert.match(String(answer.headers['content-type']), /^text\/html/)
    assert.match(answer.body, /填写的内容需要修改.*name：缺少这一项/s)
  })

  it('没登录就带去登录，登录后回到原处', async () => {
    const answer = await server.inject('/mine?page=2')
    assert.deepEqual([answer.statusCode, answer.headers.location], [303, '/sign-in?next=%2Fmine%3Fpage%3D2'])
    const posted = await server.inject({ method: 'POST', url: '/mine' })
    assert.deepEqual([posted.statusCode, posted.headers.location], [303, '/sign-in'])
  })

  it('说明页里的话不会变成网页代码', async () => {
    const answer = await server.inject('/secret')
    assert.equal(answer.statusCode, 403)
    assert.match(answer.body, /请&lt;先&gt;登录/)
    assert.doesNotMatch(answer.body, /<先>/)
  })

  it('系统出错时不露出内部的话，只给编号', async () => {
    const { server: faulty, logged } = testServer([endpoint(
      'GET', '/broken', { answerTo: async () => { throw new TypeError('secret detail') } },
    )])
    const answer = await faulty.inject('/broken')
    assert.equal(answer.statusCode, 500)
    assert.doesNotMatch(answer.body, /secret detail|TypeError/)
    const traceId = String(answer.headers['x-trace-id'])
    assert.ok(answer.body.includes(traceId))
    assert.ok(logged.some((line) => line.includes(traceId) && line.includes('secret detail')))
  })

  it('没有的地址：页面给网页，接口给 JSON；方法不对说明可用的方法', async () => {
    const lost = await server.inject('/nowhere')
    assert.deepEqual([lost.statusCode, lost.headers['content-type']], [404, 'text/html; charset=utf-8'])
    const api = await server.inject('/api/nowhere')
    assert.deepEqual([api.statusCode, api.json().error.code], [404, 'not-found'])
    const wrong = await server.inject({ method: 'PUT', url: '/mine' })
    assert.deepEqual([wrong.statusCode, wrong.headers.allow], [405, 'GET, HEAD, POST'])
    assert.equal((await server.inject({ method: 'DELETE', url: '/nowhere' })).statusCode, 404)
  })

  it('末尾多一个斜杠也能打开', async () => {
    assert.equal((await server.inject('/secret/')).statusCode, 403)
  })

  it('会话 Cookie 网页脚本读不到、别的网站带不走；走 https 时只走 https', async () => {
    const answer = await server.inject({ method: 'POST', url: '/next' })
    assert.equal(answer.statusCode, 303)
    assert.equal(answer.headers['set-cookie'], 'session=t; Max-Age=60; Path=/; HttpOnly; SameSite=Lax')
    const out = await server.inject({ method: 'POST', url: '/out' })
    assert.match(String(out.headers['set-cookie']), /^session=; Max-Age=0; Path=\/; HttpOnly/)
    const { server: behind } = testServer(
      [endpoint('GET', '/x', { answerTo: async () => seeOther('/', { cookies: [{ name: 'session', value: 't' }] }) })],
      { trustedProxy: '127.0.0.1' },
    )
    const secure = await behind.inject({ url: '/x', headers: { 'x-forwarded-proto': 'https' } })
    assert.match(String(secure.headers['set-cookie']), /; Secure/)
    const untrusted = await server.inject({ method: 'POST', url: '/next', headers: { 'x-forwarded-proto': 'https' } })
    assert.doesNotMatch(String(untrusted.headers['set-cookie']), /Secure/)
  })
})
