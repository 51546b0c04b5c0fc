import assert from 'node:assert/strict'
import { after, afterEach, before, beforeEach, describe, it } from 'node:test'
import { runSql } from '#platform/database'
import { District, PASSWORD } from './rights.test-support.ts'

let district: District
before(async () => { district = await District.open() })
after(() => district.test.close())
afterEach(() => { delete process.env['CHUNFENG_PASSWORD_POLICY'] })
beforeEach(async () => {
  district.newDoor()
  await runSql(district.test.db, 'delete from people.sign_in_failure')
})

const NEXT = 'New-spring-77'
const change = (cookie: string, current: string, next: string) => district.ask(cookie, 'POST', '/api/me/password', { current, next })
const signIn = (account: string, password: string, more: object = {}) =>
  district.ask(undefined, 'POST', '/api/sessions', { account, password, ...more })
const set = (account: string, columns: string): Promise<unknown> =>
  runSql(district.test.db, `update people.account set ${columns} where login = '${account}'`)

describe('修改自己的密码', () => {
  it('改好以后新密码能用，旧的不能；这里还登录着，别处全部退出', async () => {
    const [here, there] = [await district.door.signIn('reviewer'), await district.door.signIn('reviewer')]
    assert.deepEqual((await change(here, PASSWORD, NEXT)).status, 200)
    assert.deepEqual([await district.isSignedIn(here), await district.isSignedIn(there)], [true, false])
    assert.deepEqual([(await signIn('reviewer', PASSWORD)).status, (await signIn('reviewer', NEXT)).status], [401, 200])
  })

  it('别人的登录不受影响', async () => {
    const [other, mine] = [await district.door.signIn('window'), await district.door.signIn('hotline')]
    assert.equal((await change(mine, PASSWORD, NEXT)).status, 200)
    assert.equal(await district.isSignedIn(other), true)
  })

  it('现在的密码不对就不改，说在那一栏；错五次锁定，登录着的人也改不了', async () => {
    const cookie = await district.door.signIn('approver')
    for (let count = 0; count < 5; count++) {
      const { status, fields } = await change(cookie, 'wrong', NEXT)
      assert.deepEqual([status, fields[0]?.path], [400, 'current'])
    }
    assert.equal((await change(cookie, PASSWORD, NEXT)).status, 429)
    assert.equal((await signIn('approver', PASSWORD)).status, 429)
    district.pass(15)
    assert.equal((await signIn('approver', PASSWORD)).status, 200)
  })

  it('太弱的新密码不行，什么也没有变', async () => {
    const cookie = await district.door.signIn('leader')
    const { status, fields } = await change(cookie, PASSWORD, '123')
    assert.deepEqual([status, fields[0]?.path], [400, 'next'])
    assert.equal((await signIn('leader', PASSWORD)).status, 200)
  })

  it('最近用过的五个都不能再用，第六个之前的可以', async () => {
    const cookie = await district.door.signIn('discipline')
    const used = [PASSWORD, ...[1, 2, 3, 4].map((index) => `Another-word-${index}`)]
    for (const [index, next] of used.slice(1).entries()) {
      district.pass(1)
      assert.equal((await change(cookie, used[index] ?? '', next)).status, 200, next)
    }
    for (const old of used) assert.match((await change(cookie, used[4] ?? '', old)).message, /最近用过的 5 个/, old)
    district.pass(1)
    assert.equal((await change(cookie, used[4] ?? '', 'Another-word-5')).status, 200)
    assert.equal((await change(cookie, 'Another-word-5', PASSWORD)).status, 200)
  })

  it('ASVS 5 不记历史，只是不能与现在的一样', async () => {
    process.env['CHUNFENG_PASSWORD_POLICY'] = 'asvs5'
    const cookie = await district.door.signIn('bureau')
    assert.equal((await change(cookie, PASSWORD, 'a sentence of my own')).status, 200)
    assert.match((await change(cookie, 'a sentence of my own', 'a sentence of my own')).message, /不能与现在的相同/)
    assert.equal((await change(cookie, 'a sentence of my own', 'another sentence now')).status, 200)
    assert.equal((await change(cookie, 'another sentence now', 'a sentence of my own')).status, 200)
  })

  it('没有登录不能改；两处同时改，只有一处成功', async () => {
    assert.equal((await district.ask(undefined, 'POST', '/api/me/password', { current: PASSWORD, next: NEXT })).status, 401)
    const cookie = await district.door.signIn('housing')
    const both = await Promise.all(['First-choice-1', 'Second-choice-2'].map((next) => change(cookie, PASSWORD, next)))
    assert.deepEqual(both.map(({ status }) => status).toSorted(), [200, 400])
  })

  it('数据库里只有摘要，旧密码也只有摘要', async () => {
    const rows = await runSql(district.test.db, 'select password_hash from people.past_password')
    assert.ok(rows.length > 0)
    assert.ok(rows.every(({ password_hash }) => String(password_hash).startsWith('$argon2id$')))
  })
})

describe('必须先改密码才能登录', () => {
  it('管理员重置以后：旧密码只够用来设新密码，没有会话', async () => {
    await set('planning', 'password_must_change = true')
    const refused = await signIn('planning', PASSWORD)
    assert.deepEqual([refused.status, refused.code], [403, 'password-change'])
    const weak = await signIn('planning', PASSWORD, { newPassword: 'short' })
    assert.deepEqual([weak.status, weak.fields[0]?.path], [400, 'newPassword'])
    assert.equal((await signIn('planning', PASSWORD, { newPassword: PASSWORD })).status, 400)
    assert.equal((await signIn('planning', PASSWORD, { newPassword: NEXT })).status, 200)
    assert.deepEqual([(await signIn('planning', NEXT)).status, (await signIn('planning', PASSWORD)).status], [200, 401])
  })

  it('密码不对的人不会知道这个账号要改密码', async () => {
    await set('ecology', 'password_must_change = true')
    const { status, code } = await signIn('ecology', 'wrong', { newPassword: NEXT })
    assert.deepEqual([status, code], [401, 'unauthenticated'])
  })

  it('工作人员的密码满九十天要换；群众不用；ASVS 5 都不用', async () => {
    for (const account of ['supervisor', 'citizen']) await set(account, "password_ages = true, password_changed_at = '2025-11-01T00:00:00Z'")
    assert.equal((await signIn('supervisor', PASSWORD)).code, 'password-change')
    assert.equal((await signIn('citizen', PASSWORD)).status, 200)
    process.env['CHUNFENG_PASSWORD_POLICY'] = 'asvs5'
    assert.equal((await signIn('supervisor', PASSWORD)).status, 200)
  })

  it('演示账号的密码不到期', async () => {
    district.pass(400 * 24 * 60)
    assert.equal((await signIn('sysadmin', PASSWORD)).status, 200)
  })

  it('不必改的人多带一个新密码，不会被改', async () => {
    assert.equal((await signIn('enterprise', PASSWORD, { newPassword: NEXT })).status, 200)
    assert.equal((await signIn('enterprise', PASSWORD)).status, 200)
  })
})
