import { spawnSync } from 'node:child_process'
import { closeSync, ftruncateSync, openSync, readFileSync, writeSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { give, type Account } from './account.ts'
import { DatabaseTrouble } from './trouble.ts'

/**
 * Takes the kernel's lock (flock) on a file, without waiting. It is held as long as anybody keeps this descriptor open, a child
 * that inherited it included, and ends with the last of them however they die: there are no stale locks to judge.
 * Node has no flock of its own; the command of util-linux locks the descriptor it inherits from us.
 * @returns the descriptor that holds the lock; undefined when somebody else holds it
 */
export function takeLock(path: string, account: Account): number | undefined {
  const descriptor = openSync(path, 'a', 0o600)
  give(path, account)
  const { status, error } = spawnSync('flock', ['-x', '-n', '3'], { stdio: ['ignore', 'ignore', 'ignore', descriptor] })
  if (status === 0) return descriptor
  closeSync(descriptor)
  if (error) throw new DatabaseTrouble('系统缺少 flock 命令。请安装 util-linux（apt-get install util-linux）')
  return undefined
}

const POLL_MILLISECONDS = 20

/** Waits for a lock whose holder is about to end. @returns undefined when he has not ended in time */
export async function awaitLock(path: string, account: Account, secondsMax: number): Promise<number | undefined> {
  const deadline = performance.now() + secondsMax * 1000
  for (;;) {
    const descriptor = takeLock(path, account)
    if (descriptor !== undefined || performance.now() > deadline) return descriptor
    await pause(POLL_MILLISECONDS)
  }
}

/** Who holds a lock: written into the locked file by the holder, read by whoever comes too late. */
export interface Holder { pid: number; command: string; since: string }

export function signLock(descriptor: number, holder: Holder): void {
  ftruncateSync(descriptor)
  writeSync(descriptor, JSON.stringify(holder))
}

/** Undefined while the holder has not yet signed. */
export function holderOf(path: string): Holder | undefined {
  const text = readFileSync(path, 'utf8')
  return text ? JSON.parse(text) : undefined
}
