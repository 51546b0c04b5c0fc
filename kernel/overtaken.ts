import { Refusal } from '#platform/refusal'
import { eventView } from './case-view.ts'
import { eventAt } from './event-log.ts'
import { caseFor } from './find-case.ts'
import type { Relation } from './relations.ts'
import type { Call } from './types.ts'
import { Overtaken } from './workflow.ts'

/** For those who came too late: the refusal with who was faster and with what, as far as this actor may read it. Every other error as it is. */
export async function tellWhoWasFaster(call: Call, { caseId, seers, error }: { caseId: string; seers: readonly Relation[]; error: unknown }): Promise<never> {
  if (!(error instanceof Overtaken)) throw error
  const { found, relations } = await caseFor(call, caseId, seers)
  const event = await eventAt(call.tx, caseId, found.version)
  if (event === undefined) throw error
  const { label, by, person } = eventView(call, found, { event, relations })
  throw new Refusal('conflict', `${error.message}。最近一步是“${label}”，由${person === null ? by : `${by} ${person} `}办理`)
}
