import { runSql, type Tx } from '#platform/database'
import type { Projection } from '#kernel'
import { followed } from './follow.ts'
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
    const changes = followed(events, rules, { facts, opens })
    const tally = new Tally()
    tally.add(changes.contributions)
    await Promise.all([
      storeFacts(tx, changes.facts), storeStays(tx, [...changes.ended, ...changes.opens]), addCounters(tx, tally.changes()), addStayDays(tx, changes.ended),
    ])
  },
  reset: async (tx: Tx) => void await runSql(tx, 'truncate figures.case_fact, figures.stay, figures.measure, figures.stay_days'),
}
