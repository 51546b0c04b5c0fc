import { defineModule } from '#kernel'
import { backfill, sweep } from './outbox/backfill.ts'
import { reportSteps } from './outbox/reaction.ts'
import { exchangeRounds } from './outbox/round.ts'
import { routes } from './routes.ts'
import { supervisionWorkflow } from './supervision/workflow.ts'

export { BEHAVIOURS, wrongBehaviours, type Behaviour } from './simulator/behaviours.ts'
export { PEERS, type PeerId } from './peers.ts'
export { resendAll } from './outbox/mend.ts'
export { UPPER_RULES } from './rules.ts'
export { seedDemoUpperExchange } from './seed-demo.ts'
export { UpperSimulator } from './simulator/server.ts'

export const upperExchange = defineModule({
  name: 'upper-exchange', measure: '十四', workflows: [supervisionWorkflow], routes, after: [reportSteps], rounds: [...exchangeRounds, backfill], daily: [sweep],
})
