import type { Database } from '#platform/database'
import type { Route } from './route.ts'
import type { AfterReaction, Call, DailyWork, Kernel, Projection, WithinReaction, Workflow } from './types.ts'

/** Work that comes round again and again in every process; opens its own transactions and shares the work by locks. */
export interface Round {
  name: string
  pauseMilliseconds: number
  /** Whether there is more to do at once. */
  run: (ground: { database: Database; kernel: Kernel } & Pick<Call, 'now' | 'today'>) => Promise<boolean>
}

/** Everything a module adds to the platform; app.ts collects these. */
export interface Module {
  name: string
  /** The measures of the notice it serves. */
  measure: string
  /** All versions that running cases may still have, oldest first. */
  workflows?: readonly Workflow[]
  routes?: readonly Route[]
  within?: readonly WithinReaction[]
  after?: readonly AfterReaction[]
  projections?: readonly Projection[]
  daily?: readonly DailyWork[]
  rounds?: readonly Round[]
}

export const defineModule = (module: Module): Module => module
