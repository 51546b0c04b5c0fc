import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { runSql } from '#platform/database'
import { Door } from '../../door.test-support.ts'
import type { Tell } from '../delegation/set.ts'
import { peopleRoutes } from '../index.ts'
import { District, START } from '../rights.test-support.ts'
import type { Matters } from './matters.ts'
import { agencyRoutes } from './routes.ts'

const told: { recipient: string; title: string }[] = []
const tell: Tell = async (_tx, notice) => void told.push(notice)
const matters: Matters = {
  named: async (_call, codes) => new Map(codes.filter((code) => code === 'SL0100001').map((code) => [code, '某事'])), search: async () => [],
}
const GRANT = { account: 'citizen', name: '李群众', powers: ['file'], from: '2026-03-02', until: '2026-03-31' }

let district: District
before(async () => { district = await District.open() })
after(() => district.test.close())
beforeEach(async () => {
  await runSql(district.test.db, 'update people.session set agency = null')
  await runSql(district.test.db, 'delete from people.agency')
  district.newDoor()
  district.door = new Door(district.test.db, [...peopleRoutes, ...agencyRoutes({ tell, matters })], START)
  told.length = 0
})

describe('经办人授权的接口', () => {
  it('授权、选为单位办、说明在为谁办、撤销，两边都收到消息', async () => {
    const [firm, agent] = [await district.door.signIn('enterprise'), await district.door.signIn('citizen')]
    const made = await district.ask(firm, 'POST', '/api/agencies', { ...GRANT, items: ['SL0100001'] })
    assert.deepEqual([made.status, made.body.standing, made.body.items, made.body.agent.name], [201, 'running', ['SL0100001'], '李群众'])
    assert.equal((await district.ask(agent, 'POST', '/api/me/agency', { agency: made.body.id })).status, 200)
    assert.deepEqual((await district.ask(agent, 'GET', '/api/me')).body.actsFor, { id: 'demo-party', name: '某餐饮公司（示例）', until: '2026-03-31' })
    const { body } = await district.ask(agent, 'GET', '/api/agencies')
    assert.deepEqual([body.granted, body.held.length, body.actsFor], [[], 1, 'demo-party'])
    assert.equal((await district.ask(firm, 'GET', '/api/agencies')).body.granted.length, 1)
    assert.equal((await district.ask(firm, 'POST', `/api/agencies/${made.body.id}/revocation`)).body.standing, 'revoked')
    assert.equal((await district.ask(agent, 'GET', '/api/me')).body.actsFor, null)
    assert.deepEqual(told.map(({ recipient, title }) => [recipient, title]), [['demo-citizen', '某餐饮公司（示例）授权您替它办事'], ['demo-citizen', '某餐饮公司（示例）撤销了授权']])
  })

  it('只换这一次登录的帽子，别处的登录不变；退出再登录是为自己办', async () => {
    const [firm, here, there] = [await district.door.signIn('enterprise'), await district.door.signIn('citizen'), await district.door.signIn('citizen')]
    const { body: { id } } = await district.ask(firm, 'POST', '/api/agencies', GRANT)
    await district.ask(here, 'POST', '/api/me/agency', { agency: id })
    const actsFor = async (cookie: string) => (await district.ask(cookie, 'GET', '/api/me')).body.actsFor?.id ?? null
    assert.deepEqual([await actsFor(here), await actsFor(there), await actsFor(await district.door.signIn('citizen'))], ['demo-party', null, null])
    await district.ask(here, 'POST', '/api/me/agency', { agency: null })
    assert.equal(await actsFor(here), null)
  })

  it('授权和撤销都进审计记录，写明谁、给谁、哪些事', async () => {
    const firm = await district.door.signIn('enterprise')
    const { body: { id } } = await district.ask(firm, 'POST', '/api/agencies', { ...GRANT, items: ['SL0100001'] })
    await district.ask(firm, 'POST', `/api/agencies/${id}/revocation`)
    const entries = await runSql(
      district.test.db, "select account, what, object, detail->>'items' as items from audit.entry where what like '%经办人%' order by id desc limit 2",
    )
    assert.deepEqual(entries, [
      { account: 'demo-enterprise', what: '撤销经办人授权', object: 'citizen', items: 'SL0100001' },
      { account: 'demo-enterprise', what: '单位授权经办人', object: 'citizen', items: 'SL0100001' },
    ])
  })

  const refused: Record<string, [account: string, body: object, status: number]> = {
    群众不能授权: ['citizen', GRANT, 403],
    工作人员不能授权: ['window', GRANT, 403],
    没有的事项: ['enterprise', { ...GRANT, items: ['SL9999999'] }, 422],
    没有的部门: ['enterprise', { ...GRANT, organisations: ['nowhere'] }, 422],
    没有的权限: ['enterprise', { ...GRANT, powers: ['everything'] }, 400],
    一项权限也没有: ['enterprise', { ...GRANT, powers: [] }, 400],
    多出来的字段: ['enterprise', { ...GRANT, party: 'other' }, 400],
    授权给自己单位的账号: ['enterprise', { ...GRANT, account: 'enterprise', name: '某餐饮公司经办人' }, 422],
  }
  for (const [title, [account, body, status]] of Object.entries(refused)) {
    it(title, async () => {
      assert.equal((await district.ask(await district.door.signIn(account), 'POST', '/api/agencies', body)).status, status)
      assert.deepEqual(await runSql(district.test.db, 'select id from people.agency'), [])
    })
  }

  it('不相干的人撤销不了，有没有都是一句话', async () => {
    const { body: { id } } = await district.ask(await district.door.signIn('enterprise'), 'POST', '/api/agencies', GRANT)
    await runSql(district.test.db, `insert into people.account (id, login, name, kind, password_hash, created_at)
      select 'stranger', 'stranger', '外人', 'citizen', password_hash, now() from people.account where id = 'demo-citizen'`)
    await runSql(district.test.db, `insert into people.account_role values ('stranger', 'citizen')`)
    const stranger = await district.door.signIn('stranger')
    const [there, none] = [
      await district.ask(stranger, 'POST', `/api/agencies/${id}/revocation`),
      await district.ask(stranger, 'POST', '/api/agencies/00000000-0000-4000-8000-000000000000/revocation'),
    ]
    assert.deepEqual([there.status, there.message], [404, none.message])
    assert.equal((await district.ask(stranger, 'POST', '/api/me/agency', { agency: id })).status, 422)
  })

  it('演示数据带一份授权：单位授权李群众办一件事；撤销以后再装演示数据也不回来', async () => {
    const fresh = await District.open()
    try {
      const { seedDemoAccounts } = await import('../index.ts')
      assert.deepEqual(await runSql(fresh.test.db, 'select party, agent, cardinality(items) as items from people.agency'), [
        { party: 'demo-party', agent: 'demo-citizen', items: 1 },
      ])
      await runSql(fresh.test.db, `update people.agency set revoked_by = 'demo-enterprise', revoked_at = now()`)
      await runSql(fresh.test.db, `delete from people.account_role where account = 'demo-hotline'`)
      await seedDemoAccounts(fresh.test.db, new Date(START))
      assert.equal((await runSql(fresh.test.db, 'select id from people.agency where revoked_at is null')).length, 0)
    } finally {
      await fresh.test.close()
    }
  })
})
