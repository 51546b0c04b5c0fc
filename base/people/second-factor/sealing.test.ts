import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { runSql } from '#platform/database'
import { testKeys, testVault } from '#platform/testing'
import { addDataKey, VaultTrouble, type Vault } from '#platform/vault'
import { District, PASSWORD } from '../rights.test-support.ts'
import { openedSecret, sealedSecret, sealSecondFactors } from './sealing.ts'

let district: District
let vault: Vault
before(async () => {
  district = await District.open()
  vault = testVault()
  await vault.prepare(district.test.db)
})
after(() => district.test.close())
beforeEach(async () => {
  district.newDoor()
  await runSql(district.test.db, 'delete from people.recovery_code')
  await runSql(district.test.db, 'delete from people.second_factor')
})

const kept = async (account: string): Promise<string> =>
  (await runSql<{ secret: string }>(district.test.db, 'select secret from people.second_factor where account = $1', [`demo-${account}`]))[0]?.secret ?? ''
const signIn = (account: string, totp: string) => district.ask(undefined, 'POST', '/api/sessions', { account, password: PASSWORD, totp })

describe('动态码的密钥加密保存', () => {
  it('数据库里没有明文：开始绑定时没有，绑好以后也没有，照样能登录', async () => {
    const { secret } = await district.enrol('reviewer')
    const dump = JSON.stringify(await runSql(district.test.db, 'select * from people.second_factor'))
    assert.ok(!dump.includes(secret))
    assert.match(await kept('reviewer'), /^v1\.1\./)
    assert.equal((await signIn('reviewer', district.codeNow(secret))).status, 200)
  })

  it('把一个人的密文搬给另一个人，打不开，不会拿错的密钥去核对', async () => {
    await district.enrol('reviewer')
    const token = await kept('reviewer')
    assert.throws(() => openedSecret(vault, 'demo-approver', token), VaultTrouble)
    assert.equal(sealedSecret(vault, 'a', 'X') === sealedSecret(vault, 'a', 'X'), false)
  })

  it('从前明文保存的：换之前照样能登录，换过以后也能，而且只写需要写的', async () => {
    const { secret } = await district.enrol('reviewer')
    await district.enrol('approver')
    await runSql(district.test.db, "update people.second_factor set secret = $1 where account = 'demo-reviewer'", [secret])
    assert.equal((await signIn('reviewer', district.codeNow(secret))).status, 200)
    assert.equal(await sealSecondFactors(district.test.db, vault), 1)
    assert.equal(openedSecret(vault, 'demo-reviewer', await kept('reviewer')), secret)
    assert.equal(await sealSecondFactors(district.test.db, vault), 0)
    district.pass(1)
    assert.equal((await signIn('reviewer', district.codeNow(secret))).status, 200)
  })

  it('几百个一次换完，两处同时换也不会换坏', async () => {
    const { db } = district.test
    await runSql(db, `insert into people.account (id, login, name, kind, password_hash, created_at)
      select 'many-' || n, 'many-' || n, '示例', 'citizen', '', now() from generate_series(1, 450) n on conflict do nothing`)
    await runSql(db, "insert into people.second_factor (account, secret, begun_at) select 'many-' || n, 'SECRET' || n, now() from generate_series(1, 450) n")
    const counts = await Promise.all([sealSecondFactors(db, vault), sealSecondFactors(db, vault)])
    assert.equal(counts.reduce((sum, count) => sum + count), 450)
    const rows = await runSql<{ account: string; secret: string }>(db, 'select account, secret from people.second_factor')
    for (const { account, secret } of rows) assert.equal(openedSecret(vault, account, secret), `SECRET${account.slice(5)}`)
    await runSql(db, "delete from people.second_factor where account like 'many-%'")
  })

  it('换到一半有人重新绑定：不会把新的盖掉', async () => {
    const { db } = district.test
    await runSql(db, "insert into people.second_factor (account, secret, begun_at) values ('demo-reviewer', 'OLD', now())")
    const changed = sealedSecret(vault, 'demo-reviewer', 'NEW')
    await Promise.all([sealSecondFactors(db, vault), runSql(db, "update people.second_factor set secret = $1 where account = 'demo-reviewer'", [changed])])
    await sealSecondFactors(db, vault)
    assert.equal(openedSecret(vault, 'demo-reviewer', await kept('reviewer')), 'NEW')
  })
})

describe('更换数据密钥', () => {
  it('换了数据密钥，动态码的密钥跟着换；用旧密钥封的一个不剩', async () => {
    const { db } = district.test
    await runSql(
      db, "insert into people.second_factor (account, secret, begun_at) values ('demo-window', $1, now())", [sealedSecret(vault, 'demo-window', 'SECRET')],
    )
    const number = await addDataKey(db, testKeys(), 0)
    const fresh = testVault()
    await fresh.prepare(db)
    assert.equal(await sealSecondFactors(db, fresh), 1)
    assert.ok((await kept('window')).startsWith(`v1.${number}.`))
    assert.equal(openedSecret(fresh, 'demo-window', await kept('window')), 'SECRET')
  })
})
