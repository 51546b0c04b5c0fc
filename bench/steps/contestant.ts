import type { Sample } from '../figures.ts'

/** One way to take steps. The contestants take turns in short rounds, so that a slow moment of the machine hits all of them. */
export interface Contestant {
  name: string
  /** Before a round and not measured: sees to it that so many cases are waiting. */
  prepare: (cases: number) => Promise<void>
  run: (milliseconds: number) => Promise<Sample>
  stop: () => Promise<void>
}
