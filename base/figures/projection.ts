import { runSql, type Tx } from '#platform/database'
import type { CaseEvent, Projection, Rules } from '#kernel'
import { advanced, type Followed } from './advanced.ts'
import { differenceOf, factContributions, stayContributions } from './contributions.ts'
import type { CaseFact } from './case-fact.ts'
import type { Stay } from './stay.ts'
import { addCounters, addStayDays, factsOf, openStaysOf, storeFacts, storeStays } from './store.ts'
import { Tally } from './tally.ts'

/** A few thousand at once: on one day many of them add to the same counters. */
const BATCH = 2000

/** Follows the log and keeps the facts, the stays and the counters. */
export const figuresProjection: Projection = {
  name: 'figures',
  tables: ['figures.case_fact', 'figures.stay', 'figures.measure', 'figures.stay_days'],
  batch: BATCH,
  apply: async (tx, events, rules) => {
    const caseIds = [...new Set(events.map(({ caseId }) => caseId))]
    const [facts, opens] = await Promise.all([factsOf(tx, caseIds), openStaysOf(tx, caseIds)])
    const batch = followed(events, rules, { facts, opens })
    await Promise.all([storeFacts(tx, batch.facts), storeStays(tx, batch.stays), addCounters(tx, batch.tally.changes()), addStayDays(tx, batch.ended)])
  },
  reset: async (tx: Tx) => void await runSql(tx, 'truncate figures.case_fact, figures.stay, figures.measure, figures.stay_days'),
}

interface Known { facts: ReadonlyMap<string, CaseFact>; opens: ReadonlyMap<string, Stay> }

interface Changes { facts: CaseFact[]; stays: Stay[]; ended: Stay[]; tally: Tally }

/** All that a batch changes: minus what the cases gave before, plus what they give now, plus the stays it ended. Pure. */
export function followed(events: readonly CaseEvent[], rules: Rules, { facts, opens }: Known): Changes {
  const now = new Map<string, Followed>()
  const ended: Stay[] = []
  for (const event of events) {
    const fact = facts.get(event.caseId)
    const before = now.get(event.caseId) ?? (fact && { fact, open: opens.get(event.caseId) ?? null })
    const after = advanced(before, event, rules)
    if (!after) continue
    now.set(event.caseId, after)
    if (after.left) ended.push(after.left)
  }
  const tally = new Tally()
  for (const [caseId, { fact }] of now) {
    const before = facts.get(caseId)
    tally.add(before ? differenceOf(factContributions(before), factContributions(fact)) : factContributions(fact))
  }
  for (const stay of ended) tally.add(stayContributions(stay))
  const open = [...now.values()].flatMap(({ open: stay }) => stay ?? [])
  return { facts: [...now.values()].map(({ fact }) => fact), stays: [...ended, ...open], ended, tally }
}
