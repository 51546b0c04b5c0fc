import assert from 'node:assert/strict'
import { rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, it } from 'node:test'
import { startEmbedded } from './launcher.ts'
import { postmasterOf } from './postmaster.ts'
import { processesIn } from './processes.ts'
import { socketDirectory } from './store.ts'
import { answerAt, eventually, query, Scene, startInProcess } from './testing.ts'

let scene: Scene
beforeEach(() => {
  scene = new Scene()
})
afterEach(() => scene.clear())

describe('内置数据库的启动与停止', () => {
  it('首次启动建库，正常停止后再启动沿用原来的数据', async () => {
    const first = await scene.start()
    assert.equal(first.adopted, false)
    await query(first.url, 'create table kept as select 42 as answer')
    await first.stop()
    assert.deepEqual(processesIn(scene.store()), [])
    const second = await scene.start()
    assert.equal(second.adopted, false)
    assert.equal(await answerAt(second.url), 42)
  })

  it('正式运行时落盘设置全开，不听任何网络端口，编码 UTF-8，页有校验', async () => {
    const embedded = await startEmbedded(scene.data)
    scene.started.push(embedded)
    const rows = await query(embedded.url, 'select name, setting from pg_settings')
    const settings = Object.fromEntries(rows.map(({ name, setting }) => [name, setting]))
    for (const name of ['fsync', 'synchronous_commit', 'full_page_writes', 'data_checksums']) assert.equal(settings[name], 'on', name)
    assert.deepEqual([settings.listen_addresses, settings.jit, settings.TimeZone, settings.max_connections], ['', 'off', 'UTC', '200'])
    assert.deepEqual(await query(embedded.url, 'show server_encoding'), [{ server_encoding: 'UTF8' }])
  })

  it('口令文件只有运行数据库的用户能读，口令不对进不去', async () => {
    const { url } = await scene.start()
    assert.equal(statSync(join(scene.store().path, 'cluster', 'password')).mode & 0o777, 0o600)
    await assert.rejects(query(url.replace(/:[^:@]+@/, ':wrong@'), 'select 1'), { code: '28P01' })
  })

  it('数据目录的路径很长，超过套接字路径的限度，照样启动、接管', async () => {
    scene.data = join(scene.place, '很长的目录名'.repeat(8), 'data')
    await scene.killedAfterWriting()
    const embedded = await scene.start()
    assert.equal(embedded.adopted, true)
    assert.equal(await answerAt(embedded.url), 42)
    rmSync(socketDirectory(scene.store()), { recursive: true })
  })

  it('停止两次与停止一次一样', async () => {
    const embedded = await scene.start()
    await Promise.all([embedded.stop(), embedded.stop()])
    assert.deepEqual(processesIn(scene.store()), [])
  })

  it('进程正常退出时数据库随之停止', async () => {
    const starter = startInProcess(scene.data)
    assert((await starter.outcome).url)
    starter.process.send('exit')
    assert.equal(await starter.exit, 0)
    await eventually(() => processesIn(scene.store()).length === 0)
    assert.equal(postmasterOf(scene.store()), undefined, '应是正常关闭，不留 postmaster.pid')
  })
})
