import { createHash, randomUUID } from 'node:crypto'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDatabase, runSql, type Database } from '#platform/database'
import { digestOf, migrate, migrationFolders } from '#platform/migrate'
import { startEmbedded, type Embedded } from '#platform/postgres'

/** A database of its own for one test file: real PostgreSQL, all migrations applied, nothing in it. */
export interface TestDatabase {
  readonly url: string
  readonly db: Database
  /** Drops it. */
  close(): Promise<void>
}

const CONNECTIONS_MAX = 10

/**
 * Clones the migrated template on the server of this test run: the one at CHUNFENG_TEST_DATABASE_URL (the test runner sets it),
 * else one started for this process and stopped with its last database.
 * @param folders which migrations; all of the program unless a test brings its own
 */
export async function testDatabase(folders: readonly string[] = migrationFolders()): Promise<TestDatabase> {
  const server = await openServer()
  const name = `chunfeng_test_${randomUUID().replaceAll('-', '')}`
  await administer(server.url, (admin) => cloneTemplate(admin, { server: server.url, name, folders }))
  const url = databaseAt(server.url, name)
  const db = openDatabase({ url, max: CONNECTIONS_MAX })
  const close = async (): Promise<void> => {
    await db.destroy()
    await administer(server.url, (admin) => runSql(admin, `drop database ${name} with (force)`))
    await server.leave()
  }
  return { url, db, close }
}

interface Cloning { server: string; name: string; folders: readonly string[] }

/** Any number: makes the processes of a test run wait while one of them builds the template. */
const TURN = 20240427

async function cloneTemplate(admin: Database, { server, name, folders }: Cloning): Promise<void> {
  const template = `chunfeng_template_${digestOf(folders).slice(0, 16)}`
  await runSql(admin, `select pg_advisory_lock(${TURN})`)
  const found = await runSql(admin, 'select 1 from pg_database where datname = $1', [template])
  if (found.length === 0) await buildTemplate(admin, { server, name: template, folders })
  await runSql(admin, `create database ${name} template ${template}`)
}

/** Under another name until it is whole: a test run that was interrupted leaves no half template. */
async function buildTemplate(admin: Database, { server, name, folders }: Cloning): Promise<void> {
  const fresh = `${name}_new`
  await runSql(admin, `drop database if exists ${fresh} with (force)`)
  await runSql(admin, `create database ${fresh} template template0 encoding 'UTF8' lc_collate 'C' lc_ctype 'C'`)
  await administer(databaseAt(server, fresh), (db) => migrate(db, folders))
  await runSql(admin, `alter database ${fresh} rename to ${name}`)
}

/** On a single connection, so that the advisory lock is held until the end. */
async function administer(url: string, work: (admin: Database) => Promise<unknown>): Promise<void> {
  const admin = openDatabase({ url, max: 1, statementMillisecondsMax: 0 })
  try {
    await work(admin)
  } finally {
    await admin.destroy()
  }
}

/** The address of another database on the same server. */
function databaseAt(url: string, name: string): string {
  const address = new URL(url)
  address.pathname = `/${name}`
  return address.href
}

let own: { starting: Promise<Embedded>; directory: string; users: number } | undefined

async function openServer(): Promise<{ url: string; leave(): Promise<void> }> {
  const given = process.env.CHUNFENG_TEST_DATABASE_URL
  if (given) return { url: given, leave: async () => undefined }
  own ??= startOwn()
  own.users += 1
  const embedded = await own.starting
  return { url: embedded.url, leave }
}

function startOwn(): NonNullable<typeof own> {
  const directory = mkdtempSync(join(tmpdir(), 'chunfeng-test-'))
  chmodSync(directory, 0o755) // as root, the account that runs PostgreSQL has to get in
  process.once('exit', () => rmSync(directory, { recursive: true, force: true }))
  return { starting: startEmbedded(directory, { durable: false }), directory, users: 0 }
}

async function leave(): Promise<void> {
  if (!own || (own.users -= 1) > 0) return
  const { starting, directory } = own
  own = undefined
  await (await starting).stop()
  rmSync(directory, { recursive: true, force: true })
}
