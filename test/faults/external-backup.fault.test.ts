import assert from 'node:assert/strict'
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { openDatabase, runSql, type Database } from '#platform/database'
import { signInAll } from '../../cli/journey/people.ts'
import { STORIES } from '../../cli/journey/stories.ts'
import { tellStory } from '../../cli/journey/tell.ts'
import { hasSystemPostgres, startSystemPostgres } from '../system-postgres.ts'
import { chunfeng } from './command-line.ts'
import { clear, temporaryPlace } from './place.ts'
import { ServerProcess } from './server-process.ts'

const inCi = process.env['CI'] !== undefined
const place = temporaryPlace()
const at = (...names: string[]): string => join(place, ...names)
const url = (name: string): string => postgres.url.replace(/\/postgres$/, `/${name}`)

let postgres: Awaited<ReturnType<typeof startSystemPostgres>>
let admin: Database
let server: ServerProcess
let backups: string

/** What one database says of itself: the same after a restore, to the last row. */
async function contentOf(name: string): Promise<object[]> {
  const database = openDatabase({ url: url(name), max: 1 })
  try {
    return await runSql(database, `select 'event' as what, case_id::text || seq as id, hash from kernel.event union all select 'case', id::text, last_hash from kernel.case
      union all select 'document', id::text, number from kernel.document union all select 'file', id::text, sm3 from materials.file
      union all select 'audit', seq::text, hash from audit.link where seq <= 5 union all select 'account', id, password_hash from people.account order by 1, 2`)
  } finally {
    await database.destroy()
  }
}

const restore = (name: string, words: readonly string[] = [], keys = true) => {
  const directory = at(name)
  mkdirSync(directory)
  if (keys) cpSync(at('offline', 'keys'), join(directory, 'keys'), { recursive: true })
  return chunfeng(['restore', '--json', '--from', backups, ...words],
    { CHUNFENG_DATA: directory, CHUNFENG_KEYS: keys ? at('offline', 'master') : at('nowhere'), DATABASE_URL: url(name), CHUNFENG_DEMO: '1' })
}

describe('自己的 PostgreSQL（DATABASE_URL）：备份、恢复到空库', { skip: hasSystemPostgres || inCi ? false : '这台机器没有 PostgreSQL 15' }, () => {
  before(async () => {
    postgres = await startSystemPostgres()
    admin = openDatabase({ url: postgres.url, max: 1 })
    for (const name of ['office', 'fresh', 'keyless', 'damaged']) await runSql(admin, `create database ${name}`)
    backups = at('backups')
    server = await ServerProcess.start({ DATABASE_URL: url('office'), CHUNFENG_DATA: at('data'), CHUNFENG_KEYS: at('data.keys') })
    const people = await signInAll(server.url)
    for (const story of STORIES.slice(0, 2)) await tellStory(people, story, () => {})
  })
  after(async () => {
    await server?.stop()
    await admin?.destroy()
    postgres?.stop()
    await clear(place)
  })

  it('服务在运行时备份；打印哪些密钥不在里面', async () => {
    const { code, out, note } = await chunfeng(['backup', '--to', backups], {
      DATABASE_URL: url('office'), CHUNFENG_DATA: at('data'), CHUNFENG_KEYS: at('data.keys'),
    })
    assert.equal(code, 0, note)
    assert.match(out, /办件 2 件[^]*不在备份里[^]*签名私钥 .*编号 [0-9a-f]{8}[^]*主密钥 .*指纹 [0-9a-f]{16}/)
    const kept = readdirSync(backups, { recursive: true, encoding: 'utf8' }).filter((path) => /key|sm2/i.test(path))
    assert.deepEqual(kept, [], '备份里没有密钥')
    mkdirSync(at('offline'))
    cpSync(at('data', 'keys'), at('offline', 'keys'), { recursive: true })
    cpSync(at('data.keys'), at('offline', 'master'), { recursive: true })
    assert.equal(await server.stop(), 0)
  })

  it('密钥没有放好就不开始：空库还是空的，没有复制文件', async () => {
    const { code, note } = await restore('keyless', [], false)
    assert.equal(code, 1)
    assert.match(note, /还没有恢复[^]*签名私钥[^]*主密钥[^]*--without-keys/)
    assert.equal(existsSync(at('keyless', 'files')), false)
  })

  it('恢复到空库：办件、记录、文书、文件、账号一行不差，核验全部完好，服务起得来，人登得进', async () => {
    const { code, out, note } = await restore('fresh')
    assert.equal(code, 0, note)
    const told = JSON.parse(out)
    assert.deepEqual([told.ok, told.cases, told.altered, told.filesMissing, told.keysMissing], [true, 2, [], [], []])
    assert.deepEqual(await contentOf('fresh'), await contentOf('office'))
    const restored = await ServerProcess.start({ DATABASE_URL: url('fresh'), CHUNFENG_DATA: at('fresh'), CHUNFENG_KEYS: at('offline', 'master') })
    const people = await signInAll(restored.url)
    const [story] = STORIES.slice(2)
    assert(story)
    await tellStory(people, story, () => {})
    assert.equal(await restored.stop(), 0)
  })

  it('不是空库就不恢复，什么也不覆盖', async () => {
    const { code, note } = await chunfeng(['restore', '--from', backups], {
      DATABASE_URL: url('fresh'), CHUNFENG_DATA: at('fresh'), CHUNFENG_KEYS: at('offline', 'master'),
    })
    assert.equal(code, 1)
    assert.match(note, /不是空的/)
  })

  it('用内置数据库去恢复、恢复到某一秒，都说明白为什么不行', async () => {
    const embedded = await chunfeng(['restore', '--from', backups], { CHUNFENG_DATA: at('embedded') })
    assert.match(embedded.note, /外部数据库的备份，请用 DATABASE_URL/)
    const until = await chunfeng(['restore', '--from', backups, '--until', '2099-01-01'], { DATABASE_URL: url('damaged'), CHUNFENG_DATA: at('until') })
    assert.deepEqual([until.code, /只能恢复到备份那一刻/.test(until.note)], [1, true])
  })

  it('没有 pg_dump、备份里有一个字节变了，都在动手以前说明', async () => {
    mkdirSync(at('bin'))
    const none = await chunfeng(['backup', '--to', backups], { DATABASE_URL: url('office'), CHUNFENG_DATA: at('data'), PATH: at('bin') })
    assert.deepEqual([none.code, /pg_dump、pg_restore.*请安装/.test(none.note)], [2, true])
    writeFileSync(at('bin', 'pg_dump'), '#!/bin/sh\necho "pg_dump (PostgreSQL) 14.3"\n')
    writeFileSync(at('bin', 'pg_restore'), '#!/bin/sh\necho "pg_restore (PostgreSQL) 14.3"\n')
    for (const tool of ['pg_dump', 'pg_restore']) chmodSync(at('bin', tool), 0o755)
    const old = await chunfeng(['backup', '--to', backups], { DATABASE_URL: url('office'), CHUNFENG_DATA: at('data'), PATH: `${at('bin')}:/usr/bin:/bin` })
    assert.deepEqual([old.code, /数据库是 PostgreSQL 15.*这里的 pg_dump 是 14\.3：pg_dump 不能比服务器旧/.test(old.note)], [1, true], old.note)
    const [name = ''] = readdirSync(backups).filter((one) => /^\d{8}T\d{6}Z$/.test(one))
    const path = join(backups, name, 'database.dump')
    const content = readFileSync(path)
    content[200] = (content[200] ?? 0) ^ 1
    writeFileSync(path, content)
    const { code, note } = await restore('damaged')
    assert.equal(code, 1)
    assert.match(note, /database\.dump 不见了或已损坏/)
  })
})
