import { randomBytes } from 'node:crypto'
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { give } from './account.ts'
import { awaitLock } from './lock.ts'
import { endUnfinishedCreation } from './processes.ts'
import { run } from './run.ts'
import { OWNER } from './settings.ts'
import { clearUnfinished, clusterOf, unfinished, writerLock, type Store } from './store.ts'
import { DatabaseTrouble, troubleFrom } from './trouble.ts'

/** The password of the role, made once; it lies inside the cluster so that neither can exist without the other. */
export function passwordOf(store: Store): string {
  const path = join(clusterOf(store), 'password')
  if (!existsSync(path)) throw new DatabaseTrouble(`数据库的口令文件 ${path} 不见了。请从备份恢复该文件`)
  return readFileSync(path, 'utf8')
}

/** An orphaned initdb ends within this time even where we cannot end it. */
const ORPHAN_SECONDS_MAX = 30

/**
 * Creates the cluster unless it is there: UTF-8, ordered by code point whatever the machine's locale, with page checksums.
 * Everything happens in a directory of another name, renamed when whole and on disk: killed in the middle, it leaves no half cluster.
 */
export async function createCluster(store: Store, bin: string, durable: boolean): Promise<void> {
  if (existsSync(clusterOf(store))) return
  endUnfinishedCreation(store)
  const lock = await awaitLock(writerLock(store), store.account, ORPHAN_SECONDS_MAX)
  if (lock === undefined) throw new DatabaseTrouble(`${store.path} 正由另一个进程建库。请等它结束后重新启动`)
  try {
    clearUnfinished(store)
    const fresh = unfinished(store, 'cluster')
    const passwordFile = unfinished(store, 'password')
    writeFileSync(passwordFile, randomBytes(24).toString('base64url'), { mode: 0o600 })
    give(passwordFile, store.account)
    const parameters = initdbParameters(fresh, passwordFile, durable)
    const { code, output } = await run(join(bin, 'initdb'), parameters, { account: store.account, lock })
    if (code !== 0) throw troubleFrom('创建数据库', output)
    renameSync(passwordFile, join(fresh, 'password'))
    renameSync(fresh, clusterOf(store))
    syncDirectory(store.path)
  } finally {
    closeSync(lock)
  }
}

function initdbParameters(directory: string, passwordFile: string, durable: boolean): string[] {
  return [
    '--pgdata', directory,
    '--username', OWNER,
    '--pwfile', passwordFile,
    '--auth', 'scram-sha-256',
    '--encoding', 'UTF8',
    '--locale', 'C',
    '--locale-provider', 'builtin',
    '--builtin-locale', 'C.UTF-8',
    '--data-checksums',
    '--no-instructions',
    ...(durable ? [] : ['--no-sync']),
  ]
}

function syncDirectory(path: string): void {
  const descriptor = openSync(path, 'r')
  fsyncSync(descriptor)
  closeSync(descriptor)
}
