import { setTimeout as pause } from 'node:timers/promises'
import { dayAt } from '#platform/day'
import { inTransaction, runSql } from '#platform/database'
import { startJobs } from '#platform/jobs'
import { createLog } from '#platform/log'
import { runJobs, type Job } from '#kernel'
import { ask, fine, healing, wrong, type Check, type Finding, type Ground } from './check.ts'

const outbox: Check<Ground> = {
  id: 'outbox',
  look: async (ground) => {
    const { count } = await ask<{ count: number }>(ground, 'select count(*) as count from platform.outbox')
    return count <= ground.limits['jobs-waiting'] ? fine(`待转出的后台任务 ${count} 个`)
      : wrong(`有 ${count} 个后台任务没有转出：通知等会迟到。服务在运行吗？`, healing('outbox'))
  },
  mend: drain,
}

/** The tables of pg-boss are made by the first server that starts. */
async function onJobs(ground: Ground, condition: string, judge: (count: number) => Finding): Promise<Finding> {
  const { there } = await ask<{ there: boolean }>(ground, "select to_regclass('pgboss.job') is not null as there")
  if (!there) return fine('还没有启动过服务，没有后台任务')
  const { count } = await ask<{ count: number }>(ground, `select count(*) as count from pgboss.job where ${condition}`)
  return judge(count)
}

const waiting: Check<Ground> = {
  id: 'jobs-waiting',
  look: (ground) => onJobs(ground, "state in ('created', 'retry') and start_after <= now()", (count) =>
    count <= ground.limits['jobs-waiting'] ? fine(`等着办的后台任务 ${count} 个`)
      : wrong(`有 ${count} 个后台任务等着办：通知等会迟到。服务在运行吗？`, healing('jobs-waiting'))),
  mend: drain,
}

const STUCK = (seconds: number): string => `state = 'active' and started_on < now() - ${seconds} * interval '1 second'`

const stuck: Check<Ground> = {
  id: 'jobs-stuck',
  look: (ground) => onJobs(ground, STUCK(ground.limits['job-running-seconds']), (count) => count === 0 ? fine('没有卡住的后台任务')
    : wrong(`有 ${count} 个后台任务超过 ${ground.limits['job-running-seconds']} 秒没有办完，办它的进程可能已经不在`, healing('jobs-stuck'))),
  mend: async (ground) => {
    await again(ground, STUCK(ground.limits['job-running-seconds']))
    await drain(ground)
  },
}

const FAILED = "state = 'failed'"

const failed: Check<Ground> = {
  id: 'jobs-failed',
  look: (ground) => onJobs(ground, FAILED, (count) => count === 0 ? fine('没有办不成的后台任务')
    : wrong(`有 ${count} 个后台任务重试多次仍办不成（原因在日志和 pgboss.job 的 output 里）。改好原因后重办`, healing('jobs-failed'))),
  mend: async (ground) => {
    await again(ground, FAILED)
    await drain(ground)
  },
}

async function again({ database }: Ground, condition: string): Promise<void> {
  await runSql(database, `update pgboss.job set state = 'retry', retry_count = 0, started_on = null, completed_on = null, heartbeat_on = null, start_after = now()
    where ${condition}`)
}

const DRAIN_MILLISECONDS_MAX = 120_000
const POLL_MILLISECONDS = 100

/** Does what the server does in the background until nothing waits; beside a running server they share the work. */
async function drain(ground: Ground): Promise<void> {
  const { database, kernel, url } = ground
  const jobs = await startJobs<Job>(url, createLog('silent'))
  try {
    await jobs.work((batch) => inTransaction(database, (tx) => {
      const now = new Date()
      return runJobs(kernel, tx, batch, { now, today: dayAt(now) })
    }))
    const deadline = performance.now() + DRAIN_MILLISECONDS_MAX
    while (await isWaiting(ground) && performance.now() < deadline) await pause(POLL_MILLISECONDS)
  } finally {
    await jobs.stop()
  }
}

async function isWaiting(ground: Ground): Promise<boolean> {
  const { waits } = await ask<{ waits: boolean }>(ground, `select exists (select from platform.outbox)
    or exists (select from pgboss.job where state in ('created', 'retry', 'active') and name = 'after' and start_after <= now()) as waits`)
  return waits
}

export const jobChecks: readonly Check<Ground>[] = [outbox, waiting, stuck, failed]
