import { runSql, type Tx } from '#platform/database'
import { Refusal } from '#platform/refusal'
import type { Actor, Call, Case, Role } from '#kernel'

const COLLEAGUES_MAX = 300
/** Those who take steps on cases. */
const HANDLING: readonly Role[] = ['window', 'reviewer', 'approver']
/** Whose turn it is, and which role that is. */
const ROLE_OF_TURN: Readonly<Record<string, Role>> = { window: 'window', owner: 'reviewer', approver: 'approver' }

export interface Colleague { id: string; name: string; roles: Role[]; /** Open cases in her name. */ openCases: number }

/** Everybody of the actor's organisation who handles cases, with how many each has. */
export async function colleaguesOf({ tx, actor }: Call): Promise<Colleague[]> {
  if (actor.organisation === null) return []
  return runSql<Colleague>(tx, `
    select id, name, roles, (select count(*)::int from kernel.case where handler_id = staff.id and closed_at is null) as "openCases"
    from (select id, name, ${ROLES} as roles from people.account where organisation = $1 and kind = 'staff' and active) staff
    where roles && $2 order by name, id limit ${COLLEAGUES_MAX}`, [actor.organisation, HANDLING])
}

/** The account as it stands now, as the one who acts; refused when it may no longer act. */
export async function actorNow(tx: Tx, accountId: string): Promise<Actor> {
  const [row] = await runSql<Omit<Actor, 'party'>>(tx, `select id, name, organisation, ${ROLES} as roles from people.account where id = $1 and active`, [accountId])
  if (!row) throw new Refusal('forbidden', '办理人的账号已经停用，没有办；请由别人办理')
  return { ...row, party: null }
}

/** Refuses to give a case to somebody who could not take the next step on it. */
export async function refuseUnfit(tx: Tx, found: Pick<Case, 'queue'>, handlerId: string): Promise<void> {
  const [turn = '', organisation = ''] = (found.queue ?? '').split(':')
  const [fit] = await runSql(tx, `
    select 1 from people.account where id = $1 and active and kind = 'staff' and organisation = $2 and $3 = any(${ROLES})`,
  [handlerId, organisation, ROLE_OF_TURN[turn] ?? ''])
  if (!fit) throw new Refusal('rule', '只能交给本单位同一岗位、账号在用的人，请重新选择', [{ path: 'handlerId', message: '这个人不能办这一件' }])
}

/** The roles of the account in the row, its own and those of the posts it holds. */
const ROLES = `array(
  select role from people.account_role where account = people.account.id
  union select unnest(post.roles) from people.post_holder holder join people.post post on post.id = holder.post where holder.account = people.account.id
  order by 1)`
