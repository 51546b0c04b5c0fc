import { sql } from 'kysely'
import type { Call, Role } from '#kernel'
import { Refusal } from '#platform/refusal'
import { endSessions } from '../own-sessions.ts'
import { lockAccount, type AccountRow } from './account-list.ts'
import { refuseAdministratorRoles, refuseOneself, refuseOutsider } from './separation.ts'

export interface Rights { posts: readonly string[]; roles: readonly Role[] }

/**
 * 安全管理员 says which posts and which further roles somebody has from now on; what is not named ends. Rights of one's own cannot
 * be changed, and administrators are neither made nor unmade here. Whoever loses or gains rights signs in again.
 */
export async function grantRights(call: Call, id: string, { posts, roles }: Rights): Promise<AccountRow> {
  const found = await lockAccount(call, id)
  refuseOneself(call.actor.id, found)
  refuseOutsider(found)
  const known = await postsNamed(call, posts)
  if (known.some(({ organisation }) => organisation !== found.organisation)) throw new Refusal('rule', '岗位要在这个人自己的单位里')
  refuseAdministratorRoles([...found.roles, ...roles, ...known.flatMap((post) => post.roles)])
  const { tx } = call
  await sql`delete from people.post_holder where account = ${id}`.execute(tx)
  await sql`delete from people.account_role where account = ${id}`.execute(tx)
  await sql`insert into people.post_holder (account, post) select ${id}, unnest(${[...new Set(posts)]}::text[])`.execute(tx)
  await sql`insert into people.account_role (account, role) select ${id}, unnest(${[...new Set(roles)]}::text[])`.execute(tx)
  await endSessions(call, id)
  return lockAccount(call, id)
}

interface NamedPost { id: string; organisation: string; roles: Role[] }

/** Locked, so that no post ends while it is given. */
async function postsNamed({ tx }: Call, posts: readonly string[]): Promise<NamedPost[]> {
  const { rows } = await sql<NamedPost>`
    select id, organisation, roles from people.post where id = any(${[...posts]}::text[]) for share`.execute(tx)
  const missing = posts.find((post) => !rows.some(({ id }) => id === post))
  if (missing !== undefined) throw new Refusal('rule', '有一个岗位不存在，请刷新后再选', [{ path: 'posts', message: '有一个岗位不存在' }])
  return rows
}
