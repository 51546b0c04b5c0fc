/** Supervision (监督预警) and mending (整改), measure 12. See README.md. */
import { defineModule } from '#kernel'
import { registerSources } from '#base/figures'
import { tellOfAlerts } from './alerts/digest.ts'
import { fireRound, settleRound } from './alerts/rounds.ts'
import { refusedThenTaken, silence, unreasoned } from './alerts/situations.ts'
import { tellHeads } from './cards/notices.ts'
import { cardOrderWorkflow } from './cards/workflow.ts'
import { faultRound } from './faults/mend-faults.ts'
import { objectionWorkflow } from './points/objection.ts'
import { mendRound } from './rectification/from-alerts.ts'
import { rectificationWorkflow } from './rectification/workflow.ts'
import { reportRoutes } from './report/routes.ts'
import { alertRoutes, rectificationRoutes, standardRoutes } from './routes.ts'
import { ruleRoutes } from './rules/routes.ts'
import { governanceSources } from './sources.ts'

registerSources(governanceSources)

export { fireDeadlines } from './alerts/fire.ts'
export { seedDemoGovernance } from './seed-demo.ts'

export const governance = defineModule({
  name: 'governance',
  measure: '十二',
  workflows: [rectificationWorkflow, objectionWorkflow, cardOrderWorkflow],
  routes: [...alertRoutes, ...rectificationRoutes, ...standardRoutes, ...ruleRoutes, ...reportRoutes],
  after: [silence, unreasoned, tellHeads],
  daily: [refusedThenTaken, tellOfAlerts],
  rounds: [fireRound, settleRound, mendRound, faultRound],
})
