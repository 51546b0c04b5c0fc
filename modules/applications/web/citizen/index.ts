/** The applicant's pages: apply, hand in, file, follow, correct, withdraw, rate. */
import type { Route } from '#kernel'
import { applyRoutes } from './apply-routes.ts'
import { caseRoutes } from './case-routes.ts'
import { closingRoutes } from './closing-routes.ts'
import { filingRoutes } from './filing-routes.ts'
import { formPreviewRoute } from './form-preview.ts'
import { materialRoutes } from './material-routes.ts'
import { promisedRoutes } from './promised-routes.ts'
import { supplementRoutes } from './supplement-routes.ts'

export const applicationPages: readonly Route[] = [
  ...applyRoutes, ...materialRoutes, ...filingRoutes, ...caseRoutes, ...supplementRoutes, ...promisedRoutes, ...closingRoutes, formPreviewRoute,
]
