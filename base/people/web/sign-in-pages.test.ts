import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { testDatabase, type TestDatabase } from '#platform/testing'
import { pageRoutes } from '#base/pages'
import { Door } from '../../door.test-support.ts'
import { peopleRoutes, seedDemoAccounts, seedOrganisations } from '../index.ts'
import { peoplePages } from './index.ts'

process.env['CHUNFENG_PASSWORD_KIB'] = '64'
const START = '2026-03-02T09:00:00+08:00'
const ME = { name: '王示例', residentId: ' 11010119900101001５ ', phone: '138 0000 0000', account: 'wang2026', password: 'Chunfeng-2026' }

let test: TestDatabase
let door: Door
before(async () => {
  test = await testDatabase(['platform/migrations', 'kernel/migrations', 'base/audit/migrations', 'base/people/migrations'])
  await seedOrganisations(test.db)
  await seedDemoAccounts(test.db, new Date(START))
})
after(() => test.close())
beforeEach(() => {
  delete process.env['CHUNFENG_DEMO']
  door = new Door(test.db, [...peoplePages, ...peopleRoutes, ...pageRoutes], START)
})

function post(url: string, form: Readonly<Record<string, string>>, headers: Readonly<Record<string, string>> = {}) {
  const type = { 'content-type': 'application/x-www-form-urlencoded' }
  return door.ask('POST', url, { headers: { ...headers, ...type }, payload: new URLSearchParams(form).toString() })
}

const signIn = (form: Partial<Record<string, string>>) => post('/sign-in', { account: 'citizen', password: 'Chunfeng-2026', ...form })

describe('登录页', () => {
  it('登录后回到来的地方，绝不去别的网站', async () => {
    assert.equal((await signIn({ next: '/items/SL1/checklist?a=b.c' })).headers.location, '/items/SL1/checklist?a=b.c')
    for (const next of ['https://evil.cn', '//evil.cn', '/\\evil.cn', '']) assert.equal((await signIn({ next })).headers.location, '/me')
    assert.equal((await signIn({ account: 'window' })).headers.location, '/staff/')
  })

  it('会话只给浏览器，不给脚本', async () => {
    assert.match(String((await signIn({})).headers['set-cookie']), /^session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax/)
  })

  it('密码错了说出来，账号留着，密码不留', async () => {
    const answer = await signIn({ password: '错的密码' })
    assert.equal(answer.statusCode, 401)
    assert.match(answer.body, /账号或密码不对.*name="account" value="citizen"/s)
    assert.doesNotMatch(answer.body, /错的密码/)
    assert.equal(answer.headers['set-cookie'], undefined)
  })

  it('没填的一起说', async () => {
    const answer = await signIn({ account: ' ', password: '' })
    assert.equal(answer.statusCode, 400)
    assert.match(answer.body, /有 2 处需要改正.*请填写账号.*请填写密码/s)
  })

  it('填表时会话到期，登录后回到那一页', async () => {
    const from = (referer: string) => door.ask('GET', '/sign-in', { headers: { host: 'hd.gov.cn', referer } })
    assert.match((await from('http://hd.gov.cn/apply/1/form/3')).body, /name="next" value="\/apply\/1\/form\/3"/)
    for (const referer of ['http://evil.cn/x', 'http://hd.gov.cn/sign-in?next=/x', 'http://hd.gov.cn/register']) {
      assert.match((await from(referer)).body, /name="next" value="\/"/)
    }
  })

  it('演示账号只在演示环境写出来', async () => {
    process.env['CHUNFENG_DEMO'] = '1'
    assert.match((await door.ask('GET', '/sign-in')).body, /演示环境.*Chunfeng-2026.*citizen　李群众/s)
    process.env['CHUNFENG_DEMO'] = '0'
    assert.doesNotMatch((await door.ask('GET', '/sign-in')).body, /Chunfeng-2026/)
  })

  it('退出后会话、回执的钥匙和浏览器留的页都没有了', async () => {
    const session = await door.signIn('citizen')
    const out = await post('/sign-out', {}, { cookie: session })
    assert.equal(out.headers.location, '/')
    assert.deepEqual(out.cookies.map(({ name, value }) => [name, value]), [['session', ''], ['receipt', '']])
    assert.equal(out.headers['clear-site-data'], '"cache"')
    assert.match((await door.ask('GET', '/register', { cookie: session })).body, /href="\/sign-in">登录/)
  })
})

describe('注册页', () => {
  it('写法收拾好再收，注册完就登录', async () => {
    const answer = await post('/register', { ...ME, next: '/items/SL1' })
    assert.deepEqual([answer.statusCode, answer.headers.location], [303, '/items/SL1'])
    assert.match(String(answer.headers['set-cookie']), /^session=/)
  })

  it('每一处不对都说，填过的留着，密码不留', async () => {
    const answer = await post('/register', { name: '<b>', residentId: '110101199001010010', phone: '12', account: '中', password: 'secret' })
    assert.equal(answer.statusCode, 400)
    assert.match(answer.body, /有 5 处需要改正/)
    assert.match(answer.body, /name="name" value="&lt;b&gt;".*name="residentId" value="110101199001010010"/s)
    assert.doesNotMatch(answer.body, /secret/)
  })

  it('账号有人用了，换一个', async () => {
    const answer = await post('/register', { ...ME, account: 'citizen', residentId: '110101199001010074' })
    assert.equal(answer.statusCode, 409)
    assert.match(answer.body, /id="f-account-fault">已有人使用，请换一个/)
  })
})
