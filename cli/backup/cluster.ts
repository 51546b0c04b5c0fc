import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { copyDigested, isGone } from './copy.ts'
import type { Copied } from './manifest.ts'

/**
 * Left out: what belongs to the running server alone, and what PostgreSQL makes anew.
 * https://www.postgresql.org/docs/current/continuous-archiving.html#BACKUP-LOWLEVEL-BASE-BACKUP-DATA
 */
const EMPTIED = ['pg_wal', 'pg_replslot', 'pg_dynshmem', 'pg_notify', 'pg_serial', 'pg_snapshots', 'pg_stat_tmp', 'pg_subtrans']
const LEFT_OUT = /(^|\/)(postmaster\.(pid|opts)|recovery\.signal|standby\.signal|backup_label|tablespace_map|pg_internal\.init|pgsql_tmp[^/]*)(\/|$)/
/** pg_backup_stop waits until the log of the backup is in the archive. */
const STATEMENT_MILLISECONDS_MAX = 600_000
const TELL_EVERY = 500

interface ClusterCopy { url: string; from: string; to: string; note: (line: string) => void }

/**
 * Copies a running cluster by PostgreSQL's own low-level protocol: the files may be torn and of different moments, and the log
 * from the start of the copy on makes them whole when they are restored.
 * @returns the files, and the first segment of the log that a restore needs
 */
export async function copyCluster({ url, from, to, note }: ClusterCopy): Promise<{ files: Copied[]; firstSegment: string }> {
  // One connection from beginning to end: the backup ends with it.
  const client = new pg.Client({ connectionString: url, statement_timeout: STATEMENT_MILLISECONDS_MAX, application_name: 'chunfeng-backup' })
  client.on('error', () => undefined) // the query under way reports it
  await client.connect()
  try {
    await client.query("select pg_backup_start('chunfeng', true)")
    const files = await copyFiles({ from, to, note })
    const { rows: [stopped] } = await client.query<{ labelfile: string }>('select labelfile from pg_backup_stop(true)')
    const label = stopped?.labelfile ?? ''
    await writeFile(join(to, 'backup_label'), label, { mode: 0o600, flush: true })
    return { files: [...files, await digestOf(to, 'backup_label')], firstSegment: /\(file ([0-9A-F]{24})\)/.exec(label)?.[1] ?? '' }
  } finally {
    await client.end()
  }
}

async function copyFiles({ from, to, note }: Omit<ClusterCopy, 'url'>): Promise<Copied[]> {
  await mkdir(to, { recursive: true, mode: 0o700 })
  const entries = (await readdir(from, { recursive: true, withFileTypes: true }))
    .map((entry) => ({ isFolder: entry.isDirectory(), path: join(entry.parentPath, entry.name).slice(from.length + 1) }))
    .filter(({ path }) => !LEFT_OUT.test(path) && (!EMPTIED.some((folder) => path.startsWith(`${folder}/`)) || path === 'pg_wal/archive_status'))
  for (const { path } of entries.filter(({ isFolder }) => isFolder)) await mkdir(join(to, path), { recursive: true, mode: 0o700 })
  const files: Copied[] = []
  for (const [index, { path }] of entries.filter(({ isFolder }) => !isFolder).entries()) {
    if (index > 0 && index % TELL_EVERY === 0) note(`数据库文件 ${index}/${entries.length}`)
    // A table may be dropped while we copy; the log knows of it.
    const copy = await copyDigested(join(from, path), join(to, path)).catch((error: unknown) => { if (isGone(error)) return undefined; throw error })
    if (copy) files.push({ path: `cluster/${path}`, ...copy })
  }
  return files
}

async function digestOf(folder: string, name: string): Promise<Copied> {
  const copy = await copyDigested(join(folder, name), join(folder, name))
  return { path: `cluster/${name}`, ...copy }
}
