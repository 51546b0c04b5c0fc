import type { Route } from './route.ts'
import type { AfterReaction, DailyWork, Projection, WithinReaction, Workflow } from './types.ts'

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
}

export const defineModule = (module: Module): Module => module
