/** 多证联办 for the enterprise: compare before choosing, change how it is handled, see a whole project. */
import { choiceRoutes } from './choice-routes.ts'
import { planRoutes } from './plan-routes.ts'
import { projectRoutes } from './project-routes.ts'

export const jointPermitPages = [...planRoutes, ...projectRoutes, ...choiceRoutes]
