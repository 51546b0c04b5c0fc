import { defineModule } from '#kernel'
import { runRoutes } from './runs/routes.ts'
import { workOffRuns } from './runs/work-off.ts'

export type { Change } from './change/change.ts'
export { readChange } from './change/change-file.ts'
export { compare, predictedDays, type Compared, type Comparison, type StationCompared } from './compare.ts'
export type { Span } from './engine/arrivals.ts'
export type { Band } from './engine/bands.ts'
export { quantile } from './engine/figures.ts'
export { daysOf } from './engine/halves.ts'
export { historyOfLog } from './foreign-log.ts'
export { learn, type Learnt } from './model/learn.ts'
export type { History } from './model/history.ts'
export { monthsBefore } from './runs/asked.ts'
export { CHINA_OFFSET, historyFromLog, workingDaysIn } from './own-log.ts'
export { DRIFT_MAX, ERROR_MAX, validate, type Prediction, type Validation, type Verdict } from './validate.ts'

export const whatIf = defineModule({ name: 'what-if', measure: '九', routes: runRoutes, rounds: [workOffRuns] })
