import { readFileSync, readdirSync } from 'node:fs'
import { basename } from 'node:path'
import { clusterOf, nameOf, type Store } from './store.ts'

/**
 * Processes of PostgreSQL that live in this cluster: the postmaster has its directory in its command line, the others the name of
 * the cluster in their title. Both are readable to everybody, in containers too, and a reused process number fakes neither.
 */
export function processesIn(store: Store): number[] {
  return allProcesses().filter((pid) => isAlive(pid, store))
}

/** A zombie has no command line any more. */
export function isAlive(pid: number, store: Store): boolean {
  const words = commandOf(pid)
  const isPostmaster = basename(words[0] ?? '') === 'postgres' && words.includes(clusterOf(store))
  return isPostmaster || words[0]?.startsWith(`postgres: ${nameOf(store)}: `) === true
}

/** An initdb whose starter was killed goes on writing to a directory nobody will use. */
export function endUnfinishedCreation(store: Store): void {
  const isCreating = (pid: number): boolean => commandOf(pid).some((word) => word.startsWith(`${clusterOf(store)}.new-`))
  for (const pid of allProcesses().filter(isCreating)) sendSignal(pid, 'SIGKILL')
}

/** A process that has just ended needs no signal. */
export function sendSignal(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch {
    // Already gone.
  }
}

function allProcesses(): number[] {
  return readdirSync('/proc').filter((name) => /^\d+$/.test(name)).map(Number)
}

function commandOf(pid: number): string[] {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')
  } catch {
    return []
  }
}
