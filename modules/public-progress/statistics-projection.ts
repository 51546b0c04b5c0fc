import { sql } from 'kysely'
import type { Tx } from '#platform/database'
import type { CaseEvent, Projection } from '#kernel'
import { factAfter, type Fact } from './fact.ts'
import { reasonsIn, type Reason } from './statistics-reason.ts'

/** Follows the log and keeps one fact for each case, and the reasons of refusals and corrections. */
export const statisticsProjection: Projection = {
  name: 'public-progress.statistics',
  tables: ['public_progress.fact', 'public_progress.reason'],
  apply: async (tx, events, { calendar }) => {
    const facts = await factsOf(tx, [...new Set(events.map((event) => event.caseId))])
    const reasons: Reason[] = []
    for (const event of events) {
      const fact = factAfter(facts.get(event.caseId), event, calendar)
      if (!fact) continue
      facts.set(event.caseId, fact)
      reasons.push(...reasonsIn(event, fact))
    }
    await store(tx, [...facts.values()])
    await storeReasons(tx, reasons)
  },
  reset: async (tx) => {
    await sql`truncate public_progress.fact, public_progress.reason`.execute(tx)
  },
}

async function factsOf(tx: Tx, ids: string[]): Promise<Map<string, Fact>> {
  const { rows } = await sql<Fact>`select * from public_progress.fact where case_id = any(${ids}::uuid[])`.execute(tx)
  return new Map(rows.map((row) => [row.case_id, row]))
}

async function store(tx: Tx, facts: Fact[]): Promise<void> {
  await sql`
    insert into public_progress.fact
    select * from jsonb_populate_recordset(null::public_progress.fact, ${JSON.stringify(facts)}::jsonb)
    on conflict (case_id) do update set state = excluded.state, due_on = excluded.due_on, resolved_on = excluded.resolved_on, outcome = excluded.outcome,
      on_time = excluded.on_time, working_days = excluded.working_days, rating = excluded.rating, clock = excluded.clock
  `.execute(tx)
}

async function storeReasons(tx: Tx, reasons: Reason[]): Promise<void> {
  if (reasons.length === 0) return
  await sql`
    insert into public_progress.reason
    select * from jsonb_populate_recordset(null::public_progress.reason, ${JSON.stringify(reasons)}::jsonb) on conflict do nothing`.execute(tx)
}
