import type { Route } from '#kernel'
import { aboutRoutes } from './about.ts'
import { assetRoutes } from './assets.ts'
import { installingRoutes } from './installing.ts'
import { privacyRoute } from './privacy.ts'
import { themeRoute } from './theme.ts'

/** What belongs to every page and to none. */
export const pageRoutes: readonly Route[] = [...assetRoutes, ...installingRoutes, themeRoute, ...aboutRoutes, privacyRoute]
