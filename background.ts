import { dayAt } from '#platform/day'
import { inTransaction, type Database } from '#platform/database'
import { startJobs } from '#platform/jobs'
import type { Log } from '#platform/log'
import { startLoop } from '#platform/loop'
import { advanceProjection, fireTimers, runJobs, SYSTEM, type DailyWork, type Job, type Kernel, type Round } from '#kernel'
import { linkEntries } from '#base/audit'

const TIMER_PAUSE_MILLISECONDS = 1_000
const PROJECTION_PAUSE_MILLISECONDS = 300
const AUDIT_PAUSE_MILLISECONDS = 1_000
/** So that a new data key is known here before anybody uses it. */
const KEYS_PAUSE_MILLISECONDS = 2_000

/** Not at midnight itself: what was begun before it may still be on its way to the log. */
const DAILY_PAUSE_MILLISECONDS = 60_000
const AFTER_MIDNIGHT_MILLISECONDS = 5 * 60_000

export interface Background { stop: () => Promise<void> }
interface Ground {
  database: Database
  kernel: Kernel
  jobs: Awaited<ReturnType<typeof startJobs<Job>>>
  now: () => Date
  log: Log
  daily: readonly DailyWork[]
  rounds: readonly Round[]
}

/** Everything that goes on without a request: timers, reactions after a step, projections. Any process does all of it. */
export async function startBackground({ database, kernel, jobs, now, log, daily, rounds }: Ground): Promise<Background> {
  const moment = () => { const instant = now(); return { now: instant, today: dayAt(instant) } }
  await jobs.work((batch) => inTransaction(database, (tx) => runJobs(kernel, tx, batch, moment())))
  const loops = [
    startLoop({ name: 'timers', pauseMilliseconds: TIMER_PAUSE_MILLISECONDS, log }, async () => (await fireTimers(database, kernel, moment())) > 0),
    ...kernel.projections.map((projection) => startLoop(
      { name: projection.name, pauseMilliseconds: PROJECTION_PAUSE_MILLISECONDS, log },
      async () => (await advanceProjection(database, projection, kernel)) > 0,
    )),
    ...rounds.map(({ name, pauseMilliseconds, run }) => startLoop({ name, pauseMilliseconds, log }, () => run({ database, kernel, ...moment() }))),
    startLoop({ name: 'keys', pauseMilliseconds: KEYS_PAUSE_MILLISECONDS, log }, async () => { await kernel.vault.prepare(database); return false }),
    startLoop({ name: 'audit', pauseMilliseconds: AUDIT_PAUSE_MILLISECONDS, log }, async () => (await linkEntries(database)) > 0),
    // Each by itself: one that fails must not keep the others from their day.
    ...daily.map(({ name, run }) => startLoop({ name, pauseMilliseconds: DAILY_PAUSE_MILLISECONDS, log }, async () => {
      const instant = new Date(now().getTime() - AFTER_MIDNIGHT_MILLISECONDS)
      await inTransaction(database, (tx) => run({ kernel, tx, actor: SYSTEM, now: instant, today: dayAt(instant) }))
      return false
    })),
  ]
  return { stop: async () => { await Promise.all([...loops.map((loop) => loop.stop()), jobs.stop()]) } }
}
