/** The ground of all counting: facts, stays and counters that follow the log. See README.md. */
import { defineModule } from '#kernel'
import { figuresProjection } from './projection.ts'

export { conditionOf, type CaseCondition } from './case-conditions.ts'
export { BEHIND_PAGE_SIZE, casesBehind, casesById, countedBy, itemNames, opensToCases, type BehindAsked, type BehindCase } from './cases.ts'
export { excludedRated, type ExcludedAsked, type ExcludedRated } from './excluded.ts'
export type { CaseFact, Kind, Outcome, Turn } from './case-fact.ts'
export { measured, type Asked, type Measured, type MeasuredBy } from './measured.ts'
export { definitionOf, MEASURES, type Measure, type MeasureDefinition } from './measures.ts'
export { figuresProjection } from './projection.ts'
export { rebuildFigures } from './rebuild.ts'
export { recount, type Recount } from './recount.ts'
export { allSources, registerSources, sourceOf, type MeasureSource, type SourceAsked, type SourceRow } from './sources.ts'
export { SharedAnswers, sharedAnswers, type Freshness } from './shared-answers.ts'
export type { Stay } from './stay.ts'
export { COUNTER_SIGN, isWindows, measuredAtWindows, type WindowAsked } from './windows.ts'

export const figures = defineModule({ name: 'figures', measure: '九', projections: [figuresProjection] })
