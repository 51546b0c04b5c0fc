import { sql, type RawBuilder } from 'kysely'
import type { Call, Role } from '#kernel'
import type { Day } from '#platform/day'

/** How a delegation stands: still to come, in force today, over by its date, ended before it. */
export type Standing = 'coming' | 'running' | 'over' | 'ended'

export interface Delegation {
  id: string
  absent: { id: string; name: string }
  standIn: { id: string; name: string }
  /** Empty: all that the absent holds herself. */
  roles: Role[]
  from: Day
  until: Day
  reason: string
  setBy: string
  standing: Standing
}

const DELEGATIONS_MAX = 50

/** What somebody has left to others, and where she stands in; what is over comes last, the newest first. */
export async function delegationsOf(call: Pick<Call, 'tx' | 'now' | 'today'>, account: string): Promise<Delegation[]> {
  const { rows } = await sql<Delegation>`
    select ${columns(call)} ${FROM}
    where delegation.absent = ${account} or delegation.stand_in = ${account}
    order by delegation.ended_at is not null or delegation.until_day < ${call.today}, delegation.from_day desc, delegation.id
    limit ${DELEGATIONS_MAX}`.execute(call.tx)
  return rows
}

export async function findDelegation(call: Pick<Call, 'tx' | 'now' | 'today'>, id: string): Promise<Delegation | undefined> {
  const { rows } = await sql<Delegation>`select ${columns(call)} ${FROM} where delegation.id = ${id}`.execute(call.tx)
  return rows[0]
}

/** Neither ended nor over, that has a day in common with these and in which one of the two has a part. */
export async function delegationsBetween(call: Pick<Call, 'tx' | 'now' | 'today'>, accounts: readonly string[], days: { from: Day; until: Day }): Promise<Delegation[]> {
  const { rows } = await sql<Delegation>`
    select ${columns(call)} ${FROM}
    where (delegation.absent = any(${accounts}) or delegation.stand_in = any(${accounts})) and delegation.ended_at is null
      and delegation.from_day <= ${days.until} and delegation.until_day >= ${days.from}
    order by delegation.from_day limit ${DELEGATIONS_MAX}`.execute(call.tx)
  return rows
}

const FROM = sql`from people.delegation
  join people.account absent on absent.id = delegation.absent join people.account stand_in on stand_in.id = delegation.stand_in
  join people.account setter on setter.id = delegation.set_by`

function columns({ today }: Pick<Call, 'today'>): RawBuilder<unknown> {
  return sql`delegation.id, json_build_object('id', absent.id, 'name', absent.name) as absent,
    json_build_object('id', stand_in.id, 'name', stand_in.name) as "standIn", delegation.roles,
    delegation.from_day::text as "from", delegation.until_day::text as until, delegation.reason, setter.name as "setBy",
    case when delegation.ended_at is not null then 'ended' when delegation.from_day > ${today} then 'coming'
      when delegation.until_day < ${today} then 'over' else 'running' end as standing`
}
