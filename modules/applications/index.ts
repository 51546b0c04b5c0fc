import { defineModule } from '#kernel'
import { tellApplicant } from './notices.ts'
import { watchPromises } from './promise-watch.ts'
import { keepParentRecords, openLaneCases } from './lane-cases.ts'
import { applicationWorkflow2 } from './promise-workflow.ts'
import { routes } from './routes.ts'
import { applicationWorkflow3 } from './together-workflow.ts'
import { applicationWorkflow } from './workflow.ts'

export { sealDrafts } from './draft-form.ts'
export { deliverReceived, fileReceived, supplyReceived, withdrawReceived } from './received-elsewhere.ts'
export { seedDemoJoint } from './seed-demo-joint.ts'
export { openingBy, openingOf, submitApplication, type Submission } from './submission.ts'

export const applications = defineModule({
  name: 'applications', measure: '四、五', workflows: [applicationWorkflow, applicationWorkflow2, applicationWorkflow3], routes, after: [tellApplicant],
  within: [keepParentRecords, openLaneCases], daily: [watchPromises],
})
