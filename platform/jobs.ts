import { PgBoss, type JobResult } from 'pg-boss'
import { CompiledQuery } from 'kysely'
import { inTransaction, openDatabase, runSql, sendSql, type Database, type Tx } from '#platform/database'
import type { Log } from '#platform/log'
import { startLoop } from '#platform/loop'

/** Jobs that run after the transaction which sent them, at least once, with retries. */
export interface JobQueue<Data extends object> {
  /** Part of the transaction: rolled back with it. */
  send: (tx: Tx, jobs: readonly Data[]) => Promise<void>
  /** Does several jobs together, all or none; when that fails, each by itself, so that one bad job holds up no other. */
  work: (handle: (jobs: readonly Data[]) => Promise<void>) => Promise<void>
  stop: () => Promise<void>
}

const QUEUE = 'after'
/** With ever longer pauses, about an hour in all: as long as a bad morning may last. */
const RETRIES_MAX = 20
const RETRY_PAUSE_SECONDS_MAX = 300
const BATCH = 50
const POLL_SECONDS = 0.5
/** The job of a killed process is taken up by another after at most the two together. */
const HEARTBEAT_SECONDS = 10
const MONITOR_SECONDS = 5
const QUERY_MILLISECONDS_MAX = 60_000
const FORWARD_PAUSE_MILLISECONDS = 200

/**
 * The queue in the database itself (pg-boss), so that a step and its jobs commit or vanish together. The step only writes a
 * line into the outbox; moving the lines on to pg-boss, many at a time, costs less than a job of pg-boss in every step.
 */
export async function startJobs<Data extends object>(url: string, log: Log): Promise<JobQueue<Data>> {
  const boss = new PgBoss({ connectionString: impatient(url), max: 4, monitorIntervalSeconds: MONITOR_SECONDS, superviseIntervalSeconds: MONITOR_SECONDS })
  boss.on('error', (error) => log.error({ err: error }, '后台任务队列出错'))
  await boss.start()
  await boss.createQueue(QUEUE, {
    retryLimit: RETRIES_MAX, retryBackoff: true, retryDelay: 1,
    retryDelayMax: RETRY_PAUSE_SECONDS_MAX, expireInSeconds: 60, heartbeatSeconds: HEARTBEAT_SECONDS,
  })
  const database = openDatabase({ url, max: 1 })
  const loops: { stop: () => Promise<void> }[] = []
  return {
    send: async (tx, jobs) => sendSql(tx, 'insert into platform.outbox (data) select value from jsonb_array_elements($1::jsonb)', [JSON.stringify(jobs)]),
    work: async (handle) => {
      loops.push(startLoop({ name: 'outbox', pauseMilliseconds: FORWARD_PAUSE_MILLISECONDS, log }, () => forward(database, boss)))
      const polling = { batchSize: BATCH, pollingIntervalSeconds: POLL_SECONDS, burstWhenBatchFull: true, perJobResults: true } as const
      await boss.work<Data>(QUEUE, polling, (jobs) => attempt(jobs, handle, log))
    },
    stop: async () => {
      await Promise.all([boss.stop({ graceful: true, timeout: 10_000 }), ...loops.map((loop) => loop.stop())])
      await database.destroy()
    },
  }
}

/** A connection that was cut without a word must not hold up the jobs for ever. pg-boss hands this on only as part of the address. */
function impatient(url: string): string {
  const address = new URL(url)
  address.searchParams.set('query_timeout', String(QUERY_MILLISECONDS_MAX))
  return address.href
}

/** At most this many lines go into one transaction. */
const FORWARD_MAX = 500
const TAKE = `
  delete from platform.outbox where id in (select id from platform.outbox order by id limit ${FORWARD_MAX} for update skip locked) returning data`

/** Moves what has been sent on to pg-boss, in one transaction: each line exactly once, whatever the number of processes. */
async function forward(database: Database, boss: PgBoss): Promise<boolean> {
  return inTransaction(database, async (tx) => {
    const lines = await runSql<{ data: object }>(tx, TAKE)
    if (lines.length > 0) await boss.insert(QUEUE, lines, { db: executorOf(tx) })
    return lines.length === FORWARD_MAX
  })
}

interface Sent<Data> { id: string; data: Data }

async function attempt<Data extends object>(jobs: readonly Sent<Data>[], handle: (jobs: readonly Data[]) => Promise<void>, log: Log): Promise<JobResult[]> {
  try {
    await handle(jobs.map(({ data }) => data))
    return jobs.map(({ id }) => ({ id, status: 'completed' }))
  } catch (error) {
    const [only, ...others] = jobs
    if (only && others.length === 0) return [failed(only, error, log)]
    const results: JobResult[] = []
    for (const job of jobs) results.push(...await attempt([job], handle, log))
    return results
  }
}

/** It comes again later, a limited number of times. */
function failed({ id, data }: Sent<object>, error: unknown, log: Log): JobResult {
  log.warn({ err: error, job: data }, '后台任务没有办成，稍后再试')
  return { id, status: 'failed', output: { message: String(error) } }
}

/** pg-boss writes through the connection of the transaction. */
function executorOf(tx: Tx) {
  return {
    executeSql: async (text: string, values: unknown[] = []) => {
      const { rows } = await tx.executeQuery(CompiledQuery.raw(text, values))
      return { rows }
    },
  }
}
