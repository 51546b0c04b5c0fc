import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { runSql } from '#platform/database'
import { District, PASSWORD } from '../rights.test-support.ts'

let district: District
before(async () => { district = await District.open() })
after(() => district.test.close())
beforeEach(async () => {
  district.newDoor()
  await runSql(district.test.db, 'delete from people.sign_in_failure')
})

const page = (cookie: string | undefined, url: string) => district.door.ask('GET', url, { ...(cookie !== undefined && { cookie }) })

describe('账号与安全（不用脚本）', () => {
  it('没有登录就去登录页，工作人员不从这里进', async () => {
    assert.equal((await page(undefined, '/me/account')).headers.location, '/sign-in?next=%2Fme%2Faccount')
    assert.equal((await page(await district.door.signIn('window'), '/me/account')).statusCode, 403)
    const answer = await page(await district.door.signIn('citizen'), '/me/account')
    assert.match(answer.body, /李群众.*href="\/me\/password".*href="\/me\/devices"/s)
  })

  it('改密码：错了在栏里说，页面上没有密码；对了别处退出', async () => {
    const [cookie, there] = [await district.door.signIn('citizen'), await district.door.signIn('citizen')]
    const wrong = await district.form(cookie, '/me/password', { current: 'not-this-1', next: 'New-spring-77' })
    assert.equal(wrong.statusCode, 400)
    assert.match(wrong.body, /href="#f-current".*现在的密码不对/s)
    assert.doesNotMatch(wrong.body, /not-this-1|New-spring-77/)
    assert.match((await district.form(cookie, '/me/password', { current: '', next: '' })).body, /请填写现在的密码.*请填写新密码/s)
    const done = await district.form(cookie, '/me/password', { current: PASSWORD, next: 'New-spring-77' })
    assert.deepEqual([done.statusCode, done.headers.location], [303, '/me/account?done=password'])
    assert.deepEqual([await district.isSignedIn(cookie), await district.isSignedIn(there)], [true, false])
    assert.match((await page(cookie, '/me/account?done=password')).body, /密码已经改好/)
    assert.doesNotMatch((await page(cookie, '/me/account?done=constructor')).body, /notice good/)
  })

  it('空着提交不算输错', async () => {
    const cookie = await district.door.signIn('enterprise')
    for (let count = 0; count < 7; count++) await district.form(cookie, '/me/password', { current: '', next: 'x' })
    assert.equal((await district.ask(undefined, 'POST', '/api/sessions', { account: 'enterprise', password: PASSWORD })).status, 200)
  })

  it('登录的设备：看得到，退得出，这一台没有退出的按钮', async () => {
    const [cookie, there] = [await district.door.signIn('enterprise'), await district.door.signIn('enterprise')]
    await district.ask(cookie, 'DELETE', '/api/me/sessions')
    const other = await district.door.signIn('enterprise')
    const shown = await page(cookie, '/me/devices')
    const buttons = [...shown.body.matchAll(/action="(\/me\/devices\/[0-9a-f-]{36}\/end)"/g)].map(([, action]) => action ?? '')
    assert.equal(buttons.length, 1)
    assert.equal((await district.form(cookie, buttons[0] ?? '', {})).headers.location, '/me/devices?done=devices')
    assert.deepEqual([await district.isSignedIn(cookie), await district.isSignedIn(other), await district.isSignedIn(there)], [true, false, false])
    await district.door.signIn('enterprise')
    await district.form(cookie, '/me/devices/end-others', {})
    assert.match((await page(cookie, '/me/devices')).body, /只有这一处/)
  })
})

describe('登录页要更多时（不用脚本）', () => {
  it('要改密码：出现新密码一栏，填好就登录', async () => {
    await runSql(district.test.db, "update people.account set password_must_change = true where login = 'enterprise'")
    const asked = await district.form(undefined, '/sign-in', { account: 'enterprise', password: PASSWORD })
    assert.equal(asked.statusCode, 403)
    assert.match(asked.body, /请先设置新密码.*name="account" value="enterprise".*name="newPassword"/s)
    const weak = await district.form(undefined, '/sign-in', { account: 'enterprise', password: PASSWORD, newPassword: 'abc' })
    assert.match(weak.body, /href="#f-newPassword".*name="newPassword"/s)
    assert.doesNotMatch(weak.body, /value="abc"/)
    const done = await district.form(undefined, '/sign-in', { account: 'enterprise', password: PASSWORD, newPassword: 'New-spring-77' })
    assert.deepEqual([done.statusCode, done.headers.location], [303, '/me'])
  })

  it('要动态码：出现动态码一栏，写法不对先说，对了就登录，错码算输错', async () => {
    const { secret } = await district.enrol('reviewer')
    const fields = { account: 'reviewer', password: PASSWORD }
    assert.doesNotMatch((await page(undefined, '/sign-in')).body, /name="totp"/)
    assert.match((await district.form(undefined, '/sign-in', fields)).body, /href="#f-totp".*name="totp".*autocomplete="one-time-code"/s)
    const odd = await district.form(undefined, '/sign-in', { ...fields, totp: '12' })
    assert.equal(odd.statusCode, 400)
    assert.match(odd.body, /动态码是六位数字/)
    const wrong = await district.form(undefined, '/sign-in', { ...fields, totp: '000000' })
    assert.match(wrong.body, /再错 4 次/)
    const code = district.codeNow(secret)
    const done = await district.form(undefined, '/sign-in', { ...fields, totp: `${code.slice(0, 3)} ${code.slice(3)}` })
    assert.deepEqual([done.statusCode, done.headers.location], [303, '/staff/'])
  })
})
