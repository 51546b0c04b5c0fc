import type { Generated } from 'kysely'
import type { Role } from '#kernel'

export type PeopleTables = {
  'people.organisation': OrganisationTable
  'people.party': { id: string; name: string; uscc: string }
  'people.account': AccountTable
  'people.party_agent': { party: string; account: string; since: Date }
  'people.account_role': { account: string; role: Role }
  'people.post': { id: string; organisation: string; name: string; roles: Role[] }
  'people.post_holder': { account: string; post: string }
  'people.sign_in_failure': { login: string; failures: number; last_at: Date; locked_until: Date | null }
  'people.session': SessionTable
  'people.past_password': { account: string; password_hash: string; replaced_at: Date }
  'people.second_factor': SecondFactorTable
  'people.recovery_code': { account: string; digest: string; used_at: Date | null }
}

export type OrganisationKind = 'government' | 'department' | 'supervision' | 'hall' | 'town'
/** By password, or by the province's unified identity. */
export type SignInWay = 'password' | 'unified'
export type AccountKind = 'citizen' | 'enterprise' | 'staff'

interface OrganisationTable {
  id: string
  name: string
  short_name: string
  kind: OrganisationKind
  parent: string | null
  division_code: string | null
  name_confirmed: boolean
}

interface AccountTable {
  id: string
  login: string
  name: string
  kind: AccountKind
  password_hash: string
  organisation: string | null
  party: string | null
  phone: string | null
  resident_id: string | null
  resident_id_digest: string | null
  active: Generated<boolean>
  password_changed_at: Generated<Date | null>
  password_must_change: Generated<boolean>
  password_ages: Generated<boolean>
  created_at: Date
}

interface SecondFactorTable {
  account: string
  secret: string
  begun_at: Date
  confirmed_at: Date | null
  last_step: Generated<number>
}

interface SessionTable {
  id: Generated<string>
  token_hash: string
  account: string
  created_at: Date
  last_seen_at: Date
  idle_seconds: number
  expires_at: Date
  ip: string
  agent: string
  signed_in_by: Generated<SignInWay>
}
