import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { inTransaction, runSql } from '#platform/database'
import { Refusal } from '#platform/refusal'
import { Door } from '../../door.test-support.ts'
import { peopleRoutes } from '../index.ts'
import { District, START } from '../rights.test-support.ts'
import { delegationRoutes } from './routes.ts'
import { setDelegation, type Tell } from './set.ts'

const TODAY = '2026-03-02'
const TOMORROW = '2026-03-03'
const told: { recipient: string; title: string; body: string }[] = []
const tell: Tell = async (_tx, notice) => void told.push(notice)

let district: District
before(async () => {
  district = await District.open()
  const { db } = district.test
  // Two windows beside the one of the demo, and somebody at the same bureau who is neither.
  await runSql(db, `insert into people.account (id, login, name, kind, password_hash, organisation, created_at)
    select id, id, name, 'staff', (select password_hash from people.account where id = 'demo-window'), 'hall', now()
    from (values ('wang', '王五'), ('zhao', '赵六')) given (id, name)`)
  await runSql(db, `insert into people.account_role select 'wang', 'window' union select 'zhao', 'reviewer'`)
})
after(() => district.test.close())
beforeEach(async () => {
  await runSql(district.test.db, 'delete from people.delegation')
  district.newDoor()
  district.door = new Door(district.test.db, [...peopleRoutes, ...delegationRoutes({ tell })], START)
  told.length = 0
})

type Body = Readonly<Record<string, unknown>>
const delegate = async (account: string, body: Body) => district.ask(await district.door.signIn(account), 'POST', '/api/me/delegations', body)
const rolesOf = async (cookie: string): Promise<string[]> => (await district.ask(cookie, 'GET', '/api/me')).body.roles
const week: Body = { standIn: 'wang', from: TODAY, until: '2026-03-06' }

describe('请假委托：同事在这些天里有自己的和代办的岗位', () => {
  it('从开始那天零点到结束那天二十四点，自己开始、自己结束', async () => {
    const cookie = await district.door.signIn('zhao')
    assert.deepEqual(await rolesOf(cookie), ['reviewer'])
    assert.equal((await delegate('window', { standIn: 'zhao', from: TOMORROW, until: TOMORROW })).status, 201)
    const at = async (instant: string) => { district.door.now = new Date(instant); return rolesOf(await district.door.signIn('zhao')) }
    assert.deepEqual(await at('2026-03-02T23:59:59+08:00'), ['reviewer'])
    assert.deepEqual(await at('2026-03-03T00:00:00+08:00'), ['reviewer', 'window'])
    assert.deepEqual(await at('2026-03-03T23:59:59+08:00'), ['reviewer', 'window'])
    assert.deepEqual(await at('2026-03-04T00:00:00+08:00'), ['reviewer'])
  })

  it('已经登录着的，过了零点马上有，再过零点马上没有', async () => {
    assert.equal((await delegate('window', { standIn: 'zhao', from: TOMORROW, until: TOMORROW })).status, 201)
    district.door.now = new Date('2026-03-02T23:59:58+08:00')
    const cookie = await district.door.signIn('zhao')
    assert.deepEqual(await rolesOf(cookie), ['reviewer'])
    district.door.now = new Date('2026-03-03T00:00:00+08:00')
    assert.deepEqual(await rolesOf(cookie), ['reviewer', 'window'])
  })

  it('本人随时可以提前结束，同事开着的登录马上没有', async () => {
    const made = await delegate('window', { ...week, standIn: 'zhao' })
    const cookie = await district.door.signIn('zhao')
    assert.deepEqual(await rolesOf(cookie), ['reviewer', 'window'])
    const ended = await district.ask(await district.door.signIn('window'), 'POST', `/api/me/delegations/${made.body.id}/end`)
    assert.deepEqual([ended.status, ended.body.standing], [200, 'ended'])
    assert.deepEqual(await rolesOf(cookie), ['reviewer'])
    const again = await district.ask(await district.door.signIn('window'), 'POST', `/api/me/delegations/${made.body.id}/end`)
    assert.equal(again.status, 409)
  })

  it('同事收到消息；自己的页面列出谁代谁、哪几天；/api/me 说明在代谁', async () => {
    await delegate('window', { ...week, reason: '出差' })
    assert.deepEqual(told.map(({ recipient, title }) => [recipient, title]), [['wang', '请您代综合窗口办理']])
    assert.match(told[0]?.body ?? '', /2026-03-02 至 2026-03-06.*出差/)
    const cookie = await district.door.signIn('wang')
    const { body } = await district.ask(cookie, 'GET', '/api/me/delegations')
    assert.deepEqual(
      body.delegations.map(({ absent, standIn, standing }: Record<string, { name: string }>) => [absent?.name, standIn?.name, standing]),
      [['综合窗口', '王五', 'running']],
    )
    const me = (await district.ask(cookie, 'GET', '/api/me')).body
    assert.deepEqual(me.standsInFor, [{ id: 'demo-window', name: '综合窗口', roles: ['window'], until: '2026-03-06' }])
  })

  it('只委托选定的岗位，就只有选定的', async () => {
    const { db } = district.test
    await runSql(db, `insert into people.account_role values ('demo-window', 'hotline')`)
    await delegate('window', { ...week, standIn: 'zhao', roles: ['hotline'] })
    assert.deepEqual(await rolesOf(await district.door.signIn('zhao')), ['hotline', 'reviewer'])
    await runSql(db, `delete from people.account_role where account = 'demo-window'`)
    // What the absent no longer holds herself, nobody holds in her place.
    district.pass(1)
    assert.deepEqual(await rolesOf(await district.door.signIn('zhao')), ['reviewer'])
  })

  it('委托的人停用了，或者调走了，代办的也没有了', async () => {
    const { db } = district.test
    await delegate('window', { ...week, standIn: 'zhao' })
    for (const change of ['active = false', "organisation = 'district'"]) {
      await runSql(db, `update people.account set ${change} where id = 'demo-window'`)
      district.pass(1)
      assert.deepEqual(await rolesOf(await district.door.signIn('zhao')), ['reviewer'], change)
      await runSql(db, `update people.account set active = true, organisation = 'hall' where id = 'demo-window'`)
    }
  })
})

describe('不许的委托，句子说明白为什么', () => {
  const refused: Record<string, [account: string, body: Body, status: number, sentence: RegExp]> = {
    开始早于今天: ['window', { ...week, from: '2026-03-01' }, 400, /不能早于今天/],
    结束早于开始: ['window', { ...week, from: '2026-03-05', until: '2026-03-04' }, 400, /不能早于开始/],
    没有这一天: ['window', { ...week, until: '2026-02-30' }, 400, /请填写结束的日子/],
    一次太长: ['window', { ...week, until: '2026-04-01' }, 400, /一次最多 30 天/],
    开始太远: ['window', { ...week, from: '2027-06-01', until: '2027-06-02' }, 400, /一年以内/],
    委托给自己: ['window', { ...week, standIn: 'demo-window' }, 422, /不能委托给本人/],
    委托给别的单位: ['window', { ...week, standIn: 'demo-reviewer' }, 422, /只能委托给本单位/],
    委托给群众: ['window', { ...week, standIn: 'demo-citizen' }, 422, /只能委托给本单位/],
    没有这个人: ['window', { ...week, standIn: 'nobody' }, 404, /没有这个账号/],
    自己没有的岗位: ['window', { ...week, roles: ['approver'] }, 422, /没有“审批”这个岗位/],
    管理员委托别人: ['secadmin', { ...week, standIn: 'demo-bureau' }, 422, /管理员的岗位不能委托/],
    管理员代别人: ['bureau', { ...week, standIn: 'demo-auditor' }, 422, /管理员不能代办/],
  }
  for (const [title, [account, body, status, sentence]] of Object.entries(refused)) {
    it(title, async () => {
      const answer = await delegate(account, body)
      assert.equal(answer.status, status, answer.message)
      assert.match([answer.message, ...answer.fields.map(({ message }: { message: string }) => message)].join(' '), sentence)
      assert.deepEqual(await runSql(district.test.db, 'select id from people.delegation'), [])
      assert.deepEqual(told, [])
    })
  }

  it('三十天正好可以；能设多长由 CHUNFENG_STAND_IN_DAYS 定', async () => {
    assert.equal((await delegate('window', { ...week, until: '2026-03-31' })).status, 201)
    await runSql(district.test.db, 'delete from people.delegation')
    process.env['CHUNFENG_STAND_IN_DAYS'] = '5'
    try {
      assert.equal((await delegate('window', week)).status, 201)
      await runSql(district.test.db, 'delete from people.delegation')
      assert.equal((await delegate('window', { ...week, until: '2026-03-07' })).status, 400)
    } finally {
      delete process.env['CHUNFENG_STAND_IN_DAYS']
    }
  })

  it('日子重叠的不许，挨着的可以；提前结束了的不算', async () => {
    const first = await delegate('window', week)
    const overlapping = await delegate('window', { standIn: 'zhao', from: '2026-03-06', until: '2026-03-09' })
    assert.deepEqual([overlapping.status, overlapping.code], [409, 'conflict'])
    assert.match(overlapping.message, /2026-03-02 至 2026-03-06 已经委托了王五/)
    assert.equal((await delegate('window', { standIn: 'zhao', from: '2026-03-07', until: '2026-03-09' })).status, 201)
    await district.ask(await district.door.signIn('window'), 'POST', `/api/me/delegations/${first.body.id}/end`)
    assert.equal((await delegate('window', { ...week, standIn: 'zhao', from: '2026-03-04' })).status, 201)
  })

  it('代办不能再转委托：正代别人的人不能请假委托，请假委托了的人不能代别人', async () => {
    await delegate('window', week)
    const onward = await delegate('wang', { standIn: 'zhao', from: TOMORROW, until: TOMORROW })
    assert.deepEqual([onward.status, onward.code], [422, 'rule'])
    assert.match(onward.message, /代办不能再转委托/)
    const toAbsent = await delegate('zhao', { standIn: 'demo-window', from: TOMORROW, until: TOMORROW })
    assert.match(toAbsent.message, /自己也委托了别人/)
    // Whatever the rows say, only what one holds oneself is passed on.
    await runSql(district.test.db, `insert into people.delegation (id, absent, stand_in, roles, from_day, until_day, reason, set_by, set_at)
      values (gen_random_uuid(), 'wang', 'zhao', '{}', '2026-03-02', '2026-03-06', '', 'wang', now())`)
    await runSql(district.test.db, `update people.account_role set role = 'hotline' where account = 'wang'`)
    assert.deepEqual(await rolesOf(await district.door.signIn('zhao')), ['hotline', 'reviewer'])
    await runSql(district.test.db, `update people.account_role set role = 'window' where account = 'wang'`)
  })

  it('同时点了两次，只成一次；两个人互相委托也不会互相等死', async () => {
    const call = () => ({ ...district.door.call({ id: 'demo-window', name: '综合窗口', roles: ['window'], organisation: 'hall', party: null }) })
    const wish = { standIn: 'wang', from: TODAY, until: '2026-03-06' }
    const once = (absent: string, standIn: string) =>
      inTransaction(district.test.db, (tx) => setDelegation({ ...call(), tx }, absent, { ...wish, standIn }, tell))
    const outcomes = await Promise.allSettled([
      once('demo-window', 'wang'), once('demo-window', 'zhao'), once('wang', 'demo-window'), once('demo-window', 'wang'),
    ])
    assert.equal(outcomes.filter(({ status }) => status === 'fulfilled').length, 1)
    assert(outcomes.every((outcome) => outcome.status === 'fulfilled' || outcome.reason instanceof Refusal))
    assert.equal((await runSql(district.test.db, 'select id from people.delegation')).length, 1)
  })

  it('别人的委托不能由我结束，有没有都是一句话', async () => {
    const made = await delegate('window', week)
    const cookie = await district.door.signIn('zhao')
    const [others, none] = [
      await district.ask(cookie, 'POST', `/api/me/delegations/${made.body.id}/end`),
      await district.ask(cookie, 'POST', '/api/me/delegations/00000000-0000-4000-8000-000000000000/end'),
    ]
    assert.deepEqual([others.status, others.message], [404, none.message])
  })

  it('要求动态码的岗位，只能委托给绑定了身份验证器的同事', async () => {
    process.env['CHUNFENG_TOTP_ROLES'] = 'window'
    try {
      const cookie = await (async () => { process.env['CHUNFENG_TOTP_ROLES'] = 'none'; return district.door.signIn('window') })()
      process.env['CHUNFENG_TOTP_ROLES'] = 'window'
      const answer = await district.ask(cookie, 'POST', '/api/me/delegations', { ...week, standIn: 'zhao' })
      assert.equal(answer.status, 422)
      assert.match(answer.message, /请赵六先绑定身份验证器/)
    } finally {
      delete process.env['CHUNFENG_TOTP_ROLES']
    }
  })
})

describe('安全管理员替突然病倒的人设定', () => {
  it('设定、结束都进审计记录；两个人都收到消息', async () => {
    const secadmin = await district.door.signIn('secadmin')
    const made = await district.ask(secadmin, 'POST', '/api/admin/accounts/demo-window/delegations', { ...week, reason: '住院' })
    assert.deepEqual([made.status, made.body.setBy], [201, '安全管理员'])
    assert.deepEqual(told.map(({ recipient }) => recipient).sort(), ['demo-window', 'wang'])
    assert.equal((await district.ask(secadmin, 'POST', `/api/admin/delegations/${made.body.id}/end`)).status, 200)
    const entries = await runSql(
      district.test.db, "select account, what, object, detail->>'standIn' as to from audit.entry where what like '%委托%' order by id desc limit 2",
    )
    assert.deepEqual(entries, [
      { account: 'demo-secadmin', what: '结束委托代办', object: 'window', to: '王五' }, { account: 'demo-secadmin', what: '设定委托代办', object: 'window', to: '王五' },
    ])
  })

  it('系统管理员、审计管理员和别的人都不能替人设定', async () => {
    for (const account of ['sysadmin', 'auditor', 'bureau', 'window', 'citizen']) {
      const answer = await district.ask(await district.door.signIn(account), 'POST', '/api/admin/accounts/wang/delegations', { ...week, standIn: 'zhao' })
      assert.equal(answer.status, 403, account)
    }
  })
})
