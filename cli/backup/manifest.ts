import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { MasterKeyName } from '#platform/vault'

/** One file of the database's copy, its path relative to the backup. */
export interface Copied { path: string; size: number; sm3: string }

/** What a backup is made of; written last, so that a backup with a manifest is whole. */
export interface Manifest {
  program: 'chunfeng'
  format: 1
  /** cluster: a physical copy that can be rolled forward by the log; dump: the work of pg_dump. */
  kind: 'cluster' | 'dump'
  begunAt: string
  /** From this moment on a restore may stop. */
  finishedAt: string
  postgres: string
  /** The first segment of the log that a restore needs, and where the log is kept. */
  firstSegment: string | null
  wal: string | null
  cases: number
  events: number
  /** How many uploaded files there were, and the SM3 of files.list. */
  files: number
  filesListSm3: string
  /** The public half of the signing key. The private one is not part of a backup and is kept offline. */
  publicKey: string | null
  /** Which master keys open the personal data in it; none in a backup of before they were written down. */
  masterKeys?: readonly MasterKeyName[]
  /** The version of pg_dump that wrote it; an older pg_restore cannot read it. */
  tool?: string | undefined
  database: Copied[]
}

export async function readManifest(backup: string): Promise<Manifest> {
  return JSON.parse(await readFile(join(backup, 'manifest.json'), 'utf8'))
}

export async function writeManifest(backup: string, manifest: Manifest): Promise<void> {
  await writeFile(join(backup, 'manifest.json'), `${JSON.stringify(manifest, null, 1)}\n`, { mode: 0o600, flush: true })
}
