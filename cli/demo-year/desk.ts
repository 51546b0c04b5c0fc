import type { Actor } from '#kernel'
import type { Agenda } from './agenda.ts'
import type { OfficeTime } from './office-time.ts'

/** Work brought to a desk: how long it takes a clerk, and who waits for it. */
export interface Work {
  /** Office minutes, as they are when a clerk begins. */
  minutes: () => number
  /** Told when the work is done, and by whom. */
  done: (clerk: Actor) => void
  /** A clerk has begun, or nobody waits for it any more. */
  isTaken: boolean
}

/** Clerks of one kind with one queue: who has waited longest is next, and who is idle takes it. */
export class Desk {
  readonly #ground: { agenda: Agenda; time: OfficeTime }
  readonly #idle: Actor[]
  readonly #waiting: Work[] = []
  #next = 0

  constructor(ground: { agenda: Agenda; time: OfficeTime }, clerks: readonly Actor[]) {
    this.#ground = ground
    this.#idle = [...clerks]
  }

  bring(work: Work): void {
    this.#waiting.push(work)
    this.#serve()
  }

  #serve(): void {
    while (this.#idle.length > 0 && this.#next < this.#waiting.length) {
      const work = this.#take()
      const clerk = work && this.#idle.shift()
      if (work && clerk) this.#begin(work, clerk)
    }
  }

  #take(): Work | undefined {
    const work = this.#waiting[this.#next]
    this.#next += 1
    if (this.#next > TIDY_AFTER) { this.#waiting.splice(0, this.#next); this.#next = 0 }
    return work?.isTaken ? undefined : work
  }

  #begin(work: Work, clerk: Actor): void {
    const { agenda, time } = this.#ground
    work.isTaken = true
    agenda.put(time.instantOf(time.minuteAt(agenda.now) + work.minutes()), () => {
      this.#idle.push(clerk)
      work.done(clerk)
      this.#serve()
    })
  }
}

/** The queue is an array whose head wanders. */
const TIDY_AFTER = 1000
