import pg from 'pg'
import { passwordOf } from './cluster.ts'
import { OWNER } from './settings.ts'
import { socketDirectory, type Store } from './store.ts'

/** The address of the embedded database, for every client that understands PostgreSQL's URLs. */
export function urlOf(store: Store, database = OWNER): string {
  return `postgresql://${OWNER}:${passwordOf(store)}@${encodeURIComponent(socketDirectory(store))}/${database}`
}

const CONNECT_MILLISECONDS_MAX = 3000
const NO_SUCH_DATABASE = '3D000'

/** Makes our database on the first start, or when that start was interrupted after the cluster was there. */
export async function ensureDatabase(store: Store): Promise<void> {
  try {
    await ask(urlOf(store), 'select 1')
  } catch (error) {
    if (!(error instanceof pg.DatabaseError) || error.code !== NO_SUCH_DATABASE) throw error
    await ask(urlOf(store, 'postgres'), `create database ${OWNER}`)
  }
}

/** Whether the server answers, to us and with our password. */
export async function isHealthy(store: Store): Promise<boolean> {
  try {
    await ask(urlOf(store, 'postgres'), 'select 1')
    return true
  } catch {
    return false
  }
}

async function ask(url: string, text: string): Promise<void> {
  const limits = { connectionTimeoutMillis: CONNECT_MILLISECONDS_MAX, query_timeout: QUERY_MILLISECONDS_MAX }
  const client = new pg.Client({ connectionString: url, ...limits })
  client.on('error', () => undefined) // the promises below report it
  try {
    await client.connect()
    await client.query(text)
  } finally {
    await client.end()
  }
}

/** Generous: copying the template on a slow disk is the longest of them. */
const QUERY_MILLISECONDS_MAX = 60_000
