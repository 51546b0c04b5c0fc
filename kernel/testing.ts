import { dayAt, startOf, type Day } from '#platform/day'
import type { Database } from '#platform/database'
import { SYSTEM, type Actor, type Role } from './actor.ts'
import type { Call, Job, Kernel } from './types.ts'
import type { Case } from './case.ts'
import { findCase } from './find-case.ts'
import { advanceAll } from './projections.ts'
import { runJob } from './reactions.ts'
import { takeStep, type StepOptions } from './take-step.ts'
import { fireTimers } from './timers.ts'

const OFFICE_HOUR_MILLISECONDS = 9 * 3_600_000

/** A district in miniature: people who act, each in a transaction of their own, on a day the test chooses. */
export class World {
  readonly database: Database
  readonly kernel: Kernel
  readonly jobs: Job[] = []
  now: Date

  constructor(database: Database, kernel: Kernel, today: Day) {
    this.database = database
    this.kernel = { ...kernel, sendJobs: async (_tx, jobs) => void this.jobs.push(...jobs) }
    this.now = atNine(today)
  }

  get today(): Day { return dayAt(this.now) }
  set today(day: Day) { this.now = atNine(day) }

  as<Result>(actor: Actor, work: (call: Call) => Promise<Result>): Promise<Result> {
    const { kernel, now, today } = this
    return this.database.transaction().execute((tx) => work({ kernel, tx, actor, now, today }))
  }

  step(actor: Actor, caseId: string, name: string, options?: StepOptions): Promise<Case> {
    return this.as(actor, (call) => takeStep(call, caseId, name, options))
  }

  /** Time passes: timers fire, jobs run, projections catch up. */
  async settle(): Promise<void> {
    while ((await fireTimers(this.database, this.kernel, this)) > 0);
    for (let job = this.jobs.shift(); job; job = this.jobs.shift()) await this.run(job)
    await advanceAll(this.database, this.kernel)
  }

  async caseNow(caseId: string): Promise<Case> {
    const found = await this.as(SYSTEM, (call) => findCase(call.tx, caseId))
    if (!found) throw new Error(`no case ${caseId}`)
    return found
  }

  private run(job: Job): Promise<void> {
    return this.database.transaction().execute((tx) => runJob(this.kernel, tx, job, this))
  }
}

/** Somebody of the demo district, for tests. */
export function person(id: string, roles: readonly Role[], organisation: string | null = null): Actor {
  return { id, name: id, roles, organisation, party: null }
}

function atNine(day: Day): Date {
  return new Date(startOf(day).getTime() + OFFICE_HOUR_MILLISECONDS)
}
