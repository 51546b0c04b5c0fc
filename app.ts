/** The only file that knows every module. */
import { inProject } from '#platform/project'
import type { KeyPair } from '#platform/sm'
import { caseRoutes, loadCalendars, withProvisionalYears, type Kernel, type Route } from '#kernel'
import { catalogRoutes } from '#base/catalog'
import { catalogPages } from '#base/catalog/web'
import { documentRoutes } from '#base/documents'
import { materialRoutes } from '#base/materials'
import { messageRoutes } from '#base/messages'
import { messagePages } from '#base/messages/web'
import { pageRoutes } from '#base/pages'
import { organisationName, peopleRoutes } from '#base/people'
import { peoplePages } from '#base/people/web'
import { ratingRoutes } from '#base/ratings'
import { applications } from '#modules/applications'
import { applicationPages } from '#modules/applications/web/citizen'
import { publicProgressModule } from '#modules/public-progress'
import { publicPages } from '#modules/public-progress/web/citizen'

export const modules = [applications, publicProgressModule]

/** Every way in, and who may use it. */
export function routesWith({ signingKey }: { signingKey: KeyPair }): readonly Route[] {
  return [
    ...caseRoutes, ...peopleRoutes, ...catalogRoutes, ...materialRoutes, ...documentRoutes(signingKey), ...messageRoutes, ...ratingRoutes,
    ...modules.flatMap((module) => module.routes ?? []), ...citizenPages,
  ]
}

/** What a citizen sees; the programs' interface above does the same without pages. */
const citizenPages: readonly Route[] = [...pageRoutes, ...catalogPages, ...peoplePages, ...messagePages, ...applicationPages, ...publicPages]

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
