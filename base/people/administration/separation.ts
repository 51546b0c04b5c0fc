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

/** An administrator has that one role; two of the three, or one beside other work, would let him approve himself. */
export function refuseMixed(roles: readonly Role[]): void {
  if (!isAdministrator(roles) || new Set(roles).size === 1) return
  const names = [...new Set(roles)].map((role) => ROLE_NAMES[role]).join('、')
  throw new Refusal('rule', `管理员只能有一种角色，不能同时是${names}；请先去掉其他角色和岗位`)
}

/** Rights of staff go to staff: citizens and agents have theirs by how they registered. */
export function refuseOutsider({ kind }: Pick<AccountRow, 'kind'>): void {
  if (kind !== 'staff') throw new Refusal('rule', '这是群众或企业的账号，不能给岗位和角色')
}
