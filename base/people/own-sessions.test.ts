import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { runSql } from '#platform/database'
import { sm3Hex } from '#platform/sm'
import { deviceWords } from './device-words.ts'
import { District, PASSWORD } from './rights.test-support.ts'

let district: District
before(async () => { district = await District.open() })
after(() => district.test.close())
beforeEach(async () => {
  district.newDoor()
  await runSql(district.test.db, 'delete from people.session')
})

const PHONE = 'Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/120.0 Mobile Safari/537.36'

async function signInFrom(account: string, agent: string): Promise<string> {
  const answer = await district.door.ask('POST', '/api/sessions', { payload: { account, password: PASSWORD }, headers: { 'user-agent': agent } })
  return `session=${answer.cookies.find(({ name }) => name === 'session')?.value}`
}
const list = async (cookie: string) => (await district.ask(cookie, 'GET', '/api/me/sessions')).body.sessions

describe('登录的设备', () => {
  it('列出每一处：何时登录、最近使用、地址、设备，指出这一台；最近用的在前', async () => {
    const phone = await signInFrom('citizen', PHONE)
    district.pass(5)
    await signInFrom('citizen', 'Mozilla/5.0 (Windows NT 10.0) Firefox/130.0')
    const sessions = await list(phone)
    assert.deepEqual(sessions.map(({ current }: { current: boolean }) => current), [true, false])
    assert.deepEqual([sessions[0].agent, sessions[0].ip], [PHONE, '127.0.0.1'])
    assert.equal(new Date(sessions[1].createdAt).getTime() - new Date(sessions[0].createdAt).getTime(), 5 * 60_000)
  })

  it('不露出令牌和它的摘要', async () => {
    const cookie = await signInFrom('citizen', PHONE)
    const shown = JSON.stringify(await list(cookie))
    const token = cookie.slice('session='.length)
    assert.ok(!shown.includes(token) && !shown.includes(sm3Hex(token)))
  })

  it('只看到自己的，过期的不列', async () => {
    await signInFrom('reviewer', PHONE)
    const cookie = await signInFrom('citizen', PHONE)
    assert.equal((await list(cookie)).length, 1)
    district.pass(11 * 60)
    await signInFrom('citizen', PHONE)
    district.pass(2 * 60)
    assert.equal((await list(await signInFrom('citizen', PHONE))).length, 2)
  })

  it('退出一处，那一处马上要重新登录，这里照常', async () => {
    const [here, there] = [await signInFrom('reviewer', 'a'), await signInFrom('reviewer', 'b')]
    assert.ok(await district.isSignedIn(there))
    const other = (await list(here)).find(({ current }: { current: boolean }) => !current)
    assert.equal((await district.ask(here, 'DELETE', `/api/me/sessions/${other.id}`)).status, 200)
    assert.deepEqual([await district.isSignedIn(here), await district.isSignedIn(there)], [true, false])
    assert.equal((await district.ask(here, 'DELETE', `/api/me/sessions/${other.id}`)).status, 404)
  })

  it('别人的登录退不了，答复与没有这个登录一样', async () => {
    const [mine, theirs] = [await signInFrom('reviewer', 'a'), await signInFrom('approver', 'b')]
    const [{ id }] = await list(theirs)
    const [real, made] = [
      await district.ask(mine, 'DELETE', `/api/me/sessions/${id}`),
      await district.ask(mine, 'DELETE', '/api/me/sessions/00000000-0000-4000-8000-000000000000'),
    ]
    assert.deepEqual([real.status, real.message], [404, made.message])
    assert.ok(await district.isSignedIn(theirs))
  })

  it('退出其他所有设备，只留这一处，别人的不动', async () => {
    const [here, ...rest] = [await signInFrom('reviewer', 'a'), await signInFrom('reviewer', 'b'), await signInFrom('reviewer', 'c')]
    const other = await signInFrom('window', 'd')
    assert.deepEqual((await district.ask(here, 'DELETE', '/api/me/sessions')).body, { ended: 2 })
    for (const cookie of rest) assert.equal(await district.isSignedIn(cookie), false)
    assert.ok(await district.isSignedIn(here ?? ''))
    assert.ok(await district.isSignedIn(other))
  })

  it('没有登录的人什么也看不到、退不了', async () => {
    for (const [method, path] of [['GET', ''], ['DELETE', ''], ['DELETE', '/00000000-0000-4000-8000-000000000000']] as const) {
      assert.equal((await district.ask(undefined, method, `/api/me/sessions${path}`)).status, 401)
    }
  })
})

describe('设备叫什么', () => {
  it('说人话；不认识就说不认识', () => {
    const names: Record<string, string> = {
      [PHONE]: '安卓 · Chrome', 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) MicroMessenger/8.0': 'iPhone · 微信',
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/120.0 Safari/537.36 Edg/120.0': 'Windows · Edge', 'curl/8.0': '没有写明型号的设备', '': '没有写明型号的设备',
      'Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0': 'Linux · Firefox',
    }
    for (const [agent, name] of Object.entries(names)) assert.equal(deviceWords(agent), name)
  })
})
