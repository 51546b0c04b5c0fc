import { childrenOf, eventsOfEach, eventView, type Call, type Case } from '#kernel'
import { isEcho, laneWords, wholeFor, type Whole } from '#base/joint'

/** One item of what was applied for in one go. */
export interface PublicLane { name: string; owner: string; stateLabel: string; waitsFor: string[]; decidesTotal: boolean }

/** A joint matter as everybody may see it: how its items stand, and one history of the whole and of each of them. */
export interface Together { whole: Whole; moments: { at: string; label: string; by: string }[] }

export async function togetherOf(call: Call, parent: Case): Promise<Together> {
  const [whole, children] = await Promise.all([wholeFor(call, parent, null), childrenOf(call.tx, parent.id)])
  const cases = new Map([parent, ...children].map((found) => [found.id, found]))
  const events = await eventsOfEach(call.tx, [...cases.keys()])
  return {
    whole,
    moments: events.flatMap((event) => {
      const found = cases.get(event.caseId)
      if (found === undefined || isEcho(event, found)) return []
      const { at, label, by } = eventView(call, found, { event, relations: [] })
      return [{ at, by, label: found === parent ? label : `${found.title}：${label}` }]
    }),
  }
}

export function publicLane(lane: Whole['lanes'][number]): PublicLane {
  const { name, owner, waitsFor, isCritical } = lane
  return { name, owner: owner.name, stateLabel: laneWords(lane), waitsFor: waitsFor.map((one) => one.name), decidesTotal: isCritical }
}
