import type { Learnt } from '../model/learn.ts'

/** Everything one run needs: who comes when, and under which rules. */
export interface Plan {
  learnt: Learnt
  seed: number
  comers: Comers
  /** People at each station. */
  staff: Int32Array
  /** By class: the promised limit instead of the one the case came with; -1 leaves it. */
  limits: Int16Array
  /** By class: how much of the department's time a case takes. */
  pace: Float64Array
  routes: readonly RouteShare[]
  /** What is measured of the stations is measured in here. */
  from: number
  until: number
  /** Cases that end later are left out of what they took, as the log it is held against does not know their end either. */
  countedUntil?: number
}

/** Cases that come in, or are there already, in the order of their coming. */
export interface Comers {
  count: number
  /** When the run begins with them. */
  at: Float64Array
  openedAt: Float64Array
  kind: Int32Array
  limitWorkingDays: Int16Array
  /** Case of the history whose beginning is its own; -1 for one that has none yet. */
  past: Int32Array
  /** Its last visit before the run; -1 where it had none. */
  lastVisit: Int32Array
  /** Whom it goes with; itself when it goes alone. */
  leader: Int32Array
  /** 0 alone, 1 as one matter with its leader (bundle), 2 beside it in lanes of their own (together). */
  manner: Uint8Array
}

export const MANNERS = { alone: 0, bundled: 1, together: 2 } as const

/** So many of the cases take this step on their way. */
export interface RouteShare { step: number; share: number; kinds: ReadonlySet<number>; shareNow: number }

export function comers(count: number): Comers {
  const leader = new Int32Array(count)
  for (let place = 0; place < count; place += 1) leader[place] = place
  return {
    count, at: new Float64Array(count), openedAt: new Float64Array(count), kind: new Int32Array(count), limitWorkingDays: new Int16Array(count).fill(-1),
    past: new Int32Array(count).fill(-1), lastVisit: new Int32Array(count).fill(-1), leader, manner: new Uint8Array(count),
  }
}
