import { spawn } from 'node:child_process'
import { closeSync, mkdirSync, openSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { give } from './account.ts'
import { awaitLock } from './lock.ts'
import { isAlive, processesIn, sendSignal } from './processes.ts'
import { clusterOf, socketDirectory, writerLock, type Store } from './store.ts'
import { DatabaseTrouble, troubleFrom } from './trouble.ts'

const POLL_MILLISECONDS = 10

/** The process number and state PostgreSQL wrote down; undefined before it has, or when it ended cleanly. */
export function postmasterOf(store: Store): { pid: number; isReady: boolean } | undefined {
  try {
    const lines = readFileSync(pidFile(store), 'utf8').split('\n')
    return { pid: Number(lines[0]), isReady: lines[7]?.trim() === 'ready' }
  } catch {
    return undefined
  }
}

/** They have all been stopped before; the kernel may take a moment to clear them away. */
const WRITERS_END_SECONDS_MAX = 5

/**
 * Starts PostgreSQL and waits until it takes connections, recovery after a crash included.
 * PostgreSQL and all its processes inherit the writer's lock.
 * @returns its process number
 */
export async function startPostmaster(store: Store, bin: string, settings: string): Promise<number> {
  const lock = await awaitLock(writerLock(store), store.account, WRITERS_END_SECONDS_MAX)
  if (lock === undefined) throw new DatabaseTrouble('数据目录正被另一台机器或另一个容器里的数据库使用。请先停止它，再重新启动')
  // Left by a crash. PostgreSQL would refuse to start if the number in them now belongs to another program; the lock is our proof.
  for (const path of [pidFile(store), join(socketDirectory(store), '.s.PGSQL.5432.lock')]) rmSync(path, { force: true })
  const pid = launch(store, bin, settings, lock)
  closeSync(lock)
  while (!isReady(store, pid)) {
    if (!isAlive(pid, store)) throw troubleFrom('启动数据库', lastWords(store))
    await pause(POLL_MILLISECONDS)
  }
  return pid
}

const FAST_SHUTDOWN_SECONDS_MAX = 30
const IMMEDIATE_SHUTDOWN_SECONDS_MAX = 5

/** Ends all processes in the cluster: politely (fast shutdown), then without a checkpoint, then by force; the next start recovers. */
export async function stopAll(store: Store): Promise<void> {
  for (const one of processesIn(store)) sendSignal(one, 'SIGCONT') // a suspended one would not hear the rest
  const pid = postmasterOf(store)?.pid
  if (pid !== undefined && isAlive(pid, store)) await signalAndWait(store, [pid], 'SIGINT', FAST_SHUTDOWN_SECONDS_MAX)
  await signalAndWait(store, processesIn(store), 'SIGQUIT', IMMEDIATE_SHUTDOWN_SECONDS_MAX)
  await signalAndWait(store, processesIn(store), 'SIGKILL', IMMEDIATE_SHUTDOWN_SECONDS_MAX)
}

async function signalAndWait(store: Store, pids: readonly number[], signal: NodeJS.Signals, secondsMax: number): Promise<void> {
  if (pids.length === 0) return
  for (const pid of pids) sendSignal(pid, signal)
  const deadline = performance.now() + secondsMax * 1000
  while (processesIn(store).length > 0 && performance.now() < deadline) await pause(POLL_MILLISECONDS)
}

/** In a session of its own: Ctrl-C in the terminal is for us, and we stop the database after our last transaction. */
function launch(store: Store, bin: string, settings: string, lock: number): number {
  mkdirSync(join(store.path, 'log'), { recursive: true })
  give(join(store.path, 'log'), store.account)
  const said = openSync(startLog(store), 'w', 0o600)
  give(startLog(store), store.account)
  const child = spawn(join(bin, 'postgres'), ['-D', clusterOf(store), '-c', `config_file=${settings}`], {
    ...store.account,
    cwd: '/',
    detached: true,
    stdio: ['ignore', said, said, lock],
    env: { PATH: process.env.PATH, LC_ALL: 'C' },
  })
  closeSync(said)
  child.once('error', () => undefined) // has no pid then, which is reported below
  child.unref()
  if (child.pid === undefined) throw new DatabaseTrouble('系统不能再开新的进程，数据库没有启动。请关闭其他程序后重试')
  return child.pid
}

function isReady(store: Store, pid: number): boolean {
  const found = postmasterOf(store)
  return found?.pid === pid && found.isReady
}

/** What PostgreSQL said before its log was open, and the end of the newest log. */
function lastWords(store: Store): string {
  const directory = join(store.path, 'log')
  const newest = readdirSync(directory).map((name) => join(directory, name)).sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs)
  return newest.slice(0, 2).reverse().map((path) => readFileSync(path, 'utf8').slice(-LOG_BYTES_QUOTED_MAX)).join('\n')
}

const LOG_BYTES_QUOTED_MAX = 4000

const startLog = (store: Store): string => join(store.path, 'log', 'start.log')
const pidFile = (store: Store): string => join(clusterOf(store), 'postmaster.pid')
