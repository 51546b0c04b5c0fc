import { spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A disk of its own in memory, small enough to be filled. Only root can make one, and not in every container. */
export class SmallDisk {
  readonly path: string

  private constructor(path: string) {
    this.path = path
  }

  /** Undefined where the system does not let us. */
  static mount(path: string, megabytes: number): SmallDisk | undefined {
    mkdirSync(path, { recursive: true })
    const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=755`, 'tmpfs', path], { stdio: 'ignore' })
    return status === 0 ? new SmallDisk(path) : undefined
  }

  /** Takes all that is free. */
  fill(): void {
    const { bavail, bsize } = statfsSync(this.path)
    try {
      writeFileSync(this.filler, Buffer.alloc(bavail * bsize))
    } catch (error) {
      // Whoever else wrote in the meantime has helped to fill it.
      if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error
    }
    chmodSync(this.filler, 0o600)
  }

  free(): void {
    rmSync(this.filler, { force: true })
  }

  unmount(): void {
    spawnSync('umount', ['-l', this.path], { stdio: 'ignore' })
  }

  private get filler(): string {
    return join(this.path, 'filler')
  }
}

/** Why the tests that need such a disk cannot run here, or false. */
export function noSmallDisk(): string | false {
  const path = join(tmpdir(), `chunfeng-disk-${process.pid}`)
  const disk = SmallDisk.mount(path, 1)
  disk?.unmount()
  rmSync(path, { recursive: true, force: true })
  return disk ? false : '这里不能挂载内存盘（需要 root 和挂载权限）'
}
