import type { Item } from '#base/catalog'
import { SETS, type PermitSet } from '../release/gates.ts'
import { permitOfLane } from './plan.ts'

/** Which set of permits a joint matter handles; undefined where it is none of ours. */
export function setOfItem({ joint }: Pick<Item, 'joint'>): PermitSet | undefined {
  if (joint?.caseType !== 'joint-permits') return undefined
  const lanes = new Set(joint.lanes.flatMap((lane) => permitOfLane(lane) ?? []))
  return (['five', 'four'] as const).find((set) => SETS[set].every((permit) => lanes.has(permit)))
}
