import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { appendFileSync, chownSync, existsSync, lstatSync, mkdirSync, readFileSync, readdirSync, readlinkSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, it } from 'node:test'
import { accountFor, mayEnter, type Account } from './account.ts'
import { joinEmbedded, startEmbedded, type Embedded } from './launcher.ts'
import { postmasterOf, processesIn, sendSignal, stopAll } from './postmaster.ts'
import { openStore, type Store } from './store.ts'
import { eventually, query, removeDirectory, startInProcess, temporaryDirectory } from './testing.ts'

const isRoot = process.getuid?.() === 0

let place: string
let data: string
let started: Embedded[]

beforeEach(() => {
  place = temporaryDirectory()
  data = join(place, 'data')
  started = []
})

afterEach(async () => {
  for (const embedded of started) await embedded.stop()
  if (existsSync(join(data, 'database', 'cluster'))) await stopAll(storeNow())
  removeDirectory(place)
})

const storeNow = (): Store => openStore(data, () => undefined)
const postmasterNow = (): number => postmasterOf(storeNow())?.pid ?? assert.fail('没有 postmaster.pid')

async function start(): Promise<Embedded> {
  const embedded = await startEmbedded(data, { durable: false })
  started.push(embedded)
  return embedded
}

/** A predecessor that wrote something, was killed with kill -9, and left its server running. */
async function killedAfterWriting(account: Account = undefined): Promise<number> {
  const starter = startInProcess(data, account)
  const { url, trouble } = await starter.outcome
  assert.equal(trouble, undefined)
  await query(url ?? '', 'create table kept as select 42 as answer')
  starter.process.kill('SIGKILL')
  await starter.exit
  return postmasterNow()
}

const answerAt = async (url: string): Promise<unknown> => (await query(url, 'select answer from kept'))[0]?.answer

describe('内置数据库的启动与停止', () => {
  it('首次启动建库，正常停止后再启动沿用原来的数据', async () => {
    const first = await start()
    assert.equal(first.adopted, false)
    await query(first.url, 'create table kept as select 42 as answer')
    await first.stop()
    assert.deepEqual(processesIn(storeNow()), [])
    const second = await start()
    assert.equal(second.adopted, false)
    assert.equal(await answerAt(second.url), 42)
  })

  it('正式运行时落盘设置全开，不听任何网络端口，编码 UTF-8，页有校验', async () => {
    const embedded = await startEmbedded(data)
    started.push(embedded)
    const rows = await query(embedded.url, 'select name, setting from pg_settings')
    const settings = Object.fromEntries(rows.map(({ name, setting }) => [name, setting]))
    for (const name of ['fsync', 'synchronous_commit', 'full_page_writes', 'data_checksums']) assert.equal(settings[name], 'on', name)
    assert.deepEqual([settings.listen_addresses, settings.jit, settings.TimeZone, settings.max_connections], ['', 'off', 'UTC', '100'])
    assert.deepEqual(await query(embedded.url, 'show server_encoding'), [{ server_encoding: 'UTF8' }])
  })

  it('口令文件只有运行数据库的用户能读，口令不对进不去', async () => {
    const { url } = await start()
    assert.equal(statSync(join(storeNow().path, 'cluster', 'password')).mode & 0o777, 0o600)
    await assert.rejects(query(url.replace(/:[^:@]+@/, ':wrong@'), 'select 1'), { code: '28P01' })
  })

  it('停止两次与停止一次一样', async () => {
    const embedded = await start()
    await Promise.all([embedded.stop(), embedded.stop()])
    assert.deepEqual(processesIn(storeNow()), [])
  })

  it('进程正常退出时数据库随之停止', async () => {
    const starter = startInProcess(data)
    assert((await starter.outcome).url)
    starter.process.send('exit')
    assert.equal(await starter.exit, 0)
    await eventually(() => processesIn(storeNow()).length === 0)
    assert.equal(postmasterOf(storeNow()), undefined, '应是正常关闭，不留 postmaster.pid')
  })
})

describe('被强行终止之后', () => {
  it('Node 被 kill -9，留下的数据库由下一次启动接管，同一个进程，数据还在', async () => {
    const left = await killedAfterWriting()
    const embedded = await start()
    assert.equal(embedded.adopted, true)
    assert.equal(postmasterNow(), left)
    assert.equal(await answerAt(embedded.url), 42)
    await embedded.stop()
    assert.deepEqual(processesIn(storeNow()), [])
  })

  it('留下的数据库设置与现在不同，不接管：先停掉再启动', async () => {
    const left = await killedAfterWriting()
    appendFileSync(join(storeNow().path, 'server.conf'), '# 旧版\n')
    const embedded = await start()
    assert.equal(embedded.adopted, false)
    assert.notEqual(postmasterNow(), left)
    assert.equal(await answerAt(embedded.url), 42)
  })

  it('留下的数据库没有反应（被挂起），停掉再启动', async () => {
    const left = await killedAfterWriting()
    sendSignal(left, 'SIGSTOP')
    const embedded = await start()
    assert.equal(embedded.adopted, false)
    assert.equal(await answerAt(embedded.url), 42)
  })

  it('PostgreSQL 被 kill -9，自动重新启动，已提交的数据还在', async () => {
    const embedded = await start()
    await query(embedded.url, 'create table kept as select 42 as answer; checkpoint; update kept set answer = 43')
    const killed = postmasterNow()
    sendSignal(killed, 'SIGKILL')
    await eventually(async () => postmasterOf(storeNow())?.pid !== killed && answerAt(embedded.url).then(() => true, () => false))
    assert.equal(await answerAt(embedded.url), 43)
  })

  it('Node 和 PostgreSQL 都被 kill -9，下一次启动恢复', async () => {
    sendSignal(await killedAfterWriting(), 'SIGKILL')
    const embedded = await start()
    assert.equal(embedded.adopted, false)
    assert.equal(await answerAt(embedded.url), 42)
  })

  it('断电后 postmaster.pid 里的进程号已属于别的程序，照样启动，也不伤那个程序', async () => {
    sendSignal(await killedAfterWriting(), 'SIGKILL')
    const other = spawn('sleep', ['60'], { ...storeNow().account })
    const file = join(storeNow().path, 'cluster', 'postmaster.pid')
    writeFileSync(file, readFileSync(file, 'utf8').replace(/^\d+/, String(other.pid)))
    const embedded = await start()
    assert.equal(await answerAt(embedded.url), 42)
    assert.equal(other.exitCode ?? other.signalCode, null)
    other.kill()
    await once(other, 'exit')
  })

  it('建库中途被 kill -9，不留半成品，下一次从头建好', async () => {
    const starter = startInProcess(data)
    await eventually(() => existsSync(join(data, 'database')) && readdirSync(join(data, 'database')).some((name) => /^cluster\.new-/.test(name)))
    starter.process.kill('SIGKILL')
    await starter.exit
    assert.equal(existsSync(join(data, 'database', 'cluster')), false)
    const { url } = await start()
    assert.deepEqual(await query(url, 'select 1 as one'), [{ one: 1 }])
    assert.deepEqual(readdirSync(join(data, 'database')).filter((name) => name.includes('.new-')), [])
  })
})

describe('一个数据目录只有一个主人', () => {
  it('四个进程同时启动，恰有一个得到，其余以代码 3 退出并说明被谁占用', async () => {
    const starters = Array.from({ length: 4 }, () => startInProcess(data))
    const outcomes = await Promise.all(starters.map(({ outcome }) => outcome))
    const refused = starters.filter((_, index) => outcomes[index]?.trouble)
    assert.equal(refused.length, 3)
    for (const { exit } of refused) assert.equal(await exit, 3)
    const winner = starters.find((starter) => !refused.includes(starter))
    for (const { trouble } of outcomes) if (trouble) assert.match(trouble, new RegExp(`正由进程 ${winner?.process.pid}（.*）使用。请先停止它`))
    assert.equal(processesIn(storeNow()).includes(postmasterNow()), true)
    winner?.process.kill('SIGKILL')
    await winner?.exit
  })

  it('旁边的命令借用正在运行的数据库，用完不停它', async () => {
    const server = await start()
    const command = await joinEmbedded(data)
    assert.equal(command.url, server.url)
    await command.stop()
    assert.deepEqual(await query(server.url, 'select 1 as one'), [{ one: 1 }])
  })

  it('没有服务在运行时，命令自己启动数据库，用完停止', async () => {
    const command = await joinEmbedded(data, { durable: false })
    assert.deepEqual(await query(command.url, 'select 1 as one'), [{ one: 1 }])
    await command.stop()
    assert.deepEqual(processesIn(storeNow()), [])
  })
})

describe('说不清的目录说清楚', () => {
  it('数据库文件损坏：报中文原因，不另建新库盖掉它', async () => {
    await (await start()).stop()
    rmSync(join(storeNow().path, 'cluster', 'global', 'pg_control'))
    await assert.rejects(startEmbedded(data, { durable: false }), { message: /缺失或已损坏.*请从备份恢复/ })
    assert(existsSync(join(storeNow().path, 'cluster', 'PG_VERSION')))
  })

  it('启动失败后目录立即可用，不被自己锁住', async () => {
    await (await start()).stop()
    const control = join(storeNow().path, 'cluster', 'global', 'pg_control')
    const intact = readFileSync(control)
    const { uid, gid } = statSync(control)
    rmSync(control)
    await assert.rejects(startEmbedded(data, { durable: false }))
    writeFileSync(control, intact, { mode: 0o600 })
    if (isRoot) chownSync(control, uid, gid)
    assert.equal((await start()).adopted, false)
  })

  it('数据目录其实是一个文件：报中文原因', async () => {
    writeFileSync(data, '')
    await assert.rejects(startEmbedded(data), { message: /^使用数据目录 .*失败/ })
    rmSync(data)
  })

  it('链接指向的目录已被移走：说明白，不悄悄建新库', async () => {
    mkdirSync(data)
    symlinkSync(join(place, 'gone'), join(data, 'database'))
    await assert.rejects(startEmbedded(data), { message: /指向的目录不存在/ })
    rmSync(join(data, 'database'))
  })
})

describe('以 root 和以普通用户', () => {
  it('以 root 启动时 PostgreSQL 由普通用户运行', { skip: !isRoot && '现在不是 root' }, async () => {
    await start()
    const status = readFileSync(`/proc/${postmasterNow()}/status`, 'utf8')
    assert.doesNotMatch(status, /^Uid:\t0\t/m)
  })

  it('项目在只有 root 能进的目录下：数据库放到 /var/lib，并在原处留链接', { skip: !isRoot && '现在不是 root' }, async () => {
    data = join(place, 'closed', 'data')
    mkdirSync(dirname(data), { mode: 0o700 })
    const said: string[] = []
    const embedded = await startEmbedded(data, { durable: false, say: (sentence) => said.push(sentence) })
    started.push(embedded)
    const target = readlinkSync(join(data, 'database'))
    assert.match(target, /^\/var\/lib\/chunfeng\/database-/)
    assert(said.some((sentence) => sentence.includes('只有 root 能进入')))
    await embedded.stop()
    assert.equal((await start()).url, embedded.url)
    await started.pop()?.stop()
    rmSync(target, { recursive: true })
    rmSync(join(data, 'database'))
  })

  it('以普通用户启动、被杀、接管；之后 root 也能用同一个目录', { skip: whyNotOrdinary() }, async () => {
    const ordinary = accountFor([])
    mkdirSync(data)
    if (ordinary) chownSync(data, ordinary.uid, ordinary.gid)
    await killedAfterWriting(ordinary)
    const again = startInProcess(data, ordinary)
    assert.equal((await again.outcome).adopted, true)
    again.process.kill('SIGKILL')
    await again.exit
    const embedded = await start()
    assert.equal(embedded.adopted, true)
    assert.equal(await answerAt(embedded.url), 42)
    assert.equal(lstatSync(join(data, 'database', 'holder.lock')).uid, ordinary?.uid)
  })
})

/** An ordinary user can only run this program where it can read it. */
function whyNotOrdinary(): string | false {
  if (!isRoot) return '现在就是普通用户，以上各项已经验证'
  return !mayEnter(accountFor([]), import.meta.dirname) && '普通用户进不了本项目所在的目录'
}
