import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { appendFileSync, existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, it } from 'node:test'
import pg from 'pg'
import { urlOf } from './connection.ts'
import { takeLock } from './lock.ts'
import { postmasterOf } from './postmaster.ts'
import { isAlive, processesIn, sendSignal } from './processes.ts'
import { writerLock } from './store.ts'
import { answerAt, eventually, query, Scene, startInProcess } from './testing.ts'

let scene: Scene
beforeEach(() => {
  scene = new Scene()
})
afterEach(() => scene.clear())

describe('被强行终止之后', () => {
  it('Node 被 kill -9，留下的数据库由下一次启动接管，同一个进程，数据还在', async () => {
    const left = await scene.killedAfterWriting()
    const embedded = await scene.start()
    assert.equal(embedded.adopted, true)
    assert.equal(scene.postmaster(), left)
    assert.equal(await answerAt(embedded.url), 42)
    await embedded.stop()
    assert.deepEqual(processesIn(scene.store()), [])
  })

  it('留下的数据库设置与现在不同，不接管：先停掉再启动', async () => {
    const left = await scene.killedAfterWriting()
    appendFileSync(join(scene.store().path, 'server.conf'), '# 旧版\n')
    const embedded = await scene.start()
    assert.equal(embedded.adopted, false)
    assert.notEqual(scene.postmaster(), left)
    assert.equal(await answerAt(embedded.url), 42)
  })

  it('留下的数据库没有反应（被挂起），停掉再启动', async () => {
    const left = await scene.killedAfterWriting()
    sendSignal(left, 'SIGSTOP')
    const embedded = await scene.start()
    assert.equal(embedded.adopted, false)
    assert.equal(await answerAt(embedded.url), 42)
  })

  it('PostgreSQL 被 kill -9，自动重新启动，已提交的数据还在', async () => {
    const embedded = await scene.start()
    await query(embedded.url, 'create table kept as select 42 as answer; checkpoint; update kept set answer = 43')
    const killed = scene.postmaster()
    sendSignal(killed, 'SIGKILL')
    await eventually(async () => postmasterOf(scene.store())?.pid !== killed && answerAt(embedded.url).then(() => true, () => false))
    assert.equal(await answerAt(embedded.url), 43)
  })

  it('Node 和 PostgreSQL 都被 kill -9，下一次启动恢复', async () => {
    sendSignal(await scene.killedAfterWriting(), 'SIGKILL')
    const embedded = await scene.start()
    assert.equal(embedded.adopted, false)
    assert.equal(await answerAt(embedded.url), 42)
  })

  it('PostgreSQL 的孤儿进程还在干活时，先结束它再启动，绝不两个同时写', async () => {
    const left = await scene.killedAfterWriting()
    const busy = new pg.Client({ connectionString: urlOf(scene.store()) })
    busy.on('error', () => undefined)
    await busy.connect()
    const [row] = (await busy.query('select pg_backend_pid() as pid')).rows
    const counting = busy.query('select count(*) from generate_series(1, 1e12)').catch((error: unknown) => error)
    sendSignal(left, 'SIGKILL')
    await eventually(() => !isAlive(left, scene.store()))
    assert.equal(isAlive(row.pid, scene.store()), true, '孤儿应当还在')
    assert.equal(takeLock(writerLock(scene.store()), undefined), undefined, '孤儿应当还持有写锁')
    const embedded = await scene.start()
    assert.equal(isAlive(row.pid, scene.store()), false)
    assert.equal(await answerAt(embedded.url), 42)
    assert(await counting instanceof Error)
  })

  it('断电后 postmaster.pid 里的进程号已属于别的程序，照样启动，也不伤那个程序', async () => {
    sendSignal(await scene.killedAfterWriting(), 'SIGKILL')
    const other = spawn('sleep', ['60'], { ...scene.store().account })
    const file = join(scene.store().path, 'cluster', 'postmaster.pid')
    writeFileSync(file, readFileSync(file, 'utf8').replace(/^\d+/, String(other.pid)))
    const embedded = await scene.start()
    assert.equal(await answerAt(embedded.url), 42)
    assert.equal(other.exitCode ?? other.signalCode, null)
    other.kill()
    await once(other, 'exit')
  })

  it('建库中途被 kill -9，不留半成品，下一次从头建好', async () => {
    const starter = startInProcess(scene.data)
    const made = (): string[] => (existsSync(join(scene.data, 'database')) ? readdirSync(join(scene.data, 'database')) : [])
    await eventually(() => made().some((name) => name.startsWith('cluster.new-')))
    starter.process.kill('SIGKILL')
    await starter.exit
    assert.equal(existsSync(join(scene.data, 'database', 'cluster')), false)
    const { url } = await scene.start()
    assert.deepEqual(await query(url, 'select 1 as one'), [{ one: 1 }])
    assert.deepEqual(made().filter((name) => name.includes('.new-')), [])
  })
})
