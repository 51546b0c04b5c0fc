import type { Role } from '#kernel'
import { Refusal } from '#platform/refusal'
import { isAdministrator, ROLE_NAMES } from '../staff-roles.ts'
import type { AccountRow } from './account-list.ts'

/** Nobody decides about himself, whatever he administers. */
export function refuseOneself(actorId: string, { id }: Pick<AccountRow, 'id'>): void {
  if (actorId === id) throw new Refusal('rule', '不能对自己的账号做这件事，请另一位管理员来做')
}

/**
 * The keys of an administrator are not given out by another: whoever resets them could sign in in his place and hold two of the
 * three. The operator does it on the machine itself, with `chunfeng account`.
 */
export function refuseAdministratorKeys({ roles }: Pick<AccountRow, 'roles'>): void {
  if (isAdministrator(roles)) throw new Refusal('rule', '管理员的密码和动态码只能由运维在服务器上重置（chunfeng account reset），三种管理员不能互相代替')
}

/**
 * Who administers is decided by the operator on the machine (`chunfeng account appoint`), never in the pages: 安全管理员 could reset the
 * password of an ordinary account, make an administrator of it, and work in his place. The database refuses whoever holds two roles.
 */
export function refuseAdministratorRoles(roles: readonly Role[]): void {
  const found = roles.filter((role) => isAdministrator([role]))
  if (found.length === 0) return
  const names = [...new Set(found)].map((role) => ROLE_NAMES[role]).join('、')
  throw new Refusal('rule', `${names}由运维在服务器上任命（chunfeng account appoint），不能在这里授予、收回或设成岗位`)
}

/** Rights of staff go to staff: citizens and agents have theirs by how they registered. */
export function refuseOutsider({ kind }: Pick<AccountRow, 'kind'>): void {
  if (kind !== 'staff') throw new Refusal('rule', '这是群众或企业的账号，不能给岗位和角色')
}
