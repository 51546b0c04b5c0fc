import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { testDatabase, type TestDatabase } from '#platform/testing'
import { Door } from '../door.test-support.ts'
import { actingFor, demoAccounts, organisationName, peopleRoutes, seedDemoAccounts, seedOrganisations } from './index.ts'
import type { PeopleTables } from './tables.ts'

process.env['CHUNFENG_PASSWORD_KIB'] = '64'
const NOW = '2026-03-02T09:00:00+08:00'

let test: TestDatabase
let door: Door
before(async () => {
  test = await testDatabase(['platform/migrations', 'kernel/migrations', 'base/audit/migrations', 'base/people/migrations'])
  door = new Door(test.db, peopleRoutes, NOW)
})
after(() => test.close())
const people = () => test.db.withTables<PeopleTables>()

async function seed(): Promise<void> {
  await test.db.transaction().execute(async (tx) => {
    await seedOrganisations(tx)
    await seedDemoAccounts(tx, new Date(NOW))
  })
}

describe('示例数据', () => {
  it('再装一次什么也不变，改过的密码也不动', async () => {
    await seed()
    await people().updateTable('people.account').set({ password_hash: 'changed' }).where('login', '=', 'bureau').execute()
    const before = await snapshot()
    await seed()
    assert.deepEqual(await snapshot(), before)
  })

  it('少了的账号补上', async () => {
    await people().deleteFrom('people.post_holder').where('account', '=', 'demo-hotline').execute()
    await people().deleteFrom('people.account').where('login', '=', 'hotline').execute()
    await seed()
    assert.equal((await door.signIn('hotline')).length > 20, true)
  })

  it('接口约定的示例账号一个不少，都能用示例密码登录，角色和单位对', async () => {
    const expected = {
      citizen: ['citizen', null], enterprise: ['enterprise', null], window: ['window', 'hall'],
      reviewer: ['reviewer', 'market-regulation'], approver: ['approver', 'market-regulation'],
      housing: ['reviewer', 'housing'], 'housing-approver': ['approver', 'housing'],
      planning: ['reviewer', 'planning'], 'planning-approver': ['approver', 'planning'],
      ecology: ['reviewer', 'ecology'], 'ecology-approver': ['approver', 'ecology'],
      supervisor: ['supervisor', 'government-services'], leader: ['leader', 'district'], discipline: ['discipline', 'discipline'],
      sysadmin: [
        'sysadmin', 'government-services',
      ], secadmin: ['secadmin', 'government-services'], auditor: ['auditor', 'government-services'],
    }
    for (const [account, [role, organisation]] of Object.entries(expected)) {
      const answer = await door.ask('POST', '/api/sessions', { payload: { account, password: 'Chunfeng-2026' } })
      assert.deepEqual([answer.statusCode, answer.json().roles, answer.json().organisation], [200, [role], organisation], account)
    }
  })

  it('每个部门和镇街都有人审查、有人审批，审查和审批不是同一个人', async () => {
    const organisations = await people().selectFrom('people.organisation').select(['id', 'kind']).where(
      'kind', 'in', ['department', 'town'],
    ).execute()
    const accounts = demoAccounts(organisations)
    for (const { id } of organisations) {
      const handlers = accounts.filter(({ organisation, role }) => organisation === id && (role === 'reviewer' || role === 'approver'))
      assert.deepEqual(handlers.map(({ role }) => role), ['reviewer', 'approver'], id)
    }
    assert.equal(new Set(accounts.map(({ login }) => login)).size, accounts.length)
  })

  it('单位名单对所有人公开，标明哪些名称有出处', async () => {
    const answer = await door.ask('GET', '/api/organisations')
    const { organisations } = answer.json()
    assert.ok(organisations.length >= 40)
    const found = organisations.find(({ id }: { id: string }) => id === 'xinhua')
    assert.deepEqual([found.shortName, found.kind, found.divisionCode, found.nameConfirmed], ['新华街', 'town', '440114001', true])
    assert.equal(organisationName('xinhua'), found.name)
    assert.equal(organisationName('elsewhere'), 'elsewhere')
  })

  it('群众为自己申请，经办人为企业申请', async () => {
    const actor = { id: 'demo-citizen', name: '李群众', roles: ['citizen'], organisation: null, party: null } as const
    assert.deepEqual(
      await actingFor(door.call(actor)), { applicant: { kind: 'person', id: 'demo-citizen', name: '李群众' }, agentId: null },
    )
    const agent = { id: 'demo-enterprise', name: '某餐饮公司经办人', roles: ['enterprise'], organisation: null, party: 'demo-party' } as const
    assert.deepEqual(
      await actingFor(door.call(agent)),
      { applicant: { kind: 'organisation', id: 'demo-party', name: '某餐饮公司（示例）' }, agentId: 'demo-enterprise' },
    )
  })

  it('数据库不许没有授权的人代表企业，不许工作人员没有单位', async () => {
    await assert.rejects(people().updateTable('people.account').set({ party: 'demo-party' }).where('login', '=', 'citizen').execute())
    await assert.rejects(people().updateTable('people.account').set({ organisation: null }).where('login', '=', 'window').execute())
    await assert.rejects(people().updateTable('people.account').set({ party: 'demo-party' }).where('login', '=', 'window').execute())
  })
})

async function snapshot(): Promise<unknown> {
  const [organisations, accounts, holders, roles] = await Promise.all([
    people().selectFrom('people.organisation').selectAll().orderBy('id').execute(),
    people().selectFrom('people.account').selectAll().orderBy('id').execute(),
    people().selectFrom('people.post_holder').selectAll().orderBy('account').execute(),
    people().selectFrom('people.account_role').selectAll().orderBy('account').execute(),
  ])
  return { organisations, accounts, holders, roles }
}
