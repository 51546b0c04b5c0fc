import type { Call } from '#kernel'
import type { ItemSummary } from './guide.ts'
import type { Answers, Item } from './item.ts'
import { isIncluded } from './joint-lanes.ts'
import type { Lane } from './joint-matter.ts'
import { guide } from './routes.ts'

/** A lane of a joint matter by the name and the owner of its item, as in force today. */
export interface NamedLane extends Pick<Lane, 'id' | 'itemCode' | 'when' | 'optional' | 'after'> { name: string; owner: string }

/** The lanes of a joint matter with their names, in its own order; none for an ordinary item. */
export async function namedLanes(call: Call, { joint }: Pick<Item, 'joint'>): Promise<NamedLane[]> {
  if (joint === undefined) return []
  const items = await guide.named(call.tx, joint.lanes.map(({ itemCode }) => itemCode), call)
  return joint.lanes.map((lane) => ({ ...lane, ...namesOf(call, items.get(lane.itemCode), lane.itemCode) }))
}

function namesOf({ kernel }: Call, found: ItemSummary | undefined, code: string): { name: string; owner: string } {
  return found === undefined ? { name: code, owner: '' } : { name: found.name, owner: found.organisationName ?? kernel.nameOf(found.organisation) }
}

/** The lanes these answers take in, and those they leave out. */
export function lanesBy<One extends Pick<Lane, 'when'>>(lanes: readonly One[], answers: Answers): { taken: One[]; left: One[] } {
  return { taken: lanes.filter((lane) => isIncluded(lane, answers)), left: lanes.filter((lane) => !isIncluded(lane, answers)) }
}

/** The names of the items one material of the joint matter serves. */
export function servedBy({ joint }: Pick<Item, 'joint'>, lanes: readonly Pick<NamedLane, 'id' | 'name'>[], material: string): string[] {
  const ids = new Set(joint?.materials.filter((link) => link.material === material).map(({ lane }) => lane))
  return lanes.filter(({ id }) => ids.has(id)).map(({ name }) => name)
}
