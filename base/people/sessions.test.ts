import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { sm3Hex } from '#platform/sm'
import { testDatabase, type TestDatabase } from '#platform/testing'
import { Door } from '../door.test-support.ts'
import { authenticate, peopleRoutes, seedDemoAccounts, seedOrganisations } from './index.ts'
import type { PeopleTables } from './tables.ts'

process.env['CHUNFENG_PASSWORD_KIB'] = '64'
const START = '2026-03-02T09:00:00+08:00'

let test: TestDatabase
let door: Door
before(async () => {
  test = await testDatabase(['platform/migrations', 'kernel/migrations', 'base/audit/migrations', 'base/people/migrations'])
  await seedOrganisations(test.db)
  await seedDemoAccounts(test.db, new Date(START))
})
after(() => test.close())
beforeEach(() => { door = new Door(test.db, peopleRoutes, START) })

const people = () => test.db.withTables<PeopleTables>()
const pass = (minutes: number): void => { door.now = new Date(door.now.getTime() + minutes * 60_000) }
const status = async (cookie?: string): Promise<number> => (await door.ask(
  'GET', '/api/me', cookie === undefined ? {} : { cookie },
)).statusCode
const tokenOf = (cookie: string): string => cookie.slice('session='.length)

describe('会话', () => {
  it('登录以后认得人，退出以后不认得', async () => {
    const cookie = await door.signIn('window')
    assert.equal(await status(cookie), 200)
    const out = await door.ask('DELETE', '/api/sessions', { cookie })
    assert.equal(out.statusCode, 204)
    assert.match(String(out.headers['set-cookie']), /^session=; Max-Age=0/)
    assert.equal(await status(cookie), 401)
    assert.equal((await door.ask('DELETE', '/api/sessions', { cookie })).statusCode, 204)
  })

  it('退出只退这一处', async () => {
    const [here, there] = [await door.signIn('window'), await door.signIn('window')]
    await door.ask('DELETE', '/api/sessions', { cookie: here })
    assert.deepEqual([await status(here), await status(there)], [401, 200])
  })

  it('工作人员半小时不动就要重新登录，一直在用就不用', async () => {
    const cookie = await door.signIn('window')
    for (let count = 0; count < 6; count++) {
      pass(29)
      assert.equal(await status(cookie), 200, `after ${(count + 1) * 29} minutes`)
    }
    pass(30)
    assert.equal(await status(cookie), 401)
  })

  it('群众填表可以停得久，但十二小时以后无论如何要重新登录', async () => {
    const cookie = await door.signIn('citizen')
    pass(11 * 60)
    assert.equal(await status(cookie), 200)
    pass(59)
    assert.equal(await status(cookie), 200)
    pass(1)
    assert.equal(await status(cookie), 401)
  })

  it('工作人员一直在用，十二小时以后也要重新登录', async () => {
    const cookie = await door.signIn('reviewer')
    for (let count = 0; count < 28; count++) {
      pass(25)
      assert.equal(await status(cookie), 200)
    }
    pass(25)
    assert.equal(await status(cookie), 401)
  })

  it('别处作废的会话、停用的账号、撤下的角色，五秒之内生效', async () => {
    const cookie = await door.signIn('bureau')
    assert.equal(await status(cookie), 200)
    await people().updateTable('people.account').set({ active: false }).where('login', '=', 'bureau').execute()
    pass(5 / 60)
    assert.equal(await status(cookie), 401)
    await people().updateTable('people.account').set({ active: true }).where('login', '=', 'bureau').execute()
    assert.equal(await status(cookie), 200)
    await people().deleteFrom('people.post_holder').where('account', '=', 'demo-bureau').execute()
    pass(5 / 60)
    assert.deepEqual((await door.ask('GET', '/api/me', { cookie })).json().roles, [])
    await people().deleteFrom('people.session').where('token_hash', '=', sm3Hex(tokenOf(cookie))).execute()
    pass(5 / 60)
    assert.equal(await status(cookie), 401)
  })

  it('时钟拨回去不会让作废的会话复活', async () => {
    const cookie = await door.signIn('hotline')
    assert.equal(await status(cookie), 200)
    await people().deleteFrom('people.session').execute()
    pass(-60)
    assert.equal(await status(cookie), 401)
  })

  it('五秒之内的请求不再问数据库，过后才问', async () => {
    const cookie = await door.signIn('leader')
    assert.equal(await status(cookie), 200)
    await people().updateTable('people.session').set({ ip: 'changed' }).execute()
    await people().deleteFrom('people.session').execute()
    pass(4 / 60)
    const actor = await authenticate(test.db, { session: tokenOf(cookie) }, door.now)
    assert.equal(actor?.name, '区领导')
    pass(2 / 60)
    assert.equal(await authenticate(test.db, { session: tokenOf(cookie) }, door.now), null)
  })

  it('数据库里没有令牌本身，只有它的摘要；用摘要登录不了', async () => {
    const cookie = await door.signIn('window')
    const rows = await people().selectFrom('people.session').selectAll().execute()
    assert.ok(rows.some((row) => row.token_hash === sm3Hex(tokenOf(cookie))))
    assert.ok(!JSON.stringify(rows).includes(tokenOf(cookie)))
    assert.equal(await status(`session=${sm3Hex(tokenOf(cookie))}`), 401)
  })

  it('伪造、残缺、奇怪的 Cookie 等于没有登录', async () => {
    const cookie = await door.signIn('window')
    for (const fake of [
      'session=', 'session=x', `${cookie}x`, cookie.slice(0, -1), `session=${'A'.repeat(43)}`, 'session=%00', 'Session=x',
      `session=${'x'.repeat(5000)}`, "session=' or 1=1 --",
    ]) {
      assert.equal(await status(fake), 401, fake)
    }
    assert.equal(await status(), 401)
  })

  it('用过才记一次，一分钟之内不重复写', async () => {
    const cookie = await door.signIn('supervisor')
    const seenAt = async (): Promise<string> => {
      const row = await people().selectFrom('people.session').select('last_seen_at').where(
        'token_hash', '=', sm3Hex(tokenOf(cookie)),
      ).executeTakeFirstOrThrow()
      return row.last_seen_at.toISOString()
    }
    pass(0.5)
    await status(cookie)
    assert.equal(await seenAt(), new Date(START).toISOString())
    pass(1)
    await status(cookie)
    assert.equal(await seenAt(), door.now.toISOString())
  })

  it('过期的会话在下次登录时清掉', async () => {
    await door.signIn('sysadmin')
    pass(13 * 60)
    await door.signIn('sysadmin')
    const rows = await people().selectFrom('people.session').select('created_at').where('account', '=', 'demo-sysadmin').execute()
    assert.equal(rows.length, 1)
  })
})

describe('我的账号', () => {
  it('看得到自己的姓名、角色、单位', async () => {
    const me = (await door.ask('GET', '/api/me', { cookie: await door.signIn('approver') })).json()
    assert.deepEqual(
      [me.account, me.kind, me.roles, me.organisation, me.organisationName],
      ['approver', 'staff', ['approver'], 'market-regulation', '区市场监督管理局'],
    )
  })

  it('经办人看得到所代表的企业', async () => {
    const me = (await door.ask('GET', '/api/me', { cookie: await door.signIn('enterprise') })).json()
    assert.deepEqual(me.party, { id: 'demo-party', name: '某餐饮公司（示例）', uscc: '91440114000000000D' })
    assert.deepEqual([me.organisation, me.organisationName], [null, null])
  })
})
