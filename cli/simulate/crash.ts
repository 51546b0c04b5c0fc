import { sql } from 'kysely'
import type { Tx } from '#platform/database'
import type { Chance } from './chance.ts'

/** The process died: before the commit nothing has happened, after it everything has, but nobody was told. */
export class Crash extends Error {
  readonly committed: boolean
  constructor(committed: boolean) {
    super('process died')
    this.committed = committed
  }
}

const BEFORE = 0.02
const AFTER = 0.02

/** Decides beforehand whether this transaction meets a crash, so that the stream of chance does not depend on timing. */
export function crashing(chance: Chance): { midway: (tx: Tx) => Promise<void>; afterCommit: () => void } {
  const [before, after] = [chance.happens(BEFORE), chance.happens(AFTER)]
  return {
    midway: async (tx) => { if (before) await cutConnection(tx) },
    afterCommit: () => { if (after) throw new Crash(true) },
  }
}

/** What the database sees when a process dies: the connection is gone in the middle of a transaction. */
async function cutConnection(tx: Tx): Promise<never> {
  await sql`select pg_terminate_backend(pg_backend_pid())`.execute(tx).catch(() => undefined)
  throw new Crash(false)
}
