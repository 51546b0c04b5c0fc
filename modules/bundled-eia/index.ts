/** 环评打捆审批 (measure 8): one report, one publicity, one approval for several units, each of which stays liable. */
import { defineModule } from '#kernel'
import { tellApplicant, tellObjector } from './notices.ts'
import { routes } from './routes.ts'
import { unitWorkflow } from './unit-workflow.ts'
import { openUnits } from './units.ts'
import { bundleWorkflow } from './workflow.ts'

export { seedDemoBundle } from './seed-demo.ts'
export { checkBundle, readBundle, type Verdict } from './rules/index.ts'

export const bundledEia = defineModule({
  name: 'bundled-eia', measure: '八', workflows: [bundleWorkflow, unitWorkflow], routes, within: [openUnits], after: [tellApplicant, tellObjector],
})
