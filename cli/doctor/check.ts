import type { Config } from '#platform/config'
import { runSql, type Database } from '#platform/database'
import type { EmbeddedState } from '#platform/postgres'
import type { Kernel } from '#kernel'
import type { Limits } from './limits.ts'

/** What a check found: a Chinese sentence and, where something is wrong, the command that heals it. */
export interface Finding { ok: boolean; text: string; heal?: string }

/** All that can be looked at without a database. */
export interface Machine {
  readonly config: Config
  readonly environment: NodeJS.ProcessEnv
  /** How the embedded database stood before the doctor came; external: there is none, DATABASE_URL is used. */
  readonly state: EmbeddedState | 'external'
  readonly now: Date
  readonly limits: Limits
}

export interface Ground extends Machine {
  readonly url: string
  readonly database: Database
  readonly kernel: Kernel
}

/** One question the doctor asks. `mend` is what `chunfeng doctor --heal ID` does; it may be done twice. */
export interface Check<Seen extends Machine> {
  readonly id: string
  readonly look: (seen: Seen) => Promise<Finding>
  readonly mend?: (seen: Seen) => Promise<void>
}

export function fine(text: string): Finding {
  return { ok: true, text }
}

export function wrong(text: string, heal: string): Finding {
  return { ok: false, text, heal }
}

/** The command that has the doctor mend it. */
export function healing(id: string): string {
  return `./bin/chunfeng doctor --heal ${id}`
}

export function chunfeng(words: string): string {
  return `./bin/chunfeng ${words}`
}

/** A path as a word of a shell command. */
export function quoted(path: string): string {
  return /^[\w./-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`
}

/** The only row of a statement that always gives one. */
export async function ask<Row>({ database }: Ground, text: string, values: readonly unknown[] = []): Promise<Row> {
  const [row] = await runSql<Row>(database, text, values)
  if (row === undefined) throw new Error('the statement gave no row')
  return row
}

const NAMED_MAX = 5

/** '甲、乙等 7 个' */
export function listed(names: readonly string[]): string {
  const shown = names.slice(0, NAMED_MAX).join('、')
  return names.length > NAMED_MAX ? `${shown} 等 ${names.length} 个` : shown
}
