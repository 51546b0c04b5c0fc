import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, readdir, rm, symlink, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough, Readable } from 'node:stream'
import { afterEach, beforeEach, describe, it } from 'node:test'
import { Refusal } from '#platform/refusal'
import { scan } from './content/scan.ts'
import { keep, openKept, sweepIncoming, takeIn } from './store.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'store-'))
  process.env['CHUNFENG_DATA'] = folder
})
afterEach(() => rm(folder, { recursive: true }))

const incoming = (): Promise<string[]> => readdir(join(folder, 'files', 'incoming'))

describe('文件落盘', () => {
  it('边收边数边算摘要', async () => {
    const arrived = await takeIn(Readable.from([Buffer.from('a'), Buffer.from('bc')]), 3)
    // The example of GB/T 32905, appendix A.1.
    assert.deepEqual([arrived.size, arrived.sm3], [3, '66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0'])
    await keep(arrived)
    assert.deepEqual(await incoming(), [])
    const handle = await openKept(arrived.sm3)
    assert.equal(await handle.readFile('utf8'), 'abc')
    await handle.close()
  })

  it('多一个字节也不收，半截文件不留', async () => {
    await assert.rejects(takeIn(Readable.from([Buffer.alloc(4)]), 3), { code: 'too-large' })
    assert.deepEqual(await incoming(), [])
  })

  it('超过限度立刻停，不等对方发完', async () => {
    const endless = new PassThrough()
    endless.write(Buffer.alloc(100))
    await assert.rejects(takeIn(endless, 10), { code: 'too-large' })
    assert.equal(endless.destroyed, true)
  })

  it('传到一半断了，原因照说，半截文件不留', async () => {
    const broken = new PassThrough()
    broken.write('half')
    const taken = takeIn(broken, 100)
    await once(broken, 'resume')
    broken.destroy(new Refusal('invalid', '网络中断'))
    await assert.rejects(taken, { code: 'invalid' })
    assert.deepEqual(await incoming(), [])
  })

  it('同样的内容再存一次，还是那一份', async () => {
    const [first, second] = [await takeIn(Readable.from(['x']), 9), await takeIn(Readable.from(['x']), 9)]
    await keep(first)
    await keep(second)
    assert.deepEqual(await incoming(), [])
    await (await openKept(first.sm3)).close()
  })

  it('没有的内容取不到', async () => {
    await assert.rejects(openKept('0'.repeat(64)), { code: 'unavailable' })
  })

  it('开机时清掉久留的半截文件，正在传的不动', async () => {
    await mkdir(join(folder, 'files', 'incoming'), { recursive: true })
    const now = new Date('2026-03-02T09:00:00+08:00')
    for (const [name, minutes] of [['old.part', 61], ['new.part', 59]] as const) {
      const path = join(folder, 'files', 'incoming', name)
      await writeFile(path, 'half')
      const then = new Date(now.getTime() - minutes * 60_000)
      await utimes(path, then, then)
    }
    assert.equal(await sweepIncoming(now), 1)
    assert.deepEqual(await incoming(), ['new.part'])
    assert.equal(await sweepIncoming(now), 0)
  })

  it('另一个服务进程刚收完、已经移走的，开机清理时不当作错误', async () => {
    await mkdir(join(folder, 'files', 'incoming'), { recursive: true })
    // Listed, and no longer there when it is looked at.
    await symlink(join(folder, 'gone'), join(folder, 'files', 'incoming', 'kept.part'))
    assert.equal(await sweepIncoming(new Date('2026-03-02T09:00:00+08:00')), 0)
  })
})

/** A real disk of 64 kB needs the right to mount one. */
const mayMount = process.getuid?.() === 0 && process.platform === 'linux'

describe('磁盘满了', { skip: mayMount ? false : '需要 root 才能挂一个小磁盘' }, () => {
  it('说明存储空间已满，半截文件不留，腾出空间后照常', async () => {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'none', folder])
    try {
      await assert.rejects(
        takeIn(Readable.from(Array.from({ length: 100 }, () => Buffer.alloc(4096, 1))), 1_000_000),
        { code: 'unavailable', message: /存储空间已满/ },
      )
      assert.deepEqual(await incoming(), [])
      await keep(await takeIn(Readable.from(['small']), 1_000_000))
    } finally {
      execFileSync('umount', [folder])
    }
  })
})

describe('病毒检查', () => {
  const command = (code: string): string => `${process.execPath} ${join(folder, 'scanner.mjs')} ${code}`
  beforeEach(() => writeFile(join(folder, 'scanner.mjs'), 'process.exit(Number(process.argv[2]))'))

  it('没有配置就不查，干净的放行', async () => {
    await scan('/nowhere', undefined)
    await scan('/nowhere', ' ')
    await scan('/nowhere', command('0'))
  })

  it('有病毒的不收；查不了的也不收', async () => {
    await assert.rejects(scan('/nowhere', command('1')), { code: 'unsupported-media' })
    await assert.rejects(scan('/nowhere', command('2')), { code: 'unavailable' })
    await assert.rejects(scan('/nowhere', join(folder, 'missing')), { code: 'unavailable' })
  })
})
