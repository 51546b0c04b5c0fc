import { sql } from 'kysely'
import type { Tx } from '#platform/database'
import type { Calendar, CaseEvent, Projection } from '#kernel'
import { factAfter, type Fact } from './fact.ts'

/** Follows the log and keeps one fact for each case. */
export const statisticsProjection: Projection = {
  name: 'public-progress.statistics',
  tables: ['public_progress.fact'],
  apply: async (tx, events, { calendar }) => {
    const facts = await factsOf(tx, [...new Set(events.map((event) => event.caseId))])
    for (const event of events) advance(facts, event, calendar)
    await store(tx, [...facts.values()])
  },
  reset: async (tx) => {
    await sql`truncate public_progress.fact`.execute(tx)
  },
}

function advance(facts: Map<string, Fact>, event: CaseEvent, calendar: Calendar): void {
  const fact = factAfter(facts.get(event.caseId), event, calendar)
  if (fact) facts.set(event.caseId, fact)
}

async function factsOf(tx: Tx, ids: string[]): Promise<Map<string, Fact>> {
  const { rows } = await sql<Fact>`select * from public_progress.fact where case_id = any(${ids}::uuid[])`.execute(tx)
  return new Map(rows.map((row) => [row.case_id, row]))
}

async function store(tx: Tx, facts: Fact[]): Promise<void> {
  await sql`
    insert into public_progress.fact
    select * from jsonb_populate_recordset(null::public_progress.fact, ${JSON.stringify(facts)}::jsonb)
    on conflict (case_id) do update set resolved_on = excluded.resolved_on, outcome = excluded.outcome, on_time = excluded.on_time,
      working_days = excluded.working_days, rating = excluded.rating, clock = excluded.clock
  `.execute(tx)
}
