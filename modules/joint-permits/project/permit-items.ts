import { isPermit, type Permit } from '../release/gates.ts'
import permits from '../permits.json' with { type: 'json' }

/** Which permit a service item is, by its code; see permits.json. */
const ITEMS: ReadonlyMap<string, string> = new Map(Object.entries(permits.items))

export function permitOf(itemCode: string): Permit | undefined {
  const permit = ITEMS.get(itemCode)
  return isPermit(permit) ? permit : undefined
}

export function itemCodeOf(permit: Permit): string | undefined {
  return [...ITEMS].find(([, one]) => one === permit)?.[0]
}
