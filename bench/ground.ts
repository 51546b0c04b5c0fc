import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDatabase, runSql } from '#platform/database'
import { startOf } from '#platform/day'
import { migrate, migrationFolders } from '#platform/migrate'
import { startEmbedded } from '#platform/postgres'
import { createMasterKey } from '#platform/vault'
import { seed } from '../demo.ts'

/** The day every bench lives in, at nine in the morning: the same calendar for all of them, whatever the machine's clock says. */
export const TODAY = '2026-03-10'
export const NOW = new Date(startOf(TODAY).getTime() + 9 * 3_600_000)

/** A PostgreSQL as it runs in production, every commit on disk, in a directory of its own that vanishes afterwards. */
export interface Ground {
  /** Makes a database with all tables, the organisations, the demo accounts and the catalogue, and returns its address. */
  district: (name: string) => Promise<string>
  clear: () => Promise<void>
}

export async function prepareGround(note: (line: string) => void): Promise<Ground> {
  const directory = mkdtempSync(join(tmpdir(), 'chunfeng-bench-'))
  chmodSync(directory, 0o755) // as root, the account that runs PostgreSQL has to get in
  process.once('exit', () => rmSync(directory, { recursive: true, force: true }))
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => process.exit(1))
  // The server that is measured is another process and finds the key in the same place.
  process.env['CHUNFENG_KEYS'] = join(directory, 'keys')
  await createMasterKey(process.env['CHUNFENG_KEYS'])
  const embedded = await startEmbedded(join(directory, 'data'), { say: note })
  await build(embedded.url)
  return {
    district: (name) => clone(embedded.url, name),
    clear: () => embedded.stop(),
  }
}

async function build(url: string): Promise<void> {
  const database = openDatabase({ url })
  await migrate(database, migrationFolders())
  await seed(database, { demo: true, now: NOW, say: () => {} })
  await database.destroy()
}

async function clone(template: string, name: string): Promise<string> {
  const [admin, fresh] = [new URL(template), new URL(template)]
  admin.pathname = '/postgres'
  fresh.pathname = `/${name}`
  const database = openDatabase({ url: admin.href, max: 1, statementMillisecondsMax: 0 })
  await runSql(database, `create database ${name} template ${new URL(template).pathname.slice(1)}`)
  await database.destroy()
  return fresh.href
}
