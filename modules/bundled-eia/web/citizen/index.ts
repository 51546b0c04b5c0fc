/** Bundling as citizens' pages: what it is, the check for oneself, the filing, the confirmation of each unit, notice and approval. */
import type { Route } from '#kernel'
import { draftRoutes } from './draft-routes.ts'
import { ownRoutes } from './own-routes.ts'
import { publicRoutes } from './public-routes.ts'

export const bundledEiaPages: readonly Route[] = [...publicRoutes, ...draftRoutes, ...ownRoutes]
