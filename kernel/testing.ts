import { dayAt, startOf, type Day } from '#platform/day'
import { inTransaction, runSql, type Database } from '#platform/database'
import { SYSTEM, type Actor, type Role } from './actor.ts'
import type { Call, Job, Kernel } from './types.ts'
import type { Case } from './case.ts'
import { findCase } from './find-case.ts'
import { advanceAll } from './projections.ts'
import { runJob } from './reactions.ts'
import { takeStep, type StepOptions } from './take-step.ts'
import { fireTimers } from './timers.ts'

const OFFICE_HOUR_MILLISECONDS = 9 * 3_600_000
/** Some ten seconds. */
const ROUNDS_MAX = 10_000

/** A district in miniature: people who act, each in a transaction of their own, on a day the test chooses. */
export class World {
  readonly database: Database
  readonly kernel: Kernel
  readonly jobs: Job[] = []
  now: Date

  constructor(database: Database, kernel: Kernel, today: Day) {
    this.database = database
    this.kernel = kernel
    this.now = atNine(today)
  }

  get today(): Day { return dayAt(this.now) }
  set today(day: Day) { this.now = atNine(day) }

  /** Jobs count once the transaction that sent them has committed, as with the real queue. */
  async as<Result>(actor: Actor, work: (call: Call) => Promise<Result>): Promise<Result> {
    const sent: Job[] = []
    const { now, today } = this
    await this.kernel.vault.prepare(this.database)
    const result = await inTransaction(this.database, (tx) => work({ kernel: this.sendingTo(sent), tx, actor, now, today }))
    this.jobs.push(...sent)
    return result
  }

  step(actor: Actor, caseId: string, name: string, options?: StepOptions): Promise<Case> {
    return this.as(actor, (call) => takeStep(call, caseId, name, options))
  }

  /** Time passes: timers fire, jobs run, projections catch up. */
  async settle(): Promise<void> {
    await fireTimers(this.database, this.sendingTo(this.jobs), this)
    for (let job = this.jobs.shift(); job; job = this.jobs.shift()) await this.run(job)
    await this.follow()
  }

  /**
   * Projections to the end of the log. They wait for every transaction of the whole server that is older than an event,
   * and other tests have some open.
   */
  async follow(): Promise<void> {
    for (let rounds = 0; rounds < ROUNDS_MAX; rounds += 1) {
      await advanceAll(this.database, this.kernel)
      if (!(await this.isBehind())) return
    }
    throw new Error('a transaction stays open and holds the projections up')
  }

  async caseNow(caseId: string): Promise<Case> {
    const found = await this.as(SYSTEM, (call) => findCase(call.tx, caseId))
    if (!found) throw new Error(`no case ${caseId}`)
    return found
  }

  private sendingTo(jobs: Job[]): Kernel {
    return { ...this.kernel, sendJobs: async (_tx, sent) => void jobs.push(...sent) }
  }

  private run(job: Job): Promise<void> {
    return inTransaction(this.database, (tx) => runJob(this.sendingTo(this.jobs), tx, job, this))
  }

  private async isBehind(): Promise<boolean> {
    const names = this.kernel.projections.map(({ name }) => name)
    const [row] = await runSql<{ behind: boolean }>(this.database, `
      select exists (select 1 from kernel.checkpoint c, kernel.event e where c.projection = any($1) and (e.xid, e.position) > (c.xid, c.position)) as behind`,
    [names])
    return row?.behind === true
  }
}

/** Somebody of the demo district, for tests. */
export function person(id: string, roles: readonly Role[], organisation: string | null = null): Actor {
  return { id, name: id, roles, organisation, party: null }
}

function atNine(day: Day): Date {
  return new Date(startOf(day).getTime() + OFFICE_HOUR_MILLISECONDS)
}
