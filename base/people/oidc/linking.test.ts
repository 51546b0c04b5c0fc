import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { runSql } from '#platform/database'
import { District, PASSWORD } from '../rights.test-support.ts'
import { LocalProvider } from './local-provider.test-support.ts'
import { Traveller } from './traveller.test-support.ts'
import { AGENT, CALLBACK, PUBLIC_URL, setUnified, SUN, troubleOf, WANG, ZHAO } from './unified.test-support.ts'

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
  provider.vouchFor(WANG, ZHAO, SUN, AGENT)
  setUnified(provider.environment(PUBLIC_URL))
  const { db } = district.test
  for (const table of ['sign_in_failure', 'unified_attempt', 'unified_link', 'recovery_code', 'second_factor', 'session'])
    await runSql(db, `delete from people.${table}`)
})

const arrivesAt = async (account: string): Promise<Traveller> => new Traveller(district, await district.door.signIn(account))
const links = (): Promise<unknown[]> => runSql(district.test.db, 'select account, is_staff as "isStaff" from people.unified_link order by 1')
/** Links the account of somebody who is signed in, the whole way. */
async function linked(account: string, who: string): Promise<Traveller> {
  const traveller = await arrivesAt(account)
  await traveller.signIn('/sign-in/unified/link', who)
  await traveller.send('/sign-in/unified/confirm', { secret: PASSWORD })
  return traveller
}

describe('自己绑定和解除', () => {
  it('群众：去一趟，再输一次密码，绑好；会话还是原来那个；以后用它登录就是这个账号', async () => {
    const traveller = await arrivesAt('citizen')
    const session = traveller.session
    assert.match((await traveller.get('/me/account')).body, /href="\/me\/unified"/)
    assert.match((await traveller.get('/me/unified')).body, /href="\/sign-in\/unified\/link"/)
    assert.equal((await traveller.signIn('/sign-in/unified/link', 'wang')).location, '/sign-in/unified/confirm')
    assert.deepEqual(await links(), [])
    assert.equal((await traveller.send('/sign-in/unified/confirm', { secret: PASSWORD })).location, '/me/account?done=linked')
    assert.equal(traveller.session, session)
    assert.match((await traveller.get('/me/account?done=linked')).body, /统一身份认证已经绑定/)
    const again = new Traveller(district)
    await again.signIn('/sign-in/unified', 'wang')
    assert.equal((await district.ask(again.session, 'GET', '/api/me')).body.account, 'citizen')
    assert.match((await again.get('/me/unified')).body, /已经绑定.*最近一次用它登录/s)
  })

  it('没有登录的、中途退出的、换了人的，都绑不上', async () => {
    assert.match((await new Traveller(district).get('/sign-in/unified/link')).location, /^\/sign-in\?next=/)
    const gone = await arrivesAt('citizen')
    const back = await gone.travel('/sign-in/unified/link', 'wang')
    gone.here.delete('session')
    assert.equal(troubleOf((await gone.get(back)).location), 'expired')
    const other = await arrivesAt('citizen')
    const path = await other.travel('/sign-in/unified/link', 'wang')
    other.here.set('session', (await district.door.signIn('enterprise')).slice('session='.length))
    assert.equal(troubleOf((await other.get(path)).location), 'expired')
    assert.deepEqual(await links(), [])
  })

  it('一个统一身份只绑一个账号，一个账号只绑一个统一身份', async () => {
    await linked('citizen', 'wang')
    const other = await arrivesAt('citizen')
    assert.equal(troubleOf((await other.signIn('/sign-in/unified/link', 'zhao')).location), 'has-link')
    await district.ask(
      undefined, 'POST', '/api/accounts', { account: 'zhao2026', password: PASSWORD, name: '赵示例', phone: '13800000000', residentId: ZHAO.id_number },
    )
    const zhao = await arrivesAt('zhao2026')
    assert.equal(troubleOf((await zhao.signIn('/sign-in/unified/link', 'wang')).location), 'other-link')
    assert.deepEqual(await links(), [{ account: 'demo-citizen', isStaff: false }])
  })

  it('两处同时绑同一个账号：只成一处，另一处说清楚', async () => {
    const [one, other] = [await arrivesAt('citizen'), await arrivesAt('citizen')]
    await one.signIn('/sign-in/unified/link', 'wang')
    await other.signIn('/sign-in/unified/link', 'zhao')
    const both = await Promise.all([one, other].map((traveller) => traveller.send('/sign-in/unified/confirm', { secret: PASSWORD })))
    assert.deepEqual(both.map(({ location }) => troubleOf(location)).toSorted(), [null, 'other-link'])
    assert.equal((await links()).length, 1)
  })

  it('登记过证件号码的，绑别人的统一身份不行；单位的账号要本单位的', async () => {
    await district.ask(
      undefined, 'POST', '/api/accounts', { account: 'wang2026', password: PASSWORD, name: '王示例', phone: '13800000000', residentId: WANG.id_number },
    )
    for (const who of ['zhao', 'agent']) {
      assert.equal(troubleOf((await (await arrivesAt('wang2026')).signIn('/sign-in/unified/link', who)).location), 'not-same-person', who)
    }
    const firm = await arrivesAt('enterprise')
    assert.equal(troubleOf((await firm.signIn('/sign-in/unified/link', 'agent')).location), 'not-same-person')
    provider.vouchFor({ ...AGENT, uscc: '91440114000000000D' })
    assert.equal((await firm.signIn('/sign-in/unified/link', 'agent')).location, '/sign-in/unified/confirm')
  })

  it('解除要密码：错了不解除，对了别处退出，以后不再认得', async () => {
    const traveller = await linked('citizen', 'wang')
    const there = new Traveller(district)
    await there.signIn('/sign-in/unified', 'wang')
    const wrong = await traveller.send('/me/unified/removal', { password: 'wrong-one' })
    assert.equal(wrong.status, 400)
    assert.doesNotMatch(wrong.body, /wrong-one/)
    assert.equal((await traveller.send('/me/unified/removal', { password: '' })).status, 400)
    assert.equal((await links()).length, 1)
    assert.equal((await traveller.send('/me/unified/removal', { password: PASSWORD })).location, '/me/unified?done=unlinked')
    assert.deepEqual(await links(), [])
    assert.deepEqual([await district.isSignedIn(traveller.session), await district.isSignedIn(there.session)], [true, false])
    assert.equal((await district.ask(traveller.session, 'POST', '/api/me/unified-identity/removal', { password: PASSWORD })).status, 404)
    const notes = await runSql<{ what: string }>(
      district.test.db, "select what from audit.entry where what like '%统一身份认证' and action = 'admin' order by id desc limit 2",
    )
    assert.deepEqual(notes.map(({ what }) => what), ['解除绑定统一身份认证', '绑定统一身份认证'])
  })
})

describe('用统一身份开的账号还没有密码', () => {
  const arrived = async (who = 'agent'): Promise<Traveller> => {
    const traveller = new Traveller(district)
    await traveller.signIn('/sign-in/unified', who)
    return traveller
  }

  it('什么密码都打不开它；不能解除绑定，否则再也进不来', async () => {
    const traveller = await arrived()
    const { account } = (await district.ask(traveller.session, 'GET', '/api/me')).body
    for (const password of [' ', 'x', PASSWORD]) assert.notEqual((await district.ask(undefined, 'POST', '/api/sessions', { account, password })).status, 200)
    assert.equal((await district.ask(traveller.session, 'POST', '/api/me/unified-identity/removal', { password: PASSWORD })).status, 422)
    assert.match((await traveller.get('/me/unified')).body, /唯一的登录办法.*href="\/me\/password"/s)
  })

  it('刚登录时可以设置密码，弱的不行；设好以后两种办法都能登录，也就能解除绑定', async () => {
    const traveller = await arrived()
    const { account } = (await district.ask(traveller.session, 'GET', '/api/me')).body
    assert.match((await traveller.get('/me/password')).body, new RegExp(`设置密码.*${account}`, 's'))
    assert.match((await traveller.send('/me/password', { next: 'abc' })).body, /href="#f-next"/)
    assert.equal((await traveller.send('/me/password', { next: 'New-spring-77' })).location, '/me/account?done=password')
    assert.equal((await district.ask(undefined, 'POST', '/api/sessions', { account, password: 'New-spring-77' })).status, 200)
    assert.equal((await district.ask(traveller.session, 'POST', '/api/me/first-password', { next: 'Other-spring-77' })).status, 409)
    assert.equal((await traveller.send('/me/unified/removal', { password: 'New-spring-77' })).location, '/me/unified?done=unlinked')
  })

  it('开着很久的电脑上不能设置密码，要重新用统一身份登录', async () => {
    const traveller = await arrived('sun')
    district.pass(16)
    const refused = await traveller.send('/me/password', { next: 'New-spring-77' })
    assert.equal(refused.status, 422)
    assert.match(refused.body, /重新用它登录/)
  })
})

describe('工作人员用统一身份登录', () => {
  const door = '/sign-in/unified?next=/staff/cases/1'

  it('没有绑定的不进，更不会得到一个群众账号；绑定以后进工作台', async () => {
    assert.equal(troubleOf((await new Traveller(district).signIn(door, 'wang')).location), 'unlinked-staff')
    await linked('reviewer', 'wang')
    const traveller = new Traveller(district)
    assert.equal((await traveller.signIn(door, 'wang')).location, '/staff/cases/1')
    assert.deepEqual((await district.ask(traveller.session, 'GET', '/api/me')).body.roles, ['reviewer'])
  })

  it('同一个人也是群众：从群众的门进，是他自己的群众账号', async () => {
    await linked('reviewer', 'sun')
    const traveller = new Traveller(district)
    assert.equal((await traveller.signIn('/sign-in/unified', 'sun')).location, '/me')
    assert.equal((await district.ask(traveller.session, 'GET', '/api/me')).body.kind, 'citizen')
    assert.equal((await links()).length, 2)
  })

  it('绑了身份验证器的还要动态码：错的不行、用过的不行，对了才登录', async () => {
    await linked('reviewer', 'wang')
    const { secret } = await district.enrol('reviewer')
    const traveller = new Traveller(district)
    assert.equal((await traveller.signIn(door, 'wang')).location, '/sign-in/unified/confirm')
    assert.equal(traveller.here.has('session'), false)
    assert.match((await traveller.get('/sign-in/unified/confirm')).body, /autocomplete="one-time-code"/)
    assert.equal((await traveller.send('/sign-in/unified/confirm', { secret: PASSWORD })).status, 401)
    assert.match((await traveller.send('/sign-in/unified/confirm', { secret: '000000' })).body, /再错 3 次/)
    const code = district.codeNow(secret)
    assert.equal((await traveller.send('/sign-in/unified/confirm', { secret: `${code.slice(0, 3)} ${code.slice(3)}` })).location, '/staff/cases/1')
    const again = new Traveller(district)
    await again.signIn(door, 'wang')
    assert.equal((await again.send('/sign-in/unified/confirm', { secret: code })).status, 401)
  })

  it('岗位要求动态码而没有绑的：不进，说先去绑定', async () => {
    await linked('approver', 'wang')
    process.env['CHUNFENG_TOTP_ROLES'] = 'approver'
    const traveller = new Traveller(district)
    const { location } = await traveller.signIn(door, 'wang')
    assert.equal(troubleOf(location), 'factor-missing')
    assert.match((await traveller.get(location)).body, /href="\/staff\/cases\/1">用账号和密码登录/)
  })

  it('用单位的统一身份绑工作人员账号不行', async () => {
    const traveller = await arrivesAt('reviewer')
    assert.equal(troubleOf((await traveller.signIn('/sign-in/unified/link', 'agent')).location), 'not-same-person')
  })
})

describe('公用电脑上', () => {
  it('用统一身份登录的，退出时提醒那边还登录着，给出退出的地方；用密码登录的回首页', async () => {
    const traveller = await linked('citizen', 'wang')
    assert.equal((await traveller.send('/sign-out', {})).location, '/')
    const unified = new Traveller(district)
    await unified.signIn('/sign-in/unified', 'wang')
    const { session } = unified
    assert.equal((await unified.send('/sign-out', {})).location, '/signed-out')
    assert.equal(await district.isSignedIn(session), false)
    const page = (await unified.get('/signed-out')).body
    assert.ok(page.includes(`href="${provider.issuer}/session/end?client_id=chunfeng"`), page)
    setUnified({})
    assert.doesNotMatch((await unified.get('/signed-out')).body, /session\/end/)
  })

  it('绑定和工作台登录，要在那边重新证明是谁；群众登录不必', async () => {
    const promptOf = async (traveller: Traveller, path: string) => new URL((await traveller.get(path)).location).searchParams.get('prompt')
    assert.equal(await promptOf(new Traveller(district), '/sign-in/unified?next=/staff/'), 'login')
    assert.equal(await promptOf(await arrivesAt('citizen'), '/sign-in/unified/link'), 'login')
    assert.equal(await promptOf(new Traveller(district), '/sign-in/unified?next=/stafford'), null)
  })
})

describe('登录的设备和全部退出', () => {
  it('看得出哪一处是用统一身份登录的，退得出；停用账号也一样退出', async () => {
    const here = await linked('citizen', 'wang')
    const there = new Traveller(district)
    await there.signIn('/sign-in/unified', 'wang')
    const { sessions } = (await district.ask(here.session, 'GET', '/api/me/sessions')).body
    assert.deepEqual(sessions.map(({ signedInBy, current }: { signedInBy: string; current: boolean }) => [signedInBy, current]).toSorted(), [
      ['password', true],
      ['unified', false],
    ])
    assert.match((await here.get('/me/devices')).body, /用统一身份认证登录，最近使用/)
    assert.equal((await district.ask(here.session, 'DELETE', '/api/me/sessions')).body.ended, 1)
    assert.equal(await district.isSignedIn(there.session), false)
    await there.signIn('/sign-in/unified', 'wang')
    await district.ask(await district.door.signIn('sysadmin'), 'POST', '/api/admin/accounts/demo-citizen/deactivation')
    assert.equal(await district.isSignedIn(there.session), false)
    await runSql(district.test.db, 'update people.account set active = true')
  })
})
