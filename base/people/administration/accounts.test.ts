import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { runSql } from '#platform/database'
import { District, PASSWORD } from '../rights.test-support.ts'

let district: District
let sysadmin = ''
let secadmin = ''
before(async () => { district = await District.open() })
after(() => district.test.close())
beforeEach(async () => {
  district.newDoor()
  await runSql(district.test.db, 'delete from people.sign_in_failure')
  sysadmin = await district.door.signIn('sysadmin')
  secadmin = await district.door.signIn('secadmin')
})

const signIn = (account: string, password: string, more: object = {}) => district.ask(undefined, 'POST', '/api/sessions', { account, password, ...more })
/** Both administrators together, as one types both halves. */
async function reset(id: string): Promise<string> {
  const { body: asked } = await district.ask(sysadmin, 'POST', `/api/admin/accounts/${id}/key-resets`, { keys: 'password', reason: '本人到窗口核对了身份证' })
  const { body: confirmed } = await district.ask(secadmin, 'POST', `/api/admin/key-resets/${asked.id}/confirmation`)
  return `${asked.firstHalf}-${confirmed.secondHalf}`
}
const create = (account: string, more: object = {}) =>
  district.ask(sysadmin, 'POST', '/api/admin/accounts', { account, name: '新来的', organisation: 'hall', ...more })

describe('从开设账号到上岗', () => {
  it('系统管理员开设，没有密码也没有权限；安全管理员给岗位和一次性密码；本人换密码后上岗', async () => {
    const { status, body: { id, roles, active } } = await create('new-window')
    assert.deepEqual([status, roles, active], [201, [], true])
    assert.equal((await signIn('new-window', PASSWORD)).status, 401)
    const granted = await district.ask(secadmin, 'POST', `/api/admin/accounts/${id}/rights`, { posts: ['hall/window'], roles: [] })
    assert.deepEqual(granted.body.roles, ['window'])
    const temporaryPassword = await reset(id)
    assert.match(temporaryPassword, /^\w{4}(-\w{4}){3}$/)
    assert.equal((await signIn('new-window', temporaryPassword)).code, 'password-change')
    const arrived = await signIn('new-window', temporaryPassword, { newPassword: 'New-spring-77' })
    assert.deepEqual([arrived.status, arrived.body.roles, arrived.body.organisation], [200, ['window'], 'hall'])
  })

  it('账号名写错、重名、没有的单位、空的姓名都说清楚', async () => {
    assert.equal((await create('李')).fields[0].path, 'account')
    assert.equal((await create('WINDOW')).status, 409)
    assert.equal((await create('someone', { organisation: 'nowhere' })).status, 422)
    assert.equal((await create('someone', { name: '  ' })).fields[0].path, 'name')
    assert.equal((await create('someone', { roles: ['secadmin'] })).status, 400)
  })

  it('两次同时开设同一个账号，只有一个', async () => {
    const both = await Promise.all([create('twice-made'), create('twice-made')])
    assert.deepEqual(both.map(({ status }) => status).toSorted(), [201, 409])
  })
})

describe('停用、重置、收回', () => {
  it('停用以后马上退出，不能登录；恢复以后权限还在', async () => {
    const cookie = await district.door.signIn('approver')
    assert.equal((await district.ask(sysadmin, 'POST', '/api/admin/accounts/demo-approver/deactivation')).body.active, false)
    assert.equal(await district.isSignedIn(cookie), false)
    assert.equal((await signIn('approver', PASSWORD)).status, 403)
    assert.deepEqual((await district.ask(sysadmin, 'POST', '/api/admin/accounts/demo-approver/activation')).body.roles, ['approver'])
    assert.equal((await signIn('approver', PASSWORD)).status, 200)
  })

  it('重置密码：旧密码作废，登录全部退出，锁定解除；一次性密码不在数据库里', async () => {
    const cookie = await district.door.signIn('hotline')
    for (let count = 0; count < 5; count++) await signIn('hotline', 'wrong')
    const temporaryPassword = await reset('demo-hotline')
    assert.equal(await district.isSignedIn(cookie), false)
    assert.equal((await signIn('hotline', PASSWORD)).status, 401)
    assert.equal((await signIn('hotline', temporaryPassword)).code, 'password-change')
    assert.equal((await signIn('hotline', temporaryPassword, { newPassword: PASSWORD })).status, 400)
    const kept = JSON.stringify(await runSql(district.test.db, 'select * from people.account'))
    assert.ok(!kept.includes(temporaryPassword))
  })

  it('群众在窗口也能重置密码', async () => {
    const temporaryPassword = await reset('demo-citizen')
    assert.equal((await signIn('citizen', temporaryPassword, { newPassword: 'New-spring-77' })).status, 200)
  })

  it('手机丢了：解除动态码以后密码就够，也要两个人', async () => {
    const { cookie } = await district.enrol('discipline')
    assert.equal((await signIn('discipline', PASSWORD)).code, 'second-factor')
    const { body: { id, firstHalf } } = await district.ask(
      sysadmin, 'POST', '/api/admin/accounts/demo-discipline/key-resets', { keys: 'second-factor', reason: '手机丢了' },
    )
    assert.equal(firstHalf, null)
    assert.equal((await signIn('discipline', PASSWORD)).code, 'second-factor')
    assert.deepEqual((await district.ask(secadmin, 'POST', `/api/admin/key-resets/${id}/confirmation`)).body, { account: 'discipline', secondHalf: null })
    assert.equal(await district.isSignedIn(cookie), false)
    assert.equal((await signIn('discipline', PASSWORD)).status, 200)
  })

  it('收回岗位：马上要重新登录，登录后什么也不能办', async () => {
    const cookie = await district.door.signIn('leader')
    await district.ask(secadmin, 'POST', '/api/admin/accounts/demo-leader/rights', { posts: [], roles: [] })
    assert.equal(await district.isSignedIn(cookie), false)
    assert.deepEqual((await signIn('leader', PASSWORD)).body.roles, [])
  })

  it('没有的账号：每一种操作都说没有', async () => {
    for (const act of ['deactivation', 'activation']) assert.equal((await district.ask(sysadmin, 'POST', `/api/admin/accounts/nobody/${act}`)).status, 404)
    assert.equal((await district.ask(sysadmin, 'POST', '/api/admin/accounts/nobody/key-resets', { keys: 'password', reason: '忘了' })).status, 404)
    for (const act of ['confirmation', 'refusal'])
      assert.equal((await district.ask(secadmin, 'POST', `/api/admin/key-resets/00000000-0000-4000-8000-000000000000/${act}`)).status, 404)
    assert.equal((await district.ask(secadmin, 'DELETE', '/api/admin/accounts/nobody/sessions')).status, 404)
  })

  it('安全管理员看得到别人在哪里登录，能让他全部退出', async () => {
    const cookie = await district.door.signIn('supervisor')
    const { body: { sessions } } = await district.ask(secadmin, 'GET', '/api/admin/accounts/demo-supervisor/sessions')
    assert.equal(sessions.length, 1)
    assert.ok(!JSON.stringify(sessions).includes(cookie.slice(8)))
    assert.equal((await district.ask(secadmin, 'DELETE', '/api/admin/accounts/demo-supervisor/sessions')).body.ended, 1)
    assert.equal(await district.isSignedIn(cookie), false)
  })
})

describe('岗位', () => {
  it('系统管理员设置，没有人了才能撤销', async () => {
    const { body: post } = await district.ask(sysadmin, 'POST', '/api/admin/posts', { organisation: 'hall', name: '导办岗', roles: ['window'] })
    const { body: { id } } = await create('guide-one')
    assert.equal((await district.ask(secadmin, 'POST', `/api/admin/accounts/${id}/rights`, { posts: [post.id], roles: [] })).status, 200)
    const remove = () => district.ask(sysadmin, 'POST', '/api/admin/posts/removal', { post: post.id })
    assert.equal((await remove()).status, 422)
    await district.ask(secadmin, 'POST', `/api/admin/accounts/${id}/rights`, { posts: [], roles: [] })
    assert.deepEqual([(await remove()).status, (await remove()).status], [200, 404])
  })

  it('名单写明每个岗位有几个人', async () => {
    const { body: { posts } } = await district.ask(sysadmin, 'GET', '/api/admin/posts?organisation=market-regulation')
    assert.deepEqual(posts.map(({ name, holders }: { name: string; holders: number }) => [name, holders]), [['审批岗', 1], ['审查岗', 1]])
  })
})

describe('账号名单', () => {
  const list = async (query: string) => (await district.ask(secadmin, 'GET', `/api/admin/accounts?${query}`)).body
  it('按姓名或账号找，翻页不漏不重', async () => {
    assert.deepEqual((await list('q=李群众')).accounts.map(({ account }: { account: string }) => account), ['citizen'])
    const seen: string[] = []
    const { total } = await list('kind=staff&size=7')
    for (let page = 1; page <= Math.ceil(total / 7); page++)
      seen.push(...(await list(`kind=staff&size=7&page=${page}`)).accounts.map(({ id }: { id: string }) => id))
    assert.deepEqual([seen.length, new Set(seen).size], [total, total])
    assert.ok(total > 7)
  })

  it('百分号就是百分号；没有找到就是零', async () => {
    assert.equal((await list(`q=${encodeURIComponent('%')}`)).total, 0)
    assert.equal((await list('q=zzz')).total, 0)
  })

  it('没有电话、身份证号和密码', async () => {
    await runSql(district.test.db, "update people.account set phone = '13900001234', resident_id = '440114190001010012' where login = 'citizen'")
    assert.doesNotMatch(JSON.stringify(await list('size=100')), /1390000|4401141900|argon2/)
  })
})
