import { defineModule } from '#kernel'
import { surveyRoutes } from './surveys/routes.ts'
import { workOffSurveys } from './surveys/work-off.ts'

export { mine, type Mined } from './mine.ts'
export { readLog, type LogFile } from './log-reading/read-log.ts'
export { seedDemoSurvey } from './surveys/seed-demo.ts'

export const mining = defineModule({ name: 'mining', measure: '九', routes: surveyRoutes, rounds: [workOffSurveys] })
