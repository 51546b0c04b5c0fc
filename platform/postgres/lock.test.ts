import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, it } from 'node:test'
import { holderOf, signLock, takeLock } from './lock.ts'

let place: string
let path: string
beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'chunfeng-lock-'))
  path = join(place, 'lock')
})
afterEach(() => rmSync(place, { recursive: true }))

const take = (): number => takeLock(path, undefined) ?? assert.fail('应当能取得')

describe('目录锁', () => {
  it('同时只有一个持有者，放开后别人可以取得', () => {
    const held = take()
    assert.equal(takeLock(path, undefined), undefined)
    closeSync(held)
    closeSync(take())
  })

  it('继承了它的子进程活着，锁就在；子进程怎么死，锁都随之放开', async () => {
    const held = take()
    const child = spawn('sleep', ['60'], { stdio: ['ignore', 'ignore', 'ignore', held] })
    closeSync(held)
    assert.equal(takeLock(path, undefined), undefined)
    child.kill('SIGKILL')
    await once(child, 'exit')
    closeSync(take())
  })

  it('没有继承它的子进程不延长它', async () => {
    const held = take()
    const child = spawn('sleep', ['60'])
    closeSync(held)
    closeSync(take())
    child.kill('SIGKILL')
    await once(child, 'exit')
  })

  it('持有者署名，后来者读得到；新持有者的署名盖掉旧的', () => {
    const holder = { pid: 12345, command: 'node server.ts', since: '2024-04-26T01:00:00.000Z' }
    const held = take()
    assert.equal(holderOf(path), undefined)
    signLock(held, { ...holder, command: '很长的旧命令'.repeat(20) })
    signLock(held, holder)
    assert.deepEqual(holderOf(path), holder)
    closeSync(held)
  })
})
