/** Joint matters (一件事, 多证联办): several items, one application, each department at its own pace. See README.md. */
export { dataChecks, type CheckResult } from './checks.ts'
export { childSubmission, lanesFor, type ChildSubmission, type Merged } from './child-submission.ts'
export { drawUpJoint } from './documents.ts'
export {
  begunIn, endedIn, familyOf, isDecided, isGranted, isIssued, isJoint, isTogether, JOINT_TYPES, jointAnswersIn, laneOf, lanesIn, readyIn,
  type EndedLane, type Family, type JointType, type LaneEnd, type LaneEntry, type ReadyPaper,
} from './family.ts'
export { isEcho } from './echo.ts'
export { forecast } from './forecast.ts'
export { declareGate, releaseOf, type Gate, type Release } from './gate.ts'
export { DECIDED_STATES, STATUS_LABELS } from './lane-words.ts'
export { JOINT_STATUTORY_MAX, laneLimits, parentLimits, type Limits } from './limits.ts'
export { jointNotices } from './notices.ts'
export { nextStep, startable } from './next-step.ts'
export { settleParent, togetherReactions } from './reactions.ts'
export { laneRowsOf, laneWords, summaryOf, type HrefOf } from './lane-rows.ts'
export { jointRoutes } from './routes.ts'
export { jointViewOf, laneViews, wholeOf, type JointView, type LaneView, type Standing } from './view.ts'
export { whatNextOf } from './what-follows.ts'
export { wholeFor, type Whole } from './whole.ts'
export { jointWorkflow, type JointDeclaration } from './workflow.ts'
