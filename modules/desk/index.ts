import { defineModule } from '#kernel'
import { workOffRuns } from './runs/work-off.ts'

export { ASSIGN, withHandlers } from './handlers.ts'
export { deskRoutes } from './routes.ts'

export const desk = defineModule({ name: 'desk', measure: '四、九', rounds: [workOffRuns] })
