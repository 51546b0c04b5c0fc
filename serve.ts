import { existsSync } from 'node:fs'
import { buildServer } from '#platform/http'
import type { Config } from '#platform/config'
import { openDatabase, runSql, type Database } from '#platform/database'
import { startOf } from '#platform/day'
import { startJobs } from '#platform/jobs'
import { createLog } from '#platform/log'
import { migrate, migrationFolders } from '#platform/migrate'
import { startEmbedded } from '#platform/postgres'
import { openVault } from '#platform/vault'
import { inProject } from '#platform/project'
import { loadSigningKey } from '#platform/sm'
import { endpointOf, type Job } from '#kernel'
import { createAuditor } from '#base/audit'
import { sweepIncoming } from '#base/materials'
import { smsConfig } from '#base/messages'
import { renderCitizenErrorPage } from '#base/pages'
import { authenticate, sealAccounts, sealSecondFactors } from '#base/people'
import { assembleKernel, modules, routesWith } from './app.ts'
import { startBackground } from './background.ts'
import { seed } from './demo.ts'
import { officeRegistry } from './metrics/registry.ts'

export interface Running { url: string; stop: () => Promise<void> }

/**
 * Starts everything: database, migrations, seed, HTTP, background work. `say` gets a Chinese line for each thing that takes time.
 * The clock is the machine's, or one that tests may set wrong.
 */
export async function serve(config: Config, say: (line: string) => void, now: () => Date = clockOf(config)): Promise<Running> {
  // A wrong setting is said now, and not by the first message at night.
  smsConfig()
  const embedded = config.databaseUrl === undefined ? await startEmbedded(config.dataDirectory, { say }) : undefined
  const url = config.databaseUrl ?? embedded?.url ?? ''
  const database = openDatabase({ url, max: CONNECTIONS_MAX })
  await migrate(database, migrationFolders(), ({ done, total, name }) => say(`升级数据库 ${done + 1}/${total}：${name}`))
  if (await isUnseeded(database, config.demo))
    await seed(database, { demo: config.demo, cases: config.demoCases, now: now(), say, keysDirectory: config.keysDirectory })
  const stopServing = await listen(config, { database, url, now, say })
  return {
    url: stopServing.url,
    stop: async () => { await stopServing.stop(); await database.destroy(); await embedded?.stop() },
  }
}

const CONNECTIONS_MAX = 20
/** Built by bin/start; absent where only the interface is wanted. */
const STAFF_APP = inProject('web/dist')

async function listen(config: Config, { database, url, now, say }: { database: Database; url: string; now: () => Date; say: (line: string) => void }) {
  const log = createLog(config.logLevel)
  const { keysDirectory, demo, databaseUrl } = config
  const jobs = await startJobs<Job>(url, log)
  const kernel = assembleKernel({ sendJobs: jobs.send, keysDirectory })
  await openVault(kernel.vault, { database, keysDirectory, mayCreate: demo || databaseUrl === undefined, say })
  await sealAccounts(database, kernel.vault)
  await sealSecondFactors(database, kernel.vault)
  const signingKey = await loadSigningKey(config.dataDirectory, say)
  const auditor = createAuditor(database, log)
  const edge = { kernel, database, now, witness: auditor.witness, authenticate: (cookies: Readonly<Record<string, string | undefined>>) => authenticate(
    database, cookies, now(),
  ) }
  const server = buildServer({
    endpoints: routesWith({ signingKey }).map((route) => endpointOf(edge, route)), log, ready: () => runSql(database, 'select 1'),
    renderErrorPage: renderCitizenErrorPage, trustedProxy: config.trustedProxy,
    registry: officeRegistry({ database, dataDirectory: config.dataDirectory, now }),
    staticFolders: existsSync(STAFF_APP) ? ['/staff/', '/leader/'].map((prefix) => ({ prefix, folder: STAFF_APP, singlePage: true as const })) : [],
  })
  await sweepIncoming(now())
  const [daily, rounds] = [modules.flatMap((module) => module.daily ?? []), modules.flatMap((module) => module.rounds ?? [])]
  const background = await startBackground({ database, kernel, jobs, now, log, daily, rounds })
  const address = await server.listen({ host: config.host, port: config.port })
  return { url: address, stop: async () => { await server.close(); await auditor.stop(); await background.stop() } }
}

/** A test may choose the day; the hours then run on from nine in the morning. */
function clockOf({ today }: Config): () => Date {
  if (today === undefined) return () => new Date()
  const shift = startOf(today).getTime() + NINE_O_CLOCK_MILLISECONDS - Date.now()
  return () => new Date(Date.now() + shift)
}

const NINE_O_CLOCK_MILLISECONDS = 9 * 3_600_000

/** Seeding is done once; a demo account that somebody took away stays away. */
async function isUnseeded(database: Database, demo: boolean): Promise<boolean> {
  const [row] = await runSql<{ organisations: number; items: number }>(database,
    'select (select count(*) from people.organisation) as organisations, (select count(*) from catalog.item) as items')
  return row?.organisations === 0 || (demo && row?.items === 0)
}
