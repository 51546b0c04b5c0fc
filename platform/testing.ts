import { createHash, randomUUID } from 'node:crypto'
import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDatabase, runSql, type Database } from '#platform/database'
import { digestOf, migrate, migrationFolders } from '#platform/migrate'
import { removeAbandoned, startEmbedded } from '#platform/postgres'
import { createMasterKey, Vault } from '#platform/vault'

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
  const server = await serverUrl()
  await createMasterKey(testKeys())
  const name = freshName()
  await administer(server, (admin) => cloneTemplate(admin, { server, name, folders }))
  return opened(server, name)
}

/** The same, as a copy of a database of this server that is filled already and to which nobody is connected. */
export async function copiedDatabase(template: string): Promise<TestDatabase> {
  const server = await serverUrl()
  const name = freshName()
  await administer(server, (admin) => runSql(admin, `create database ${name} template "${template.replaceAll('"', '""')}" strategy file_copy`))
  return opened(server, name)
}

function freshName(): string {
  return `chunfeng_test_${randomUUID().replaceAll('-', '')}`
}

function opened(server: string, name: string): TestDatabase {
  const url = databaseAt(server, name)
  const db = openDatabase({ url, max: CONNECTIONS_MAX })
  const close = async (): Promise<void> => {
    await db.destroy()
    await administer(server, (admin) => runSql(admin, `drop database ${name} with (force)`))
  }
  return { url, db, close }
}

/** One master key for all tests of this user; what it protects is gone with the test. */
export function testKeys(): string {
  return process.env['CHUNFENG_KEYS'] ??= join(tmpdir(), `chunfeng-keys-${process.getuid?.() ?? 0}`)
}

/** For a kernel that a test puts together itself. */
export function testVault(): Vault {
  return new Vault(testKeys)
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

let own: Promise<TestServer> | undefined

async function serverUrl(): Promise<string> {
  const given = process.env.CHUNFENG_TEST_DATABASE_URL
  if (given) return given
  own ??= startTestServer()
  return (await own).url
}

export interface TestServer { readonly url: string; stop(): Promise<void> }

const DIRECTORY_PREFIX = 'chunfeng-test-'
const ABANDONED_MILLISECONDS = 60_000

/** A PostgreSQL for tests only, in a temporary directory: it ends with this process, and if that is killed, the next run removes it. */
export async function startTestServer(): Promise<TestServer> {
  await removeLeftovers()
  const directory = mkdtempSync(join(tmpdir(), DIRECTORY_PREFIX))
  chmodSync(directory, 0o755) // as root, the account that runs PostgreSQL has to get in
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.once(signal, () => process.exit(1))
  process.once('beforeExit', () => stop())
  process.once('exit', () => rmSync(directory, { recursive: true, force: true }))
  const embedded = await startEmbedded(directory, { durable: false })
  const stop = async (): Promise<void> => {
    await embedded.stop()
    rmSync(directory, { recursive: true, force: true })
  }
  return { url: embedded.url, stop }
}

/** Test runs of this user that were killed with kill -9 leave a server behind; the next one clears it away. */
async function removeLeftovers(): Promise<void> {
  for (const name of readdirSync(tmpdir()).filter((one) => one.startsWith(DIRECTORY_PREFIX))) {
    const directory = join(tmpdir(), name)
    if (statSync(directory, { throwIfNoEntry: false })?.uid !== process.getuid?.()) continue
    const signed = statSync(join(directory, 'database', 'holder.lock'), { throwIfNoEntry: false })
    if (signed && Date.now() - signed.mtimeMs > ABANDONED_MILLISECONDS) await removeAbandoned(directory)
  }
}
