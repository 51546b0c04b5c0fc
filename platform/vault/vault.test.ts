import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDatabase, runSql, type Database } from '#platform/database'
import { testDatabase, type TestDatabase } from '#platform/testing'
import { addDataKey, createMasterKey, keysDirectoryBeside, openVault, rotateMaster, Vault, VaultTrouble } from '#platform/vault'
import { addMasterKey } from './master-key.ts'

const PLACE = 'people.account.phone/a1'

let test: TestDatabase
let database: Database
let folder: string
before(async () => { test = await testDatabase(['platform/migrations']); database = test.db })
after(async () => { await test.close() })
beforeEach(async (t) => {
  folder = mkdtempSync(join(tmpdir(), 'chunfeng-vault-'))
  await runSql(database, 'delete from platform.data_key')
  await createMasterKey(folder)
  if ('after' in t) t.after(() => rmSync(folder, { recursive: true, force: true }))
})

async function vault(directory = folder): Promise<Vault> {
  const made = new Vault(() => directory)
  await made.prepare(database)
  return made
}

const file = (): string => join(folder, 'master-key.json')

describe('保管个人信息的密钥', () => {
  it('两个进程同时第一次启动，用的是同一把数据密钥', async () => {
    const [one, other] = await Promise.all([vault(), vault()])
    assert.equal(other.open(PLACE, one.seal(PLACE, '13900001111')), '13900001111')
    assert.equal(one.digest('k', 'x'), other.digest('k', 'x'))
  })

  it('数据库里没有一把密钥是明的，主密钥只在文件里，文件只有自己能读', async () => {
    await vault()
    const dump = JSON.stringify(await runSql(database, 'select * from platform.data_key'))
    const keys = [...readFileSync(file(), 'utf8').matchAll(/"key": "([0-9a-f]{64})"/g)].map(([, key = '']) => key)
    assert.equal(keys.length, 1)
    for (const key of keys) assert(!dump.includes(key))
    assert.equal(statSync(file()).mode & 0o777, 0o600)
  })

  it('文件权限放宽了，读的时候收紧', async () => {
    chmodSync(file(), 0o644)
    await vault()
    assert.equal(statSync(file()).mode & 0o777, 0o600)
  })

  it('摘要随密钥而定：没有密钥的人猜号码也对不上', async () => {
    const one = await vault()
    assert.match(one.digest('resident_id', '440114190001010012'), /^[0-9a-f]{64}$/)
    assert.notEqual(one.digest('resident_id', '1'), one.digest('phone', '1'))
    await runSql(database, 'delete from platform.data_key')
    assert.notEqual((await vault()).digest('k', 'x'), one.digest('k', 'x'))
  })

  it('没有装入密钥就用，是清楚的错', () => {
    assert.throws(() => new Vault(() => folder).seal(PLACE, '1'), VaultTrouble)
  })

  it('有人改了数据库里包着的密钥，打不开，不会用错的密钥', async () => {
    await vault()
    await runSql(database, "update platform.data_key set wrapped = overlay(wrapped placing 'AAAA' from 20) where use = 'seal'")
    await assert.rejects(vault(), VaultTrouble)
  })

  it('把一把密钥换到另一行的位置上，也打不开', async () => {
    await vault()
    await addDataKey(database, folder, 0)
    await runSql(database, "update platform.data_key k set wrapped = o.wrapped from platform.data_key o where k.id = 1 and o.id = 3")
    await assert.rejects(vault(), VaultTrouble)
  })
})

describe('启动时', () => {
  const open = (mayCreate: boolean, keysDirectory: string): Promise<string[]> => {
    const said: string[] = []
    return openVault(new Vault(() => keysDirectory), { database, keysDirectory, mayCreate, say: (line) => said.push(line) }).then(() => said)
  }

  it('演示：没有主密钥就生成一把，并说明放在哪里、要备份；第二次不再说', async () => {
    const place = join(folder, 'fresh')
    assert.match((await open(true, place)).join(), /已生成个人信息主密钥.*离线备份/)
    assert.deepEqual(await open(true, place), [])
  })

  it('正式数据库：没有主密钥就不启动，并说明该做什么', async () => {
    await assert.rejects(open(false, join(folder, 'none')), /rotate-keys --master/)
  })

  it('数据库里已有加密的内容而主密钥不见了：不启动，也绝不另生成一把', async () => {
    await vault()
    for (const mayCreate of [true, false]) await assert.rejects(open(mayCreate, join(folder, 'gone')), /找不到主密钥.*不要另生成/)
    assert.throws(() => statSync(join(folder, 'gone', 'master-key.json')))
  })

  it('主密钥是另一把：不启动，说明是另一把', async () => {
    await vault()
    const other = join(folder, 'other')
    await createMasterKey(other)
    await assert.rejects(open(true, other), /另一把主密钥/)
  })

  it('主密钥文件损坏：不启动，不覆盖', async () => {
    writeFileSync(file(), '{"keys": []}')
    await assert.rejects(vault(), /已损坏/)
    assert.equal(readFileSync(file(), 'utf8'), '{"keys": []}')
  })

  it('数据库一时不在：已有密钥的照用，没有的报错', async () => {
    const away = openDatabase({ url: 'postgresql://nobody@127.0.0.1:1/nowhere', max: 1 })
    const ready = await vault()
    await ready.prepare(away)
    assert.equal(ready.open(PLACE, ready.seal(PLACE, 'x')), 'x')
    await assert.rejects(Promise.resolve(new Vault(() => folder).prepare(away)))
    await away.destroy()
  })

  it('密钥目录默认在数据目录旁边，不在里面', () => {
    assert.equal(keysDirectoryBeside('/srv/data/'), '/srv/data.keys')
    assert.equal(keysDirectoryBeside('.data'), '.data.keys')
  })
})

describe('更换密钥', () => {
  it('换主密钥：以前加密的原样可读，旧的主密钥从此没有用', async () => {
    const before = await vault()
    const token = before.seal(PLACE, '13900001111')
    const old = readFileSync(file(), 'utf8')
    assert.deepEqual(await rotateMaster(database, folder), { isFirst: false, rewrapped: 2 })
    const now = await vault()
    assert.equal(now.open(PLACE, token), '13900001111')
    assert.equal(now.digest('k', 'x'), before.digest('k', 'x'))
    assert.equal(before.open(PLACE, now.seal(PLACE, 'y')), 'y', '正在运行的进程不受影响')
    writeFileSync(file(), old)
    await assert.rejects(vault(), /另一把主密钥/)
  })

  it('换到一半断了：新旧两把都在文件里，照常可用，再换一次就完成', async () => {
    const token = (await vault()).seal(PLACE, 'x')
    await addMasterKey(folder)
    assert.equal((await vault()).open(PLACE, token), 'x')
    await rotateMaster(database, folder)
    assert.equal((await vault()).open(PLACE, token), 'x')
    assert.equal([...readFileSync(file(), 'utf8').matchAll(/"key":/g)].length, 1)
  })

  it('新数据密钥先人人知道，到时才用；旧的永远能读', async () => {
    const first = (await vault()).seal(PLACE, 'x')
    const id = await addDataKey(database, folder, 60_000)
    const waiting = await vault()
    assert.equal(waiting.currentKey, 1, '还没有启用')
    await runSql(database, "update platform.data_key set active_from = now() - interval '1 s' where id = $1", [id])
    const now = await vault()
    assert.equal(now.currentKey, id)
    assert.equal(now.open(PLACE, first), 'x')
    assert.equal(waiting.open(PLACE, now.seal(PLACE, 'y')), 'y', '没有启用的进程也读得了')
  })

  it('有的数据密钥是别的主密钥包的：不换，什么也不改', async () => {
    await vault()
    const other = join(folder, 'other')
    await createMasterKey(other)
    const before = await runSql(database, 'select * from platform.data_key order by id')
    await assert.rejects(rotateMaster(database, other), /没有更换/)
    assert.deepEqual(await runSql(database, 'select * from platform.data_key order by id'), before)
  })

  it('没有主密钥而数据库里已有密钥：不另生成', async () => {
    await vault()
    await assert.rejects(rotateMaster(database, join(folder, 'gone')), /不要另生成/)
  })

  it('全新的正式数据库：生成第一把', async () => {
    const place = join(folder, 'first')
    assert.deepEqual(await rotateMaster(database, place), { isFirst: true, rewrapped: 0 })
    const made = await vault(place)
    assert.equal(made.open(PLACE, made.seal(PLACE, 'x')), 'x')
  })
})
