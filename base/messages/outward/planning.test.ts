import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { runSql } from '#platform/database'
import { dayAt } from '#platform/day'
import { at, PostOffice } from '../post-office.test-support.ts'
import { smsConfigFrom } from '../sms/sms-config.ts'
import { choosePreference, preferenceOf, type Preference } from './preferences.ts'
import { planDue } from './planning.ts'
import { DEFAULT_RULES } from './rules.ts'

let office: PostOffice
before(async () => {
  office = await PostOffice.open()
  await runSql(office.database, "insert into people.party (id, name, uscc) values ('firm', '某公司（示例）', '91440114000000000D')")
  await runSql(office.database, "insert into people.organisation (id, name, short_name, kind, name_confirmed) values ('hall', '大厅', '大厅', 'hall', false)")
  await office.account('lin')
  await office.account('mute', { phone: null })
  await office.account('agent-1', { kind: 'enterprise', party: 'firm' })
  await office.account('agent-2', { kind: 'enterprise', party: 'firm' })
  await office.account('clerk', { kind: 'staff', organisation: 'hall' })
})
after(() => office.close())
beforeEach(() => office.empty())

const kinds = async (): Promise<string[]> => (await office.sms()).map(({ account, kind }) => `${account} ${kind}`).sort()
const choose = (account: string, preference: Preference): Promise<void> => choosePreference({
  kernel: office.kernel, tx: office.database,
  actor: { id: account, name: '', roles: [], organisation: null, party: null }, now: office.now, today: dayAt(office.now),
}, preference, DEFAULT_RULES)

describe('消息怎样走出去', () => {
  it('急的马上成为一条短信，一般的到晚上六点合成一条，再看十遍也不多', async () => {
    await office.tell({ urgency: 'urgent' })
    for (const title of ['甲', '乙', '丙']) await office.tell({ title })
    await office.plan()
    assert.deepEqual(await kinds(), ['lin urgent'])
    office.now = at('2026-03-02T18:00')
    for (let again = 0; again < 10; again += 1) await office.plan()
    assert.deepEqual(await kinds(), ['lin digest', 'lin urgent'])
    assert.deepEqual(await office.settled(), ['sms', 'digest', 'digest', 'digest'])
  })

  it('等着的消息多得一次看不完，后来的急事也马上发', async () => {
    await runSql(office.database, `
      with told as (insert into messages.message (recipient, key, title, body, created_at, gist)
        select 'lin', 'many-' || n, '甲', '请看。', $1, '有进展' from generate_series(1, 510) n returning id)
      insert into messages.outward (message_id, account, due_at) select id, 'lin', $1 from told`, [office.now])
    for (const _ of [1, 2]) await office.plan()
    const [due] = await runSql<{ count: number }>(office.database, 'select count(*)::int as count from messages.outward where due_at <= $1', [office.now])
    assert.equal(due?.count, 0)
    await office.tell({ urgency: 'urgent' })
    await office.plan()
    assert.deepEqual(await kinds(), ['lin urgent'])
  })

  it('几个进程同时看，也只有一条', async () => {
    await office.tell({ urgency: 'urgent' })
    await office.tell()
    office.now = at('2026-03-02T18:30')
    await Promise.all(Array.from({ length: 6 }, () => planDue(office.database, { now: office.now, rules: DEFAULT_RULES })))
    assert.deepEqual(await kinds(), ['lin digest', 'lin urgent'])
  })

  it('晚上七点来的，明天六点再说；第二天没有新消息就不发', async () => {
    await office.tell()
    office.now = at('2026-03-02T18:00')
    await office.plan()
    office.now = at('2026-03-02T19:00')
    await office.tell({ title: '晚来的' })
    await office.plan()
    assert.equal((await office.sms()).length, 1)
    for (const day of ['2026-03-03', '2026-03-04']) { office.now = at(`${day}T18:00`); await office.plan() }
    assert.deepEqual((await office.sms()).map(({ words }) => words.includes('请补正材料')), [true, true])
  })

  it('夜里的急事早上八点发；睡前在网页上看过的不发', async () => {
    office.now = at('2026-03-02T22:00')
    await office.tell({ urgency: 'urgent', key: 'a' })
    await office.tell({ urgency: 'urgent', key: 'b' })
    await office.plan()
    await runSql(office.database, "update messages.message set read_at = now() where key = 'b'")
    assert.deepEqual(await kinds(), [])
    office.now = at('2026-03-03T08:00')
    await office.plan()
    assert.deepEqual([await kinds(), await office.settled()], [['lin urgent'], ['sms', 'read']])
  })

  it('没有手机号的只在网页上；不在的账号谁也不告诉', async () => {
    await office.tell({ recipient: 'mute', urgency: 'urgent' })
    await office.tell({ recipient: 'nobody', urgency: 'urgent' })
    await office.plan()
    assert.deepEqual([await kinds(), await office.settled()], [[], ['no-phone']])
  })

  it('给企业的，现在代表它的经办人各一条；改去代表自己的不再收', async () => {
    await office.tell({ recipient: 'firm', urgency: 'urgent' })
    await office.plan()
    assert.deepEqual(await kinds(), ['agent-1 urgent', 'agent-2 urgent'])
    await runSql(office.database, "update people.account set party = null where id = 'agent-2'")
    await office.tell({ recipient: 'firm', urgency: 'urgent', gist: '另一件事' })
    await office.plan()
    await runSql(office.database, "update people.account set party = 'firm' where id = 'agent-2'")
    assert.deepEqual(await kinds(), ['agent-1 urgent', 'agent-1 urgent', 'agent-2 urgent'])
  })

  it('工作人员的默认早上九点', async () => {
    office.now = at('2026-03-02T08:30')
    await office.tell({ recipient: 'clerk', gist: '待办有2件快到期' })
    await office.plan()
    assert.deepEqual(await kinds(), [])
    office.now = at('2026-03-02T09:00')
    await office.plan()
    assert.deepEqual((await office.sms()).map(({ words }) => words), ['待办有2件快到期。请登录工作台查看。'])
  })
})

describe('怎样提醒由本人选', () => {
  it('没有选过的是默认，选了就按选的，等着的也按新的来', async () => {
    const call = { tx: office.database, actor: { id: 'lin', name: '', roles: [], organisation: null, party: null } }
    const { isDefault, wants, digestAt } = await preferenceOf(call, DEFAULT_RULES)
    assert.deepEqual([isDefault, wants, digestAt], [true, 'all', '18:00'])
    await office.tell()
    await office.plan()
    await choose('lin', { wants: 'all', digestAt: '09:30' })
    await office.plan()
    assert.deepEqual(await kinds(), ['lin digest'])
    assert.equal((await preferenceOf(call, DEFAULT_RULES)).digestAt, '09:30')
  })

  it('关了一般的，法定的照样告知', async () => {
    await choose('lin', { wants: 'statutory', digestAt: '18:00' })
    await office.tell({ urgency: 'urgent' })
    await office.tell({ statutory: true })
    office.now = at('2026-03-02T18:00')
    await office.plan()
    assert.deepEqual([await kinds(), await office.settled()], [['lin digest'], ['unwanted', 'digest']])
  })

  it('夜里的时间和不是时间的不收', async () => {
    for (const digestAt of ['22:00', '07:59', '25:00', '']) await assert.rejects(choose('lin', { wants: 'all', digestAt }), { code: 'invalid' })
    assert.deepEqual(await runSql(office.database, 'select account from messages.preference'), [])
  })
})

describe('短信的设置', () => {
  it('都不设就是默认值，什么也不外发', () => {
    const { rules, gateway } = smsConfigFrom({})
    assert.deepEqual([rules, gateway], [DEFAULT_RULES, undefined])
  })

  it('错的一次全部说出来', () => {
    assert.throws(() => smsConfigFrom({
      CHUNFENG_SMS_URL: 'http://sms.example.com/', CHUNFENG_SMS_QUIET: '九点',
      CHUNFENG_SMS_DIGEST: '24:00', CHUNFENG_SMS_TOKEN_FILE: '/nowhere/token', CHUNFENG_SMS_ATTEMPTS: '0',
      CHUNFENG_SMS_TIMEOUT_SECONDS: '61', CHUNFENG_SMS_TEMPLATE: '/nowhere/t.json',
      CHUNFENG_SMS_SUCCESS: 'ok', CHUNFENG_SMS_STORM_MINUTES: '-1', CHUNFENG_SMS_DIGEST_STAFF: 'x',
    }), (error: Error) => {
      const names = error.message.match(/CHUNFENG_SMS_[A-Z_]+/g) ?? []
      assert.equal(names.length, 10)
      return true
    })
  })

  it('手机号不走明文：只收 https，本机除外', () => {
    assert.equal(smsConfigFrom({ CHUNFENG_SMS_URL: 'https://sms.example.com/send' }).gateway?.url, 'https://sms.example.com/send')
    assert.equal(smsConfigFrom({ CHUNFENG_SMS_URL: 'http://127.0.0.1:9/' }).gateway?.timeoutSeconds, 10)
    for (const url of ['http://10.0.0.1/', 'https://a:b@c/', 'ftp://127.0.0.1/', 'sms']) assert.throws(() => smsConfigFrom({ CHUNFENG_SMS_URL: url }))
  })

  it('不设夜间也行', () => {
    assert.deepEqual(smsConfigFrom({ CHUNFENG_SMS_QUIET: '00:00-00:00', CHUNFENG_SMS_DIGEST: '12:30' }).rules, {
      ...DEFAULT_RULES, quiet: { from: 0, until: 0 }, digestAt: { citizen: 750, staff: 540 },
    })
  })
})
