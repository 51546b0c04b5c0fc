/** The only file that knows every module. */
import { defineModule, caseRoutes, loadCalendars, withProvisionalYears, type Kernel, type Route } from '#kernel'
import { catalogRoutes } from '#base/catalog'
import { documentRoutes } from '#base/documents'
import { materialRoutes } from '#base/materials'
import { messageRoutes } from '#base/messages'
import { organisationName, peopleRoutes } from '#base/people'
import { ratingRoutes } from '#base/ratings'
import { applications } from '#modules/applications'
import { publicProgressModule } from '#modules/public-progress'

export const modules = [applications, publicProgressModule].map(defineModule)

export const routes: readonly Route[] = [
  ...caseRoutes, ...peopleRoutes, ...catalogRoutes, ...materialRoutes, ...documentRoutes, ...messageRoutes, ...ratingRoutes,
  ...modules.flatMap((module) => module.routes ?? []),
]

/** In the order in which they build on each other. */
export const migrationFolders = [
  'kernel', 'base/people', 'base/catalog', 'base/materials', 'base/messages', 'base/ratings', 'modules/applications', 'modules/public-progress',
].map((folder) => `${folder}/migrations`)

export function assembleKernel({ sendJobs }: Pick<Kernel, 'sendJobs'>): Kernel {
  const workflows = modules.flatMap((module) => module.workflows ?? [])
  const types = new Set(workflows.map((workflow) => workflow.caseType))
  return {
    calendar: withProvisionalYears(loadCalendars('data/calendars')),
    workflows: new Map([...types].map((type) => [type, workflows.filter((workflow) => workflow.caseType === type)])),
    within: modules.flatMap((module) => module.within ?? []),
    after: modules.flatMap((module) => module.after ?? []),
    projections: modules.flatMap((module) => module.projections ?? []),
    nameOf: organisationName, sendJobs,
  }
}
