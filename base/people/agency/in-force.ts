import { sql, type RawBuilder } from 'kysely'
import type { Actor, Agency } from '#kernel'
import type { Moment } from '../delegation/standing.ts'

/** The agency chosen in a session, and whether it still holds. */
export type WornAgency = Agency & { inForce: boolean }

/** SQL: the agency the row `session` of the row `account` acts under, as JSON; null where she acts for herself. */
export function agencyWorn(moment: Moment): RawBuilder<WornAgency | null> {
  return sql<WornAgency | null>`(
    select json_build_object('party', party.id, 'name', party.name, 'items', agency.items, 'organisations', agency.organisations,
      'powers', agency.powers, 'until', agency.until_day::text, 'inForce', ${isInForce(moment)})
    from people.agency join people.party on party.id = agency.party
    where agency.id = session.agency and agency.agent = account.id and account.party is null)`
}

/** SQL: whether the row `agency` holds at that moment. */
export function isInForce({ now, today }: Moment): RawBuilder<boolean> {
  return sql<boolean>`(agency.from_day <= ${today} and agency.until_day >= ${today} and (agency.revoked_at is null or agency.revoked_at > ${now}))`
}

/** What an actor is with the agency she has chosen: without it, once it no longer holds. Pure. */
export function wearing({ inForce, ...agency }: WornAgency): Pick<Actor, 'agency' | 'lapsedAgency'> {
  return inForce ? { agency } : { lapsedAgency: agency.name }
}
