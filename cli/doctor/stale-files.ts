import { existsSync } from 'node:fs'
import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'

const STALE_MILLISECONDS = 3_600_000

/** Uploads that broke off more than an hour ago and are of no use to anybody. */
export async function staleUploads(dataDirectory: string, now: Date): Promise<string[]> {
  const folder = join(dataDirectory, 'files', 'incoming')
  if (!existsSync(folder)) return []
  const paths = (await readdir(folder)).map((name) => join(folder, name))
  const stale: string[] = []
  for (const path of paths) {
    const found = await stat(path).catch(() => undefined) // just now finished
    if (found && now.getTime() - found.mtimeMs > STALE_MILLISECONDS) stale.push(path)
  }
  return stale
}

/** What a database that was created and interrupted left behind, and copies of the program of older versions half made. */
export async function unfinishedStores(dataDirectory: string): Promise<string[]> {
  const folder = join(dataDirectory, 'database')
  if (!existsSync(folder)) return []
  return (await readdir(folder)).filter((name) => name.includes('.new-')).map((name) => join(folder, name))
}

/** Frees what can be freed without losing anything. Answers how many were removed. */
export async function removeStaleFiles(dataDirectory: string, now: Date): Promise<number> {
  const paths = [...await staleUploads(dataDirectory, now), ...await unfinishedStores(dataDirectory)]
  for (const path of paths) await rm(path, { recursive: true, force: true })
  return paths.length
}
