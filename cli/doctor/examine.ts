import { readConfig } from '#platform/config'
import { openDatabase, runSql, type Database } from '#platform/database'
import { embeddedState, embeddedUrl, joinEmbedded } from '#platform/postgres'
import { assembleKernel } from '../../app.ts'
import { accountChecks } from './accounts.ts'
import { auditChecks } from './audit-log.ts'
import { archiveChecks, backupChecks } from './backups.ts'
import { blobChecks } from './blobs.ts'
import { caseChecks } from './cases.ts'
import { calendarChecks, catalogueChecks } from './catalogue.ts'
import { fine, wrong, type Check, type Finding, type Ground, type Machine } from './check.ts'
import { dates } from './dates.ts'
import { storeChecks } from './embedded.ts'
import { exchangeChecks } from './exchange.ts'
import { jobChecks } from './jobs.ts'
import { keyChecks } from './keys.ts'
import type { Limits } from './limits.ts'
import { machineChecks } from './machine.ts'
import { masterKeyChecks, masterKeyRights } from './master-key.ts'
import { postgresChecks } from './postgres.ts'
import { migrations, schemaChecks } from './schema.ts'
import { settingChecks } from './settings.ts'
import { tableChecks } from './tables.ts'
import { upperExchangeChecks } from './upper-exchange.ts'
import { webhookChecks } from './webhooks.ts'

/** Need no database. */
const OUTSIDE: readonly Check<Machine>[] = [
  ...machineChecks, ...settingChecks, ...keyChecks, ...masterKeyRights, ...storeChecks, ...calendarChecks, ...backupChecks,
]
/** Need one, of whatever state. */
const SERVER: readonly Check<Ground>[] = [...postgresChecks, ...archiveChecks, migrations]
/** Need the tables as this program knows them. */
const INSIDE: readonly Check<Ground>[] = [
  ...schemaChecks, ...tableChecks, ...jobChecks, ...caseChecks, dates, ...catalogueChecks, ...accountChecks, ...blobChecks,
  ...masterKeyChecks, ...auditChecks, ...webhookChecks, ...exchangeChecks, ...upperExchangeChecks,
]

export interface Examined extends Finding { id: string }
export interface Examination { ok: boolean; checks: Examined[] }

/** Every id there is, for `--help` and wrong words. */
export const CHECK_IDS: readonly string[] = [...OUTSIDE, { id: 'database' }, ...SERVER, ...INSIDE].map(({ id }) => id)

/**
 * Looks at everything and changes nothing. What cannot be looked at because something before it is red is left out, so that one
 * fault shows as one.
 */
export async function examine(limits: Limits, note: (line: string) => void): Promise<Examination> {
  const machine = machineNow(limits)
  const checks = await lookAt(OUTSIDE, machine)
  if (machine.state !== 'absent') checks.push(...await examineDatabase(machine, note))
  return { ok: checks.every(({ ok }) => ok), checks }
}

/** Does what the check offers and looks again. @returns undefined when it offers nothing that the doctor can do itself */
export async function mend(id: string, limits: Limits, note: (line: string) => void): Promise<Finding | undefined> {
  const machine = machineNow(limits)
  const outside = OUTSIDE.find((check) => check.id === id)
  if (outside) return mendWith(outside, machine)
  const check = [...SERVER, ...INSIDE].find((one) => one.id === id)
  if (!check?.mend) return undefined
  return withGround(machine, note, (ground) => withNewConnections(ground, (fresh) => mendWith(check, ground, fresh)))
}

/** What was set for a database holds for connections that are made afterwards. */
async function withNewConnections<Result>(ground: Ground, work: (fresh: Ground) => Promise<Result>): Promise<Result> {
  const database = openDatabase({ url: named(ground.url), max: 2, statementMillisecondsMax: STATEMENT_MILLISECONDS_MAX })
  try {
    return await work({ ...ground, database })
  } finally {
    await database.destroy()
  }
}

/** @param after seen after it was mended */
async function mendWith<Seen extends Machine>(check: Check<Seen>, seen: Seen, after: Seen = seen): Promise<Finding | undefined> {
  if (!check.mend) return undefined
  await check.mend(seen)
  return check.look({ ...after, state: seen.state === 'external' ? seen.state : embeddedState(seen.config.dataDirectory) })
}

function machineNow(limits: Limits): Machine {
  const config = readConfig()
  const state = config.databaseUrl === undefined ? embeddedState(config.dataDirectory) : 'external'
  return { config, environment: process.env, state, now: new Date(), limits }
}

async function examineDatabase(machine: Machine, note: (line: string) => void): Promise<Examined[]> {
  try {
    return await withGround(machine, note, async (ground) => {
      const outer = await lookAt(SERVER, ground)
      const isKnown = outer.every(({ id, ok }) => id !== migrations.id || ok)
      return [{ id: 'database', ...fine('数据库应答') }, ...outer, ...(isKnown ? await lookAt(INSIDE, ground) : [])]
    })
  } catch (error) {
    const text = `数据库不应答，库里的情况没有查：${error instanceof Error ? error.message : String(error)}`
    return [{ id: 'database', ...wrong(text, machine.state === 'external' ? 'pg_isready --dbname="$DATABASE_URL"' : './bin/chunfeng migrate') }]
  }
}

const STATEMENT_MILLISECONDS_MAX = 600_000

/** A server of the killed is looked at as it is: joining would take it over, and stopping afterwards would heal it unasked. */
async function withGround<Result>(machine: Machine, note: (line: string) => void, work: (ground: Ground) => Promise<Result>): Promise<Result> {
  const { config, state } = machine
  const joined = state === 'stopped' ? await joinEmbedded(config.dataDirectory, { say: note }) : undefined
  const url = config.databaseUrl ?? joined?.url ?? embeddedUrl(config.dataDirectory)
  const database = openDatabase({ url: named(url), max: 2, statementMillisecondsMax: STATEMENT_MILLISECONDS_MAX })
  try {
    await answers(database)
    return await work({ ...machine, url, database, kernel: assembleKernel({ sendJobs: async () => {} }) })
  } finally {
    await database.destroy()
    await joined?.stop()
  }
}

/** So that the doctor tells its own connections from others. */
function named(url: string): string {
  const address = new URL(url)
  address.searchParams.set('application_name', 'chunfeng-doctor')
  return address.href
}

async function answers(database: Database): Promise<void> {
  await runSql(database, 'select 1')
}

async function lookAt<Seen extends Machine>(checks: readonly Check<Seen>[], seen: Seen): Promise<Examined[]> {
  const found: Examined[] = []
  for (const { id, look } of checks) {
    // A question that cannot be answered is an answer too, and must not keep the others from being asked.
    const finding = await look(seen).catch((error: unknown) => wrong(`没有查成：${String(error)}`, `./bin/chunfeng doctor --only ${id}`))
    found.push({ id, ...finding })
  }
  return found
}
