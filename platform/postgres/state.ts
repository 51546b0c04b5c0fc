import { closeSync, existsSync } from 'node:fs'
import { join } from 'node:path'
import { urlOf } from './connection.ts'
import { takeLock } from './lock.ts'
import { postmasterOf } from './postmaster.ts'
import { isAlive } from './processes.ts'
import { clusterOf, openStore } from './store.ts'

/** absent: never created · running: a program of ours holds it · leftover: its program was killed, the server lives on · stopped */
export type EmbeddedState = 'absent' | 'running' | 'leftover' | 'stopped'

/** How the embedded database of a data directory stands, without starting, stopping or creating anything. */
export function embeddedState(dataDirectory: string): EmbeddedState {
  if (!existsSync(join(dataDirectory, 'database', 'cluster'))) return 'absent'
  const store = openStore(dataDirectory, () => undefined)
  const lock = takeLock(join(store.path, 'holder.lock'), store.account)
  if (lock === undefined) return 'running'
  closeSync(lock)
  const pid = postmasterOf(store)?.pid
  return pid !== undefined && isAlive(pid, store) ? 'leftover' : 'stopped'
}

/** The address of the embedded database, whether it runs or not. */
export function embeddedUrl(dataDirectory: string): string {
  return urlOf(openStore(dataDirectory, () => undefined))
}

/** Where PostgreSQL keeps its own files. */
export function embeddedCluster(dataDirectory: string): string {
  return clusterOf(openStore(dataDirectory, () => undefined))
}
