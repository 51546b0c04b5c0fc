import assert from 'node:assert/strict'
import { after, afterEach, before, beforeEach, describe, it } from 'node:test'
import { runSql } from '#platform/database'
import { District, PASSWORD } from '../rights.test-support.ts'
import { CLIENT, LocalProvider } from './local-provider.test-support.ts'
import { Traveller } from './traveller.test-support.ts'
import { AGENT, CALLBACK, forgetUnified, PUBLIC_URL, setUnified, troubleOf, WANG, ZHAO } from './unified.test-support.ts'

let district: District
let provider: LocalProvider
before(async () => {
  district = await District.open()
  provider = await LocalProvider.start([CALLBACK])
})
after(async () => {
  setUnified({})
  await provider.stop()
  await district.test.close()
})
beforeEach(async () => {
  district.newDoor()
  provider.vouchFor(WANG, ZHAO, AGENT)
  setUnified(provider.environment(PUBLIC_URL))
  await forgetUnified(district.test.db)
})
afterEach(() => { setUnified({}) })

const count = async (table: string, where = 'true'): Promise<number> =>
  (await runSql<{ n: number }>(district.test.db, `select count(*)::int as n from people.${table} where ${where}`))[0]?.n ?? -1
const made = "login like 'unified-%'"
const me = async (session: string) => (await district.ask(session, 'GET', '/api/me')).body
/** Somebody has registered with the number before, by typing it. */
const registered = (account: string, residentId = WANG.id_number) => district.ask(undefined, 'POST', '/api/accounts', {
  account, password: PASSWORD, name: '王示例', phone: '13800000000', residentId,
})

describe('群众用统一身份登录', () => {
  it('第一次：按实名信息开好账号，登录，回到来的地方；地址里不留下任何凭据', async () => {
    const traveller = new Traveller(district)
    const { status, location } = await traveller.signIn('/sign-in/unified?next=/items/SL1', 'wang')
    assert.deepEqual([status, location], [303, '/items/SL1'])
    const { name, kind, roles, residentId, phone } = await me(traveller.session)
    assert.deepEqual([name, kind, roles, residentId, phone], ['王示例', 'citizen', ['citizen'], '1101**********0015', '1380***0000'])
    assert.equal(traveller.here.has('unified'), false)
  })

  it('第二次：同一个账号，不再开一个', async () => {
    const first = new Traveller(district)
    await first.signIn('/sign-in/unified', 'wang')
    const second = new Traveller(district)
    assert.equal((await second.signIn('/sign-in/unified', 'wang')).location, '/me')
    assert.equal((await me(first.session)).id, (await me(second.session)).id)
    assert.deepEqual([await count('account', made), await count('unified_link')], [1, 1])
  })

  it('同一个人两处同时第一次到：只有一个账号，两处都登录了', async () => {
    const [one, other] = [new Traveller(district), new Traveller(district)]
    const [first, second] = await Promise.all([one.travel('/sign-in/unified', 'wang'), other.travel('/sign-in/unified', 'wang')])
    await Promise.all([one.get(first), other.get(second)])
    assert.equal((await me(one.session)).id, (await me(other.session)).id)
    assert.deepEqual([await count('account', made), await count('unified_link')], [1, 1])
  })

  it('两个人是两个账号', async () => {
    await new Traveller(district).signIn('/sign-in/unified', 'wang')
    await new Traveller(district).signIn('/sign-in/unified', 'zhao')
    assert.equal(await count('account', made), 2)
  })

  it('数据库里没有明文：证件号码、电话、对方的编号、口令都没有', async () => {
    provider.vouchFor({ ...WANG, sub: 'subject-440114' })
    const traveller = new Traveller(district)
    const back = await traveller.travel('/sign-in/unified', 'subject-440114')
    const [attempts] = [JSON.stringify(await runSql(district.test.db, 'select * from people.unified_attempt'))]
    assert.match(attempts, /"sealed":"v1\./)
    await traveller.get(back)
    const tables = ['people.account', 'people.unified_link', 'people.unified_attempt', 'people.session', 'audit.entry']
    const dump = JSON.stringify(await Promise.all(tables.map((table) => runSql(district.test.db, `select * from ${table}`))))
    const code = new URL(back, PUBLIC_URL).searchParams.get('code') ?? ''
    assert.ok(code.length > 20)
    for (const secret of [WANG.id_number ?? '', '13800000000', 'subject-440114', code, CLIENT.secret]) assert.ok(!dump.includes(secret), secret)
  })

  it('对方的地址里有验证码的摘要、状态、随机数，没有客户端密钥', async () => {
    const { location, cookies } = await new Traveller(district).get('/sign-in/unified')
    const { searchParams } = new URL(location)
    assert.deepEqual([
      searchParams.get('response_type'), searchParams.get('code_challenge_method'), searchParams.get('redirect_uri'),
    ], ['code', 'S256', CALLBACK])
    for (const name of ['state', 'nonce', 'code_challenge']) assert.ok((searchParams.get(name) ?? '').length >= 43, name)
    assert.ok(!location.includes(CLIENT.secret))
    const [cookie] = cookies
    assert.deepEqual([cookie?.name, cookie?.httpOnly, cookie?.sameSite, cookie?.maxAge], ['unified', true, 'Lax', 600])
  })

  it('没有设公开地址时，回来的地址是请求自己的', async () => {
    setUnified(provider.environment())
    const { location } = await new Traveller(district).get('/sign-in/unified')
    assert.match(new URL(location).searchParams.get('redirect_uri') ?? '', /^http:\/\/localhost(:80)?\/sign-in\/unified\/callback$/)
  })

  it('绝不去别的网站', async () => {
    for (const next of ['https://evil.cn', '//evil.cn', '/\\evil.cn']) {
      assert.equal((await new Traveller(district).signIn(`/sign-in/unified?next=${encodeURIComponent(next)}`, 'wang')).location, '/me')
    }
  })

  it('登录页上有这个办法，没有设置就没有', async () => {
    assert.match((await new Traveller(district).get('/sign-in?next=/x')).body, /href="\/sign-in\/unified\?next=%2Fx">用统一身份认证登录/)
    setUnified({})
    assert.doesNotMatch((await new Traveller(district).get('/sign-in')).body, /unified/)
    assert.equal((await new Traveller(district).get('/sign-in/unified')).status, 404)
    assert.equal((await district.ask(undefined, 'GET', '/api/sign-in-ways')).body.unified, null)
  })
})

describe('证件号码已经注册过的', () => {
  it('要那个账号的密码才绑定：错了说还剩几次，对了登录，以后不用再输', async () => {
    await registered('typed-wang')
    const traveller = new Traveller(district)
    assert.equal((await traveller.signIn('/sign-in/unified?next=/items/SL1', 'wang')).location, '/sign-in/unified/confirm')
    const asked = await traveller.get('/sign-in/unified/confirm')
    assert.match(asked.body, /王\*\*.*typed-wang/s)
    assert.doesNotMatch(asked.body, /110101/)
    const wrong = await traveller.send('/sign-in/unified/confirm', { secret: 'not-this-1' })
    assert.equal(wrong.status, 401)
    assert.match(wrong.body, /再错 4 次/)
    assert.doesNotMatch(wrong.body, /not-this-1/)
    assert.equal(await count('unified_link'), 0)
    assert.equal((await traveller.send('/sign-in/unified/confirm', { secret: PASSWORD })).location, '/items/SL1')
    assert.equal((await me(traveller.session)).account, 'typed-wang')
    const again = new Traveller(district)
    assert.equal((await again.signIn('/sign-in/unified', 'wang')).location, '/me')
    assert.equal((await me(again.session)).account, 'typed-wang')
  })

  it('猜密码和别处一样锁定；没有密码就没有登录', async () => {
    await registered('typed-wang')
    const traveller = new Traveller(district)
    await traveller.signIn('/sign-in/unified', 'wang')
    for (let tries = 0; tries < 5; tries += 1) await traveller.send('/sign-in/unified/confirm', { secret: 'wrong' })
    assert.equal((await traveller.send('/sign-in/unified/confirm', { secret: PASSWORD })).status, 429)
    assert.equal((await district.ask(undefined, 'POST', '/api/sessions', { account: 'typed-wang', password: PASSWORD })).status, 429)
    assert.equal(traveller.here.has('session'), false)
  })

  it('十分钟不确认就作废；用过的确认不能再用', async () => {
    await registered('typed-wang')
    const slow = new Traveller(district)
    await slow.signIn('/sign-in/unified', 'wang')
    const copy = slow.here.get('unified') ?? ''
    await slow.send('/sign-in/unified/confirm', { secret: PASSWORD })
    const thief = new Traveller(district)
    thief.here.set('unified', copy)
    assert.equal(troubleOf((await thief.send('/sign-in/unified/confirm', { secret: PASSWORD })).location), 'expired')
    await runSql(district.test.db, 'delete from people.unified_link')
    const late = new Traveller(district)
    await late.signIn('/sign-in/unified', 'wang')
    district.pass(11)
    assert.equal(troubleOf((await late.send('/sign-in/unified/confirm', { secret: PASSWORD })).location), 'expired')
  })

  it('管理员重置过、还没有换的密码不能用来绑定', async () => {
    await registered('typed-wang')
    await runSql(district.test.db, "update people.account set password_must_change = true where login = 'typed-wang'")
    const traveller = new Traveller(district)
    await traveller.signIn('/sign-in/unified', 'wang')
    const refused = await traveller.send('/sign-in/unified/confirm', { secret: PASSWORD })
    assert.equal(refused.status, 403)
    assert.match(refused.body, /先用账号和密码登录，设置新密码/)
  })

  it('对方给同一个人换了编号：由统一身份开的账号跟着换，不再开一个', async () => {
    const first = new Traveller(district)
    await first.signIn('/sign-in/unified', 'wang')
    provider.vouchFor({ ...WANG, sub: 'wang-anew' })
    const second = new Traveller(district)
    assert.equal((await second.signIn('/sign-in/unified', 'wang-anew')).location, '/me')
    assert.equal((await me(second.session)).id, (await me(first.session)).id)
    assert.deepEqual([await count('account', made), await count('unified_link')], [1, 1])
  })
})

describe('单位的经办人用统一身份登录', () => {
  it('第一次：单位和账号都开好，代表单位登录', async () => {
    const traveller = new Traveller(district)
    assert.equal((await traveller.signIn('/sign-in/unified', 'agent')).location, '/me')
    const { name, kind, roles, party } = await me(traveller.session)
    assert.deepEqual([name, kind, roles, party.name, party.uscc], ['钱经办', 'enterprise', ['enterprise'], '示例科技有限公司', AGENT.uscc])
  })

  it('单位已经在册的，名称不改，代表的就是那一家', async () => {
    await runSql(district.test.db, "insert into people.party (id, name, uscc) values ('known-firm', '在册的名称（示例）', $1)", [AGENT.uscc])
    const traveller = new Traveller(district)
    await traveller.signIn('/sign-in/unified', 'agent')
    assert.deepEqual((await me(traveller.session)).party, { id: 'known-firm', name: '在册的名称（示例）', uscc: AGENT.uscc })
  })

  it('单位取消了授权，就不再代表它登录', async () => {
    const traveller = new Traveller(district)
    await traveller.signIn('/sign-in/unified', 'agent')
    const { id } = await me(traveller.session)
    await runSql(district.test.db, 'update people.account set party = null where id = $1', [id])
    await runSql(district.test.db, 'delete from people.party_agent where account = $1', [id])
    const again = new Traveller(district)
    assert.equal(troubleOf((await again.signIn('/sign-in/unified', 'agent')).location), 'agency-ended')
    assert.equal(again.here.has('session'), false)
  })

  it('对方突然说同一个编号是个人，不让进单位的账号', async () => {
    await new Traveller(district).signIn('/sign-in/unified', 'agent')
    provider.vouchFor({ ...ZHAO, sub: 'agent' })
    assert.equal(troubleOf((await new Traveller(district).signIn('/sign-in/unified', 'agent')).location), 'not-same-person')
  })
})
