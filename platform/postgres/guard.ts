import { closeSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { postmasterOf, stopAll } from './postmaster.ts'
import { isAlive, sendSignal } from './processes.ts'
import type { Store } from './store.ts'

interface Guarding {
  /** The starter's lock, given back when the server has stopped. */
  readonly lock: number
  readonly restart: () => Promise<unknown>
  readonly say: (sentence: string) => void
}

const WATCH_MILLISECONDS = 200
const WATCH_MILLISECONDS_MAX = 10_000

/**
 * Keeps the server running as long as we want it and no longer: restarts it when it dies, stops it when this process exits.
 * @returns stops the server and gives the directory free
 */
export function guard(store: Store, { lock, restart, say }: Guarding): () => Promise<void> {
  const dismissed = new AbortController()
  const watching = watch(store, dismissed.signal, async () => {
    say('数据库意外停止，正在重新启动……')
    await restart()
    say('数据库已恢复')
  }, (error) => say(`数据库没有恢复，将继续尝试：${error instanceof Error ? error.message : String(error)}`))
  const atExit = (): void => interrupt(store)
  process.once('exit', atExit)
  const stop = async (): Promise<void> => {
    dismissed.abort()
    await watching
    process.off('exit', atExit)
    await stopAll(store)
    closeSync(lock)
  }
  let stopping: Promise<void> | undefined
  return () => (stopping ??= stop())
}

/** Looks after the server until dismissed; a failed restart is tried again after ever longer pauses. */
async function watch(store: Store, dismissed: AbortSignal, mend: () => Promise<void>, complain: (error: unknown) => void): Promise<void> {
  let milliseconds = WATCH_MILLISECONDS
  while (!dismissed.aborted) {
    await pause(milliseconds, undefined, { ref: false, signal: dismissed }).catch(() => undefined)
    if (dismissed.aborted || isRunning(store)) continue
    try {
      await mend()
      milliseconds = WATCH_MILLISECONDS
    } catch (error) {
      complain(error)
      milliseconds = Math.min(milliseconds * 2, WATCH_MILLISECONDS_MAX)
    }
  }
}

function isRunning(store: Store): boolean {
  const pid = postmasterOf(store)?.pid
  return pid !== undefined && isAlive(pid, store)
}

/** All that is possible while the process ends: ask PostgreSQL to shut down and not wait for it. */
function interrupt(store: Store): void {
  const pid = postmasterOf(store)?.pid
  if (pid !== undefined && isAlive(pid, store)) sendSignal(pid, 'SIGINT')
}
