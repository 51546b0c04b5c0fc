import type { Chance } from './chance.ts'

/** The process died: before the commit nothing has happened, after it everything has, but nobody was told. */
export class Crash extends Error {
  readonly committed: boolean
  constructor(committed: boolean) {
    super('process died')
    this.committed = committed
  }
}

const BEFORE = 0.02
const AFTER = 0.02

/** Decides beforehand whether this transaction meets a crash, so that the stream of chance does not depend on timing. */
export function crashing(chance: Chance): { beforeCommit: () => void; afterCommit: () => void } {
  const [before, after] = [chance.happens(BEFORE), chance.happens(AFTER)]
  return {
    beforeCommit: () => { if (before) throw new Crash(false) },
    afterCommit: () => { if (after) throw new Crash(true) },
  }
}
