import { existsSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { readManifest } from './manifest.ts'

/** The last backup that was made whole. */
export interface BackupRecord { at: string; directory: string; name: string }

const recordFile = (dataDirectory: string): string => join(dataDirectory, 'backup.json')

/** What the data directory remembers of its last backup; undefined when there was none. */
export function lastBackup(dataDirectory: string): BackupRecord | undefined {
  const path = recordFile(dataDirectory)
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : undefined
}

export function rememberBackup(dataDirectory: string, record: BackupRecord): void {
  const fresh = `${recordFile(dataDirectory)}.fresh`
  writeFileSync(fresh, `${JSON.stringify(record)}\n`, { mode: 0o600 })
  renameSync(fresh, recordFile(dataDirectory))
}

/** Whether every file of the backup is there in its size; `restore` looks at the content. */
export async function isWhole({ directory, name }: BackupRecord): Promise<boolean> {
  const manifest = await readManifest(join(directory, name)).catch(() => undefined) // gone or damaged: not whole
  return manifest !== undefined && manifest.database.every(({ path, size }) => statSync(join(directory, name, path), { throwIfNoEntry: false })?.size === size)
}
