import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { testDatabase, type TestDatabase } from '#platform/testing'
import { Door } from '../door.test-support.ts'
import { peopleRoutes, seedDemoAccounts, seedOrganisations } from './index.ts'
import { lockMinutes } from './failures.ts'
import { hashPassword } from './password.ts'
import type { PeopleTables } from './tables.ts'

process.env['CHUNFENG_PASSWORD_KIB'] = '64'
const RIGHT = 'Chunfeng-2026'
const START = '2026-03-02T09:00:00+08:00'

let test: TestDatabase
let door: Door
before(async () => {
  test = await testDatabase(['platform/migrations', 'kernel/migrations', 'base/audit/migrations', 'base/people/migrations'])
  await seedOrganisations(test.db)
  await seedDemoAccounts(test.db, new Date(START))
})
after(() => test.close())
beforeEach(async () => {
  door = new Door(test.db, peopleRoutes, START)
  await people().deleteFrom('people.sign_in_failure').execute()
})

const people = () => test.db.withTables<PeopleTables>()
const pass = (minutes: number): void => { door.now = new Date(door.now.getTime() + minutes * 60_000) }

async function attempt(account: string, password: string) {
  const answer = await door.ask('POST', '/api/sessions', { payload: { account, password } })
  return { status: answer.statusCode, body: answer.json(), cookie: String(answer.headers['set-cookie'] ?? '') }
}

async function fail(account: string, times: number): Promise<void> {
  for (let count = 0; count < times; count++) await attempt(account, 'wrong')
}

describe('登录', () => {
  it('账号密码都对，得到姓名、角色、单位和会话', async () => {
    const { status, body, cookie } = await attempt('reviewer', RIGHT)
    assert.equal(status, 200)
    assert.deepEqual(body, { account: 'reviewer', name: '陈审查（示例）', roles: ['reviewer'], organisation: 'market-regulation' })
    assert.match(cookie, /^session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/)
    assert.deepEqual((await attempt('citizen', RIGHT)).body, { account: 'citizen', name: '李群众', roles: ['citizen'], organisation: null })
  })

  it('账号不分大小写，前后空格不算；密码一个字也不能差', async () => {
    assert.equal((await attempt(' Citizen ', RIGHT)).status, 200)
    for (const wrong of [`${RIGHT} `, RIGHT.toLowerCase(), '', ' ']) assert.notEqual((await attempt('citizen', wrong)).status, 200)
  })

  it('不说是账号错还是密码错', async () => {
    const known = await attempt('window', 'wrong')
    const unknown = await attempt('nobody', 'wrong')
    assert.deepEqual([known.status, unknown.status], [401, 401])
    assert.equal(known.body.error.message, unknown.body.error.message)
    assert.equal(known.cookie, '')
  })

  it('停用的账号即使密码对也不能登录，密码不对时不透露停用', async () => {
    await people().updateTable('people.account').set({ active: false }).where('login', '=', 'auditor').execute()
    assert.equal((await attempt('auditor', RIGHT)).status, 403)
    assert.equal((await attempt('auditor', 'wrong')).status, 401)
    await people().updateTable('people.account').set({ active: true }).where('login', '=', 'auditor').execute()
  })

  it('多余的字段、过长的密码、不是六位数字的动态码都是填写有误', async () => {
    for (const payload of [
      { account: 'citizen' }, { account: 'citizen', password: RIGHT, admin: true }, { account: 'citizen', password: 'x'.repeat(129) },
      { account: 'citizen', password: RIGHT, totp: '12345' }, { account: ['citizen'], password: RIGHT }, [],
    ]) {
      assert.equal((await door.ask('POST', '/api/sessions', { payload })).statusCode, 400, JSON.stringify(payload))
    }
    assert.equal(
      (await door.ask('POST', '/api/sessions', { payload: { account: 'citizen', password: RIGHT, totp: '123456' } })).statusCode, 200,
    )
  })

  it('别的网站替人登录不行', async () => {
    const answer = await door.ask(
      'POST', '/api/sessions', { payload: { account: 'citizen', password: RIGHT }, headers: { origin: 'http://evil.example' } },
    )
    assert.equal(answer.statusCode, 403)
    assert.equal(answer.headers['set-cookie'], undefined)
  })
})

describe('连续五次密码不对，暂时锁定', () => {
  it('前四次说明还剩几次，第五次锁定，此后都说明何时再来', async () => {
    for (const left of [4, 3, 2, 1]) {
      const { status, body } = await attempt('window', 'wrong')
      assert.equal(status, 401)
      assert.match(body.error.message, new RegExp(`再错 ${left} 次`))
    }
    const fifth = await attempt('window', 'wrong')
    assert.equal(fifth.status, 401)
    assert.match(fifth.body.error.message, /09:15 以后/)
    const sixth = await attempt('window', RIGHT)
    assert.deepEqual([sixth.status, sixth.body.error.code, sixth.cookie], [429, 'too-many', ''])
    assert.match(sixth.body.error.message, /09:15 以后/)
  })

  it('锁定期间密码对了也不行，过了时间就行', async () => {
    await fail('window', 5)
    pass(14)
    assert.equal((await attempt('window', RIGHT)).status, 429)
    pass(1)
    assert.equal((await attempt('window', RIGHT)).status, 200)
  })

  it('锁定期间再试不会延长锁定；到时后重新数起', async () => {
    await fail('window', 5)
    pass(10)
    await fail('window', 5)
    pass(5)
    assert.match((await attempt('window', 'wrong')).body.error.message, /再错 4 次/)
    assert.equal((await attempt('window', RIGHT)).status, 200)
  })

  it('中间登录成功一次，错误从头数', async () => {
    await fail('window', 4)
    assert.equal((await attempt('window', RIGHT)).status, 200)
    assert.match((await attempt('window', 'wrong')).body.error.message, /再错 4 次/)
  })

  it('不存在的账号一样锁定，锁定也不透露账号是否存在', async () => {
    await fail('nobody', 5)
    const { status, body } = await attempt('nobody', 'wrong')
    assert.equal(status, 429)
    assert.match(body.error.message, /09:15 以后/)
  })

  it('锁的是这一个账号，别人照常', async () => {
    await fail('window', 5)
    assert.equal((await attempt('citizen', RIGHT)).status, 200)
  })

  it('一百次同时猜，只有五次真的试了密码', async () => {
    const answers = await Promise.all(Array.from({ length: 100 }, () => attempt('leader', 'wrong')))
    const count = (status: number): number => answers.filter((answer) => answer.status === status).length
    assert.deepEqual([count(401), count(429)], [5, 95])
    const rows = await people().selectFrom('people.sign_in_failure').select('failures').where('login', '=', 'leader').execute()
    assert.deepEqual(rows, [{ failures: 5 }])
  })

  it('同一账号十六处同时登录，个个成功', async () => {
    const answers = await Promise.all(Array.from({ length: 16 }, () => attempt('window', RIGHT)))
    assert.deepEqual(answers.map(({ status }) => status), Array(16).fill(200))
    assert.equal(new Set(answers.map(({ cookie }) => cookie)).size, 16)
  })

  it('一天前的失败记录会清掉，猜来的账号名不会越积越多', async () => {
    await fail('made-up', 1)
    pass(25 * 60)
    await fail('other', 1)
    const rows = await people().selectFrom('people.sign_in_failure').select('login').execute()
    assert.deepEqual(rows, [{ login: 'other' }])
  })

  it('锁定多久可以设置，设错了要说出来', () => {
    assert.equal(lockMinutes({}), 15)
    assert.equal(lockMinutes({ CHUNFENG_LOCK_MINUTES: '5' }), 5)
    for (const wrong of ['0', '-1', 'x', '9999']) assert.throws(
      () => lockMinutes({ CHUNFENG_LOCK_MINUTES: wrong }), /CHUNFENG_LOCK_MINUTES/,
    )
  })
})

describe('密码的保存', () => {
  it('只存 argon2id 的摘要，同一个密码每次的摘要都不同', async () => {
    const [first, second] = [await hashPassword(RIGHT), await hashPassword(RIGHT)]
    assert.match(first, /^\$argon2id\$v=19\$m=64,t=2,p=1\$/)
    assert.notEqual(first, second)
    const rows = await people().selectFrom('people.account').select('password_hash').execute()
    assert.ok(rows.every((row) => row.password_hash.startsWith('$argon2id$') && !row.password_hash.includes(RIGHT)))
  })

  it('不降低成本时用 19 MiB、两遍', async () => {
    delete process.env['CHUNFENG_PASSWORD_KIB']
    const hash = await hashPassword(RIGHT)
    process.env['CHUNFENG_PASSWORD_KIB'] = '64'
    assert.match(hash, /^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
  })
})
