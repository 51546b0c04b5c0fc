import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Config } from '#platform/config'
import { archiveOf, archiveTo, clusterOf, joinEmbedded, openStore } from '#platform/postgres'
import { masterKeyNames } from '#platform/vault'
import { copyCluster } from './cluster.ts'
import { DUMP_FILE, dump, dumpTrouble, versionOf } from './dump.ts'
import { factsAt, withClient } from './facts.ts'
import { copyBlobs } from './file-store.ts'
import { writeManifest, type Copied, type Manifest } from './manifest.ts'
import { rememberBackup } from './record.ts'

export interface Making { config: Config; directory: string; note: (line: string) => void }
/** How many files were new, and which were not what their name says. */
export interface Pushed { copied: number; altered: string[] }
export interface Made extends Pushed { name: string; manifest: Manifest }

/**
 * One backup below the directory: the database first, then the files, so that every file a row names is there. A run that was
 * interrupted leaves only parts, which the next run clears away; the files it copied stay.
 */
export async function makeBackup(making: Making): Promise<Made> {
  const { config, directory, note } = making
  const begun = new Date()
  // The account that runs PostgreSQL passes through it to the log; what lies in it is for the operator alone.
  await mkdir(directory, { recursive: true, mode: 0o711 })
  for (const name of await readdir(directory)) if (/^\d{8}T\d{6}Z\.part$/.test(name)) await rm(join(directory, name), { recursive: true })
  const name = begun.toISOString().replace(/[-:]|\.\d+/g, '')
  const part = join(directory, `${name}.part`)
  await mkdir(part, { mode: 0o700 })
  const database = config.databaseUrl === undefined ? await ofCluster(making, part) : await ofDump(config.databaseUrl, part)
  note('数据库已备份，正在备份上传的文件……')
  const { blobs, copied, altered } = await copyBlobs({ from: join(config.dataDirectory, 'files'), to: join(directory, 'files'), note })
  const list = blobs.map(({ sm3, size }) => `${sm3} ${size}\n`).join('')
  await writeFile(join(part, 'files.list'), list, { mode: 0o600, flush: true })
  const { masters, ...ofDatabase } = database
  const manifest: Manifest = {
    program: 'chunfeng', format: 1, begunAt: begun.toISOString(), ...ofDatabase, files: blobs.length,
    filesListSm3: createHash('sm3').update(list).digest('hex'), publicKey: publicKeyOf(config),
    masterKeys: (await masterKeyNames(config.keysDirectory)).filter(({ id }) => masters.includes(id)),
  }
  await writeManifest(part, manifest)
  await rename(part, join(directory, name))
  rememberBackup(config.dataDirectory, { at: manifest.finishedAt, directory, name })
  return { name, manifest, copied, altered }
}

type OfDatabase = Pick<Manifest, 'kind' | 'finishedAt' | 'postgres' | 'firstSegment' | 'wal' | 'cases' | 'events' | 'tool' | 'database'> & { masters: string[] }

/** The log is kept from before the copy begins: without it the copy is worth nothing. */
async function ofCluster({ config, directory, note }: Making, part: string): Promise<OfDatabase> {
  const store = openStore(config.dataDirectory, note)
  const wal = archiveOf(store) ?? join(directory, 'wal')
  archiveTo(store, wal)
  const embedded = await joinEmbedded(config.dataDirectory, { say: note })
  try {
    const facts = await factsAt(embedded.url)
    const { files, firstSegment } = await copyCluster({ url: embedded.url, from: clusterOf(store), to: join(part, 'cluster'), note })
    return { kind: 'cluster', ...facts, finishedAt: new Date().toISOString(), firstSegment, wal, database: files }
  } finally {
    await embedded.stop()
  }
}

async function ofDump(url: string, part: string): Promise<OfDatabase> {
  const facts = await factsAt(url)
  const trouble = dumpTrouble({ server: facts.postgres, tool: versionOf('pg_dump') })
  if (trouble !== undefined) throw new Error(trouble)
  const finishedAt = new Date().toISOString()
  const file: Copied = await dump(url, join(part, DUMP_FILE))
  return { kind: 'dump', ...facts, finishedAt, firstSegment: null, wal: null, tool: versionOf('pg_dump'), database: [file] }
}

/** Pushes what happened since the last backup into the same directory: the log up to now, and new files. Takes a second. */
export async function pushNewest({ config, directory, note }: Making): Promise<Pushed> {
  if (config.databaseUrl === undefined) await pushLog(config, note)
  const { copied, altered } = await copyBlobs({ from: join(config.dataDirectory, 'files'), to: join(directory, 'files'), note })
  return { copied, altered }
}

const PUSH_MILLISECONDS_MAX = 60_000

async function pushLog(config: Config, note: (line: string) => void): Promise<void> {
  const embedded = await joinEmbedded(config.dataDirectory, { say: note })
  try {
    await withClient(embedded.url, async (client) => {
      const { rows: [row] } = await client.query<{ segment: string }>('select pg_walfile_name(pg_switch_wal()) as segment')
      const archive = archiveOf(openStore(config.dataDirectory, note))
      const deadline = performance.now() + PUSH_MILLISECONDS_MAX
      if (archive === undefined) return
      while (!existsSync(join(archive, `${row?.segment}.gz`))) {
        if (performance.now() > deadline) throw new Error(`一分钟过去，最新的日志还没有送到 ${archive}。请用 ./bin/chunfeng doctor 看 wal-archive 一项`)
        await pause(100)
      }
    })
  } finally {
    await embedded.stop()
  }
}

function publicKeyOf({ dataDirectory }: Config): string | null {
  const path = join(dataDirectory, 'sm2-public-key.pem')
  return existsSync(path) ? readFileSync(path, 'utf8') : null
}
