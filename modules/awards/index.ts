/** 评优 (measure 2): campaigns, nominations, fair ranking, publicity, certificates. See README.md. */
import { defineModule } from '#kernel'
import { nominationWorkflow } from './nominations/workflow.ts'
import { tellNominee, tellObjector } from './notices.ts'
import { objectionWorkflow } from './objections/workflow.ts'
import { campaignRoutes } from './routes-campaigns.ts'
import { editorRoutes } from './routes-editor.ts'
import { nominationRoutes } from './routes-nominations.ts'

export { certificateRoutes } from './routes-certificates.ts'
export { seedDemoAwards } from './seed-demo.ts'

export const awards = defineModule({
  name: 'awards',
  measure: '二',
  workflows: [nominationWorkflow, objectionWorkflow],
  routes: [...campaignRoutes, ...editorRoutes, ...nominationRoutes],
  after: [tellNominee, tellObjector],
})
