import { readdir, rm } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { readManifest } from './manifest.ts'

const NAME = /^\d{8}T\d{6}Z$/

/** The whole backups below a directory, oldest first. */
export async function backupsIn(directory: string): Promise<string[]> {
  if (!existsSync(directory)) return []
  return (await readdir(directory)).filter((name) => NAME.test(name) && existsSync(join(directory, name, 'manifest.json'))).sort()
}

/** Removes all but the newest backups, and the log that none of those needs. The files stay: every backup shares them. */
export async function prune(directory: string, keep: number): Promise<{ backups: number; segments: number }> {
  const names = await backupsIn(directory)
  const old = names.slice(0, Math.max(0, names.length - keep))
  for (const name of old) await rm(join(directory, name), { recursive: true })
  const [oldest] = names.slice(old.length)
  const { wal, firstSegment } = oldest === undefined ? { wal: null, firstSegment: null } : await readManifest(join(directory, oldest))
  const needless = wal === null || firstSegment === null || !existsSync(wal) ? [] : (await readdir(wal)).filter((file) => isBefore(file, firstSegment))
  for (const file of needless) await rm(join(wal ?? '', file))
  return { backups: old.length, segments: needless.length }
}

/** Segments of any timeline: the position in the log is what follows the first eight digits. */
function isBefore(file: string, first: string): boolean {
  return /^[0-9A-F]{24}(\.[0-9A-F]{8}\.backup)?\.gz$/.test(file) && file.slice(8, 24) < first.slice(8, 24)
}
