import { sql, type RawBuilder } from 'kysely'
import type { Role } from '#kernel'

/** SQL: the roles of the account, its own and those of the posts it holds. */
export function rolesOf(accountId: RawBuilder<unknown>): RawBuilder<Role[]> {
  return sql<Role[]>`array(
    select role from people.account_role where account = ${accountId}
    union
    select unnest(post.roles) from people.post_holder holder join people.post post on post.id = holder.post
    where holder.account = ${accountId}
    order by 1)`
}
