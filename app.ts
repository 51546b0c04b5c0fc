/** The only file that knows every module. */
import { configFrom } from '#platform/config'
import { inProject } from '#platform/project'
import type { KeyPair } from '#platform/sm'
import { Vault } from '#platform/vault'
import { caseRoutes, loadCalendars, withProvisionalYears, workflowRoutes, type Kernel, type Route } from '#kernel'
import { auditRoutes } from '#base/audit'
import { catalogDeskRoutes, catalogRoutes, matters } from '#base/catalog'
import { catalogPages } from '#base/catalog/web'
import { documentRoutes } from '#base/documents'
import { figures } from '#base/figures'
import { materialRoutes } from '#base/materials'
import { faqRoutes } from '#base/faq'
import { messageRoutes, messaging, tell } from '#base/messages'
import { messagePages } from '#base/messages/web'
import { pageRoutes } from '#base/pages'
import { agencyRoutes, delegationRoutes, organisationName, peopleRoutes } from '#base/people'
import { agencyPages, peoplePages } from '#base/people/web'
import { jointRoutes } from '#base/joint'
import { ratingRoutes } from '#base/ratings'
import { anywhereWith, withDistricts } from '#modules/anywhere'
import { anywherePages } from '#modules/anywhere/web/citizen'
import { applications, deliverReceived, fileReceived, supplyReceived, withdrawReceived } from '#modules/applications'
import { applicationPages } from '#modules/applications/web/citizen'
import { assessment } from '#modules/assessment'
import { awards, certificateRoutes } from '#modules/awards'
import { awardPages } from '#modules/awards/web/citizen'
import { bundledEia } from '#modules/bundled-eia'
import { bundledEiaPages } from '#modules/bundled-eia/web/citizen'
import { calculatorPages } from '#modules/calculator/web/citizen'
import { desk, deskRoutes, withHandlers } from '#modules/desk'
import { governance } from '#modules/governance'
import { efficiency } from '#modules/efficiency'
import { hall } from '#modules/hall'
import { hallPages } from '#modules/hall/web/citizen'
import { jointPermits } from '#modules/joint-permits'
import { jointPermitPages } from '#modules/joint-permits/web/citizen'
import { lifeEvents } from '#modules/life-events'
import { lifeEventPages } from '#modules/life-events/web/citizen'
import { mining } from '#modules/mining'
import { questions } from '#modules/questions'
import { questionPages } from '#modules/questions/web/citizen'
import { publicProgressModule } from '#modules/public-progress'
import { publicPages } from '#modules/public-progress/web/citizen'
import { ratingLoop } from '#modules/rating-loop'
import { screens } from '#modules/screens'
import { upperExchange } from '#modules/upper-exchange'
import { webhooks } from '#modules/webhooks'
import { whatIf } from '#modules/what-if'
import { ratingLoopPages } from '#modules/rating-loop/web/citizen'

const anywhere = anywhereWith({ file: fileReceived, supply: supplyReceived, withdraw: withdrawReceived, deliver: deliverReceived })
export const modules = [
  messaging,
  figures,
  applications,
  lifeEvents,
  publicProgressModule,
  ratingLoop,
  desk,
  efficiency,
  hall,
  webhooks,
  questions,
  jointPermits,
  bundledEia,
  anywhere,
  governance,
  mining,
  whatIf,
  screens,
  assessment,
  upperExchange,
  awards,
]

/** Every way in, and who may use it. */
export function routesWith({ signingKey }: { signingKey: KeyPair }): readonly Route[] {
  return [
    ...caseRoutes,
    ...workflowRoutes,
    ...auditRoutes,
    ...peopleRoutes,
    ...delegationRoutes({ tell }),
    ...agencyRoutes({ tell, matters }),
    ...catalogRoutes,
    ...catalogDeskRoutes,
    ...materialRoutes,
    ...documentRoutes(signingKey),
    ...messageRoutes,
    ...faqRoutes,
    ...ratingRoutes,
    ...jointRoutes,
    ...deskRoutes({ signingKey }),
    ...certificateRoutes({ signingKey }),
    ...modules.flatMap((module) => module.routes ?? []),
    ...citizenPages,
  ]
}

/** What a citizen sees; the programs' interface above does the same without pages. */
const citizenPages: readonly Route[] = [
  ...pageRoutes,
  ...catalogPages,
  ...peoplePages,
  ...agencyPages({ tell, matters }),
  ...messagePages,
  ...questionPages,
  ...lifeEventPages,
  ...applicationPages,
  ...publicPages,
  ...ratingLoopPages,
  ...calculatorPages,
  ...hallPages,
  ...bundledEiaPages,
  ...jointPermitPages,
  ...anywherePages,
  ...awardPages,
]

/** @param keysDirectory where the master key lies; as the environment says, unless told */
export function assembleKernel({ sendJobs, keysDirectory }: Pick<Kernel, 'sendJobs'> & { keysDirectory?: string }): Kernel {
  const workflows = modules.flatMap((module) => module.workflows ?? []).map(withHandlers)
  const types = new Set(workflows.map((workflow) => workflow.caseType))
  return {
    calendar: withProvisionalYears(loadCalendars(inProject('data/calendars'))),
    workflows: new Map([...types].map((type) => [type, workflows.filter((workflow) => workflow.caseType === type)])),
    within: modules.flatMap((module) => module.within ?? []),
    after: modules.flatMap((module) => module.after ?? []),
    projections: modules.flatMap((module) => module.projections ?? []),
    nameOf: withDistricts(organisationName), vault: new Vault(() => keysDirectory ?? configFrom(process.env).keysDirectory), sendJobs,
  }
}
