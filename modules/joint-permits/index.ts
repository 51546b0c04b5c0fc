/** 多证联办 (措施七): the permits of a building project, handled jointly or alone, released in the order of the law. */
import { defineModule } from '#kernel'
import { declareGate, jointNotices, togetherReactions } from '#base/joint'
import { checkMeeting, followChoice } from './choosing.ts'
import { followPermit, grantPermit, jointGate, registerPermit } from './project/follow.ts'
import { routes } from './routes.ts'
import { JOINT_PERMITS_TYPE, jointPermitsWorkflow } from './workflow.ts'

export { pastOf, type Past } from './plan/past.ts'
export { planOf, type Plan } from './plan/plan.ts'
export { planLines } from './plan/plan-words.ts'
export { readProject } from './plan/project-file.ts'
export { setOfItem } from './plan/set-of-item.ts'
export type { PermitSet } from './release/gates.ts'
export { answerReleaseLine } from './release/line.ts'
export { seedDemoPermits } from './seed-demo.ts'

declareGate(JOINT_PERMITS_TYPE, jointGate)

export const jointPermits = defineModule({
  name: 'joint-permits', measure: '七', workflows: [jointPermitsWorkflow], routes,
  within: [...togetherReactions(JOINT_PERMITS_TYPE), registerPermit, followPermit, grantPermit, followChoice, checkMeeting],
  after: [jointNotices(JOINT_PERMITS_TYPE)],
})
