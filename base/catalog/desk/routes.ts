import type { Route } from '#kernel'
import { itemRoutes } from './item-routes.ts'
import { jointRoutes } from './joint-routes.ts'
import { previewRoutes } from './preview-routes.ts'
import { workbookRoutes } from './workbook-routes.ts'

/** What those who keep the catalogue work with. */
export const catalogDeskRoutes: readonly Route[] = [...itemRoutes, ...jointRoutes, ...previewRoutes, ...workbookRoutes]
