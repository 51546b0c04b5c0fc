/** 咨询: a question asked at an item is a case of its own. */
import { defineModule } from '#kernel'
import { tellAsker } from './notices.ts'
import { routes } from './routes.ts'
import { questionWorkflow } from './workflow.ts'

export { askQuestion } from './asking.ts'

export const questions = defineModule({ name: 'questions', measure: '五、十五', workflows: [questionWorkflow], routes, after: [tellAsker] })
