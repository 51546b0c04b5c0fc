import { defineModule } from '#kernel'
import { tellApplicant } from './notices.ts'
import { watchPromises } from './promise-watch.ts'
import { applicationWorkflow2 } from './promise-workflow.ts'
import { routes } from './routes.ts'
import { applicationWorkflow } from './workflow.ts'

export { sealDrafts } from './draft-form.ts'
export { GivenMaterial } from './given.ts'
export { openingOf, submitApplication, type Submission } from './submission.ts'

export const applications = defineModule({
  name: 'applications', measure: '四、五', workflows: [applicationWorkflow, applicationWorkflow2], routes, after: [tellApplicant],
  daily: [watchPromises],
})
