import { sql } from 'kysely'
import { POWERS } from '#kernel'
import { addCalendarDays, dayAt } from '#platform/day'
import type { Tx } from '#platform/database'
import { AGENCY_DEFAULT_DAYS_MAX } from './grant.ts'

/** One agency of the demo district, invented as everybody in it: the firm empowers the citizen for one matter. Set up once, whatever becomes of it. */
const DEMO_AGENCY = {
  id: '5eed0000-0000-4000-8000-000000000001', party: 'demo-party', agent: 'demo-citizen', grantedBy: 'demo-enterprise', item: 'SL4401140100001',
}

/** After the demo accounts. */
export async function seedDemoAgency(tx: Tx, now: Date): Promise<void> {
  const { id, party, agent, grantedBy, item } = DEMO_AGENCY
  const from = dayAt(now)
  await sql`
    insert into people.agency (id, party, agent, items, organisations, powers, from_day, until_day, granted_by, granted_at)
    select ${id}, ${party}, agent.id, ${[item]}::text[], '{}', ${[...POWERS]}::text[], ${from}, ${addCalendarDays(from, AGENCY_DEFAULT_DAYS_MAX)}, granter.id, ${now}
    from people.account agent, people.account granter where agent.id = ${agent} and granter.id = ${grantedBy} and granter.party = ${party}
    on conflict do nothing`.execute(tx)
}
