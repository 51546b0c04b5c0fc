import assert from 'node:assert/strict'
import { after, afterEach, before, beforeEach, describe, it } from 'node:test'
import { runSql } from '#platform/database'
import { sm3Hex } from '#platform/sm'
import { District, PASSWORD } from '../rights.test-support.ts'
import { stepOf } from './totp.ts'

let district: District
before(async () => { district = await District.open() })
after(() => district.test.close())
afterEach(() => { delete process.env['CHUNFENG_TOTP_ROLES'] })
beforeEach(async () => {
  district.newDoor()
  await runSql(district.test.db, 'delete from people.sign_in_failure')
  await runSql(district.test.db, 'delete from people.recovery_code')
  await runSql(district.test.db, 'delete from people.second_factor')
})

const signIn = (account: string, more: object = {}) => district.ask(undefined, 'POST', '/api/sessions', { account, password: PASSWORD, ...more })

describe('动态码的算法（RFC 6238）', () => {
  const SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'
  it('附录 B 的例子，取后六位', () => {
    const examples: [seconds: number, code: string][] = [
      [59, '287082'], [1111111109, '081804'], [1111111111, '050471'], [1234567890, '005924'], [2000000000, '279037'],
    ]
    for (const [seconds, code] of examples) assert.equal(stepOf(SECRET, code, new Date(seconds * 1000)), Math.floor(seconds / 30))
  })

  it('前后差一格算数，差两格不算', () => {
    const at = (step: number): Date => new Date(step * 30_000)
    const [code, step] = ['005924', 1234567890 / 30]
    assert.deepEqual([-2, -1, 0, 1, 2].map((shift) => stepOf(SECRET, code, at(step + shift)) !== null), [false, true, true, true, false])
  })
})

describe('绑定身份验证器', () => {
  it('先验密码，再用一次动态码确认，得到十个恢复码；确认以前登录不受影响', async () => {
    const cookie = await district.door.signIn('reviewer')
    const begun = await district.ask(cookie, 'POST', '/api/me/second-factor', { password: PASSWORD })
    assert.equal(begun.status, 201)
    assert.match(begun.body.uri, /^otpauth:\/\/totp\/.*secret=[A-Z2-7]{32}&.*digits=6&period=30/)
    assert.match(begun.body.qr, /^data:image\/png;base64,/)
    assert.equal((await signIn('reviewer')).status, 200)
    const confirmed = await district.ask(cookie, 'POST', '/api/me/second-factor/confirmation', { totp: district.codeNow(begun.body.secret) })
    assert.equal(confirmed.body.recoveryCodes.length, 10)
    assert.equal(new Set(confirmed.body.recoveryCodes).size, 10)
    assert.deepEqual((await district.ask(cookie, 'GET', '/api/me/second-factor')).body, { active: true, required: false, recoveryCodesLeft: 10 })
    assert.equal((await signIn('reviewer')).status, 401)
  })

  it('没有密码不行：开着的电脑不能被别人绑上他的手机', async () => {
    const cookie = await district.door.signIn('window')
    const { status, fields } = await district.ask(cookie, 'POST', '/api/me/second-factor', { password: 'wrong' })
    assert.deepEqual([status, fields[0]?.path], [400, 'password'])
    assert.deepEqual(await runSql(district.test.db, 'select 1 from people.second_factor'), [])
  })

  it('确认的码不对，就没有绑上；没有开始就确认也不行', async () => {
    const cookie = await district.door.signIn('window')
    assert.equal((await district.ask(cookie, 'POST', '/api/me/second-factor/confirmation', { totp: '000000' })).status, 400)
    await district.ask(cookie, 'POST', '/api/me/second-factor', { password: PASSWORD })
    assert.equal((await district.ask(cookie, 'POST', '/api/me/second-factor/confirmation', { totp: '000000' })).status, 400)
    assert.equal((await district.ask(cookie, 'GET', '/api/me/second-factor')).body.active, false)
  })

  it('已经绑定的不能再绑一个；绑定使别处的登录退出', async () => {
    const there = await district.door.signIn('approver')
    const { cookie } = await district.enrol('approver')
    assert.equal(await district.isSignedIn(there), false)
    assert.equal((await district.ask(cookie, 'POST', '/api/me/second-factor', { password: PASSWORD })).status, 409)
  })

  it('恢复码只存摘要，群众没有这一项', async () => {
    const { recoveryCodes } = await district.enrol('hotline')
    const kept = JSON.stringify(await runSql(district.test.db, 'select * from people.recovery_code'))
    for (const code of recoveryCodes) assert.ok(!kept.includes(code) && !kept.includes(sm3Hex(code)))
    assert.equal((await district.ask(await district.door.signIn('citizen'), 'GET', '/api/me/second-factor')).status, 403)
  })
})

describe('带动态码登录', () => {
  it('密码对、没有码：401，代码 second-factor，没有会话，不算输错', async () => {
    await district.enrol('reviewer')
    for (let count = 0; count < 6; count++) {
      const { status, code } = await signIn('reviewer')
      assert.deepEqual([status, code], [401, 'second-factor'])
    }
  })

  it('密码不对的人不会知道这个账号有没有动态码', async () => {
    const { secret } = await district.enrol('reviewer')
    const answer = await district.ask(undefined, 'POST', '/api/sessions', { account: 'reviewer', password: 'wrong', totp: district.codeNow(secret) })
    assert.deepEqual([answer.status, answer.code], [401, 'unauthenticated'])
  })

  it('码对就登录；同一个码用过就不行，哪怕同时用', async () => {
    const { secret } = await district.enrol('reviewer')
    const totp = district.codeNow(secret)
    const both = await Promise.all([signIn('reviewer', { totp }), signIn('reviewer', { totp })])
    assert.deepEqual(both.map(({ status }) => status).toSorted(), [200, 401])
    assert.equal((await signIn('reviewer', { totp })).status, 401)
    district.pass(1)
    assert.equal((await signIn('reviewer', { totp: district.codeNow(secret) })).status, 200)
  })

  it('比用过的还早的码也不行', async () => {
    const { secret } = await district.enrol('reviewer')
    const [earlier, later] = [district.codeNow(secret, -30), district.codeNow(secret, 30)]
    assert.equal((await signIn('reviewer', { totp: later })).status, 200)
    assert.equal((await signIn('reviewer', { totp: earlier })).status, 401)
  })

  it('码输错五次锁定，锁定后密码和码都对也不行；时间过了就行', async () => {
    const { secret } = await district.enrol('reviewer')
    for (const left of [4, 3, 2, 1]) assert.match((await signIn('reviewer', { totp: '000000' })).message, new RegExp(`再错 ${left} 次`))
    assert.match((await signIn('reviewer', { totp: '000000' })).message, /暂时锁定/)
    assert.equal((await signIn('reviewer', { totp: district.codeNow(secret) })).status, 429)
    district.pass(15)
    assert.equal((await signIn('reviewer', { totp: district.codeNow(secret) })).status, 200)
  })

  it('恢复码代替动态码，一个只用一次，大小写和横线不论', async () => {
    const { recoveryCodes: [first = '', second = ''] } = await district.enrol('reviewer')
    assert.equal((await signIn('reviewer', { totp: first })).status, 200)
    assert.equal((await signIn('reviewer', { totp: first })).status, 401)
    assert.equal((await signIn('reviewer', { totp: second.replaceAll('-', '').toLowerCase() })).status, 200)
    assert.equal((await signIn('reviewer', { totp: 'AAAA-AAAA-AAAA-AAAA' })).status, 401)
  })

  it('别人的恢复码没有用', async () => {
    const { recoveryCodes: [theirs = ''] } = await district.enrol('approver')
    await district.enrol('reviewer')
    assert.equal((await signIn('reviewer', { totp: theirs })).status, 401)
    assert.equal((await signIn('approver', { totp: theirs })).status, 200)
  })

  it('时钟曾经走快、后来拨正，不会把人关在外面', async () => {
    const { secret } = await district.enrol('reviewer')
    await runSql(district.test.db, 'update people.second_factor set last_step = last_step + 100000')
    assert.equal((await signIn('reviewer', { totp: district.codeNow(secret) })).status, 200)
  })
})

describe('停用和换恢复码', () => {
  it('要一个新的码；停用以后密码就够', async () => {
    const { cookie, secret } = await district.enrol('reviewer')
    const remove = (totp: string) => district.ask(cookie, 'POST', '/api/me/second-factor/removal', { totp })
    assert.equal((await remove('000000')).status, 400)
    assert.equal((await signIn('reviewer')).status, 401)
    const totp = district.codeNow(secret)
    assert.equal((await signIn('reviewer', { totp })).status, 200)
    assert.equal((await remove(totp)).status, 400)
    district.pass(1)
    assert.equal((await remove(district.codeNow(secret))).status, 200)
    assert.equal((await signIn('reviewer')).status, 200)
  })

  it('换一套恢复码，旧的都作废', async () => {
    const { cookie, secret, recoveryCodes: [old = ''] } = await district.enrol('reviewer')
    const renewed = await district.ask(cookie, 'POST', '/api/me/second-factor/recovery-codes', { totp: district.codeNow(secret) })
    assert.equal(renewed.body.recoveryCodes.length, 10)
    assert.equal((await signIn('reviewer', { totp: old })).status, 401)
    assert.equal((await signIn('reviewer', { totp: renewed.body.recoveryCodes[0] })).status, 200)
  })
})

describe('岗位要求动态码', () => {
  beforeEach(() => { process.env['CHUNFENG_TOTP_ROLES'] = 'secadmin,approver' })

  it('还没有绑定的先绑定再登录：密码换来二维码，第一个码确认并登录，恢复码只给这一次', async () => {
    assert.equal((await signIn('secadmin')).code, 'second-factor-missing')
    assert.equal((await signIn('secadmin', { totp: '123456' })).code, 'second-factor-missing')
    const enrolled = await district.ask(undefined, 'POST', '/api/second-factors', { account: 'secadmin', password: PASSWORD })
    assert.equal(enrolled.status, 201)
    assert.equal((await signIn('secadmin', { totp: '000000' })).status, 401)
    const first = await signIn('secadmin', { totp: district.codeNow(enrolled.body.secret) })
    assert.deepEqual([first.status, first.body.recoveryCodes.length], [200, 10])
    district.pass(1)
    const second = await signIn('secadmin', { totp: district.codeNow(enrolled.body.secret) })
    assert.deepEqual([second.status, second.body.recoveryCodes], [200, undefined])
  })

  it('登录前绑定：密码不对不行，岗位不要求的不行，已经绑定的不行', async () => {
    const begin = (account: string, password: string) => district.ask(undefined, 'POST', '/api/second-factors', { account, password })
    assert.equal((await begin('secadmin', 'wrong')).status, 401)
    assert.equal((await begin('nobody', 'wrong')).status, 401)
    assert.equal((await begin('window', PASSWORD)).status, 422)
    delete process.env['CHUNFENG_TOTP_ROLES']
    await district.enrol('approver')
    process.env['CHUNFENG_TOTP_ROLES'] = 'approver'
    assert.equal((await begin('approver', PASSWORD)).status, 409)
  })

  it('不能停用', async () => {
    delete process.env['CHUNFENG_TOTP_ROLES']
    const { cookie, secret } = await district.enrol('approver')
    process.env['CHUNFENG_TOTP_ROLES'] = 'approver'
    assert.equal((await district.ask(cookie, 'POST', '/api/me/second-factor/removal', { totp: district.codeNow(secret) })).status, 422)
    assert.equal((await district.ask(cookie, 'GET', '/api/me/second-factor')).body.required, true)
  })
})
