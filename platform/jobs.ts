import { PgBoss, type Job, type JobResult } from 'pg-boss'
import { CompiledQuery } from 'kysely'
import type { Tx } from '#platform/database'
import type { Log } from '#platform/log'

/** Jobs that run after the transaction which sent them, at least once, with retries. */
export interface JobQueue<Data extends object> {
  /** Part of the transaction: rolled back with it. */
  send: (tx: Tx, jobs: readonly Data[]) => Promise<void>
  work: (handle: (data: Data) => Promise<void>) => Promise<void>
  stop: () => Promise<void>
}

const QUEUE = 'after'
/** With ever longer pauses, about an hour in all: as long as a bad morning may last. */
const RETRIES_MAX = 20
const RETRY_PAUSE_SECONDS_MAX = 300
const BATCH = 20
const POLL_SECONDS = 0.5
/** The job of a killed process is taken up by another after at most the two together. */
const HEARTBEAT_SECONDS = 10
const MONITOR_SECONDS = 5

/** The queue in the database itself (pg-boss), so that a step and its jobs commit or vanish together. */
export async function startJobs<Data extends object>(url: string, log: Log): Promise<JobQueue<Data>> {
  const boss = new PgBoss({ connectionString: url, max: 4, monitorIntervalSeconds: MONITOR_SECONDS, superviseIntervalSeconds: MONITOR_SECONDS })
  boss.on('error', (error) => log.error({ err: error }, '后台任务队列出错'))
  await boss.start()
  await boss.createQueue(QUEUE, {
    retryLimit: RETRIES_MAX, retryBackoff: true, retryDelay: 1, retryDelayMax: RETRY_PAUSE_SECONDS_MAX, expireInSeconds: 60, heartbeatSeconds: HEARTBEAT_SECONDS,
  })
  return {
    send: async (tx, jobs) => {
      await boss.insert(QUEUE, jobs.map((data) => ({ data })), { db: executorOf(tx) })
    },
    work: async (handle) => {
      // Each job by itself: one that cannot be done must not fail those that were fetched with it.
      await boss.work(QUEUE, { batchSize: BATCH, pollingIntervalSeconds: POLL_SECONDS, perJobResults: true }, async (jobs: Job<Data>[]) => {
        const results: JobResult[] = []
        for (const job of jobs) results.push(await resultOf(job, handle, log))
        return results
      })
    },
    stop: () => boss.stop({ graceful: true, timeout: 10_000 }),
  }
}

/** A failed job comes again, ever later; what was wrong is in the log. */
async function resultOf<Data>({ id, data }: Job<Data>, handle: (data: Data) => Promise<void>, log: Log): Promise<JobResult> {
  try {
    await handle(data)
    return { id, status: 'completed' }
  } catch (error) {
    log.error({ err: error, job: data }, '后台任务失败，稍后重试')
    return { id, status: 'failed' }
  }
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
