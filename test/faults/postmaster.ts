import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** What PostgreSQL itself writes down about its first process; undefined when it has ended cleanly or not yet begun. */
export function postmasterOf(data: string): { pid: number; isReady: boolean } | undefined {
  try {
    const lines = readFileSync(join(data, 'database', 'cluster', 'postmaster.pid'), 'utf8').split('\n')
    return { pid: Number(lines[0]), isReady: lines[7]?.trim() === 'ready' }
  } catch {
    return undefined
  }
}
