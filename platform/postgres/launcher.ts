import { closeSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { give } from './account.ts'
import { prepareArchive } from './archive.ts'
import { createCluster } from './cluster.ts'
import { ensureDatabase, isHealthy, urlOf } from './connection.ts'
import { guard } from './guard.ts'
import { holderOf, signLock, takeLock } from './lock.ts'
import { postmasterOf, startPostmaster, stopAll } from './postmaster.ts'
import { isAlive } from './processes.ts'
import { programDirectory } from './program.ts'
import { settingsOf } from './settings.ts'
import { clusterOf, openStore, type Store } from './store.ts'
import { DatabaseTrouble, EXIT_HELD, troubleFrom } from './trouble.ts'

/** A running embedded PostgreSQL. */
export interface Embedded {
  readonly url: string
  /** A server left behind by a killed process was taken over instead of starting one. */
  readonly adopted: boolean
  /** Fast shutdown: open transactions are rolled back, everything committed is on disk. Does nothing for one that only joined. */
  stop(): Promise<void>
}

export interface Wishes {
  /** False only in tests: faster, may lose commits when the machine dies. */
  durable?: boolean
  /** Called with a Chinese sentence when something takes a moment or went wrong and was mended. */
  say?: (sentence: string) => void
}

/**
 * Starts the PostgreSQL of a data directory, creating it the first time, or adopts the one a killed predecessor left running.
 * Restarts it should it die. Stops it when this process exits; after a kill -9 the next start adopts it.
 * @throws DatabaseTrouble in Chinese, with exitCode 3 when another process holds the directory
 */
export async function startEmbedded(dataDirectory: string, wishes: Wishes = {}): Promise<Embedded> {
  const { durable = true, say = () => undefined } = wishes
  const store = openStore(dataDirectory, say)
  const lock = takeLock(holderLock(store), store.account)
  if (lock === undefined) throw await heldBy(store, dataDirectory)
  signLock(lock, { pid: process.pid, command: commandNow(), since: new Date().toISOString() })
  try {
    const prepared = await prepare(store, durable, say)
    const adopted = await bringUp(store, prepared, say)
    const stop = guard(store, { lock, restart: () => bringUp(store, prepared, say), say })
    return { url: urlOf(store), adopted, stop }
  } catch (error) {
    await stopAll(store)
    closeSync(lock)
    throw error instanceof DatabaseTrouble ? error : troubleFrom('启动数据库', String(error))
  }
}

const JOIN_MILLISECONDS_MAX = 30_000

/**
 * For commands beside a running server: uses the database of the process that holds the directory, or starts it as startEmbedded
 * does when nobody holds it.
 */
export async function joinEmbedded(dataDirectory: string, wishes: Wishes = {}): Promise<Embedded> {
  const deadline = performance.now() + JOIN_MILLISECONDS_MAX
  for (;;) {
    const own = await startUnlessHeld(dataDirectory, wishes)
    if (!(own instanceof DatabaseTrouble)) return own
    const store = openStore(dataDirectory, () => undefined)
    if (await isHealthy(store)) return { url: urlOf(store), adopted: true, stop: async () => undefined }
    if (performance.now() > deadline) throw own
  }
}

async function startUnlessHeld(dataDirectory: string, wishes: Wishes): Promise<Embedded | DatabaseTrouble> {
  return startEmbedded(dataDirectory, wishes).catch((error: unknown) => {
    if (error instanceof DatabaseTrouble && error.exitCode === EXIT_HELD) return error
    throw error
  })
}

/**
 * For tests: stops and removes the database of a data directory whose process was killed.
 * @returns false, and nothing happens, while somebody holds it
 */
export async function removeAbandoned(dataDirectory: string): Promise<boolean> {
  const store = openStore(dataDirectory, () => undefined)
  const lock = takeLock(holderLock(store), store.account)
  if (lock === undefined) return false
  await stopAll(store)
  rmSync(dataDirectory, { recursive: true, force: true })
  closeSync(lock)
  return true
}

interface Prepared { bin: string; settings: string; settingsFile: string }

/** All that must be there before a server can run. Only under the starter's lock. */
async function prepare(store: Store, durable: boolean, say: (sentence: string) => void): Promise<Prepared> {
  const bin = programDirectory(store)
  if (!existsSync(clusterOf(store))) say('首次启动，正在创建数据库……')
  await createCluster(store, bin, durable)
  prepareArchive(store)
  return { bin, settings: `# ${bin}\n${settingsOf(store, durable)}`, settingsFile: join(store.path, 'server.conf') }
}

/** @returns whether a running server was adopted: ours, with the same program and settings, and answering */
async function bringUp(store: Store, { bin, settings, settingsFile }: Prepared, say: (sentence: string) => void): Promise<boolean> {
  const isSame = existsSync(settingsFile) && readFileSync(settingsFile, 'utf8') === settings
  if (isSame && (await leftoverIsReady(store))) {
    await ensureDatabase(store)
    return true
  }
  await stopAll(store)
  writeFileSync(settingsFile, settings, { mode: 0o600 })
  give(settingsFile, store.account)
  if (postmasterOf(store)) say('上次没有正常关闭，数据库正在恢复……')
  await startPostmaster(store, bin, settingsFile)
  await ensureDatabase(store)
  return false
}

const RECOVERY_MILLISECONDS_MAX = 60_000

/** A predecessor killed while its server was recovering leaves one that will answer soon. */
async function leftoverIsReady(store: Store): Promise<boolean> {
  const deadline = performance.now() + RECOVERY_MILLISECONDS_MAX
  while (performance.now() < deadline) {
    const found = postmasterOf(store)
    if (!found || !isAlive(found.pid, store)) return false
    if (found.isReady) return isHealthy(store)
    await pause(50)
  }
  return false
}

/** The holder signs right after locking; a moment's patience is enough. */
async function heldBy(store: Store, dataDirectory: string): Promise<DatabaseTrouble> {
  await pause(50)
  const holder = holderOf(holderLock(store))
  const who = holder ? `进程 ${holder.pid}（${holder.command}，自 ${inChina(holder.since)} 起）` : '另一个进程'
  return new DatabaseTrouble(`数据目录 ${dataDirectory} 正由${who}使用。请先停止它，或用 CHUNFENG_DATA 另设一个目录`, EXIT_HELD)
}

/** '2024-04-26 09:00:00' */
function inChina(instant: string): string {
  return new Date(instant).toLocaleString('sv-SE', { timeZone: 'Asia/Shanghai' })
}

function commandNow(): string {
  return ['node', ...process.argv.slice(1, 2).map((path) => basename(path)), ...process.argv.slice(2, 4)].join(' ')
}

const holderLock = (store: Store): string => join(store.path, 'holder.lock')
