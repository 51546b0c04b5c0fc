import { dayAt } from '#platform/day'
import type { Database } from '#platform/database'
import { startJobs } from '#platform/jobs'
import type { Log } from '#platform/log'
import { startLoop } from '#platform/loop'
import { advanceProjection, fireTimers, runJob, type Job, type Kernel } from '#kernel'

const TIMER_PAUSE_MILLISECONDS = 1_000
const PROJECTION_PAUSE_MILLISECONDS = 300

export interface Background { stop: () => Promise<void> }
interface Ground { database: Database; kernel: Kernel; jobs: Awaited<ReturnType<typeof startJobs<Job>>>; now: () => Date; log: Log }

/** Everything that goes on without a request: timers, reactions after a step, projections. Any process does all of it. */
export async function startBackground({ database, kernel, jobs, now, log }: Ground): Promise<Background> {
  const moment = () => { const instant = now(); return { now: instant, today: dayAt(instant) } }
  await jobs.work((job) => database.transaction().execute((tx) => runJob(kernel, tx, job, moment())))
  const loops = [
    startLoop({ name: 'timers', pauseMilliseconds: TIMER_PAUSE_MILLISECONDS, log }, async () => (await fireTimers(database, kernel, moment())) > 0),
    ...kernel.projections.map((projection) => startLoop(
      { name: projection.name, pauseMilliseconds: PROJECTION_PAUSE_MILLISECONDS, log },
      async () => (await advanceProjection(database, projection, kernel)) > 0,
    )),
  ]
  return { stop: async () => { await Promise.all([...loops.map((loop) => loop.stop()), jobs.stop()]) } }
}
