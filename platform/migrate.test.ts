import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, it } from 'node:test'
import fc from 'fast-check'
import { openDatabase, runSql } from '#platform/database'
import { digestOf, migrate, migrationFolders, MigrationTrouble, type Progress } from '#platform/migrate'
import { testDatabase, type TestDatabase } from '#platform/testing'

let own: TestDatabase
let place: string
let kernel: string
let module: string

beforeEach(async () => {
  own = await testDatabase([])
  place = mkdtempSync(join(tmpdir(), 'chunfeng-migrations-'))
  kernel = join(place, 'kernel')
  module = join(place, 'module')
  for (const folder of [kernel, module]) mkdirSync(folder)
})

afterEach(async () => {
  await own.close()
  rmSync(place, { recursive: true })
})

const write = (folder: string, name: string, text: string): void => writeFileSync(join(folder, name), text)
const now = (progress?: (now: Progress) => void): Promise<number> => migrate(own.db, [kernel, module], progress)
async function recorded(): Promise<unknown[]> {
  return (await runSql(own.db, 'select name from platform.migration order by applied_at, name')).map(({ name }) => name)
}
async function exists(table: string): Promise<boolean> {
  return (await runSql(own.db, 'select to_regclass($1) is not null as found', [table]))[0]?.found === true
}

describe('数据库升级', () => {
  it('先下层后上层，层内按编号；每个只执行一次', async () => {
    write(module, '0001_visits.sql', 'create table visits (case_id int references cases)')
    write(kernel, '0002_states.sql', 'alter table cases add state text')
    write(kernel, '0001_cases.sql', 'create table cases (id int primary key); insert into cases values (1);')
    const said: string[] = []
    assert.equal(await now(({ done, total, name }) => said.push(`${done}/${total} ${name}`)), 3)
    assert.deepEqual(said, ['0/3 0001_cases.sql', '1/3 0002_states.sql', '2/3 0001_visits.sql'])
    assert.deepEqual(await runSql(own.db, 'select * from cases'), [{ id: 1, state: null }])
    assert.equal(await now(() => assert.fail('不应再执行')), 0)
  })

  it('后来增加的脚本接着执行，原有数据保留', async () => {
    write(kernel, '0001_cases.sql', 'create table cases (id int); insert into cases values (7)')
    await now()
    write(kernel, '0002_more.sql', `alter table cases add note text default '补'`)
    assert.equal(await now(), 1)
    assert.deepEqual(await runSql(own.db, 'select * from cases'), [{ id: 7, note: '补' }])
  })

  it('脚本中途出错：这一个什么也不留下，之前的保留，改正后接着来', async () => {
    write(kernel, '0001_cases.sql', 'create table cases (id int)')
    write(kernel, '0002_bad.sql', 'create table half (id int); create table cases (id int)')
    const sentence = /0002_bad\.sql 执行失败，数据库没有改动：.*already exists/
    await assert.rejects(now(), (error) => error instanceof MigrationTrouble && sentence.test(error.message))
    assert.deepEqual([await exists('cases'), await exists('half'), await recorded()], [true, false, ['0001_cases.sql']])
    write(kernel, '0002_bad.sql', 'create table half (id int)')
    assert.equal(await now(), 1)
  })

  it('执行过的脚本被改动：拒绝，说明是哪一个，什么也不执行', async () => {
    write(kernel, '0001_cases.sql', 'create table cases (id int)')
    await now()
    write(kernel, '0001_cases.sql', 'create table cases (id bigint)')
    write(module, '0001_visits.sql', 'create table visits (id int)')
    await assert.rejects(now(), { message: /0001_cases\.sql 执行之后被改动过/ })
    assert.equal(await exists('visits'), false)
  })

  it('数据库比程序新（执行过的脚本不见了）：拒绝', async () => {
    write(kernel, '0001_cases.sql', 'create table cases (id int)')
    write(kernel, '0002_more.sql', 'create table more (id int)')
    await now()
    rmSync(join(kernel, '0002_more.sql'))
    await assert.rejects(now(), { message: /数据库比程序新/ })
  })

  it('新脚本的编号插在已执行的之前：拒绝', async () => {
    write(kernel, '0002_more.sql', 'create table more (id int)')
    await now()
    write(kernel, '0001_cases.sql', 'create table cases (id int)')
    await assert.rejects(now(), { message: /0001_cases\.sql 的编号在已执行的 0002_more\.sql 之前/ })
  })

  it('两个脚本编号相同：拒绝', async () => {
    write(kernel, '0001_cases.sql', '')
    write(kernel, '0001_visits.sql', '')
    await assert.rejects(now(), { message: /编号相同/ })
  })

  for (const name of ['1_cases.sql', '0001-cases.sql', '0001_Cases.sql', 'readme.md', '0001_cases.sql.orig']) {
    it(`文件名 ${name} 不合规矩：拒绝，不悄悄跳过`, async () => {
      write(kernel, name, '')
      await assert.rejects(now(), { message: /不是升级脚本的文件名/ })
    })
  }

  it('四个进程同时升级：每个脚本恰好执行一次，谁也不出错', async () => {
    for (const number of [1, 2, 3]) {
      write(kernel, `000${number}_table.sql`, `create table t${number} (id int); insert into t${number} values (1)`)
    }
    const others = Array.from({ length: 4 }, () => openDatabase({ url: own.url, max: 2 }))
    const applied = await Promise.all(others.map((db) => migrate(db, [kernel])))
    await Promise.all(others.map((db) => db.destroy()))
    assert.equal(applied.reduce((sum, count) => sum + count), 3)
    for (const number of [1, 2, 3]) assert.deepEqual(await runSql(own.db, `select * from t${number}`), [{ id: 1 }])
  })
})

describe('迁移文件的摘要', () => {
  it('任何一个文件的名字或内容变了，摘要就变；不变则不变', () => {
    const text = fc.string({ maxLength: 20 })
    fc.assert(
      fc.property(text, text, (one, other) => {
        write(kernel, '0001_cases.sql', one)
        const before = digestOf([kernel])
        write(kernel, '0001_cases.sql', other)
        assert.equal(digestOf([kernel]) === before, one === other)
      }),
    )
    const before = digestOf([kernel])
    write(kernel, '0002_empty.sql', '')
    assert.notEqual(digestOf([kernel]), before)
  })
})

describe('本程序的升级脚本', () => {
  it('从空库一路执行成功，再执行一遍无事可做', async () => {
    const folders = migrationFolders()
    assert(folders.length > 0)
    assert.deepEqual(folders.slice(0, 2), ['platform/migrations', 'kernel/migrations'], '平台先于内核，内核先于其他各层')
    await migrate(own.db, folders)
    assert.equal(await migrate(own.db, folders), 0)
  })
})
