import { PgBoss } from 'pg-boss'
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
const RETRIES_MAX = 10
const BATCH = 20
const POLL_SECONDS = 0.5
/** How soon the job of a killed process is taken up by another. */
const MONITOR_SECONDS = 5

/** The queue in the database itself (pg-boss), so that a step and its jobs commit or vanish together. */
export async function startJobs<Data extends object>(url: string, log: Log): Promise<JobQueue<Data>> {
  const boss = new PgBoss({ connectionString: url, max: 4, monitorIntervalSeconds: MONITOR_SECONDS })
  boss.on('error', (error) => log.error({ err: error }, '后台任务队列出错'))
  await boss.start()
  await boss.createQueue(QUEUE, { retryLimit: RETRIES_MAX, retryBackoff: true, retryDelay: 1, expireInSeconds: 60 })
  return {
    send: async (tx, jobs) => {
      await boss.insert(QUEUE, jobs.map((data) => ({ data })), { db: executorOf(tx) })
    },
    work: async (handle) => {
      await boss.work<Data>(QUEUE, { batchSize: BATCH, pollingIntervalSeconds: POLL_SECONDS, perJobResults: false }, async (jobs) => {
        for (const job of jobs) await handle(job.data)
      })
    },
    stop: () => boss.stop({ graceful: true, timeout: 10_000 }),
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
