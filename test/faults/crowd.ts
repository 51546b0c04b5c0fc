import assert from 'node:assert/strict'
import { LoadClient, type Load, type Told } from './load-client.ts'
import type { Person } from './person.ts'
import { eventually } from './place.ts'

/** Many at work at once, until told to stop or until one of them fails. */
export class Crowd {
  readonly clients: readonly LoadClient[]
  acknowledged = 0
  isOver = false
  private readonly working: Promise<unknown>

  constructor(name: string, count: number, load: Omit<Load, 'acknowledged'>) {
    const counted = { ...load, acknowledged: () => void (this.acknowledged += 1) }
    this.clients = Array.from({ length: count }, (_, index) => new LoadClient(`${name}-${index}`, counted))
    this.working = Promise.all(this.clients.map((client) => client.live(() => this.isOver))).finally(() => {
      this.isOver = true
    })
    this.working.catch(() => undefined) // told by stop
  }

  /** Waits until so many more commands have been acknowledged. */
  async more(commands: number): Promise<void> {
    const enough = this.acknowledged + commands
    await eventually(() => this.acknowledged >= enough || this.isOver)
  }

  /** Rejects when one of them failed. */
  async stop(): Promise<void> {
    this.isOver = true
    await this.working
  }

  get told(): Told[] {
    return this.clients.flatMap((client) => client.told)
  }
}

/** Every acknowledged step stands in the log, once and in its place, and nothing else does. */
export async function assertDoneAsTold(told: readonly Told[], applicant: Person): Promise<void> {
  for (const { caseId, steps } of told) {
    const events = await applicant.get<{ seq: number; step: string }[]>(`/api/cases/${caseId}/events`)
    assert.deepEqual(events.map(({ seq, step }) => ({ step, version: seq })), steps)
  }
}
