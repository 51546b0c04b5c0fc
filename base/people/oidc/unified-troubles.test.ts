import assert from 'node:assert/strict'
import { after, afterEach, before, beforeEach, describe, it } from 'node:test'
import { runSql } from '#platform/database'
import { District, PASSWORD } from '../rights.test-support.ts'
import { LocalProvider } from './local-provider.test-support.ts'
import { Traveller } from './traveller.test-support.ts'
import { AGENT, CALLBACK, forgetUnified, NAMELESS, PUBLIC_URL, setUnified, troubleOf, WANG, ZHAO } from './unified.test-support.ts'

let district: District
let provider: LocalProvider
before(async () => {
  district = await District.open()
  provider = await LocalProvider.start([CALLBACK])
})
after(async () => {
  await provider.stop()
  await district.test.close()
})
beforeEach(async () => {
  district.newDoor()
  provider.vouchFor(WANG, ZHAO, AGENT, NAMELESS)
  setUnified(provider.environment(PUBLIC_URL))
  await forgetUnified(district.test.db)
})
afterEach(() => { setUnified({}) })

const made = "login like 'unified-%'"
const accountsMade = async (): Promise<number> => (await runSql(district.test.db, `select 1 from people.account where ${made}`)).length

describe('没有登录成，说清楚，什么也不留', () => {
  it('不同意提供信息', async () => {
    const traveller = new Traveller(district)
    const { location } = await traveller.signIn('/sign-in/unified?next=/items/SL1', '')
    assert.deepEqual([troubleOf(location), new URL(location, PUBLIC_URL).searchParams.get('next')], ['refused', '/items/SL1'])
    const shown = await traveller.get(location)
    assert.match(shown.body, /您没有同意提供身份信息.*href="\/sign-in\/unified\?next=%2Fitems%2FSL1"/s)
    assert.deepEqual([await accountsMade(), traveller.here.has('session')], [0, false])
  })

  it('回来的地址再用一次、换一个浏览器用、状态改一个字、等了十分钟：都作废', async () => {
    const traveller = new Traveller(district)
    const back = await traveller.travel('/sign-in/unified', 'wang')
    const cookie = traveller.here.get('unified') ?? ''
    assert.equal(troubleOf((await new Traveller(district).get(back)).location), 'expired')
    assert.equal(troubleOf((await traveller.get(back.replace(/state=./, 'state=_'))).location), 'expired')
    traveller.here.set('unified', cookie)
    assert.equal((await traveller.get(back)).location, '/me')
    traveller.here.set('unified', cookie)
    assert.equal(troubleOf((await traveller.get(back)).location), 'expired')
    const slow = new Traveller(district)
    const late = await slow.travel('/sign-in/unified', 'zhao')
    district.pass(11)
    assert.equal(troubleOf((await slow.get(late)).location), 'expired')
    assert.equal(await accountsMade(), 1)
  })

  it('对方的授权码被换成别人的，验证码对不上', async () => {
    const [mine, theirs] = [new Traveller(district), new Traveller(district)]
    const [back, other] = [await mine.travel('/sign-in/unified', 'wang'), await theirs.travel('/sign-in/unified', 'zhao')]
    const stolen = new URL(back, PUBLIC_URL)
    stolen.searchParams.set('code', new URL(other, PUBLIC_URL).searchParams.get('code') ?? '')
    assert.equal(troubleOf((await mine.get(stolen.pathname + stolen.search)).location), 'expired')
    assert.equal(mine.here.has('session'), false)
  })

  it('没有实名的：不开账号', async () => {
    assert.equal(troubleOf((await new Traveller(district).signIn('/sign-in/unified', 'nameless')).location), 'no-claims')
    provider.vouchFor({ ...WANG, sub: 'odd', id_number: '110101199001010010' }, { ...AGENT, sub: 'odd-firm', uscc: '123' })
    for (const who of ['odd', 'odd-firm']) assert.equal(troubleOf((await new Traveller(district).signIn('/sign-in/unified', who)).location), 'no-claims')
    assert.equal(await accountsMade(), 0)
  })

  it('停用的账号：认得也不让进，审计里记着', async () => {
    await new Traveller(district).signIn('/sign-in/unified', 'wang')
    await runSql(district.test.db, `update people.account set active = false where ${made}`)
    const traveller = new Traveller(district)
    assert.equal(troubleOf((await traveller.signIn('/sign-in/unified', 'wang')).location), 'disabled')
    assert.equal(traveller.here.has('session'), false)
    const [entry] = await runSql<{ name: string; detail: object }>(
      district.test.db, "select name, detail from audit.entry where outcome = 'refused' order by id desc limit 1",
    )
    assert.deepEqual([entry?.name, entry?.detail], ['王示例', { refused: 'disabled', cause: null }])
  })

  it('对方没有回应：说不是您的问题；密码照样登录；恢复以后马上能用', async () => {
    const away = await LocalProvider.start([CALLBACK])
    await away.stop()
    setUnified(away.environment(PUBLIC_URL))
    const traveller = new Traveller(district)
    assert.equal(troubleOf((await traveller.get('/sign-in/unified')).location), 'silent')
    assert.match((await traveller.get('/sign-in/unified/trouble?why=silent')).body, /现在没有回应.*不是您的问题/s)
    assert.equal((await district.ask(undefined, 'POST', '/api/sessions', { account: 'citizen', password: PASSWORD })).status, 200)
    setUnified(provider.environment(PUBLIC_URL))
    assert.equal((await traveller.signIn('/sign-in/unified', 'wang')).location, '/me')
  })

  it('对方在半路断了：说没有回应，没有账号', async () => {
    const short = await LocalProvider.start([CALLBACK])
    short.vouchFor(WANG)
    setUnified(short.environment(PUBLIC_URL))
    const traveller = new Traveller(district)
    const back = await traveller.travel('/sign-in/unified', 'wang')
    await short.stop()
    assert.equal(troubleOf((await traveller.get(back)).location), 'silent')
    assert.equal(await accountsMade(), 0)
  })

  it('没有这样的说明页', async () => {
    for (const why of ['nothing', 'constructor', '__proto__'])
      assert.equal((await new Traveller(district).get(`/sign-in/unified/trouble?why=${why}`)).status, 404)
  })
})
