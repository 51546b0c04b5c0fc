import { appendFileSync, chmodSync, chownSync, copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { clusterOf, openStore, startEmbedded, type Embedded, type Store } from '#platform/postgres'
import { gapIn, inChina, RestoreTrouble, type Chosen } from './choose.ts'
import { copyDigested } from './copy.ts'

export interface Recovery { chosen: Chosen; until: Date | undefined; wal: string | undefined; note: (line: string) => void }

/** What PostgreSQL says when the wanted moment lies after the last commit it has. */
const ENDED_BEFORE = /recovery ended before configured recovery target was reached/

/** Copies a cluster back, file by file against its digests, and has PostgreSQL roll it forward. @returns the running database */
export async function recoverCluster(dataDirectory: string, recovery: Recovery): Promise<Embedded> {
  const { chosen, until, note } = recovery
  const store = openStore(dataDirectory, note)
  const cluster = clusterOf(store)
  const kept = walOf(recovery)
  const segments = kept === undefined ? [] : readdirSync(kept)
  const gap = gapIn(segments, chosen.manifest.firstSegment ?? '')
  if (gap !== undefined) throw new RestoreTrouble(`日志缺 ${gap}，恢复会不完整。请找回这一段；日志在别处时用 --wal 指明`)
  await copyBack(chosen, cluster, note)
  const log = join(store.path, 'restore-wal')
  mkdirSync(log, { recursive: true })
  for (const name of segments.filter((one) => one.endsWith('.gz'))) copyFileSync(join(kept ?? '', name), join(log, name))
  giveAll(store, [log, cluster])
  const settings = join(cluster, 'postgresql.auto.conf')
  const before = readFileSync(settings, 'utf8')
  try {
    note(until === undefined ? '正在重放日志，直到最后……' : `正在重放日志，直到 ${inChina(until)}……`)
    return await rollForward({ store, dataDirectory, log, settings, before }, recovery)
  } finally {
    writeFileSync(settings, before)
    rmSync(log, { recursive: true, force: true })
  }
}

interface Rolling { store: Store; dataDirectory: string; log: string; settings: string; before: string }

async function rollForward({ store, dataDirectory, log, settings, before }: Rolling, { until, note }: Recovery): Promise<Embedded> {
  // Without hot_standby the database says that it is ready only when it has been rolled forward, not before.
  const fetch = `hot_standby = off\nrestore_command = 'test -e "${log}/%f.gz" && gzip -dc "${log}/%f.gz" > "%p"'\n`
  writeFileSync(join(clusterOf(store), 'recovery.signal'), '', { mode: 0o600 })
  giveAll(store, [join(clusterOf(store), 'recovery.signal')])
  appendFileSync(settings, fetch)
  if (until !== undefined)
    appendFileSync(settings, `recovery_target_time = '${until.toISOString().replace('T', ' ').replace('Z', '+00')}'\nrecovery_target_action = 'promote'\n`)
  try {
    return await startEmbedded(dataDirectory, { say: note })
  } catch (error) {
    if (until === undefined || !(error instanceof Error) || !ENDED_BEFORE.test(error.message)) throw error
    note('日志在指定的时间以前就结束了：其间没有新的记录，恢复到最后一条')
    writeFileSync(settings, `${before}${fetch}`)
    return startEmbedded(dataDirectory, { say: note })
  }
}

/** PostgreSQL reads this setting before it knows any names of time zones, Z included. */
function offsetForm(instant: Date): string {
  return instant.toISOString().replace('T', ' ').replace('Z', '+00')
}

/** Where the log lies: as told, else beside the backup, else where the backup remembers it. */
function walOf({ chosen, wal }: Recovery): string | undefined {
  return [wal, join(chosen.directory, 'wal'), chosen.manifest.wal ?? ''].find((path) => path !== undefined && path !== '' && existsSync(path))
}

const TELL_EVERY = 500

async function copyBack({ directory, name, manifest }: Chosen, cluster: string, note: (line: string) => void): Promise<void> {
  const backup = join(directory, name)
  // Empty directories are not in the list of files, and PostgreSQL misses them.
  const folders = readdirSync(join(backup, 'cluster'), { recursive: true, withFileTypes: true }).filter((entry) => entry.isDirectory())
  mkdirSync(cluster, { recursive: true, mode: 0o700 })
  for (const folder of folders)
    mkdirSync(join(cluster, join(folder.parentPath, folder.name).slice(join(backup, 'cluster').length + 1)), { recursive: true, mode: 0o700 })
  for (const [index, { path, sm3 }] of manifest.database.entries()) {
    if (index > 0 && index % TELL_EVERY === 0) note(`数据库文件 ${index}/${manifest.database.length}`)
    const copy = await copyDigested(join(backup, path), join(cluster, path.slice('cluster/'.length)))
    if (copy.sm3 === sm3) continue
    rmSync(cluster, { recursive: true })
    throw new RestoreTrouble(`备份里的 ${path} 已损坏（摘要不符），没有恢复。请用另一份备份`)
  }
}

/** PostgreSQL starts only on what belongs to its own account alone. */
function giveAll(store: Store, paths: readonly string[]): void {
  for (const path of paths) {
    const isFolder = statSync(path).isDirectory()
    if (store.account) chownSync(path, store.account.uid, store.account.gid)
    chmodSync(path, isFolder ? 0o700 : 0o600)
    if (isFolder) giveAll(store, readdirSync(path).map((name) => join(path, name)))
  }
}
