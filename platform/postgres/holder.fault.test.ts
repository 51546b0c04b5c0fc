import assert from 'node:assert/strict'
import { chownSync, existsSync, lstatSync, mkdirSync, readFileSync, readlinkSync } from 'node:fs'
import { rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, it } from 'node:test'
import { accountFor, mayEnter } from './account.ts'
import { joinEmbedded, startEmbedded } from './launcher.ts'
import { processesIn } from './processes.ts'
import { answerAt, query, Scene, startInProcess } from './testing.ts'

const isRoot = process.getuid?.() === 0

let scene: Scene
beforeEach(() => {
  scene = new Scene()
})
afterEach(() => scene.clear())

describe('一个数据目录只有一个主人', () => {
  it('四个进程同时启动，恰有一个得到，其余以代码 3 退出并说明被谁占用', async () => {
    const starters = Array.from({ length: 4 }, () => startInProcess(scene.data))
    const outcomes = await Promise.all(starters.map(({ outcome }) => outcome))
    const refused = starters.filter((_, index) => outcomes[index]?.trouble)
    assert.equal(refused.length, 3)
    for (const { exit } of refused) assert.equal(await exit, 3)
    const winner = starters.find((starter) => !refused.includes(starter))
    for (const { trouble } of outcomes) if (trouble) assert.match(trouble, new RegExp(`正由进程 ${winner?.process.pid}（.*）使用。请先停止它`))
    assert.equal(processesIn(scene.store()).includes(scene.postmaster()), true)
    winner?.process.kill('SIGKILL')
    await winner?.exit
  })

  it('旁边的命令借用正在运行的数据库，用完不停它', async () => {
    const server = await scene.start()
    const command = await joinEmbedded(scene.data)
    assert.equal(command.url, server.url)
    await command.stop()
    assert.deepEqual(await query(server.url, 'select 1 as one'), [{ one: 1 }])
  })

  it('没有服务在运行时，命令自己启动数据库，用完停止', async () => {
    const command = await joinEmbedded(scene.data, { durable: false })
    assert.deepEqual(await query(command.url, 'select 1 as one'), [{ one: 1 }])
    await command.stop()
    assert.deepEqual(processesIn(scene.store()), [])
  })
})

describe('说不清的目录说清楚', () => {
  it('数据库文件损坏：报中文原因，不另建新库盖掉它', async () => {
    await (await scene.start()).stop()
    rmSync(join(scene.store().path, 'cluster', 'global', 'pg_control'))
    await assert.rejects(startEmbedded(scene.data, { durable: false }), { message: /缺失或已损坏.*请从备份恢复/ })
    assert(existsSync(join(scene.store().path, 'cluster', 'PG_VERSION')))
  })

  it('启动失败后目录立即可用，不被自己锁住', async () => {
    await (await scene.start()).stop()
    const control = join(scene.store().path, 'cluster', 'global', 'pg_control')
    const intact = readFileSync(control)
    const { uid, gid } = statSync(control)
    rmSync(control)
    await assert.rejects(startEmbedded(scene.data, { durable: false }))
    writeFileSync(control, intact, { mode: 0o600 })
    if (isRoot) chownSync(control, uid, gid)
    assert.equal((await scene.start()).adopted, false)
  })

  it('数据目录其实是一个文件：报中文原因', async () => {
    writeFileSync(scene.data, '')
    await assert.rejects(startEmbedded(scene.data), { message: /^使用数据目录 .*失败/ })
    rmSync(scene.data)
  })

  it('链接指向的目录已被移走：说明白，不悄悄建新库', async () => {
    mkdirSync(scene.data)
    symlinkSync(join(scene.place, 'gone'), join(scene.data, 'database'))
    await assert.rejects(startEmbedded(scene.data), { message: /指向的目录不存在/ })
    rmSync(join(scene.data, 'database'))
  })
})

describe('以 root 和以普通用户', () => {
  it('以 root 启动时 PostgreSQL 由普通用户运行', { skip: !isRoot && '现在不是 root' }, async () => {
    await scene.start()
    const status = readFileSync(`/proc/${scene.postmaster()}/status`, 'utf8')
    assert.doesNotMatch(status, /^Uid:\t0\t/m)
  })

  it('项目在只有 root 能进的目录下：数据库放到 /var/lib，并在原处留链接', { skip: !isRoot && '现在不是 root' }, async () => {
    scene.data = join(scene.place, 'closed', 'data')
    mkdirSync(dirname(scene.data), { mode: 0o700 })
    const said: string[] = []
    const embedded = await startEmbedded(scene.data, { durable: false, say: (sentence) => said.push(sentence) })
    scene.started.push(embedded)
    const target = readlinkSync(join(scene.data, 'database'))
    assert.match(target, /^\/var\/lib\/chunfeng\/database-/)
    assert(said.some((sentence) => sentence.includes('只有 root 能进入')))
    await embedded.stop()
    assert.equal((await scene.start()).url, embedded.url)
    await scene.started.pop()?.stop()
    rmSync(target, { recursive: true })
    rmSync(join(scene.data, 'database'))
  })

  it('以普通用户启动、被杀、接管；之后 root 也能用同一个目录', { skip: whyNotOrdinary() }, async () => {
    const ordinary = accountFor([])
    mkdirSync(scene.data)
    if (ordinary) chownSync(scene.data, ordinary.uid, ordinary.gid)
    await scene.killedAfterWriting(ordinary)
    const again = startInProcess(scene.data, ordinary)
    assert.equal((await again.outcome).adopted, true)
    again.process.kill('SIGKILL')
    await again.exit
    const embedded = await scene.start()
    assert.equal(embedded.adopted, true)
    assert.equal(await answerAt(embedded.url), 42)
    assert.equal(lstatSync(join(scene.data, 'database', 'holder.lock')).uid, ordinary?.uid)
  })
})

/** An ordinary user can only run this program where it can read it. */
function whyNotOrdinary(): string | false {
  if (!isRoot) return '现在就是普通用户，以上各项已经验证'
  return !mayEnter(accountFor([]), import.meta.dirname) && '普通用户进不了本项目所在的目录'
}
