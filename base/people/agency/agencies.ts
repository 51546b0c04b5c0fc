import { sql, type RawBuilder } from 'kysely'
import { reaches, relationsOf, type Call, type Case, type Power } from '#kernel'
import type { Day } from '#platform/day'
import type { Moment } from '../delegation/standing.ts'
import { isInForce } from './in-force.ts'

export interface AgencyRow {
  id: string
  party: { id: string; name: string }
  agent: { id: string; name: string; account: string }
  /** Both empty: every matter. */
  items: string[]
  organisations: string[]
  powers: Power[]
  from: Day
  until: Day
  standing: 'coming' | 'running' | 'over' | 'revoked'
}

const AGENCIES_MAX = 100

/** Everybody a firm has empowered, those still in force first. */
export function agenciesOf(call: Pick<Call, 'tx' | 'now' | 'today'>, party: string): Promise<AgencyRow[]> {
  return read(call, sql`agency.party = ${party}`)
}

/** By which firms somebody is empowered now. */
export function agenciesHeld(call: Pick<Call, 'tx' | 'now' | 'today'>, account: string): Promise<AgencyRow[]> {
  return read(call, sql`agency.agent = ${account} and ${isInForce(call)}`)
}

/** The agency, locked until the end of the transaction; undefined for whoever has no part in it. */
export async function lockAgency(call: Call, id: string): Promise<AgencyRow | undefined> {
  await sql`select 1 from people.agency where id = ${id} for update`.execute(call.tx)
  const [found] = await read(call, sql`agency.id = ${id}`)
  return found && (found.agent.id === call.actor.id || found.party.id === call.actor.party) ? found : undefined
}

/** What a firm has given this person for days in common with these, and not revoked. */
export function agenciesBetween(
  call: Pick<Call, 'tx' | 'now' | 'today'>,
  { party, agent, from, until }: { party: string; agent: string; from: Day; until: Day },
): Promise<AgencyRow[]> {
  return read(
    call,
    sql`agency.party = ${party} and agency.agent = ${agent} and agency.revoked_at is null and agency.from_day <= ${until} and agency.until_day >= ${from}`,
  )
}

/** The agent who has filed the case for its firm, if she is still empowered for it; null for a case of a person. */
export async function agentOf(call: Pick<Call, 'tx' | 'now' | 'today'>, found: Pick<Case, 'applicant' | 'agentId' | 'itemCode' | 'ownerOrganisation'>): Promise<string | null> {
  if (found.applicant.kind === 'person' || found.agentId === null) return null
  const held = await read(call, sql`agency.party = ${found.applicant.id} and agency.agent = ${found.agentId} and ${isInForce(call)}`)
  return held.some((agency) => reaches(agency, found.itemCode, found.ownerOrganisation)) ? found.agentId : null
}

/** The agency with which the actor could see the case, if she acted for its firm. */
export async function agencySeeing(call: Call, found: Case): Promise<string | undefined> {
  const held = found.applicant.kind === 'person' ? [] : await agenciesHeld(call, call.actor.id)
  return held.find(({ party, items, organisations, powers, until }) => {
    return relationsOf({ ...call.actor, agency: { party: party.id, name: party.name, items, organisations, powers, until } }, found).includes('agent')
  })?.id
}

async function read(call: Pick<Call, 'tx'> & Moment, wanted: RawBuilder<unknown>): Promise<AgencyRow[]> {
  const { rows } = await sql<AgencyRow>`
    select agency.id, json_build_object('id', party.id, 'name', party.name) as party,
      json_build_object('id', agent.id, 'name', agent.name, 'account', agent.login) as agent,
      agency.items, agency.organisations, agency.powers, agency.from_day::text as "from", agency.until_day::text as until,
      case when agency.revoked_at is not null then 'revoked' when agency.from_day > ${call.today} then 'coming'
        when agency.until_day < ${call.today} then 'over' else 'running' end as standing
    from people.agency join people.party on party.id = agency.party join people.account agent on agent.id = agency.agent
    where ${wanted} order by agency.revoked_at is not null or agency.until_day < ${call.today}, agency.granted_at desc, agency.id
    limit ${AGENCIES_MAX}`.execute(call.tx)
  return rows
}
