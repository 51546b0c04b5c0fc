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
  const { db } = district.test
  for (const table of ['key_reset', 'sign_in_failure', 'past_password', 'recovery_code', 'second_factor']) await runSql(db, `delete from people.${table}`)
  await runSql(db, `update people.account set password_must_change = false, password_hash = (select password_hash from people.account where login = 'window')
    where login in ('reviewer', 'citizen')`)
  sysadmin = await district.door.signIn('sysadmin')
  secadmin = await district.door.signIn('secadmin')
})

const REASON = '本人到窗口核对了身份证'
const ask = (account = 'demo-reviewer', keys = 'password', reason = REASON) =>
  district.ask(sysadmin, 'POST', `/api/admin/accounts/${account}/key-resets`, { keys, reason })
const decide = (id: string, how: 'confirmation' | 'refusal') => district.ask(secadmin, 'POST', `/api/admin/key-resets/${id}/${how}`)
const signIn = (account: string, password: string, more: object = {}) => district.ask(undefined, 'POST', '/api/sessions', { account, password, ...more })

describe('重置密码要两个人，一人一半', () => {
  it('系统管理员申请得前一半，安全管理员确认得后一半，本人两半一起输，马上要换', async () => {
    const { status, body: { id, firstHalf } } = await ask()
    assert.equal(status, 201)
    assert.match(firstHalf, /^\w{4}-\w{4}$/)
    assert.equal((await signIn('reviewer', PASSWORD)).status, 200)
    const { body: { secondHalf } } = await decide(id, 'confirmation')
    assert.match(secondHalf, /^\w{4}-\w{4}$/)
    assert.equal((await signIn('reviewer', PASSWORD)).status, 401)
    assert.equal((await signIn('reviewer', `${firstHalf}-${secondHalf}`)).code, 'password-change')
    assert.equal((await signIn('reviewer', `${firstHalf}-${secondHalf}`, { newPassword: 'New-spring-77' })).status, 200)
  })

  it('谁的一半都打不开：前一半、后一半、前后倒过来、一半写两遍', async () => {
    const { body: { id, firstHalf } } = await ask()
    assert.equal((await signIn('reviewer', firstHalf)).status, 401)
    const { body: { secondHalf } } = await decide(id, 'confirmation')
    for (const guess of [firstHalf, secondHalf, `${secondHalf}-${firstHalf}`]) assert.equal((await signIn('reviewer', guess)).status, 401)
    await runSql(district.test.db, 'delete from people.sign_in_failure')
    for (const guess of [`${firstHalf}-${firstHalf}`, `${secondHalf}-${secondHalf}`]) assert.equal((await signIn('reviewer', guess)).status, 401)
  })

  it('数据库里两半都没有明文，确认以后前一半连密文也没有了', async () => {
    const { body: { id, firstHalf } } = await ask()
    const dump = async () =>
      JSON.stringify([await runSql(district.test.db, 'select * from people.key_reset'), await runSql(district.test.db, 'select * from audit.entry')])
    assert.ok(!(await dump()).includes(firstHalf))
    const { body: { secondHalf } } = await decide(id, 'confirmation')
    assert.ok(!(await dump()).includes(secondHalf))
    assert.deepEqual(await runSql(district.test.db, 'select first_half from people.key_reset'), [{ first_half: null }])
  })

  it('申请的人不能自己确认：换了岗位也不行，数据库也不答应', async () => {
    const { body: { id } } = await ask()
    assert.equal((await district.ask(sysadmin, 'POST', `/api/admin/key-resets/${id}/confirmation`)).status, 403)
    await runSql(district.test.db, "update people.key_reset set asked_by = 'demo-secadmin'")
    assert.match((await decide(id, 'confirmation')).message, /自己申请的不能自己确认/)
    await assert.rejects(
      runSql(district.test.db, "update people.key_reset set outcome = 'confirmed', decided_at = now(), decided_by = asked_by, first_half = null"),
      { code: '23514' },
    )
  })

  it('只有原因的空话、没有原因都不行', async () => {
    assert.equal((await ask('demo-reviewer', 'password', '  ')).fields[0].path, 'reason')
    assert.equal((await ask('demo-reviewer', 'password', '')).status, 400)
    assert.equal((await ask('demo-reviewer', 'everything')).status, 400)
  })

  it('同一个账号同时只有一个申请；撤回、不同意以后可以再来，前一半从此没有用', async () => {
    const both = await Promise.all([ask(), ask()])
    assert.deepEqual(both.map(({ status }) => status).toSorted(), [201, 409])
    const { id } = both.find(({ status }) => status === 201)?.body ?? {}
    assert.equal((await district.ask(sysadmin, 'POST', `/api/admin/key-resets/${id}/withdrawal`)).status, 200)
    assert.equal((await decide(id, 'confirmation')).status, 409)
    const { body: again } = await ask()
    assert.equal((await decide(again.id, 'refusal')).status, 200)
    assert.equal((await decide(again.id, 'confirmation')).status, 409)
    assert.equal((await signIn('reviewer', PASSWORD)).status, 200)
    assert.deepEqual(await runSql(district.test.db, 'select first_half from people.key_reset group by 1'), [{ first_half: null }])
  })

  it('两位安全管理员同时确认：只成一次，只有一个后一半', async () => {
    const { body: { id } } = await ask()
    const both = await Promise.all([decide(id, 'confirmation'), decide(id, 'confirmation')])
    assert.deepEqual(both.map(({ status }) => status).toSorted(), [200, 409])
  })

  it('过了一天就作废，可以重新申请；名单里看得出', async () => {
    const { body: { id } } = await ask()
    district.pass(24 * 60 + 1)
    sysadmin = await district.door.signIn('sysadmin')
    secadmin = await district.door.signIn('secadmin')
    assert.equal((await decide(id, 'confirmation')).status, 409)
    assert.deepEqual((await list()).map(({ outcome }) => outcome), ['expired'])
    assert.equal((await ask()).status, 201)
    assert.deepEqual((await list()).map(({ outcome }) => outcome), [null, 'expired'])
  })

  const list = async (): Promise<{ outcome: string | null; account: { account: string }; askedBy: string }[]> =>
    (await district.ask(secadmin, 'GET', '/api/admin/key-resets')).body.resets

  it('名单写明谁申请、为了谁，没有密码', async () => {
    const { body: { firstHalf } } = await ask()
    const [reset] = await list()
    assert.deepEqual([reset?.account.account, reset?.askedBy], ['reviewer', '系统管理员'])
    assert.ok(!JSON.stringify(reset).includes(firstHalf))
  })
})

describe('一个人拿不到能看办件的身份', () => {
  it('任何一位管理员单独做完他能做的一切，得到的每一个字都打不开任何账号', async () => {
    const { db } = district.test
    const works: readonly [cookie: string, url: string, payload: object][] = [
      [sysadmin, '/api/admin/accounts', { account: 'puppet', name: '傀儡', organisation: 'hall' }],
      [sysadmin, '/api/admin/accounts/demo-reviewer/key-resets', { keys: 'password', reason: REASON }],
      [sysadmin, '/api/admin/accounts/demo-citizen/key-resets', { keys: 'password', reason: REASON }],
      [secadmin, '/api/admin/accounts/demo-hotline/rights', { posts: [], roles: ['window', 'approver'] }],
    ]
    const words = new Set<string>()
    for (const [cookie, url, payload] of works) for (const word of wordsIn((await district.ask(cookie, 'POST', url, payload)).body)) words.add(word)
    for (const account of ['puppet', 'reviewer', 'citizen', 'hotline']) {
      for (const word of words) {
        await runSql(db, 'delete from people.sign_in_failure')
        assert.notEqual((await signIn(account, word)).status, 200, `${account} ${word}`)
        assert.notEqual((await signIn(account, word)).code, 'password-change', `${account} ${word}`)
      }
    }
    assert.ok(words.size > 8)
  })
})

/** Every text in an answer. */
function wordsIn(value: unknown): string[] {
  if (typeof value === 'string') return value === '' ? [] : [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(wordsIn) : []
}

describe('本人和审计都知道', () => {
  const reset = async (account: string): Promise<string> => {
    const { body: { id, firstHalf } } = await ask(account)
    return `${firstHalf}-${(await decide(id, 'confirmation')).body.secondHalf}`
  }

  it('下次登录时先说：什么时候、谁申请、谁确认、为什么，不是自己要求的怎么办', async () => {
    const temporary = await reset('demo-reviewer')
    const { message } = await signIn('reviewer', temporary)
    assert.match(message, /3月2日 09:00 由系统管理员申请、安全管理员确认重置（本人到窗口核对了身份证）。不是您要求的，请不要继续，马上告诉审计管理员/)
    const signedIn = await signIn('reviewer', temporary, { newPassword: 'New-spring-77' })
    assert.equal(signedIn.body.isResetNews, true)
    const again = await signIn('reviewer', 'New-spring-77')
    assert.deepEqual([again.status, again.body.isResetNews], [200, undefined])
  })

  it('群众登录后先看到“账号与安全”，那里三个月内都写着', async () => {
    const temporary = await reset('demo-citizen')
    const done = await district.form(undefined, '/sign-in', { account: 'citizen', password: temporary, newPassword: 'New-spring-77', next: '/items/SL1' })
    assert.equal(done.headers.location, '/me/account')
    const session = `session=${done.cookies.find(({ name }) => name === 'session')?.value ?? ''}`
    assert.match((await district.door.ask('GET', '/me/account', { cookie: session })).body, /您的密码被重置过.*系统管理员申请，安全管理员确认.*核对了身份证/s)
    assert.equal((await district.ask(session, 'GET', '/api/me/key-resets')).body.resets.length, 1)
    district.pass(91 * 24 * 60)
    const later = await signIn('citizen', 'New-spring-77')
    assert.deepEqual(
      (
        await district.ask(
          `session=${later.status === 200 ? (await district.door.signIn('citizen', 'New-spring-77')).slice(8) : ''}`,
          'GET',
          '/api/me/key-resets',
        )
      ).body.resets,
      [],
    )
  })

  it('解除动态码也告诉本人', async () => {
    await district.enrol('reviewer')
    const { body: { id } } = await ask('demo-reviewer', 'second-factor', '手机丢了')
    await decide(id, 'confirmation')
    assert.equal((await signIn('reviewer', PASSWORD)).body.isResetNews, true)
  })

  it('审计记录里有申请、确认、告知三条，写明原因，没有密码', async () => {
    await runSql(district.test.db, "select 1")
    const temporary = await reset('demo-reviewer')
    await signIn('reviewer', temporary, { newPassword: 'New-spring-77' })
    const entries = await runSql<{ what: string; name: string; object: string; reason: string | null }>(district.test.db,
      "select what, name, object, reason from audit.entry where action = 'admin' order by id desc limit 3")
    assert.deepEqual(entries.toReversed().map(({ what, name, object }) => [what, name, object]), [
      ['申请重置密码', '系统管理员', 'reviewer'], ['确认重置密码', '安全管理员', 'reviewer'], ['登录时告知本人：密码或动态码被重置过', '陈审查（示例）', 'reviewer'],
    ])
    assert.equal(entries[1]?.reason, REASON)
  })
})
