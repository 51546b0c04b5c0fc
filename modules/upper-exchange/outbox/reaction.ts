import type { AfterReaction } from '#kernel'
import { dayAt } from '#platform/day'
import { REPORTED_STEPS, REPORTED_TYPE } from '../mapping/rows-of.ts'
import { peersOn } from '../peers.ts'
import { reportCase } from './report.ts'

/** A step becomes rows for the platforms above: the job of the step only writes them down, so that no platform ever holds up a job. */
export const reportSteps: AfterReaction = {
  name: 'upper-exchange.report',
  on: REPORTED_STEPS.map((step) => `${REPORTED_TYPE}.${step}`),
  react: async (call, _event, found) => {
    if (found.sealed) return
    for (const peer of await peersOn(call.tx)) {
      if (peer.fromDay !== null && dayAt(found.openedAt) >= peer.fromDay) await reportCase(call, peer, found)
    }
  },
}
