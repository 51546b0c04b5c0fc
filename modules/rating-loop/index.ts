import { defineModule } from '#kernel'
import { tellRater } from './notices.ts'
import { lookAtRating } from './opening.ts'
import { routes } from './routes.ts'
import { complaintWorkflow } from './workflow.ts'

export { complaintOpening } from './opening.ts'

export const ratingLoop = defineModule({
  name: 'rating-loop', measure: '四、九', workflows: [complaintWorkflow], routes, after: [lookAtRating, tellRater],
})
