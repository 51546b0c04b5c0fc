import { defineModule } from '#kernel'
import { tellApplicant } from './notices.ts'
import { routes } from './routes.ts'
import { applicationWorkflow } from './workflow.ts'

export { GivenMaterial } from './given.ts'
export { openingOf, submitApplication, type Submission } from './submission.ts'

export const applications = defineModule({ name: 'applications', measure: '四、五', workflows: [applicationWorkflow], routes, after: [tellApplicant] })
