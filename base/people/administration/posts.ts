import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Call, Role } from '#kernel'
import { Refusal } from '#platform/refusal'
import { refuseUnknownOrganisation } from './accounts.ts'
import { refuseAdministratorRoles } from './separation.ts'

export interface Post { id: string; organisation: string; name: string; roles: Role[]; holders: number }

const POSTS_MAX = 500

/** The posts (岗位) of an organisation and how many hold each. */
export async function postsOf({ tx }: Call, organisation: string): Promise<Post[]> {
  const { rows } = await sql<Post>`
    select id, organisation, name, roles, (select count(*)::int from people.post_holder holder where holder.post = post.id) as holders
    from people.post where organisation = ${organisation} order by name, id limit ${POSTS_MAX}`.execute(tx)
  return rows
}

/** 系统管理员 sets up a post; who holds it is decided by 安全管理员. Its roles never change afterwards: nobody's rights grow by the back door. */
export async function createPost(call: Call, { organisation, name, roles }: Pick<Post, 'organisation' | 'name' | 'roles'>): Promise<Post> {
  await refuseUnknownOrganisation(call, organisation)
  refuseAdministratorRoles(roles)
  const post = { id: randomUUID(), organisation, name: name.trim(), roles: [...new Set(roles)] }
  if (post.name === '') throw new Refusal('invalid', '请填写岗位名称', [{ path: 'name', message: '请填写岗位名称' }])
  await sql`insert into people.post (id, organisation, name, roles)
    values (${post.id}, ${organisation}, ${post.name}, ${post.roles}::text[])`.execute(call.tx)
  return { ...post, holders: 0 }
}

/** Only a post that nobody holds ends. */
export async function removePost({ tx }: Call, id: string): Promise<void> {
  const { rows } = await sql`select 1 from people.post where id = ${id} for update`.execute(tx)
  if (rows.length === 0) throw new Refusal('not-found', '没有这个岗位，请刷新后再试')
  const held = await sql`select 1 from people.post_holder where post = ${id} limit 1`.execute(tx)
  if (held.rows.length > 0) throw new Refusal('rule', '还有人在这个岗位上，请安全管理员先调整他们的岗位')
  await sql`delete from people.post where id = ${id}`.execute(tx)
}
