/** 一件事: what people call one matter although several departments decide parts of it. */
import { defineModule } from '#kernel'
import { jointNotices, togetherReactions } from '#base/joint'
import { routes } from './routes.ts'
import { lifeEventWorkflow } from './workflow.ts'

export const lifeEvents = defineModule({
  name: 'life-events', measure: '六', workflows: [lifeEventWorkflow], routes, within: togetherReactions('life-event'), after: [jointNotices('life-event')],
})
