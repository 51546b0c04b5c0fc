import { sql, type RawBuilder } from 'kysely'
import type { Absentee, Actor, Role } from '#kernel'
import type { Day } from '#platform/day'
import { rolesOf } from '../roles.ts'
import { isAdministrator } from '../staff-roles.ts'

/** The instant and its day in China. */
export interface Moment { now: Date; today: Day }

/**
 * SQL: for whom the account in the row `account` stands in at that moment, as JSON; null for nobody. Only what the absent holds
 * herself is passed on, so that nothing is delegated a second time, and only inside one organisation.
 */
export function absenteesOf({ now, today }: Moment): RawBuilder<Absentee[] | null> {
  return sql<Absentee[] | null>`(
    select json_agg(json_build_object('id', away.id, 'name', away.name, 'until', delegation.until_day::text,
      'roles', array(select role from unnest(${rolesOf(sql`away.id`)}) role where cardinality(delegation.roles) = 0 or role = any(delegation.roles)))
      order by delegation.from_day, delegation.id)
    from people.delegation join people.account away on away.id = delegation.absent
    where delegation.stand_in = account.id and delegation.from_day <= ${today} and delegation.until_day >= ${today}
      and (delegation.ended_at is null or delegation.ended_at > ${now}) and away.active and away.organisation = account.organisation)`
}

/** All roles of somebody: her own and those of the absent. An administrator holds one role only and stands in for nobody. Pure. */
export function heldRoles(ownRoles: readonly Role[], absentees: readonly Absentee[] | null): Pick<Actor, 'roles' | 'ownRoles' | 'standsInFor'> {
  if (absentees === null || isAdministrator(ownRoles)) return { roles: ownRoles }
  const standsInFor = absentees.filter(({ roles }) => roles.length > 0 && !isAdministrator(roles))
  if (standsInFor.length === 0) return { roles: ownRoles }
  return { roles: [...new Set([...ownRoles, ...standsInFor.flatMap(({ roles }) => roles)])].sort(), ownRoles, standsInFor }
}
