import { sql } from 'kysely'
import type { Call, Role } from '#kernel'
import { Refusal } from '#platform/refusal'
import { rolesOf } from '../roles.ts'
import type { AccountKind } from '../tables.ts'

/** An account as the administrators see it: who works where with which rights, and no personal data beyond the name. */
export interface AccountRow {
  id: string
  account: string
  name: string
  kind: AccountKind
  organisation: string | null
  organisationName: string | null
  active: boolean
  /** Of its own and of its posts. */
  roles: Role[]
  ownRoles: Role[]
  posts: { id: string; name: string; roles: Role[] }[]
  secondFactor: boolean
  mustChangePassword: boolean
}

export interface AccountQuery { q?: string; kind?: AccountKind; page?: number; size?: number }
export const PAGE_SIZE_MAX = 100
const PAGE_SIZE = 20

/** One page of accounts by name or account, staff first. */
export async function accountsFor({ tx }: Call, query: AccountQuery): Promise<{ total: number; accounts: AccountRow[] }> {
  const { q = '', kind = null, page = 1, size = PAGE_SIZE } = query
  const like = `%${q.trim().replace(/[\\%_]/g, '\\$&')}%`
  const { rows } = await sql<AccountRow & { total: number }>`
    with wanted as (
      select account.id from people.account account
      where (${kind}::text is null or account.kind = ${kind}) and (account.name like ${like} or account.login like lower(${like})))
    select ${COLUMNS}, (select count(*)::int from wanted) as total
    from people.account account left join people.organisation organisation on organisation.id = account.organisation
    where account.id in (select id from wanted)
    order by account.kind = 'staff' desc, account.login
    limit ${size} offset ${(page - 1) * size}`.execute(tx)
  return { total: rows[0]?.total ?? 0, accounts: rows.map(({ total: _, ...row }) => row) }
}

/** One account, locked until the end of the transaction, so that two administrators do not work past each other. */
export async function lockAccount({ tx }: Pick<Call, 'tx'>, id: string): Promise<AccountRow> {
  await sql`select 1 from people.account where id = ${id} for update`.execute(tx)
  const { rows } = await sql<AccountRow>`
    select ${COLUMNS} from people.account account
    left join people.organisation organisation on organisation.id = account.organisation where account.id = ${id}`.execute(tx)
  const row = rows[0]
  if (row === undefined) throw new Refusal('not-found', '没有这个账号，请刷新后再试')
  return row
}

const COLUMNS = sql`account.id, account.login as account, account.name, account.kind, account.organisation, organisation.name as "organisationName",
  account.active, account.password_must_change as "mustChangePassword", ${rolesOf(sql`account.id`)} as roles,
  array(select role from people.account_role own where own.account = account.id order by 1) as "ownRoles",
  (select coalesce(json_agg(json_build_object('id', post.id, 'name', post.name, 'roles', post.roles) order by post.id), '[]')
    from people.post_holder holder join people.post post on post.id = holder.post where holder.account = account.id) as posts,
  exists (select 1 from people.second_factor f where f.account = account.id and f.confirmed_at is not null) as "secondFactor"`
