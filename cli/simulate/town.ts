import { addCalendarDays, dayAt, startOf, type Day } from '#platform/day'
import { asRefusal, inTransaction, type Database } from '#platform/database'
import { advanceProjection, findCase, fireTimers, runJob, takeStep, type Actor, type Call, type Case, type Job, type Kernel } from '#kernel'
import type { Chance } from './chance.ts'
import { Crash, crashing } from './crash.ts'

const NINE_MILLISECONDS = 9 * 3_600_000

/** A step somebody sends; `chance` decides what befalls it on the way. */
export interface Command { chance: Chance; name: string; data: Record<string, unknown>; expectedVersion?: number }

/** A district on a virtual clock, served by several processes that may die at any moment. */
export class Town {
  readonly database: Database
  readonly chance: Chance
  readonly counts = { steps: 0, refused: 0, crashes: 0, repeated: 0, timers: 0, jobs: 0, registered: 0, atOnce: 0 }
  /** What was refused, in the words of the refusal. */
  readonly refusals = new Map<string, number>()
  /** Steps that were acknowledged to somebody: case → steps in order. */
  readonly acknowledged = new Map<string, string[]>()
  private readonly kernel: Kernel
  private readonly jobs: Job[] = []
  private key = 0
  today: Day

  constructor(database: Database, kernel: Kernel, { chance, today }: { chance: Chance; today: Day }) {
    this.database = database
    this.chance = chance
    this.today = today
    this.kernel = kernel
  }

  get now(): Date { return new Date(startOf(this.today).getTime() + NINE_MILLISECONDS) }

  /** One command of one actor, in a transaction that may be cut off in the middle, or whose answer may never arrive. */
  async attempt<Result>(actor: Actor, chance: Chance, work: (call: Call) => Promise<Result>): Promise<Result> {
    const sent: Job[] = []
    const crash = crashing(chance)
    const kernel = { ...this.kernel, sendJobs: async (_tx: unknown, jobs: readonly Job[]) => void sent.push(...jobs) }
    const result = await inTransaction(this.database, async (tx) => {
      const done = await work({ kernel, tx, actor, now: this.now, today: this.today })
      await crash.midway(tx)
      return done
    })
    this.jobs.push(...sent)
    crash.afterCommit()
    return result
  }

  async step(actor: Actor, caseId: string, { chance, name, data, expectedVersion }: Command): Promise<Case> {
    const found = await this.insist(actor, chance, (call, idempotencyKey) => takeStep(call, caseId, name, { data, idempotencyKey, expectedVersion }))
    this.acknowledge(caseId, name)
    return found
  }

  /** As a person with a browser does: when no answer comes, the same request is sent again with the same key. */
  async insist<Result>(actor: Actor, chance: Chance, work: (call: Call, key: string) => Promise<Result>): Promise<Result> {
    const key = `sim-${(this.key += 1)}`
    for (let attempts = 1; ; attempts += 1) {
      try {
        return await this.attempt(actor, chance, (call) => work(call, key))
      } catch (error) {
        // A machine that is too busy keeps people waiting; it breaks nothing.
        const isOutage = asRefusal(error)?.code === 'unavailable'
        if (!(error instanceof Crash || isOutage) || attempts >= ATTEMPTS_MAX) throw error
        if (error instanceof Crash) this.countCrash(error)
      }
    }
  }

  countCrash({ committed }: Crash): void {
    this.counts.crashes += 1
    if (committed) this.counts.repeated += 1
  }

  acknowledge(caseId: string, name: string): void {
    this.counts.steps += 1
    this.acknowledged.set(caseId, [...(this.acknowledged.get(caseId) ?? []), name])
  }

  caseNow(caseId: string): Promise<Case | undefined> {
    return findCase(this.database, caseId)
  }

  /** The night: the day changes, two processes race for the timers, jobs run (some twice), projections follow. */
  async night(): Promise<void> {
    this.today = addCalendarDays(this.today, 1)
    const moment = { now: this.now, today: dayAt(this.now) }
    const kernel = { ...this.kernel, sendJobs: async (_tx: unknown, jobs: readonly Job[]) => void this.jobs.push(...jobs) }
    for (let fired = 1; fired > 0;) {
      const rounds = await Promise.all([fireTimers(this.database, kernel, moment), fireTimers(this.database, kernel, moment)])
      fired = rounds[0] + rounds[1]
      this.counts.timers += fired
    }
    await this.runJobs(kernel)
    for (const projection of kernel.projections) while ((await advanceProjection(this.database, projection, kernel)) > 0);
  }

  private async runJobs(kernel: Kernel): Promise<void> {
    const waiting = this.jobs.splice(0)
    const due = [...waiting, ...waiting.filter(() => this.chance.happens(0.1))]
    for (let from = 0; from < due.length; from += JOBS_TOGETHER) {
      const together = due.slice(from, from + JOBS_TOGETHER)
      this.counts.jobs += together.length
      await inTransaction(this.database, async (tx) => { for (const job of together) await runJob(kernel, tx, job, this) })
    }
  }
}

const ATTEMPTS_MAX = 20
/** As the queue of the server does. */
const JOBS_TOGETHER = 50
