import { sql } from 'kysely'
import type { Call, Role } from '#kernel'
import { maskNumber } from '#platform/mask'
import { Refusal } from '#platform/refusal'
import { openedPersonal } from './personal.ts'
import type { AccountKind } from './tables.ts'

/** What somebody sees about herself. */
export interface Profile {
  id: string
  account: string
  name: string
  kind: AccountKind
  roles: Role[]
  organisation: string | null
  organisationName: string | null
  party: { id: string; name: string; uscc: string } | null
  /** Without those of the absent. */
  ownRoles: Role[]
  /** Colleagues in whose place she works today (委托代办). */
  standsInFor: { id: string; name: string; roles: readonly Role[]; until: string }[]
  /** The firm she acts for in this session as its agent. */
  actsFor: { id: string; name: string; until: string } | null
  /** Masked: a screen may be seen by others. */
  phone: string | null
  residentId: string | null
}

/** The profile of the actor, who must be signed in. */
export async function profileOf(call: Call): Promise<Profile> {
  const { roles, ownRoles = roles, standsInFor = [], agency } = call.actor
  const { rows } = await sql<Omit<Profile, 'ownRoles' | 'standsInFor' | 'actsFor'>>`
    select account.id, account.login as account, account.name, account.kind, account.organisation, organisation.name as "organisationName",
      case when party.id is not null then json_build_object('id', party.id, 'name', party.name, 'uscc', party.uscc) end as party,
      account.phone, account.resident_id as "residentId"
    from people.account account
    left join people.organisation organisation on organisation.id = account.organisation
    left join people.party party on party.id = account.party
    where account.id = ${call.actor.id}`.execute(call.tx)
  const row = rows[0]
  if (row === undefined) throw new Refusal('unauthenticated', '请先登录')
  const { phone, residentId } = openedPersonal(call.kernel.vault, row)
  const actsFor = agency ? { id: agency.party, name: agency.name, until: agency.until } : null
  return { ...row, ownRoles: [...ownRoles], standsInFor: [...standsInFor], actsFor, roles: [...roles], phone: masked(phone), residentId: masked(residentId) }
}

function masked(value: string | null): string | null {
  return value === null ? null : maskNumber(value)
}
