/** 全市通办: papers are taken in where the applicant is, decided where the matter belongs, and the result comes back to where she wants it. */
import { defineModule, type Module } from '#kernel'
import { registerSources } from '#base/figures'
import { exchangeRounds } from './exchange/rounds.ts'
import { tellPeer } from './exchange/tell.ts'
import { markRoutes } from './marks/routes.ts'
import { markSources } from './marks/sources.ts'
import { keepCustody } from './receiving/custody.ts'
import { tellApplicant } from './receiving/notices.ts'
import type { OwnerDesk } from './receiving/owner-desk.ts'
import { bringResult, deliverWithResult, followOwner, reachOwner } from './receiving/reactions.ts'
import { resultWorkflow } from './receiving/result-workflow.ts'
import { receivingRoutes } from './receiving/routes.ts'
import { elsewhereWorkflow } from './receiving/workflow.ts'
import { exchangeRoutes } from './exchange/routes.ts'

export { withDistricts } from './places.ts'
export { seedAnywhere } from './seed-anywhere.ts'

registerSources(markSources)

/** @param desk what the module of ordinary applications does for this one */
export function anywhereWith(desk: OwnerDesk): Module {
  return defineModule({
    name: 'anywhere', measure: '四', workflows: [elsewhereWorkflow, resultWorkflow], routes: [...markRoutes, ...receivingRoutes, ...exchangeRoutes],
    within: [keepCustody, reachOwner(desk), followOwner, bringResult, deliverWithResult(desk), tellPeer], after: [tellApplicant], rounds: exchangeRounds,
  })
}
