import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { inTransaction, runSql } from '#platform/database'
import { ROLES } from '#kernel'
import { appointAdministrator, resetKeys } from '../index.ts'
import { District, PASSWORD } from '../rights.test-support.ts'
import { ADMINISTRATORS, STAFF_ROLES } from '../staff-roles.ts'

let district: District
const cookies: Record<string, string> = {}
before(async () => {
  district = await District.open()
  for (const account of [...ADMINISTRATORS, 'bureau', 'leader', 'window', 'citizen']) cookies[account] = await district.door.signIn(account)
})
after(() => district.test.close())
beforeEach(async () => { await runSql(district.test.db, "update people.account set active = true where login = 'reviewer'") })

const as = (account: string, method: 'GET' | 'POST' | 'DELETE', url: string, payload?: object) => district.ask(cookies[account], method, url, payload)
const RIGHTS = { posts: ['market-regulation/reviewer'], roles: [] }
let made = 0

type Doing = [method: 'GET' | 'POST' | 'DELETE', path: (id: string, reset: string) => string, payload?: () => object]
/** Every work of the administrators, and whose it is; read off the notice, not off the routes. */
const WORKS: Readonly<Record<string, { whose: readonly string[]; doing: Doing }>> = {
  看账号名单: { whose: ['sysadmin', 'secadmin'], doing: ['GET', () => '/api/admin/accounts?q=review'] },
  看岗位: { whose: ['sysadmin', 'secadmin'], doing: ['GET', () => '/api/admin/posts?organisation=hall'] },
  开设账号: { whose: ['sysadmin'], doing: ['POST', () => '/api/admin/accounts', () => ({ account: `made-${++made}`, name: '新来的', organisation: 'hall' })] },
  停用账号: { whose: ['sysadmin'], doing: ['POST', (id) => `/api/admin/accounts/${id}/deactivation`] },
  恢复账号: { whose: ['sysadmin'], doing: ['POST', (id) => `/api/admin/accounts/${id}/activation`] },
  设置岗位: { whose: ['sysadmin'], doing: ['POST', () => '/api/admin/posts', () => ({ organisation: 'hall', name: '咨询岗', roles: ['window'] })] },
  授予权限: { whose: ['secadmin'], doing: ['POST', (id) => `/api/admin/accounts/${id}/rights`, () => RIGHTS] },
  申请重置密码: { whose: ['sysadmin'], doing: ['POST', (id) => `/api/admin/accounts/${id}/key-resets`, () => ({ keys: 'password', reason: '本人忘了' })] },
  看重置的申请: { whose: ['sysadmin', 'secadmin'], doing: ['GET', () => '/api/admin/key-resets'] },
  撤回重置的申请: { whose: ['sysadmin'], doing: ['POST', (_, reset) => `/api/admin/key-resets/${reset}/withdrawal`] },
  确认重置: { whose: ['secadmin'], doing: ['POST', (_, reset) => `/api/admin/key-resets/${reset}/confirmation`] },
  不同意重置: { whose: ['secadmin'], doing: ['POST', (_, reset) => `/api/admin/key-resets/${reset}/refusal`] },
  看别人的登录: { whose: ['secadmin'], doing: ['GET', (id) => `/api/admin/accounts/${id}/sessions`] },
  退出别人的登录: { whose: ['secadmin'], doing: ['DELETE', (id) => `/api/admin/accounts/${id}/sessions`] },
}

/** Somebody else has asked that the authenticator of the account be taken off. */
async function resetOf(account: string): Promise<string> {
  await runSql(district.test.db, 'delete from people.key_reset')
  const asker = account === 'demo-sysadmin' ? 'demo-bureau' : 'demo-sysadmin'
  const [row] = await runSql<{ id: string }>(district.test.db, `
    insert into people.key_reset (account, keys, reason, asked_by, asked_at) values ($1, 'second-factor', '手机丢了', $2, $3) returning id`,
  [account, asker, district.door.now])
  return row?.id ?? ''
}

describe('三种管理员，各做各的', () => {
  for (const [work, { whose, doing: [method, path, payload] }] of Object.entries(WORKS)) {
    for (const who of [...ADMINISTRATORS, 'bureau', 'leader', 'window', 'citizen']) {
      const may = whose.includes(who)
      it(`${work}：${who} ${may ? '可以' : '不可以'}`, async () => {
        const { status } = await as(who, method, path('demo-reviewer', await resetOf('demo-reviewer')), payload?.())
        if (may) assert.ok(status < 300, String(status))
        else assert.equal(status, 403)
      })
    }
    it(`${work}：没有登录不可以`, async () => {
      assert.equal((await district.ask(undefined, method, path('demo-reviewer', await resetOf('demo-reviewer')), payload?.())).status, 401)
    })
  }

  it('对自己的账号什么也不能做', async () => {
    for (const { whose, doing: [method, path, payload] } of Object.values(WORKS)) {
      if (method === 'GET' || path('x', 'x') === path('y', 'y')) continue
      for (const who of whose) {
        const { status, message } = await as(who, method, path(`demo-${who}`, await resetOf(`demo-${who}`)), payload?.())
        assert.deepEqual([status, message], [422, '不能对自己的账号做这件事，请另一位管理员来做'], `${who} ${path('…', '…')}`)
      }
    }
  })

  it('别的管理员的密码和动态码不能重置：否则就能用他的身份登录', async () => {
    for (const other of ['secadmin', 'auditor']) {
      for (const keys of ['password', 'second-factor']) {
        assert.equal((await as('sysadmin', 'POST', `/api/admin/accounts/demo-${other}/key-resets`, { keys, reason: '他忘了' })).status, 422)
      }
      if (other !== 'secadmin') assert.equal((await as('secadmin', 'POST', `/api/admin/key-resets/${await resetOf(`demo-${other}`)}/confirmation`)).status, 422)
      assert.equal((await district.ask(undefined, 'POST', '/api/sessions', { account: other, password: PASSWORD })).status, 200)
    }
  })
})

describe('谁也不能兼任', () => {
  const grant = (roles: readonly string[], posts: readonly string[] = []) =>
    as('secadmin', 'POST', '/api/admin/accounts/demo-reviewer/rights', { roles, posts })

  it('管理员的角色不能在页面上授予，单独不行，与任何别的角色一起也不行', async () => {
    for (const administrator of ADMINISTRATORS) {
      assert.match((await grant([administrator])).message, /由运维在服务器上任命/)
      for (const other of STAFF_ROLES.filter((role) => role !== administrator)) {
        assert.equal((await grant([administrator, other])).status, 422, `${administrator} ${other}`)
      }
    }
    assert.equal((await grant([], RIGHTS.posts)).status, 200)
  })

  it('别的管理员的角色收不回，也换不成别的', async () => {
    for (const other of ['sysadmin', 'auditor']) {
      for (const roles of [[], ['window'], [other]]) {
        assert.equal((await as('secadmin', 'POST', `/api/admin/accounts/demo-${other}/rights`, { roles, posts: [] })).status, 422)
      }
      assert.deepEqual((await district.ask(undefined, 'POST', '/api/sessions', { account: other, password: PASSWORD })).body.roles, [other])
    }
  })

  it('通过岗位兼任也不行，岗位本身也不能把它们合在一起', async () => {
    assert.equal((await grant(['secadmin'], RIGHTS.posts)).status, 422)
    assert.equal((await as('sysadmin', 'POST', '/api/admin/posts', { organisation: 'hall', name: '只管一样', roles: ['auditor'] })).status, 422)
    assert.equal((await as('sysadmin', 'POST', '/api/admin/posts', { organisation: 'hall', name: '都管', roles: ['sysadmin', 'secadmin'] })).status, 422)
    assert.equal((await as('sysadmin', 'POST', '/api/admin/posts', { organisation: 'hall', name: '都管', roles: ['auditor', 'window'] })).status, 422)
  })

  it('绕过程序直接写数据库，数据库也不答应', async () => {
    const { db } = district.test
    await assert.rejects(runSql(db, "insert into people.account_role values ('demo-sysadmin', 'secadmin')"), { code: '23514' })
    await assert.rejects(runSql(db, "insert into people.post_holder values ('demo-auditor', 'hall/window')"), { code: '23514' })
    await assert.rejects(runSql(db, "insert into people.post values ('x', 'hall', 'x', array['auditor', 'window'])"), { code: '23514' })
  })

  it('群众的角色不能给工作人员，群众的账号不能给岗位', async () => {
    for (const role of ROLES.filter((one) => one === 'citizen' || one === 'enterprise')) assert.equal((await grant([role])).status, 400)
    assert.equal((await as('secadmin', 'POST', '/api/admin/accounts/demo-citizen/rights', { roles: ['window'], posts: [] })).status, 422)
  })

  it('别的单位的岗位、没有的岗位都不能给', async () => {
    assert.match((await grant([], ['hall/window'])).message, /自己的单位/)
    assert.match((await grant([], ['nothing'])).message, /不存在/)
  })
})

describe('运维任命第一批管理员', () => {
  const ground = <Result>(work: (tx: Parameters<Parameters<typeof inTransaction>[1]>[0]) => Promise<Result>) => inTransaction(district.test.db, work)
  const now = new Date('2026-03-02T09:00:00+08:00')

  it('得到一次性密码，登录时要换，换了以后只有这一种角色；记进审计记录', async () => {
    const wanted = { account: 'second-sys', name: '第二位', organisation: 'government-services' }
    const { temporaryPassword } = await ground((tx) => appointAdministrator({ tx, now }, 'sysadmin', wanted))
    const first = await district.ask(undefined, 'POST', '/api/sessions', { account: 'second-sys', password: temporaryPassword })
    assert.equal(first.code, 'password-change')
    const signedIn = await district.ask(
      undefined, 'POST', '/api/sessions', { account: 'second-sys', password: temporaryPassword, newPassword: 'Another-77-word' },
    )
    assert.deepEqual(signedIn.body.roles, ['sysadmin'])
    const kept = await runSql(district.test.db, "select what, object from audit.entry where object = 'second-sys'")
    assert.equal(kept.length, 1)
    assert.doesNotMatch(JSON.stringify(await runSql(district.test.db, 'select * from audit.entry')), new RegExp(temporaryPassword))
  })

  it('管理员忘了密码，在服务器上重置；没有的账号、已有的账号说清楚', async () => {
    const { temporaryPassword } = await ground((tx) => resetKeys({ tx, now }, 'auditor'))
    assert.equal((await district.ask(undefined, 'POST', '/api/sessions', { account: 'auditor', password: PASSWORD })).status, 401)
    assert.equal((await district.ask(undefined, 'POST', '/api/sessions', { account: 'auditor', password: temporaryPassword })).code, 'password-change')
    await assert.rejects(ground((tx) => resetKeys({ tx, now }, 'nobody')), { code: 'not-found' })
    const again = { account: 'window', name: '又一个', organisation: 'hall' }
    await assert.rejects(ground((tx) => appointAdministrator({ tx, now }, 'auditor', again)), { code: 'conflict' })
  })
})
