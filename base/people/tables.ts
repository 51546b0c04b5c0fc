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
}

export type OrganisationKind = 'government' | 'department' | 'supervision' | 'hall' | 'town'
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
  created_at: Date
}

interface SessionTable {
  token_hash: string
  account: string
  created_at: Date
  last_seen_at: Date
  idle_seconds: number
  expires_at: Date
  ip: string
  agent: string
}
