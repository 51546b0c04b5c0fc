import { runSql, type Tx } from '#platform/database'
import { historiesAfter, type CaseEvent, type Place, type Rules } from '#kernel'
import { advanced, type Followed } from './advanced.ts'
import type { CaseFact } from './case-fact.ts'
import type { Stay } from './stay.ts'

/** So many cases are in memory at once. */
const CASES_AT_ONCE = 1000
const BEFORE_ALL = '00000000-0000-0000-0000-000000000000'

/** Some cases followed afresh from their first events on. */
export interface Chunk { after: string; last: string; events: number; facts: CaseFact[]; stays: Stay[] }

/** Every case of the log as far as this place, in chunks, each followed from its first event on: the memory it takes does not grow with the log. */
export async function* chunksUntil(tx: Tx, until: Place, rules: Rules): AsyncGenerator<Chunk> {
  for (let after = BEFORE_ALL; ; ) {
    const found = await historiesAfter(tx, after, { until, cases: CASES_AT_ONCE })
    if (found === null) return
    yield { after, last: found.last, events: found.events.length, ...followedAfresh(found.events, rules) }
    after = found.last
  }
}

/** @param events of each case together, in their order */
export function followedAfresh(events: readonly CaseEvent[], rules: Rules): { facts: CaseFact[]; stays: Stay[] } {
  const now = new Map<string, Followed>()
  const stays: Stay[] = []
  for (const event of events) {
    const after = advanced(now.get(event.caseId), event, rules)
    if (!after) continue
    now.set(event.caseId, after)
    if (after.left) stays.push(after.left)
  }
  return { facts: [...now.values()].map(({ fact }) => fact), stays: [...stays, ...[...now.values()].flatMap(({ open }) => open ?? [])] }
}

/** Where the projection stands; held until the transaction ends, so that nothing is counted meanwhile. */
export async function heldPlace(tx: Tx, projection: string): Promise<Place> {
  await runSql(tx, 'insert into kernel.checkpoint (projection) values ($1) on conflict do nothing', [projection])
  const [place] = await runSql<Place>(tx, 'select xid::text, position from kernel.checkpoint where projection = $1 for update', [projection])
  return place ?? { xid: '0', position: 0 }
}
