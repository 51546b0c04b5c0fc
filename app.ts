/** The only file that knows every module. */
import { inProject } from '#platform/project'
import type { KeyPair } from '#platform/sm'
import { caseRoutes, loadCalendars, withProvisionalYears, type Kernel, type Route } from '#kernel'
import { catalogRoutes } from '#base/catalog'
import { documentRoutes } from '#base/documents'
import { materialRoutes } from '#base/materials'
import { messageRoutes } from '#base/messages'
import { organisationName, peopleRoutes } from '#base/people'
import { ratingRoutes } from '#base/ratings'
import { applications } from '#modules/applications'
import { publicProgressModule } from '#modules/public-progress'

export const modules = [applications, publicProgressModule]

/** Every way in, and who may use it. */
export function routesWith({ signingKey }: { signingKey: KeyPair }): readonly Route[] {
  return [
    ...caseRoutes, ...peopleRoutes, ...catalogRoutes, ...materialRoutes, ...documentRoutes(signingKey), ...messageRoutes, ...ratingRoutes,
    ...modules.flatMap((module) => module.routes ?? []),
  ]
}

export function assembleKernel({ sendJobs }: Pick<Kernel, 'sendJobs'>): Kernel {
  const workflows = modules.flatMap((module) => module.workflows ?? [])
  const types = new Set(workflows.map((workflow) => workflow.caseType))
  return {
    calendar: withProvisionalYears(loadCalendars(inProject('data/calendars'))),
    workflows: new Map([...types].map((type) => [type, workflows.filter((workflow) => workflow.caseType === type)])),
    within: modules.flatMap((module) => module.within ?? []),
    after: modules.flatMap((module) => module.after ?? []),
    projections: modules.flatMap((module) => module.projections ?? []),
    nameOf: organisationName, sendJobs,
  }
}
