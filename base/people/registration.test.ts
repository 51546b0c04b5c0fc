import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { testDatabase, type TestDatabase } from '#platform/testing'
import { Door } from '../door.test-support.ts'
import { peopleRoutes } from './index.ts'
import type { PeopleTables } from './tables.ts'

process.env['CHUNFENG_PASSWORD_KIB'] = '64'
/** Right in form, and plainly nobody: born on the first day of 1900. */
const NOBODY = { account: 'li.xiaoming', password: 'spring-Wind-77', name: '李小明', phone: '13900000000', residentId: '440114190001010012' }
const OTHER_ID = '440114190001010020'

let test: TestDatabase
let door: Door
before(async () => {
  test = await testDatabase(['platform/migrations', 'kernel/migrations', 'base/audit/migrations', 'base/people/migrations'])
  door = new Door(test.db, peopleRoutes, '2026-03-02T09:00:00+08:00')
})
after(() => test.close())

async function register(changes: object) {
  const answer = await door.ask('POST', '/api/accounts', { payload: { ...NOBODY, ...changes } })
  return { status: answer.statusCode, body: answer.json() }
}

describe('群众注册', () => {
  it('填写正确就能注册，随后能登录，角色只是群众', async () => {
    const { status, body } = await register({})
    assert.equal(status, 201)
    assert.deepEqual(body, { account: 'li.xiaoming', name: '李小明' })
    const cookie = await door.signIn('li.xiaoming', NOBODY.password)
    const me = (await door.ask('GET', '/api/me', { cookie })).json()
    assert.deepEqual([me.kind, me.roles, me.party], ['citizen', ['citizen'], null])
  })

  it('手机号和身份证号在页面上只露头尾', async () => {
    const me = (await door.ask('GET', '/api/me', { cookie: await door.signIn('li.xiaoming', NOBODY.password) })).json()
    assert.equal(me.residentId, '4401**********0012')
    assert.doesNotMatch(JSON.stringify(me), /13900000000|440114190001010012/)
  })

  it('同一账号名、同一身份证只能注册一次，分别说清楚', async () => {
    const sameName = await register({ account: 'LI.xiaoming', residentId: OTHER_ID })
    assert.equal(sameName.status, 409)
    assert.match(sameName.body.error.message, /账号名/)
    const samePerson = await register({ account: 'another' })
    assert.equal(samePerson.status, 409)
    assert.match(samePerson.body.error.message, /身份证/)
  })

  it('两次同时提交，只注册成一次', async () => {
    const statuses = await Promise.all([1, 2, 3].map(async () => (await register({
      account: 'double', residentId: '440114190001010039',
    })).status))
    assert.deepEqual(statuses.toSorted(), [201, 409, 409])
  })

  it('错处一次说完，什么也不留下', async () => {
    const { status, body } = await register({ account: '李', password: '123', name: '1', phone: '12345', residentId: '440114190001010013' })
    assert.equal(status, 400)
    assert.deepEqual(
      body.error.fields.map((field: { path: string }) => field.path).sort(), ['account', 'name', 'password', 'phone', 'residentId'],
    )
    assert.ok(body.error.fields.every((field: { message: string }) => /\p{Script=Han}/u.test(field.message)))
    const rows = await test.db.withTables<PeopleTables>().selectFrom('people.account').select('login').where('name', '=', '1').execute()
    assert.deepEqual(rows, [])
  })

  it('不能给自己加角色、单位', async () => {
    for (const extra of [{ roles: ['leader'] }, { kind: 'staff' }, { organisation: 'district' }]) {
      assert.equal((await register({ account: 'sneaky', residentId: OTHER_ID, ...extra })).status, 400)
    }
  })
})
